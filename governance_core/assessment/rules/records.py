"""Submitting a progress record, and deciding about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from governance_core.assessment.events import RecordRejected, RecordSubmitted, RecordVerified, RecordWithdrawn
from governance_core.assessment.model import (
    Entry,
    Evidence,
    IndicatorScheme,
    ProgressRecord,
    RatingEntry,
    RecordStatus,
    SchemeStatus,
)
from governance_core.assessment.rules.entries import entry_faults, evidence_faults, refuse_unfit
from governance_core.decisions import refuse_deciding, refuse_withdrawing
from governance_core.errors import (
    EvidenceRequired,
    NothingToSupersede,
    NotYetHappened,
    OutsideCycle,
    RecordedOutOfOrder,
    SchemeNotPublished,
    SupersedesAnother,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.values import PersonId, RecordId, UnitId
from governance_core.wording import LONGEST_NOTE, length_faults, text_faults


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
    unit: UnitId | None = None,
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
        supersedes: the verified record that turned out to be mistaken.
        unit: the unit it is made in, as `unit_of_record` says.

    Raises:
        SchemeNotPublished: the scheme is a draft.
        UnknownValue: no such indicator, or no such milestone.
        EntryDoesNotFit: the indicator measures something else.
        OutsideCycle: the day is not one of the cycle.
        NotYetHappened: the day is still to come.
        EvidenceRequired: nothing shows it.
        SupersedesAnother: the mistaken record is about something else.
        NothingToSupersede: the mistaken record does not count, as nobody has verified it.
        RecordedOutOfOrder: the mistaken record was verified after the instant of the act.
        InputFault, InvalidInput: numbers out of range, texts too long, reasons left out.
    """
    if scheme.status is not SchemeStatus.PUBLISHED:
        raise SchemeNotPublished(scheme=scheme.id, path=("scheme",))
    measured = scheme.indicator(indicator)
    refuse_unfit(measured, entry)
    _refuse_day(scheme, occurred_on, today)
    note_faults = length_faults(note, LONGEST_NOTE, ("note",))
    refuse_faults([*entry_faults(measured.measure, entry), *evidence_faults(evidence), *note_faults])
    if not evidence and not isinstance(entry, RatingEntry):
        raise EvidenceRequired(path=("evidence",))
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
        unit=unit,
    )
    if supersedes is not None:
        _refuse_superseding(supersedes, record)
    happened = RecordSubmitted(
        effective_on=occurred_on, record=id, scheme=scheme.id, person=person, indicator=indicator
    )
    return Outcome(state=record, events=(happened,))


def verify_record(
    record: ProgressRecord, *, decided_by: PersonId | None, decided_at: datetime
) -> Outcome[ProgressRecord]:
    """A record is found to be true: from now on it counts, and what it supersedes no longer does.

    Args:
        record: the record.
        decided_by: who verifies; None where the office does so under no person's name.
        decided_at: the instant of the act.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        OwnRecord: it is about the one who would decide.
        OwnSubmission: it is from the one who would decide, or neither of the two has a name.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    refuse_deciding(record, decided_by, decided_at)
    decided = replace(record, status=RecordStatus.VERIFIED, decided_by=decided_by, decided_at=decided_at)
    happened = RecordVerified(
        effective_on=record.occurred_on,
        record=record.id,
        scheme=record.scheme,
        person=record.person,
        indicator=record.indicator,
        supersedes=record.supersedes,
    )
    return Outcome(state=decided, events=(happened,))


def reject_record(
    record: ProgressRecord, *, decided_by: PersonId | None, decided_at: datetime, reason: str
) -> Outcome[ProgressRecord]:
    """A record is found not to hold, for a stated reason.

    Args:
        record: the record.
        decided_by: who rejects; None where the office does so under no person's name.
        decided_at: the instant of the act.
        reason: why, in at most 2,000 characters.

    Raises:
        Blank, TooLong: the reason is left out, or too long.
        AlreadyDecided, OwnRecord, OwnSubmission, RecordedOutOfOrder: as for `verify_record`.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    refuse_deciding(record, decided_by, decided_at)
    decided = replace(record, status=RecordStatus.REJECTED, decided_by=decided_by, decided_at=decided_at, reason=reason)
    happened = RecordRejected(
        effective_on=record.occurred_on,
        record=record.id,
        scheme=record.scheme,
        person=record.person,
        indicator=record.indicator,
    )
    return Outcome(state=decided, events=(happened,))


def withdraw_record(
    record: ProgressRecord, *, withdrawn_by: PersonId | None, decided_at: datetime
) -> Outcome[ProgressRecord]:
    """A record is taken back by who submitted it, before anybody has decided about it.

    Args:
        record: the record.
        withdrawn_by: who takes it back; who has no name can't show to be the submitter.
        decided_at: the instant of the act.

    Raises:
        AlreadyDecided: it is not waiting for a decision.
        NotTheSubmitter: somebody else submitted it, or the system.
        RecordedOutOfOrder: it was submitted after the instant of the act.
    """
    refuse_withdrawing(record, withdrawn_by, decided_at)
    decided = replace(record, status=RecordStatus.WITHDRAWN, decided_by=withdrawn_by, decided_at=decided_at)
    happened = RecordWithdrawn(
        effective_on=record.occurred_on,
        record=record.id,
        scheme=record.scheme,
        person=record.person,
        indicator=record.indicator,
    )
    return Outcome(state=decided, events=(happened,))


def _refuse_day(scheme: IndicatorScheme, occurred_on: date, today: date) -> None:
    if occurred_on not in scheme.cycle:
        last = (scheme.cycle.end or date.max) - timedelta(days=1)
        raise OutsideCycle(on=occurred_on, start=scheme.cycle.start, end=last, path=("occurred_on",))
    if occurred_on > today:
        raise NotYetHappened(on=occurred_on, today=today, path=("occurred_on",))


def _refuse_superseding(mistaken: ProgressRecord, record: ProgressRecord) -> None:
    about = (record.scheme, record.indicator, record.person)
    if (mistaken.scheme, mistaken.indicator, mistaken.person) != about:
        raise SupersedesAnother(record=mistaken.id, path=("supersedes",))
    if mistaken.status is not RecordStatus.VERIFIED:
        raise NothingToSupersede(record=mistaken.id, status=mistaken.status.value, path=("supersedes",))
    if mistaken.decided_at is not None and record.submitted_at < mistaken.decided_at:
        raise RecordedOutOfOrder(recorded_at=record.submitted_at, latest=mistaken.decided_at)
