"""What happens in the assessment, as other domains hear of it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.assessment.model import ObservationId, SeedlingId
from governance_core.events import DomainEvent
from governance_core.values import AppointmentId, PersonId, RecordId, SchemeId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDrafted(DomainEvent):
    """A scheme, or a next version of one, was drafted."""

    name: ClassVar[str] = "assessment.scheme-drafted"
    scheme: SchemeId
    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeReleased(DomainEvent):
    """A scheme was published: from now on it never changes."""

    name: ClassVar[str] = "assessment.scheme-published"
    scheme: SchemeId
    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEvent(DomainEvent):
    """Something happened to a progress record; `effective_on` is the day the record is about."""

    record: RecordId
    scheme: SchemeId
    person: PersonId | None
    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSubmitted(RecordEvent):
    """A record was submitted."""

    name: ClassVar[str] = "assessment.record-submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVerified(RecordEvent):
    """A record was verified: it counts from now on, and what it supersedes no longer does."""

    name: ClassVar[str] = "assessment.record-verified"
    supersedes: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRejected(RecordEvent):
    """A record was rejected, for a reason that stands in the record."""

    name: ClassVar[str] = "assessment.record-rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturned(RecordEvent):
    """A record was given back to be made good, for a reason that stands in the record."""

    name: ClassVar[str] = "assessment.record-returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWithdrawn(RecordEvent):
    """A record was withdrawn by who submitted it."""

    name: ClassVar[str] = "assessment.record-withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent(DomainEvent):
    """How an indicator stands to what is expected has changed; `effective_on` is the day on which it was found."""

    scheme: SchemeId
    indicator: str
    person: PersonId | None
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingEvent(DomainEvent):
    """Something happened to a reserve cadre's nomination."""

    seedling: SeedlingId
    person: PersonId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressWarned(ProgressEvent):
    """An indicator has fallen behind what is expected, or further behind: an early warning."""

    name: ClassVar[str] = "assessment.progress-warned"
    light: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecovered(ProgressEvent):
    """An indicator that was behind is where it should be again."""

    name: ClassVar[str] = "assessment.progress-recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingNominated(SeedlingEvent):
    """A person was nominated as a reserve cadre; `until` is the day after the period, if it has an end."""

    name: ClassVar[str] = "assessment.seedling-nominated"
    aims_for: str
    mentor: PersonId
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorChanged(SeedlingEvent):
    """Somebody else is responsible for a reserve cadre from that day on."""

    name: ClassVar[str] = "assessment.mentor-changed"
    mentor: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentPlanned(SeedlingEvent):
    """A reserve cadre's plan was made, or changed."""

    name: ClassVar[str] = "assessment.development-planned"
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingObserved(SeedlingEvent):
    """A mentor or a reviewer has written down what a reserve cadre did on that day."""

    name: ClassVar[str] = "assessment.seedling-observed"
    observation: ObservationId
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReached(SeedlingEvent):
    """A reserve cadre has reached a goal of their plan."""

    name: ClassVar[str] = "assessment.goal-reached"
    goal: str
    record: RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedlingEnded(SeedlingEvent):
    """Somebody is no reserve cadre any more: they were appointed, or released."""

    name: ClassVar[str] = "assessment.seedling-ended"
    status: str
    appointment: AppointmentId | None = None
