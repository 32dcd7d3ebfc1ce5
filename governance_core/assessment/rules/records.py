"""Submitting a progress record."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from governance_core.assessment.events import RecordSubmitted
from governance_core.assessment.model import (
    Entry,
    Evidence,
    IndicatorScheme,
    ProgressRecord,
    RaterRelation,
    RatingEntry,
    RecordSource,
    RecordStatus,
    SchemeStatus,
    Subject,
)
from governance_core.assessment.rules.entries import entry_faults, evidence_faults, refuse_unfit
from governance_core.assessment.rules.raters import refuse_rating
from governance_core.assessment.rules.spans import last_day
from governance_core.errors import (
    EvidenceRequired,
    NothingToSupersede,
    NotYetHappened,
    OutsideCycle,
    PostNotHeld,
    RecordedOutOfOrder,
    SchemeNotPublished,
    SubjectDiffers,
    SupersedesAnother,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.values import Period, PersonId, RecordId, UnitId
from governance_core.wording import LONGEST_NOTE, length_faults


def submit_record(
    *,
    id: RecordId,  # noqa: A002 -- the field's name
    scheme: IndicatorScheme,
    indicator: str,
    person: PersonId | None,
    unit: UnitId | None,
    occurred_on: date,
    entry: Entry,
    submitted_by: PersonId | None,
    submitted_at: datetime,
    today: date,
    evidence: Sequence[Evidence] = (),
    note: str = "",
    supersedes: ProgressRecord | None = None,
    in_force: Period | None = None,
    from_liaison_team: bool = False,
    relations: AbstractSet[RaterRelation] = frozenset(),
    known: Iterable[ProgressRecord] = (),
) -> Outcome[ProgressRecord]:
    """A record of a cadre's, or a unit's, progress is submitted; it counts once it is verified.

    Args:
        id: its own key.
        scheme: the published scheme.
        indicator: the code of the indicator.
        person: the cadre it is about; None where the scheme assesses units.
        unit: the unit it is made in, as `unit_of_record` says, or that it is about; None where the cadre holds no post
            then that the scheme is about.
        occurred_on: the day on which it happened: one on which the scheme is in force, and not after today.
        entry: what happened, of the kind the indicator measures; or that the indicator does not apply.
        submitted_by: who submits; None for the system.
        submitted_at: the instant of the act.
        today: the town's day at that instant.
        evidence: 1 to 20 pieces; a rating needs none.
        note: at most 2,000 characters.
        supersedes: the verified record that turned out to be mistaken, or the returned one that is made good.
        in_force: the days that the scheme is about, as `days_in_force` says; None for those from its effect on.
        from_liaison_team: whether who submits does so as one of the unit's liaison team.
        relations: where the rater stands to whom they rate, for a rating by one of a group.
        known: the subject's records on the indicator, among which is what the rater has said before.

    Raises:
        SchemeNotPublished: the scheme is a draft.
        SubjectDiffers: the scheme assesses units and the record is about a person, or the other way round.
        PostNotHeld: the cadre holds no post then that the scheme is about.
        UnknownValue: no such indicator, milestone or group of raters.
        EntryDoesNotFit: the indicator measures something else.
        OutsideCycle: the day is not one on which the scheme is in force.
        NotYetHappened: the day is still to come.
        EvidenceRequired: nothing shows it.
        OwnRating: somebody rates themself.
        RaterNotInGroup: the rater is not one of the group.
        AlreadyRated: the rater has rated them already; a record that supersedes that one says it differently.
        SupersedesAnother: the mistaken record is about something else.
        NothingToSupersede: the mistaken record neither counts nor was returned.
        RecordedOutOfOrder: the mistaken record was decided about after the instant of the act.
        InputFault, InvalidInput: numbers out of range, texts too long, reasons left out.
    """
    if scheme.status is not SchemeStatus.PUBLISHED:
        raise SchemeNotPublished(scheme=scheme.id, path=("scheme",))
    _refuse_subject(scheme, person, unit, occurred_on)
    measured = scheme.indicator(indicator)
    refuse_unfit(measured, entry)
    _refuse_day(in_force or scheme.days, occurred_on, today)
    note_faults = length_faults(note, LONGEST_NOTE, ("note",))
    refuse_faults([*entry_faults(measured.measure, entry), *evidence_faults(evidence), *note_faults])
    if isinstance(entry, RatingEntry):
        refuse_rating(measured, entry, person, submitted_by, relations, known, supersedes)
    elif not evidence:
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
        source=_source(person, submitted_by, from_liaison_team=from_liaison_team),
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


def _source(person: PersonId | None, submitted_by: PersonId | None, *, from_liaison_team: bool) -> RecordSource:
    if submitted_by is None:
        return RecordSource.SYSTEM
    if submitted_by == person:
        return RecordSource.SELF
    return RecordSource.LIAISON_TEAM if from_liaison_team else RecordSource.COLLEAGUE


def _refuse_subject(scheme: IndicatorScheme, person: PersonId | None, unit: UnitId | None, occurred_on: date) -> None:
    if (person is None) is (scheme.subject is Subject.CADRE):
        raise SubjectDiffers(scheme=scheme.id, subject=scheme.subject.value, path=("person",))
    if unit is None:
        kinds = scheme.applies_to or scheme.unit_kinds
        raise PostNotHeld(on=occurred_on, kinds=kinds, path=("unit" if person is None else "occurred_on",))


def _refuse_day(days: Period, occurred_on: date, today: date) -> None:
    if occurred_on not in days:
        raise OutsideCycle(on=occurred_on, start=days.start, end=last_day(days), path=("occurred_on",))
    if occurred_on > today:
        raise NotYetHappened(on=occurred_on, today=today, path=("occurred_on",))


def _refuse_superseding(mistaken: ProgressRecord, record: ProgressRecord) -> None:
    about = (record.scheme, record.indicator, record.subject)
    if (mistaken.scheme, mistaken.indicator, mistaken.subject) != about:
        raise SupersedesAnother(record=mistaken.id, path=("supersedes",))
    if mistaken.status not in {RecordStatus.VERIFIED, RecordStatus.RETURNED}:
        raise NothingToSupersede(record=mistaken.id, status=mistaken.status.value, path=("supersedes",))
    if mistaken.decided_at is not None and record.submitted_at < mistaken.decided_at:
        raise RecordedOutOfOrder(recorded_at=record.submitted_at, latest=mistaken.decided_at)
