"""What the rules of the practice refuse, as a branch of the core's error tree."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors import PracticeError


@dataclass(eq=False, kw_only=True)
class ActivityToCome(PracticeError):
    """What is recorded has not been held yet."""

    code: ClassVar[str] = "FIRST_STEPS_ACTIVITY_TO_COME"
    zh: ClassVar[str] = "{held_on} 尚未到来(今天是 {today})"
    en: ClassVar[str] = "{held_on} is still to come: today is {today}"

    held_on: date
    today: date
