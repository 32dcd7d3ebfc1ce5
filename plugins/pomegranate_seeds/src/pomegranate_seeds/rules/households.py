"""How a household becomes a Five-Good Civilised Household, and stops being one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import Blank, Duplicate, InputFault, UnknownValue, refuse_faults
from governance_core.events import DomainEvent, Outcome
from governance_core.history import History, recorded
from governance_core.values import Period, PersonId
from governance_core.wording import text_faults
from pomegranate_seeds.errors import (
    AlreadyNominated,
    AlreadyRecognised,
    AlreadyWithdrawn,
    DayTooEarly,
    NominationDecided,
    NotRecognised,
    OtherVillage,
    TooFewCriteria,
)
from pomegranate_seeds.events import HouseholdNominated, HouseholdRecognised, NominationDeclined, RecognitionWithdrawn
from pomegranate_seeds.model import (
    Charter,
    Household,
    HouseholdCoverage,
    Liaison,
    LiaisonOfficer,
    Nomination,
    NominationId,
    NominationStatus,
    Recognition,
    RecognitionId,
    RecognitionState,
    Withdrawal,
    WithdrawnRecognition,
)
from pomegranate_seeds.rules.charter import months_later, refuse_day, refuse_stranger
from pomegranate_seeds.rules.officers import service_ended

LONGEST_REASON = 2000


def nominate_household(
    *,
    id: NominationId,  # noqa: A002 -- the field's name
    household: Household,
    criteria_met: Sequence[str],
    on: date,
    today: date,
    charter: Charter,
    nominated_by: PersonId | None,
    recorded_at: datetime,
    others: Iterable[Nomination] = (),
) -> Outcome[Nomination]:
    """A household is put forward, with the criteria it was found to meet.

    It may meet fewer than are asked for: whether they suffice is for the decision. A recognised household may be
    nominated for its next term.

    Args:
        id: the nomination's key.
        household: the household.
        criteria_met: criteria of the charter, one or more.
        on: the day of the nomination, not after today.
        today: the town's day at the instant of the act.
        charter: how the village has set the practice for that day.
        nominated_by: who nominates; None for the system.
        recorded_at: the instant of the act.
        others: every other nomination of the household.

    Raises:
        Blank, UnknownValue, Duplicate, InvalidInput: no criterion, one that is not the village's, or one twice.
        NotAHousehold, OtherVillage: it is no household of the village.
        DayInFuture: the day is still to come.
        AlreadyNominated: a nomination of the household is waiting.
    """
    refuse_faults(_criteria_faults(criteria_met, charter.criteria))
    refuse_stranger(household, charter.village)
    refuse_day(on, today=today)
    for other in others:
        if other.household == household.unit and other.status is NominationStatus.WAITING:
            raise AlreadyNominated(household=household.unit, nomination=other.id, path=("household",))
    nomination = Nomination(
        id=id,
        village=charter.village,
        household=household.unit,
        criteria_met=tuple(criteria_met),
        nominated_on=on,
        nominated_by=nominated_by,
        nominated_at=recorded_at,
    )
    happened = HouseholdNominated(effective_on=on, village=charter.village, household=household.unit, nomination=id)
    return Outcome(state=nomination, events=(happened,))


def decline_nomination(
    nomination: Nomination, *, reason: str, on: date, decided_by: PersonId | None, recorded_at: datetime
) -> Outcome[Nomination]:
    """A nomination is declined, with its reason in at most 2,000 characters.

    Raises:
        Blank, TooLong: the reason says nothing or too much.
        NominationDecided: it is not waiting.
        DayTooEarly: the day is before the nomination.
    """
    refuse_faults(text_faults(reason, LONGEST_REASON, ("reason",)))
    _refuse_decided(nomination, on)
    declined = replace(
        nomination, status=NominationStatus.DECLINED, decided_by=decided_by, decided_at=recorded_at, reason=reason
    )
    happened = NominationDeclined(
        effective_on=on, village=nomination.village, household=nomination.household, nomination=nomination.id
    )
    return Outcome(state=declined, events=(happened,))


def recognise_household(
    nomination: Nomination,
    *,
    id: RecognitionId,  # noqa: A002 -- the field's name
    on: date,
    charter: Charter,
    decided_by: PersonId | None,
    recorded_at: datetime,
    others: Iterable[Recognition] = (),
) -> Outcome[tuple[Nomination, Recognition]]:
    """A nominated household is recognised for the village's term, after which the recognition lapses by itself.

    The day may be still to come, so that one term can follow another without a gap. Criteria that the village has given
    up since the nomination do not count.

    Args:
        nomination: the nomination, still waiting.
        id: the recognition's key.
        on: the first day of the term, not before the nomination.
        charter: how the village has set the practice for that day.
        decided_by: who recognises; None for the system.
        recorded_at: the instant of the act.
        others: every other recognition of the household.

    Returns:
        The nomination, decided, and the recognition.

    Raises:
        NominationDecided: it is not waiting.
        DayTooEarly: the day is before the nomination.
        OtherVillage: the charter is not that of the village it was nominated to.
        TooFewCriteria: the household meets too few of the criteria.
        AlreadyRecognised: it is recognised on some days of the term.
    """
    _refuse_decided(nomination, on)
    if nomination.village != charter.village:
        raise OtherVillage(household=nomination.household, village=charter.village, path=("nomination",))
    met = tuple(one for one in nomination.criteria_met if one in charter.criteria)
    if len(met) < charter.criteria_required:
        few, enough = len(met), charter.criteria_required
        raise TooFewCriteria(household=nomination.household, met=few, required=enough, path=("nomination",))
    end = months_later(on, charter.term_months)
    term = Period(start=on, end=end)
    for other in others:
        if other.household == nomination.household and other.states.within(term):
            raise AlreadyRecognised(household=nomination.household, recognition=other.id, path=("on",))
    state = RecognitionState(criteria_met=met)
    recognition = Recognition(
        id=id,
        nomination=nomination.id,
        village=nomination.village,
        household=nomination.household,
        states=recorded(History(), value=state, period=term, recorded_at=recorded_at),
    )
    decided = replace(nomination, status=NominationStatus.RECOGNISED, decided_by=decided_by, decided_at=recorded_at)
    happened = HouseholdRecognised(
        effective_on=on,
        village=nomination.village,
        household=nomination.household,
        recognition=id,
        nomination=nomination.id,
        until=end,
    )
    return Outcome(state=(decided, recognition), events=(happened,))


def withdraw_recognition(
    recognition: Recognition,
    *,
    on: date,
    reason: str,
    decided_by: PersonId | None,
    recorded_at: datetime,
    officers: Iterable[LiaisonOfficer] = (),
    coverages: Iterable[HouseholdCoverage] = (),
) -> Outcome[WithdrawnRecognition]:
    """A recognition is withdrawn from a day on; from the first day on: the household never was recognised.

    The service of the officers that rests on it ends with it, and with their service their coverage of households.

    Args:
        recognition: the recognition.
        on: the first day without it.
        reason: why, in at most 2,000 characters.
        decided_by: who withdraws; None for the system.
        recorded_at: the instant of the act.
        officers: every officer whose service rests on it.
        coverages: the coverage of every household that one of them covers on that day or later.

    Raises:
        Blank, TooLong: the reason says nothing or too much.
        AlreadyWithdrawn: it has been withdrawn before.
        NotRecognised: the recognition is not running on that day.
    """
    refuse_faults(text_faults(reason, LONGEST_REASON, ("reason",)))
    if recognition.withdrawal is not None:
        raise AlreadyWithdrawn(recognition=recognition.id, on=recognition.withdrawal.on, path=("recognition",))
    if recognition.states.at(on) is None:
        raise NotRecognised(household=recognition.household, on=on, path=("on",))
    withdrawn = replace(
        recognition,
        states=recorded(recognition.states, value=None, period=Period(start=on), recorded_at=recorded_at),
        withdrawal=Withdrawal(on=on, reason=reason, decided_by=decided_by, decided_at=recorded_at),
    )
    happened: list[DomainEvent] = [
        RecognitionWithdrawn(
            effective_on=on, village=recognition.village, household=recognition.household, recognition=recognition.id
        )
    ]
    liaisons: list[Liaison] = []
    known = tuple(coverages)
    for officer in officers:
        if any(version.value == recognition.id for version in officer.service.since(on)):
            ended = service_ended(officer, known, on, recorded_at)
            liaisons.append(ended.state)
            happened += ended.events
    state = WithdrawnRecognition(recognition=withdrawn, liaisons=tuple(liaisons))
    return Outcome(state=state, events=tuple(happened))


def _refuse_decided(nomination: Nomination, on: date) -> None:
    if nomination.status is not NominationStatus.WAITING:
        raise NominationDecided(nomination=nomination.id, status=nomination.status.value, path=("nomination",))
    if on < nomination.nominated_on:
        raise DayTooEarly(on=on, earliest=nomination.nominated_on, path=("on",))


def _criteria_faults(met: Sequence[str], criteria: tuple[str, ...]) -> list[InputFault]:
    path = ("criteria_met",)
    if not met:
        return [Blank(path=path)]
    faults: list[InputFault] = [
        UnknownValue(value=one[:80], known=criteria, path=(*path, str(place)))
        for place, one in enumerate(met)
        if one not in criteria
    ]
    twins = [Duplicate(value=one[:80], path=path) for one in dict.fromkeys(met) if met.count(one) > 1]
    return [*faults, *twins]
