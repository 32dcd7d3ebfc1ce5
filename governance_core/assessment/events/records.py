"""What happens to schemes and records, and how progress stands to what is expected."""

from dataclasses import dataclass
from typing import ClassVar

from governance_core.events import DomainEvent
from governance_core.values import PersonId, RecordId, SchemeId, UnitId, WarningId


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
    """How an indicator stands to what is expected has changed; `effective_on` is the day on which it was found.

    `warning` is the key under which that is kept, where somebody keeps it.
    """

    scheme: SchemeId
    indicator: str
    person: PersonId | None
    unit: UnitId
    warning: WarningId | None = None


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
