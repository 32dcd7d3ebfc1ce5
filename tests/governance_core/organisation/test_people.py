"""What may be done about people, what they belong to, and whom they visit."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance_core.errors import (
    Blank,
    ContactNotAllowed,
    ContactOverlap,
    InvalidInput,
    MembershipNotAllowed,
    MembershipOverlap,
    NothingToCorrect,
    NotInExistence,
    NotPartyMember,
    TooLong,
)
from governance_core.organisation import (
    HouseholdContactAssigned,
    MembershipKind,
    Person,
    PersonRegistered,
    Unit,
    assign_household_contact,
    correct_person,
    dissolve,
    end_household_contact,
    join_unit,
    leave_unit,
    register_person,
)
from governance_core.values import MembershipId, Period, PersonId, UnitId

NEW_YEAR = date(2020, 1, 1)
JULY = date(2020, 7, 1)
ALWAYS = Period(start=NEW_YEAR)


def _joined(make: Any, person: Person, unit: Unit, kind: MembershipKind, period: Period = ALWAYS, others=()):
    return join_unit(
        id=MembershipId(f"{person.id}-{unit.id}-{period.start}"),
        person=person,
        unit=unit,
        kind=kind,
        period=period,
        recorded_at=make.at(1),
        others=others,
    ).state


@pytest.fixture
def person(make: Any) -> Person:
    return register_person(id=PersonId("p"), name="合成甲", on=NEW_YEAR, recorded_at=make.at(0)).state


@pytest.fixture
def village(make: Any) -> Unit:
    return make.unit("village", "village", make.unit("town", "town"))


@pytest.fixture
def household(make: Any, village: Unit) -> Unit:
    return make.unit("household", "household", village)


@pytest.fixture
def groups(make: Any, village: Unit) -> tuple[Unit, Unit]:
    branch = make.unit("branch", "party-branch", make.unit("committee", "party-committee", area=village), village)
    return make.unit("one", "party-group", branch, village), make.unit("two", "party-group", branch, village)


def test_a_registered_person_is_known_from_the_day_on_and_told_without_a_name(make: Any) -> None:
    """Events go to whoever listens, and a name is not for everybody."""
    outcome = register_person(id=PersonId("p"), name="合成甲", on=JULY, recorded_at=make.at(0))

    assert outcome.state.names.at(JULY) == "合成甲"
    assert outcome.state.names.at(JULY - timedelta(days=1)) is None
    assert outcome.events == (PersonRegistered(effective_on=JULY, person=PersonId("p")),)


@pytest.mark.parametrize(("name", "refusal"), [(" ", Blank), ("甲" * 201, TooLong)])
def test_refuses_a_name_that_says_nothing_or_too_much(make: Any, name: str, refusal: type[Exception]) -> None:
    """A name has 1 to 200 characters."""
    with pytest.raises(refusal):
        register_person(id=PersonId("p"), name=name, on=JULY, recorded_at=make.at(0))


def test_a_corrected_name_is_known_from_now_on(make: Any, person: Person) -> None:
    """The wrong name stays on record for who asks what was known then, and days not spoken of keep theirs."""
    corrected = correct_person(
        person, name="合成乙", period=Period(start=JULY), reason="更名", recorded_at=make.at(1)
    ).state

    assert [corrected.names.at(day) for day in (NEW_YEAR, JULY)] == ["合成甲", "合成乙"]
    assert corrected.names.at(JULY, known_at=make.at(0)) == "合成甲"


def test_a_correction_of_a_name_keeps_to_the_rules(make: Any, person: Person) -> None:
    """It gives a reason and a name, says something new, and speaks of days on which the person was known."""
    before = Period(start=NEW_YEAR - timedelta(days=9), end=NEW_YEAR)

    with pytest.raises(InvalidInput):
        correct_person(person, name="", period=ALWAYS, reason="", recorded_at=make.at(1))
    with pytest.raises(NothingToCorrect):
        correct_person(person, name="合成甲", period=ALWAYS, reason="核对", recorded_at=make.at(1))
    with pytest.raises(NotInExistence):
        correct_person(person, name="合成乙", period=before, reason="更名", recorded_at=make.at(1))


def test_a_party_member_is_also_a_resident(
    make: Any, person: Person, household: Unit, groups: tuple[Unit, Unit]
) -> None:
    """The two capacities do not exclude each other."""
    home = _joined(make, person, household, MembershipKind.RESIDENCE)

    party = _joined(make, person, groups[0], MembershipKind.PARTY, others=[home])

    assert (home.units.at(JULY), party.units.at(JULY)) == ("household", "one")


def test_a_person_lives_in_one_place_at_a_time(make: Any, person: Person, household: Unit, village: Unit) -> None:
    """A second residence in the same days is refused, naming the first."""
    home = _joined(make, person, household, MembershipKind.RESIDENCE)

    with pytest.raises(MembershipOverlap) as refusal:
        _joined(make, person, village, MembershipKind.RESIDENCE, Period(start=JULY), others=[home])

    assert refusal.value.unit == "household"


def test_a_resident_moves_on_the_day_of_leaving(make: Any, person: Person, household: Unit, village: Unit) -> None:
    """Who has left may join elsewhere from that day on; from the first day on, they never belonged."""
    home = _joined(make, person, household, MembershipKind.RESIDENCE)

    left = leave_unit(home, on=JULY, recorded_at=make.at(2)).state
    away = _joined(make, person, village, MembershipKind.RESIDENCE, Period(start=JULY), others=[left])
    never = leave_unit(home, on=NEW_YEAR, recorded_at=make.at(2)).state

    assert (left.units.at(JULY - timedelta(days=1)), left.units.at(JULY)) == ("household", None)
    assert away.units.at(JULY) == "village"
    assert (never.units.at(NEW_YEAR), never.units.at(NEW_YEAR, known_at=make.at(1))) == (None, "household")
    with pytest.raises(NotInExistence):
        leave_unit(left, on=JULY, recorded_at=make.at(3))


def test_nobody_lives_in_a_party_group_and_no_village_has_party_members(
    make: Any, person: Person, village: Unit, groups: tuple[Unit, Unit]
) -> None:
    """Residents belong where people live, members to Party units; the refusal names where one can belong."""
    with pytest.raises(MembershipNotAllowed) as refusal:
        _joined(make, person, groups[0], MembershipKind.RESIDENCE)
    with pytest.raises(MembershipNotAllowed):
        _joined(make, person, make.unit("t", "town"), MembershipKind.RESIDENCE)
    with pytest.raises(MembershipNotAllowed):
        _joined(make, person, village, MembershipKind.PARTY)

    assert "household" in refusal.value.allowed


def test_a_party_member_registers_where_they_live_in_one_place_at_a_time(
    make: Any, person: Person, village: Unit, household: Unit, groups: tuple[Unit, Unit]
) -> None:
    """Beside a residence; only who is a member on the first day; and a move leaves the past as it was."""
    compound = make.unit("compound", "compound", village)
    home = _joined(make, person, household, MembershipKind.RESIDENCE)
    party = _joined(make, person, groups[0], MembershipKind.PARTY, Period(start=date(2020, 3, 1)))
    since = Period(start=date(2020, 4, 1))

    registered = _joined(make, person, village, MembershipKind.REGISTRATION, since, others=[home, party])
    with pytest.raises(NotPartyMember) as refused:
        _joined(make, person, village, MembershipKind.REGISTRATION, others=[home, party])
    with pytest.raises(MembershipNotAllowed):
        _joined(make, person, household, MembershipKind.REGISTRATION, since, others=[home, party])
    with pytest.raises(MembershipOverlap):
        _joined(make, person, compound, MembershipKind.REGISTRATION, since, others=[party, registered])
    left = leave_unit(registered, on=JULY, recorded_at=make.at(2)).state
    moved = _joined(make, person, compound, MembershipKind.REGISTRATION, Period(start=JULY), others=[party, left])

    assert (refused.value.unit, refused.value.on, refused.value.path) == ("village", NEW_YEAR, ("person",))
    assert (left.units.at(JULY - timedelta(days=1)), left.units.at(JULY)) == ("village", None)
    assert moved.units.at(JULY) == "compound"


def test_nobody_belongs_to_a_unit_that_is_gone_or_before_being_known(
    make: Any, person: Person, household: Unit
) -> None:
    """The unit exists on every day of the membership, and the person is known on its first."""
    gone = dissolve(household, on=JULY, recorded_at=make.at(1)).state
    late = register_person(id=PersonId("late"), name="合成丙", on=JULY, recorded_at=make.at(0)).state

    with pytest.raises(NotInExistence) as refusal:
        _joined(make, person, gone, MembershipKind.RESIDENCE)
    with pytest.raises(NotInExistence):
        _joined(make, late, household, MembershipKind.RESIDENCE)

    assert (refusal.value.subject, refusal.value.on) == ("household", JULY)


def test_another_member_of_the_group_takes_over_a_household(
    make: Any, household: Unit, groups: tuple[Unit, Unit]
) -> None:
    """The group stays in contact while its visiting member changes; the event names the member by id."""
    first = assign_household_contact(
        group=groups[0], household=household, period=ALWAYS, recorded_at=make.at(1), member=PersonId("a")
    ).state

    outcome = assign_household_contact(
        group=groups[0],
        household=household,
        period=Period(start=JULY),
        recorded_at=make.at(2),
        member=PersonId("b"),
        others=[first],
    )

    assert [outcome.state.states.at(day).member for day in (NEW_YEAR, JULY)] == ["a", "b"]
    assert outcome.events == (
        HouseholdContactAssigned(
            effective_on=JULY, group=UnitId("one"), household=household.id, member=PersonId("b"), until=None
        ),
    )


def test_one_household_of_a_group_is_no_matter_to_another(make: Any, village: Unit, household: Unit, groups) -> None:
    """A contact lasts while both units exist, and other groups are refused on its days alone."""
    year = Period(start=NEW_YEAR, end=date(2021, 1, 1))
    first = assign_household_contact(group=groups[0], household=household, period=year, recorded_at=make.at(1)).state

    with pytest.raises(ContactOverlap) as refusal:
        assign_household_contact(
            group=groups[1], household=household, period=Period(start=JULY), recorded_at=make.at(2), others=[first]
        )
    next_year = assign_household_contact(
        group=groups[1], household=household, period=Period(start=year.end), recorded_at=make.at(2), others=[first]
    ).state

    assert refusal.value.group == "one"
    assert next_year.states.at(year.end) is not None


def test_only_party_groups_contact_households(
    make: Any, village: Unit, household: Unit, groups: tuple[Unit, Unit]
) -> None:
    """A village is in contact with nobody, and a group with households only."""
    for group, visited in ((village, household), (groups[0], village), (household, groups[0])):
        with pytest.raises(ContactNotAllowed):
            assign_household_contact(group=group, household=visited, period=ALWAYS, recorded_at=make.at(1))


def test_a_contact_needs_its_group_and_its_household(make: Any, household: Unit, groups: tuple[Unit, Unit]) -> None:
    """Neither a dissolved group nor a dissolved household is in contact; what has ended does not end again."""
    gone = dissolve(household, on=JULY, recorded_at=make.at(1)).state
    disbanded = dissolve(groups[0], on=JULY, recorded_at=make.at(1)).state
    contact = assign_household_contact(
        group=groups[0], household=household, period=ALWAYS, recorded_at=make.at(1)
    ).state

    with pytest.raises(NotInExistence):
        assign_household_contact(group=groups[0], household=gone, period=ALWAYS, recorded_at=make.at(2))
    with pytest.raises(NotInExistence):
        assign_household_contact(group=disbanded, household=household, period=ALWAYS, recorded_at=make.at(2))
    ended = end_household_contact(contact, on=JULY, recorded_at=make.at(2)).state
    with pytest.raises(NotInExistence):
        end_household_contact(ended, on=JULY, recorded_at=make.at(3))

    assert ended.states.at(JULY - timedelta(days=1)) is not None
