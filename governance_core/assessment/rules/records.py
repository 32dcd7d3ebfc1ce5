"""Submitting a progress record, and deciding about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from governance_core.assessment.events import RecordRejected, RecordSubmitted, RecordVerified, RecordWithdrawn
from governance_core.assessment.model import (
    Entry,
    Evidence,
    Indicator,
    IndicatorScheme,
    Measure,
    MilestoneReached,
    Milestones,
    NotApplicableEntry,
    Points,
    PointsEntry,
    ProgressRecord,
    Quantity,
    QuantityEntry,
    Rating,
    RatingEntry,
    RecordStatus,
    SchemeStatus,
)
from governance_core.errors import (
    AlreadyDecided,
    Blank,
    EntryDoesNotFit,
    EvidenceRequired,
    InputFault,
    NotTheSubmitter,
    OutOfRange,
    OutsideCycle,
    OwnRecord,
    SchemeNotPublished,
    SupersedesAnother,
    TooLong,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.values import PersonId, RecordId

MOST_EVIDENCE = 20
LONGEST_NOTE = 2000
LONGEST_REFERENCE = 500
LARGEST_NUMBER = Decimal(10) ** 12
SHA256_LENGTH = 64


def submit_record(
    *,
    id: RecordId,  # noqa: A002 -- the field's name
    scheme: IndicatorScheme,
    indicator: str,
    person: PersonId,
    occurred_on: date,
    entry: Entry,
    submitted_by: PersonId | None,
    submitted_at: datetime,
    today: date,
    evidence: Sequence[Evidence] = (),
    note: str = "",
    supersedes: ProgressRecord | None = None,
) -> Outcome[ProgressRecord]:
    """A record of a cadre's progress is submitted; it counts once it is verified.

    Args:
        id: its own key.
        scheme: the published scheme.
        indicator: the code of the indicator.
        person: the cadre it is about.
        occurred_on: the day on which it happened: in the cycle, and not after today.
        entry: what happened, of the kind the indicator measures; or that the indicator does not apply.
        submitted_by: who submits; None for the system.
        submitted_at: the instant of the act.
        today: the town's day at that instant.
        evidence: 1 to 20 pieces; a rating needs none.
        note: at most 2,000 characters.
        supersedes: the record that turned out to be mistaken.

    Raises:
        SchemeNotPublished: the scheme is a draft.
        UnknownValue: no such indicator, or no such milestone.
        EntryDoesNotFit: the indicator measures something else.
        OutsideCycle: the day is not one that can be recorded.
        EvidenceRequired: nothing shows it.
        SupersedesAnother: the mistaken record is about something else.
        InputFault, InvalidInput: numbers out of range, texts too long, reasons left out.
    """
    if scheme.status is not SchemeStatus.PUBLISHED:
        raise SchemeNotPublished(scheme=scheme.id, path=("scheme",))
    measured = scheme.indicator(indicator)
    _refuse_unfit(measured, entry)
    last = min(today, (scheme.cycle.end or today + timedelta(days=1)) - timedelta(days=1))
    if not scheme.cycle.start <= occurred_on <= last:
        raise OutsideCycle(on=occurred_on, start=scheme.cycle.start, end=last, path=("occurred_on",))
    refuse_faults([*_entry_faults(measured.measure, entry), *_evidence_faults(evidence), *_note_faults(note)])
    if not evidence and not isinstance(entry, RatingEntry):
        raise EvidenceRequired(path=("evidence",))
    about = (scheme.id, indicator, person)
    if supersedes is not None and (supersedes.scheme, supersedes.indicator, supersedes.person) != about:
        raise SupersedesAnother(record=supersedes.id, path=("supersedes",))
    record = ProgressRecord(
        id=id,
        scheme=scheme.id,
        indicator=indicator,
        person=person,
        occurred_on=occurred_on,
        entry=entry,
        evidence=tuple(evidence),
        note=note,
        submitted_by=submitted_by,
        submitted_at=submitted_at,
        supersedes=supersedes.id if supersedes else None,
    )
    happened = RecordSubmitted(effective_on=occurred_on, record=id, person=person, indicator=indicator)
    return Outcome(state=record, events=(happened,))


def verify_record(
    record: ProgressRecord, *, decided_by: PersonId | None, decided_at: datetime
) -> Outcome[ProgressRecord]:
    """A record is found to be true: from now on it counts.

    Args:
        record: the record.
        decided_by: who verifies; None where the office does so under no person's name.
        decided_at: the instant of the act.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about, or from, the one who would decide.
    """
    _refuse_deciding(record, decided_by)
    decided = replace(record, status=RecordStatus.VERIFIED, decided_by=decided_by, decided_at=decided_at)
    happened = RecordVerified(
        effective_on=record.occurred_on, record=record.id, person=record.person, indicator=record.indicator
    )
    return Outcome(state=decided, events=(happened,))


def reject_record(
    record: ProgressRecord, *, decided_by: PersonId | None, decided_at: datetime, reason: str
) -> Outcome[ProgressRecord]:
    """A record is found not to hold, for a stated reason.

    Raises:
        Blank: no reason is given.
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about, or from, the one who would decide.
    """
    refuse_faults(_reason_faults(reason, ("reason",)))
    _refuse_deciding(record, decided_by)
    decided = replace(record, status=RecordStatus.REJECTED, decided_by=decided_by, decided_at=decided_at, reason=reason)
    happened = RecordRejected(
        effective_on=record.occurred_on, record=record.id, person=record.person, indicator=record.indicator
    )
    return Outcome(state=decided, events=(happened,))


def withdraw_record(
    record: ProgressRecord, *, withdrawn_by: PersonId | None, decided_at: datetime
) -> Outcome[ProgressRecord]:
    """A record is taken back by who submitted it, before anybody has decided about it.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        NotTheSubmitter: somebody else submitted it.
    """
    _refuse_decided(record)
    if record.submitted_by != withdrawn_by:
        raise NotTheSubmitter(record=record.id)
    decided = replace(record, status=RecordStatus.WITHDRAWN, decided_by=withdrawn_by, decided_at=decided_at)
    happened = RecordWithdrawn(
        effective_on=record.occurred_on, record=record.id, person=record.person, indicator=record.indicator
    )
    return Outcome(state=decided, events=(happened,))


def _refuse_decided(record: ProgressRecord) -> None:
    if record.status is not RecordStatus.SUBMITTED:
        raise AlreadyDecided(record=record.id, status=record.status.value)


def _refuse_deciding(record: ProgressRecord, by: PersonId | None) -> None:
    _refuse_decided(record)
    if by is not None and by in (record.person, record.submitted_by):
        raise OwnRecord(record=record.id)


_ENTRIES: dict[type[Measure], type[Entry]] = {
    Quantity: QuantityEntry,
    Milestones: MilestoneReached,
    Points: PointsEntry,
    Rating: RatingEntry,
}


def _refuse_unfit(indicator: Indicator, entry: Entry) -> None:
    wanted = _ENTRIES[type(indicator.measure)]
    if not isinstance(entry, wanted | NotApplicableEntry):
        raise EntryDoesNotFit(
            indicator=indicator.code, expected=wanted.__name__, given=type(entry).__name__, path=("entry",)
        )


def _entry_faults(measure: Measure, entry: Entry) -> list[InputFault]:
    match entry, measure:
        case QuantityEntry(), _:
            return _range_faults(entry.amount, Decimal(0), LARGEST_NUMBER, ("entry", "amount"))
        case PointsEntry(), _:
            faults = _range_faults(entry.points, -LARGEST_NUMBER, LARGEST_NUMBER, ("entry", "points"))
            return [*faults, *_reason_faults(entry.reason, ("entry", "reason"))]
        case RatingEntry(), Rating():
            return _range_faults(entry.rating, measure.low, measure.high, ("entry", "rating"))
        case MilestoneReached(), Milestones():
            known = tuple(one.code for one in measure.milestones)
            if entry.milestone in known:
                return []
            return [UnknownValue(value=entry.milestone[:80], known=known, path=("entry", "milestone"))]
        case NotApplicableEntry(), _:
            return _reason_faults(entry.reason, ("entry", "reason"))
    return []


def _range_faults(value: Decimal, low: Decimal, high: Decimal, path: tuple[str, ...]) -> list[InputFault]:
    return [] if low <= value <= high else [OutOfRange(value=value, low=low, high=high, path=path)]


def _reason_faults(reason: str, path: tuple[str, ...]) -> list[InputFault]:
    return _note_faults(reason, path) if reason.strip() else [Blank(path=path)]


def _note_faults(note: str, path: tuple[str, ...] = ("note",)) -> list[InputFault]:
    return [TooLong(length=len(note), limit=LONGEST_NOTE, path=path)] if len(note) > LONGEST_NOTE else []


def _evidence_faults(evidence: Sequence[Evidence]) -> list[InputFault]:
    if len(evidence) > MOST_EVIDENCE:
        return [OutOfRange(value=len(evidence), low=1, high=MOST_EVIDENCE, path=("evidence",))]
    faults: list[InputFault] = []
    for place, piece in enumerate(evidence):
        path = ("evidence", str(place))
        for name, value in (("title", piece.title), ("reference", piece.reference)):
            if not value.strip():
                faults.append(Blank(path=(*path, name)))
            elif len(value) > LONGEST_REFERENCE:
                faults.append(TooLong(length=len(value), limit=LONGEST_REFERENCE, path=(*path, name)))
        if piece.sha256 is not None and len(piece.sha256) != SHA256_LENGTH:
            faults.append(TooLong(length=len(piece.sha256), limit=SHA256_LENGTH, path=(*path, "sha256")))
    return faults
