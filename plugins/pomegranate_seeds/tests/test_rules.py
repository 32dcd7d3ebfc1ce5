"""How a household is nominated, recognised for a term, and withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import AdoptionNotRunning, Blank, Duplicate, GovernanceError, TooLong, UnknownValue
from governance_core.practices import change_settings, end_adoption
from governance_core.values import PersonId, UnitId
from pomegranate_seeds import (
    FIVE_GOODS,
    MANIFEST,
    AlreadyNominated,
    AlreadyRecognised,
    AlreadyWithdrawn,
    DayInFuture,
    DayTooEarly,
    HouseholdNominated,
    HouseholdRecognised,
    Nomination,
    NominationDecided,
    NominationDeclined,
    NominationId,
    NominationStatus,
    NotAHousehold,
    NotRecognised,
    OtherVillage,
    Recognition,
    RecognitionId,
    RecognitionWithdrawn,
    TooFewCriteria,
    charter_on,
    decline_nomination,
    nominate_household,
    recognise_household,
    withdraw_recognition,
)
from pomegranate_seeds.rules.charter import months_later

JULY, AUGUST = date(2020, 7, 1), date(2020, 8, 1)
LATER = date(2022, 7, 1)
DECIDER = PersonId("decider")


def _recognise(village: Any, nomination: Nomination, on: date = JULY, **more: Any):
    facts: dict[str, Any] = {"charter": village.charter(), "others": ()}
    return recognise_household(
        nomination,
        id=RecognitionId(f"recognition-{on}"),
        on=on,
        decided_by=DECIDER,
        recorded_at=village.now(),
        **(facts | more),
    )


def _withdraw(village: Any, recognition: Recognition, on: date, reason: str = "不再符合标准", **more: Any):
    return withdraw_recognition(
        recognition, on=on, reason=reason, decided_by=DECIDER, recorded_at=village.now(), **more
    )


def test_a_village_s_charter_is_what_it_had_set_for_the_day(village: Any) -> None:
    """Settings of a day are those of that day, and a village without the practice has none."""
    changed = change_settings(
        village.adopted(), manifest=MANIFEST, settings={"answer_days": 7}, on=AUGUST, recorded_at=village.now()
    ).state
    ended = end_adoption(changed, on=LATER, recorded_at=village.now()).state

    assert [charter_on(ended, day).answer_days for day in (JULY, AUGUST)] == [15, 7]
    assert charter_on(ended, JULY).village == "village"
    with pytest.raises(AdoptionNotRunning):
        charter_on(ended, LATER)


def test_a_household_is_nominated_with_the_criteria_it_meets(village: Any) -> None:
    """A nomination waits for a decision, and need not meet all criteria."""
    outcome = nominate_household(
        id=NominationId("n"),
        household=village.household(),
        criteria_met=FIVE_GOODS[:3],
        on=JULY,
        today=AUGUST,
        charter=village.charter(),
        nominated_by=PersonId("nominator"),
        recorded_at=village.now(),
    )

    assert (outcome.state.status, outcome.state.criteria_met) == (NominationStatus.WAITING, FIVE_GOODS[:3])
    assert outcome.events == (
        HouseholdNominated(
            effective_on=JULY, village=UnitId("village"), household=UnitId("house"), nomination=NominationId("n")
        ),
    )


@pytest.mark.parametrize(
    ("criteria", "refusal"),
    [((), Blank), (("有钱",), UnknownValue), ((FIVE_GOODS[0], FIVE_GOODS[0]), Duplicate)],
)
def test_a_nomination_speaks_of_the_village_s_criteria(village: Any, criteria: tuple, refusal: type) -> None:
    """At least one of them, each once, and no other."""
    with pytest.raises(refusal):
        village.nominated(criteria_met=criteria)


def test_only_households_of_the_village_are_nominated(village: Any) -> None:
    """Not a cooperative, and not a household of elsewhere."""
    house, charter = village.household(), village.charter()

    for stranger, refusal in (
        (replace(house, kind="cooperative"), NotAHousehold),
        (replace(house, village=None), OtherVillage),
    ):
        with pytest.raises(refusal):
            nominate_household(
                id=NominationId("n"),
                household=stranger,
                criteria_met=FIVE_GOODS,
                on=JULY,
                today=JULY,
                charter=charter,
                nominated_by=None,
                recorded_at=village.now(),
            )


def test_a_nomination_is_not_of_a_day_to_come(village: Any) -> None:
    """Today is early enough."""
    with pytest.raises(DayInFuture):
        village.nominated(on=AUGUST, today=AUGUST - timedelta(days=1))


def test_a_household_has_one_nomination_waiting(village: Any) -> None:
    """Once it is decided about, there may be another; other households are not in the way."""
    first = village.nominated()
    declined = decline_nomination(
        first, reason="材料不全", on=JULY, decided_by=DECIDER, recorded_at=village.now()
    ).state

    with pytest.raises(AlreadyNominated) as refusal:
        village.nominated(on=AUGUST, others=[first])
    again = village.nominated(on=AUGUST, others=[declined, replace(first, household=UnitId("other"))])

    assert refusal.value.nomination == first.id
    assert again.status is NominationStatus.WAITING


def test_a_nomination_is_declined_with_a_reason(village: Any) -> None:
    """Who declined it, when and why is kept; the reason is not told to listeners."""
    nomination = village.nominated()

    outcome = decline_nomination(
        nomination, reason="材料不全", on=AUGUST, decided_by=DECIDER, recorded_at=village.now()
    )

    declined = outcome.state
    assert (declined.status, declined.reason, declined.decided_by) == (NominationStatus.DECLINED, "材料不全", DECIDER)
    assert outcome.events == (
        NominationDeclined(
            effective_on=AUGUST, village=UnitId("village"), household=UnitId("house"), nomination=nomination.id
        ),
    )
    for reason, refusal in ((" ", Blank), ("长" * 2001, TooLong)):
        with pytest.raises(refusal):
            decline_nomination(nomination, reason=reason, on=AUGUST, decided_by=None, recorded_at=village.now())


def test_a_household_is_recognised_for_the_village_s_term(village: Any) -> None:
    """The term begins on its day and lapses by itself; the nomination is decided."""
    nomination = village.nominated()

    outcome = _recognise(village, nomination)

    decided, recognition = outcome.state
    assert (decided.status, decided.decided_by) == (NominationStatus.RECOGNISED, DECIDER)
    days = (JULY - timedelta(days=1), JULY, LATER - timedelta(days=1), LATER)
    assert [recognition.states.at(day) is not None for day in days] == [False, True, True, False]
    assert outcome.events == (
        HouseholdRecognised(
            effective_on=JULY,
            village=UnitId("village"),
            household=UnitId("house"),
            recognition=recognition.id,
            nomination=nomination.id,
            until=LATER,
        ),
    )


def test_a_nomination_is_decided_once_and_not_before_it_is_made(village: Any) -> None:
    """What is recognised is not declined, and the other way round."""
    nomination = village.nominated()
    decided = _recognise(village, nomination).state[0]

    with pytest.raises(NominationDecided):
        _recognise(village, decided)
    with pytest.raises(NominationDecided):
        decline_nomination(decided, reason="有误", on=JULY, decided_by=None, recorded_at=village.now())
    with pytest.raises(DayTooEarly):
        _recognise(village, nomination, on=JULY - timedelta(days=1))
    with pytest.raises(DayTooEarly):
        decline_nomination(
            nomination, reason="有误", on=JULY - timedelta(days=1), decided_by=None, recorded_at=village.now()
        )


def test_a_household_has_to_meet_enough_criteria(village: Any) -> None:
    """How many is the village's choice; criteria it has given up do not count."""
    four = village.nominated(criteria_met=FIVE_GOODS[:4])
    replaced = village.charter(criteria=["好客", *FIVE_GOODS[1:]], criteria_required=4)

    with pytest.raises(TooFewCriteria) as refusal:
        _recognise(village, four)
    with pytest.raises(TooFewCriteria):
        _recognise(village, four, charter=replaced)
    recognition = _recognise(village, four, charter=village.charter(criteria_required=4)).state[1]

    state = recognition.states.at(JULY)
    assert (refusal.value.met, refusal.value.required) == (4, 5)
    assert state is not None
    assert state.criteria_met == FIVE_GOODS[:4]


def test_a_village_recognises_its_own_nominations(village: Any) -> None:
    """Another village's charter does not apply."""
    with pytest.raises(OtherVillage):
        _recognise(village, village.nominated(), charter=replace(village.charter(), village=UnitId("elsewhere")))


def test_a_household_may_be_recognised_again_when_its_term_is_over(village: Any, recognition: Recognition) -> None:
    """The next term may begin on the day the last one ends, and not a day before."""
    renewal = village.nominated(on=AUGUST)

    with pytest.raises(AlreadyRecognised) as refusal:
        _recognise(village, renewal, on=LATER - timedelta(days=1), others=[recognition])
    again = _recognise(village, renewal, on=LATER, others=[recognition]).state[1]

    assert refusal.value.recognition == recognition.id
    assert again.states.at(LATER) is not None


def test_a_recognition_is_withdrawn_with_a_reason(village: Any, recognition: Recognition) -> None:
    """From its day on the household is not recognised any more; what was known before stays known."""
    before = village.now()

    outcome = _withdraw(village, recognition, AUGUST)

    withdrawn = outcome.state.recognition
    assert [withdrawn.states.at(day) is not None for day in (JULY, AUGUST)] == [True, False]
    assert withdrawn.states.at(AUGUST, known_at=before) is not None
    assert withdrawn.withdrawal is not None
    assert (withdrawn.withdrawal.reason, withdrawn.withdrawal.on) == ("不再符合标准", AUGUST)
    assert outcome.events == (
        RecognitionWithdrawn(
            effective_on=AUGUST, village=UnitId("village"), household=UnitId("house"), recognition=recognition.id
        ),
    )


def test_a_recognition_is_withdrawn_once_and_while_it_runs(village: Any, recognition: Recognition) -> None:
    """A term that is over, or has not begun, is not withdrawn; and a reason is given."""
    withdrawn = _withdraw(village, recognition, AUGUST).state.recognition

    with pytest.raises(AlreadyWithdrawn):
        _withdraw(village, withdrawn, JULY)
    for day in (JULY - timedelta(days=1), LATER):
        with pytest.raises(NotRecognised):
            _withdraw(village, recognition, day)
    with pytest.raises(Blank):
        _withdraw(village, recognition, AUGUST, reason="")


def test_a_household_may_be_recognised_again_after_a_withdrawal(village: Any, recognition: Recognition) -> None:
    """The days after a withdrawal are free."""
    withdrawn = _withdraw(village, recognition, AUGUST).state.recognition

    again = _recognise(village, village.nominated(on=AUGUST), on=AUGUST, others=[withdrawn]).state[1]

    assert again.states.at(AUGUST) is not None


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 1500), st.integers(1, 36)),
        max_size=8,
    )
)
def test_a_household_is_recognised_once_at_a_time(village: Any, acts: list[tuple[bool, int, int]]) -> None:
    """Whatever terms are granted and withdrawn, no day lies in two recognitions of a household."""
    recognitions: list[Recognition] = []

    for number, (grant, after, months) in enumerate(acts):
        on, charter = JULY + timedelta(days=after), village.charter(term_months=months)
        try:
            if grant:
                nomination = village.nominated()
                recognitions.append(_recognise(village, nomination, on, charter=charter, others=recognitions).state[1])
            elif recognitions:
                place = number % len(recognitions)
                recognitions[place] = _withdraw(village, recognitions[place], on).state.recognition
        except GovernanceError:
            continue

    terms = [version.period for one in recognitions for version in one.states.timeline()]
    assert not any(one.overlaps(other) for place, one in enumerate(terms) for other in terms[:place])


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_a_term_of_months_ends_on_the_same_day_of_a_later_month(day: date, months: int) -> None:
    """Or on the last day of a month that has no such day; never in another month."""
    end = months_later(day, months)

    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).month != end.month)
