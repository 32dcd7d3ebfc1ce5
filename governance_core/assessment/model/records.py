"""A progress record: what a cadre has done on a day, with its evidence, and what was decided about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from governance_core.values import PersonId, RecordId, SchemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityEntry:
    """So much was done."""

    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    """A milestone was reached."""

    milestone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsEntry:
    """Points are added, or deducted where negative, for a stated reason."""

    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingEntry:
    """Somebody has rated."""

    rating: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicableEntry:
    """The indicator makes no sense for this cadre in this cycle, for a stated reason."""

    reason: str


Entry = QuantityEntry | MilestoneReached | PointsEntry | RatingEntry | NotApplicableEntry


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
    """A piece of evidence: where it is, and the SHA-256 of its content where it is a file."""

    kind: EvidenceKind
    title: str
    reference: str
    sha256: str | None = None


class RecordStatus(StrEnum):
    """Where a record stands."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecord:
    """A dated record on an indicator. It is never edited: a mistake is put right by a record that supersedes it.

    Attributes:
        id: its own key.
        scheme: the scheme, in one version.
        indicator: the code of the indicator.
        person: the cadre it is about.
        occurred_on: the day on which it happened.
        entry: what happened.
        evidence: what shows it.
        note: what there is to say.
        submitted_by: who submitted it; None for the system.
        submitted_at: when it became known.
        supersedes: the record whose place it takes once it is verified.
        status: where it stands.
        decided_by: who verified, rejected or withdrew it.
        decided_at: when.
        reason: why it was rejected.
    """

    id: RecordId
    scheme: SchemeId
    indicator: str
    person: PersonId
    occurred_on: date
    entry: Entry
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    submitted_by: PersonId | None
    submitted_at: datetime
    supersedes: RecordId | None = None
    status: RecordStatus = RecordStatus.SUBMITTED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    def verified_at(self, known_at: datetime | None) -> bool:
        """Whether it counted as verified, as known at an instant (None: now)."""
        if self.status is not RecordStatus.VERIFIED or self.decided_at is None:
            return False
        return known_at is None or self.decided_at <= known_at
