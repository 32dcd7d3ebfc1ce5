"""What the practice keeps."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from governance_core.values import PersonId, UnitId

ActivityId = NewType("ActivityId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """That something was held in a village, for so many people."""

    id: ActivityId
    village: UnitId
    title: str
    held_on: date
    participants: int
    recorded_by: PersonId | None
    recorded_at: datetime
