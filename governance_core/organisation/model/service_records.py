"""What Party members do where they are registered: a record of work for the place, and no more of them than that."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from governance_core.values import PersonId, UnitId

ServiceRecordId = NewType("ServiceRecordId", str)


class ServiceKind(StrEnum):
    """What kind of work it was.

    The report shows members who visit homes, clean up compounds, patrol grids and talk matters over with residents;
    the list is our choice.
    """

    VOLUNTEERING = "volunteering"
    VISITING = "visiting"
    PATROL = "patrol"
    MEETING = "meeting"
    ADVICE = "advice"
    EMERGENCY = "emergency"


class ServiceRecordStatus(StrEnum):
    """Where a service record stands."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """What a registered Party member did on a day for the place where they live. It is never edited.

    Attributes:
        id: its own key.
        person: the member.
        unit: where they were registered on that day.
        served_on: the day.
        kind: what kind of work it was.
        title: what was done, in at most 200 characters.
        hours: how long it took: above 0 up to 24, with at most one decimal.
        submitted_by: who submitted it, the member or a colleague of the place; None for the system.
        submitted_at: when it became known.
        status: where it stands.
        decided_by: who verified, rejected or withdrew it; None where nobody has, or did so under no person's name.
        decided_at: the instant of that.
        reason: why it was rejected.
    """

    id: ServiceRecordId
    person: PersonId
    unit: UnitId
    served_on: date
    kind: ServiceKind
    title: str
    hours: Decimal
    submitted_by: PersonId | None
    submitted_at: datetime
    status: ServiceRecordStatus = ServiceRecordStatus.SUBMITTED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None
