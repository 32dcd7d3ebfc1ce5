"""What happens in the practice, as others hear of it."""

from dataclasses import dataclass
from typing import ClassVar

from first_steps.model import ActivityId
from governance_core.events import DomainEvent
from governance_core.values import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecorded(DomainEvent):
    """An activity was held."""

    name: ClassVar[str] = "first_steps.activity-recorded"
    activity: ActivityId
    village: UnitId
