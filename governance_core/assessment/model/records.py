"""A progress record: what a cadre has done on a day, with its evidence, and what was decided about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from governance_core.values import AppointmentId, PersonId, RecordId, SchemeId, UnitId


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
    """Whoever submits the record has rated the cadre."""

    kind: ClassVar[str] = "rating"

    rating: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicableEntry:
    """The indicator makes no sense for this cadre, for a stated reason, until a later record speaks of it again."""

    kind: ClassVar[str] = "not-applicable"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post that a person holds on a day.

    Attributes:
        appointment: the appointment by which it is held.
        unit: whose post it is.
        kind: the kind of post, by code.
        basis: on which basis it is held, as the organisation calls it: "substantive", "secondment" …
    """

    appointment: AppointmentId
    unit: UnitId
    kind: str
    basis: str


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
        unit: the unit it was made in, in which it counts for ever; None where the person held no post that day.
        status: where it stands.
        decided_by: who verified, rejected or withdrew it; None where nobody has, or did so under no person's name.
        decided_at: the instant of that; what was known before then is not changed by it.
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
    unit: UnitId | None = None
    status: RecordStatus = RecordStatus.SUBMITTED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    reason: str | None = None

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
