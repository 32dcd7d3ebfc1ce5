"""How members of recognised households become liaison officers, and whom they cover."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import Blank, Duplicate, GovernanceError
from governance_core.values import PersonId, UnitId
from pomegranate_seeds import (
    AlreadyCovered,
    AlreadyServing,
    CoverageEnded,
    HouseholdCoverage,
    HouseholdCovered,
    Liaison,
    LiaisonOfficerAppointed,
    LiaisonServiceEnded,
    NotAHousehold,
    NotAMember,
    NotCovered,
    NotRecognised,
    NotServing,
    OfficerId,
    OtherVillage,
    Recognition,
    RecognitionWithdrawn,
    TooManyHouseholds,
    appoint_liaison_officer,
    cover_households,
    end_coverage,
    end_service,
    withdraw_recognition,
)

JULY, AUGUST, OCTOBER = date(2020, 7, 1), date(2020, 8, 1), date(2020, 10, 1)
LATER = date(2022, 7, 1)
VILLAGE = UnitId("village")


def _cover(village: Any, liaison: Liaison, *keys: str, on: date = AUGUST, **more: Any):
    facts: dict[str, Any] = {"charter": village.charter(), "coverages": liaison.coverages}
    return cover_households(
        liaison.officer,
        households=[village.household(key) for key in keys],
        on=on,
        recorded_at=village.now(),
        **(facts | more),
    )


def _covers(coverage: HouseholdCoverage, *days: date) -> list[str | None]:
    return [coverage.officers.at(day) for day in days]


def test_a_member_of_a_recognised_household_serves_while_it_is_recognised(
    village: Any, recognition: Recognition
) -> None:
    """Service and coverage begin on the day and end with the term."""
    outcome = appoint_liaison_officer(
        id=OfficerId("officer"),
        person=PersonId("member"),
        residence=UnitId("house"),
        recognition=recognition,
        on=AUGUST,
        charter=village.charter(),
        households=[village.household("near")],
        recorded_at=village.now(),
    )

    officer, (near,) = outcome.state.officer, outcome.state.coverages
    assert [officer.service.at(day) for day in (JULY, AUGUST, LATER)] == [None, recognition.id, None]
    assert _covers(near, JULY, AUGUST, LATER - timedelta(days=1), LATER) == [None, "officer", "officer", None]
    assert outcome.events == (
        LiaisonOfficerAppointed(
            effective_on=AUGUST,
            village=VILLAGE,
            household=UnitId("house"),
            officer=officer.id,
            person=PersonId("member"),
            recognition=recognition.id,
            until=LATER,
        ),
        HouseholdCovered(
            effective_on=AUGUST, village=VILLAGE, household=UnitId("near"), officer=officer.id, until=LATER
        ),
    )


def test_the_household_is_recognised_on_the_day(village: Any, recognition: Recognition) -> None:
    """Neither before its term nor after it does anybody become an officer."""
    for day in (JULY - timedelta(days=1), LATER):
        with pytest.raises(NotRecognised):
            village.appointed(recognition, on=day)


def test_an_officer_lives_in_the_recognised_household(village: Any, recognition: Recognition) -> None:
    """Not elsewhere, and not where nobody knows."""
    for residence in (UnitId("near"), None):
        with pytest.raises(NotAMember):
            village.appointed(recognition, residence=residence)


def test_the_recognition_is_the_village_s_own(village: Any, recognition: Recognition) -> None:
    """A household recognised elsewhere has no officers here."""
    with pytest.raises(OtherVillage):
        village.appointed(replace(recognition, village=UnitId("elsewhere")))


def test_a_person_serves_once_at_a_time(village: Any, recognition: Recognition, liaison: Liaison) -> None:
    """Other members of the household may serve beside, and the same person again after the service."""
    ended = end_service(liaison.officer, on=AUGUST, recorded_at=village.now(), coverages=liaison.coverages).state

    with pytest.raises(AlreadyServing) as refusal:
        village.appointed(recognition, on=AUGUST, services=[liaison.officer])
    beside = village.appointed(recognition, on=AUGUST, person=PersonId("other"), services=[liaison.officer])
    again = village.appointed(recognition, on=AUGUST, services=[ended.officer])

    assert refusal.value.officer == liaison.officer.id
    assert beside.officer.service.at(AUGUST) == again.officer.service.at(AUGUST) == recognition.id


def test_an_officer_covers_more_households_while_serving(village: Any, liaison: Liaison) -> None:
    """From the day on until the service ends, and not once it has."""
    outcome = _cover(village, liaison, "third", on=OCTOBER)

    assert [one.household for one in outcome.state] == ["third"]
    assert _covers(outcome.state[0], AUGUST, OCTOBER, LATER) == [None, liaison.officer.id, None]
    for day in (JULY - timedelta(days=1), LATER):
        with pytest.raises(NotServing):
            _cover(village, liaison, "third", on=day)


def test_what_is_covered_are_households_of_the_village_each_named_once(village: Any, liaison: Liaison) -> None:
    """Whoever names none, one twice, or a stranger is told where."""
    stranger = replace(village.household("third"), kind="village")
    facts: dict[str, Any] = {"on": AUGUST, "charter": village.charter(), "coverages": ()}

    with pytest.raises(Blank):
        _cover(village, liaison)
    with pytest.raises(Duplicate):
        _cover(village, liaison, "third", "third")
    with pytest.raises(NotAHousehold) as refusal:
        cover_households(
            liaison.officer, households=[village.household("a"), stranger], recorded_at=village.now(), **facts
        )

    assert refusal.value.path == ("households", "1")


def test_a_household_is_covered_by_one_officer_at_a_time(village: Any, liaison: Liaison) -> None:
    """Neither another officer nor the same one covers it a second time, also on days to come."""
    other = village.appointed(village.recognised("house2"), person=PersonId("other"))
    ahead = village.appointed(village.recognised("house3"), "later", on=OCTOBER, person=PersonId("third"))

    for one in (liaison, other):
        with pytest.raises(AlreadyCovered) as refusal:
            _cover(village, one, "near", coverages=liaison.coverages)
        assert (refusal.value.officer, refusal.value.on) == (liaison.officer.id, AUGUST)
    with pytest.raises(AlreadyCovered) as refusal:
        _cover(village, other, "later", coverages=ahead.coverages)
    assert refusal.value.on == OCTOBER


def test_a_household_passes_to_another_officer_when_its_coverage_ends(
    village: Any, liaison: Liaison, near: HouseholdCoverage
) -> None:
    """The day one stops is the day another may begin."""
    other = village.appointed(village.recognised("house2"), person=PersonId("other"))

    outcome = end_coverage(liaison.officer, near, on=AUGUST, recorded_at=village.now())
    (passed,) = _cover(village, other, "near", coverages=[outcome.state]).state

    assert _covers(passed, JULY, AUGUST) == [liaison.officer.id, other.officer.id]
    assert outcome.events == (
        CoverageEnded(effective_on=AUGUST, village=VILLAGE, household=UnitId("near"), officer=liaison.officer.id),
    )
    with pytest.raises(NotCovered):
        end_coverage(liaison.officer, passed, on=AUGUST, recorded_at=village.now())


def test_an_officer_covers_so_many_households_and_no_more(village: Any, liaison: Liaison) -> None:
    """The village says how many; who stops covering one may cover another."""
    three = village.charter(households_per_officer=3)
    freed = end_coverage(liaison.officer, liaison.coverages[0], on=AUGUST, recorded_at=village.now()).state

    with pytest.raises(TooManyHouseholds) as refusal:
        _cover(village, liaison, "third", "fourth", charter=three)
    with pytest.raises(TooManyHouseholds):
        village.appointed(village.recognised("house2"), "a", "b", "c", "d", person=PersonId("other"), charter=three)
    covered = _cover(village, liaison, "third", "fourth", charter=three, coverages=[freed, liaison.coverages[1]])

    assert (refusal.value.count, refusal.value.most, refusal.value.on) == (4, 3, AUGUST)
    assert len(covered.state) == 2


def test_a_load_known_for_days_to_come_counts_on_those_days(village: Any, liaison: Liaison) -> None:
    """A household that will be covered later is one too many then."""
    (later,) = _cover(village, liaison, "later", on=OCTOBER).state

    with pytest.raises(TooManyHouseholds) as refusal:
        _cover(
            village,
            liaison,
            "third",
            charter=village.charter(households_per_officer=3),
            coverages=[*liaison.coverages, later],
        )

    assert refusal.value.on == OCTOBER


def test_a_service_ends_with_its_coverage(village: Any, liaison: Liaison) -> None:
    """Who does not serve covers nobody, and a service ends once."""
    outcome = end_service(liaison.officer, on=AUGUST, recorded_at=village.now(), coverages=liaison.coverages)

    ended = outcome.state
    assert [ended.officer.service.at(day) is not None for day in (JULY, AUGUST)] == [True, False]
    assert [_covers(one, JULY, AUGUST) for one in ended.coverages] == [[liaison.officer.id, None]] * 2
    assert [type(event) for event in outcome.events] == [LiaisonServiceEnded, CoverageEnded, CoverageEnded]
    with pytest.raises(NotServing):
        end_service(ended.officer, on=AUGUST, recorded_at=village.now(), coverages=ended.coverages)


def test_the_end_of_a_service_leaves_other_officers_alone(village: Any, liaison: Liaison) -> None:
    """A household that another officer covers, now or later, stays covered by them."""
    other = village.appointed(village.recognised("house2"), "theirs", person=PersonId("other"))
    freed = end_coverage(liaison.officer, liaison.coverages[0], on=OCTOBER, recorded_at=village.now()).state
    (passed,) = _cover(village, other, "near", on=OCTOBER, coverages=[freed]).state

    ended = end_service(
        liaison.officer, on=AUGUST, recorded_at=village.now(), coverages=[passed, *other.coverages]
    ).state

    assert [one.household for one in ended.coverages] == ["near"]
    assert _covers(ended.coverages[0], JULY, AUGUST, OCTOBER) == [liaison.officer.id, None, other.officer.id]


def test_a_withdrawal_ends_the_service_that_rests_on_the_recognition(
    village: Any, recognition: Recognition, liaison: Liaison
) -> None:
    """Of every member, with their coverage; officers from other households serve on."""
    ahead = village.appointed(recognition, on=OCTOBER, person=PersonId("second"))
    other = village.appointed(village.recognised("house2"), "theirs", person=PersonId("other"))

    outcome = withdraw_recognition(
        recognition,
        on=AUGUST,
        reason="不再符合标准",
        decided_by=None,
        recorded_at=village.now(),
        officers=[liaison.officer, ahead.officer, other.officer],
        coverages=[*liaison.coverages, *other.coverages],
    )

    ended = outcome.state.liaisons
    assert [one.officer.id for one in ended] == [liaison.officer.id, ahead.officer.id]
    assert not any(one.officer.service.at(day) for one in ended for day in (AUGUST, OCTOBER))
    assert [one.household for one in ended[0].coverages] == ["near", "far"]
    assert not any(one.officers.at(AUGUST) for one in ended[0].coverages)
    assert [type(event) for event in outcome.events] == [
        RecognitionWithdrawn,
        LiaisonServiceEnded,
        CoverageEnded,
        CoverageEnded,
        LiaisonServiceEnded,
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["cover", "stop", "leave"]),
            st.integers(0, 2),
            st.sampled_from("abcd"),
            st.integers(0, 50),
        ),
        max_size=14,
    )
)
def test_coverage_keeps_to_its_rules(village: Any, acts: list[tuple[str, int, str, int]]) -> None:
    """Whatever is covered and ended, nobody covers more than allowed on any day, nor without serving."""
    charter = village.charter(households_per_officer=2)
    officers = [
        village.appointed(village.recognised(f"house{number}"), person=PersonId(f"p{number}")).officer
        for number in range(3)
    ]
    coverages: dict[str, HouseholdCoverage] = {}

    for act, number, key, after in acts:
        officer, on, now = officers[number], JULY + timedelta(days=after), village.now()
        known = tuple(coverages.values())
        try:
            if act == "cover":
                (covered,) = _cover(
                    village, Liaison(officer=officer, coverages=known), key, on=on, charter=charter
                ).state
                coverages[key] = covered
            elif act == "stop" and key in coverages:
                coverages[key] = end_coverage(officer, coverages[key], on=on, recorded_at=now).state
            elif act == "leave":
                ended = end_service(officer, on=on, recorded_at=now, coverages=known).state
                officers[number] = ended.officer
                coverages |= {one.household: one for one in ended.coverages}
        except GovernanceError:
            continue

    for day in (JULY + timedelta(days=after) for after in range(60)):
        for officer in officers:
            load = sum(one.officers.at(day) == officer.id for one in coverages.values())
            assert load <= (2 if officer.service.at(day) else 0)
