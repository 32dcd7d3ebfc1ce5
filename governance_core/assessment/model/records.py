"""A progress record: what a cadre has done on a day, with its evidence, and what was decided about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from governance_core.values import PersonId, RecordId, SchemeId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityEntry:
    """So much was done."""

    kind: ClassVar[str] = "quantity"

    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    """A milestone, given by its code, was reached."""

    kind: ClassVar[str] = "milestone"

    milestone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsEntry:
    """Points are added, or deducted where negative, for a stated reason."""

    kind: ClassVar[str] = "points"

    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingEntry:
    """Whoever submits the record has rated the subject, as one of a group where the indicator has groups."""

    kind: ClassVar[str] = "rating"

    rating: Decimal
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoEntry:
    """What must not happen has happened, as stated. A record that it does not apply takes it back by superseding it."""

    kind: ClassVar[str] = "veto"

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicableEntry:
    """The indicator makes no sense for this cadre, for a stated reason, until a later record speaks of it again."""

    kind: ClassVar[str] = "not-applicable"

    reason: str


Entry = QuantityEntry | MilestoneReached | PointsEntry | RatingEntry | VetoEntry | NotApplicableEntry


class EvidenceKind(StrEnum):
    """What a piece of evidence is.

    WORK_EVENT fell out of work done in the system; the others were added for the file.
    """

    WORK_EVENT = "work-event"
    DOCUMENT = "document"
    PHOTO = "photo"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece of evidence.

    Attributes:
        kind: what it is.
        title: what it is called.
        reference: where it is: the key of a file or of a piece of work in the system, or the address of a link.
        sha256: the SHA-256 of a file's content, as 64 small hexadecimal digits.
    """

    kind: EvidenceKind
    title: str
    reference: str
    sha256: str | None = None


class RecordStatus(StrEnum):
    """Where a record stands.

    One that is returned has been given back to be made good: a record that supersedes it is to say better what it said.
    """

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class RecordSource(StrEnum):
    """Who entered a record: whom it is about, a colleague, a liaison team, or the system."""

    SELF = "self"
    COLLEAGUE = "colleague"
    LIAISON_TEAM = "liaison-team"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecord:
    """A dated record on an indicator. It is never edited: a mistake is put right by a record that supersedes it.

    It has two times: the day on which it happened, and the instants at which it was submitted and decided about, from
    which on it is known.

    Attributes:
        id: its own key.
        scheme: the scheme, in one version.
        indicator: the code of the indicator.
        person: the cadre it is about; None where it is about the unit itself.
        occurred_on: the day on which it happened.
        entry: what happened.
        evidence: what shows it.
        note: what there is to say.
        source: who entered it.
        submitted_by: who submitted it; None for the system.
        submitted_at: when it became known.
        supersedes: the record whose place it takes once it is verified.
        unit: the unit it was made in, in which it counts for ever, or that it is about; None for records from before
            units were recorded.
        status: where it stands.
        decided_by: who verified, rejected or withdrew it; None where nobody has, or did so under no person's name.
        decided_at: the instant of that; what was known before then is not changed by it.
        reason: why it was rejected or returned.
    """

    id: RecordId
    scheme: SchemeId
    indicator: str
    person: PersonId | None
    occurred_on: date
    entry: Entry
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    source: RecordSource = RecordSource.COLLEAGUE
    submitted_by: PersonId | None
    submitted_at: datetime
    supersedes: RecordId | None = None
    unit: UnitId | None = None
    status: RecordStatus = RecordStatus.SUBMITTED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    @property
    def subject(self) -> str:
        """Whom it is about: the key of the cadre, or of the unit where it is about none."""
        return self.person or self.unit or ""

    @property
    def is_by_product(self) -> bool:
        """Whether it fell out of work done in the system, rather than being put together for the file."""
        return any(piece.kind is EvidenceKind.WORK_EVENT for piece in self.evidence)

    def status_at(self, known_at: datetime | None) -> RecordStatus | None:
        """Where it stood as known at an instant (None: now); None before it was submitted."""
        if known_at is None:
            return self.status
        if known_at < self.submitted_at:
            return None
        decided = self.decided_at is not None and self.decided_at <= known_at
        return self.status if decided else RecordStatus.SUBMITTED

    def verified_at(self, known_at: datetime | None) -> bool:
        """Whether it was verified, as known at an instant (None: now)."""
        return self.status_at(known_at) is RecordStatus.VERIFIED
