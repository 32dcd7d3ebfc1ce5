"""Establishing, renaming and dissolving units."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance_core.errors import (
    Duplicate,
    HasDependants,
    IllegalArea,
    IllegalParent,
    InvalidInput,
    NotInExistence,
    ParentRequired,
    StillOccupied,
    UnknownValue,
)
from governance_core.organisation import (
    STANDARD_KINDS,
    MembershipKind,
    OfficialCode,
    Unit,
    UnitEstablished,
    assign_area,
    close_post,
    dissolve,
    establish,
    join_unit,
    move,
    rename,
)
from governance_core.values import MembershipId, Period, Text, UnitId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)


@pytest.fixture
def town(make: Any) -> Unit:
    return make.unit("town", "town")


@pytest.fixture
def village(make: Any, town: Unit) -> Unit:
    return make.unit("village", "village", town)


def test_a_unit_exists_from_its_first_day(village: Unit) -> None:
    """A unit has no state before it is established, and one from that day on."""
    assert village.state_at(NEW_YEAR - timedelta(days=1)) is None
    assert village.state_at(NEW_YEAR) is not None


def test_refuses_a_parent_of_a_kind_that_does_not_fit(make: Any, town: Unit) -> None:
    """A household stands under a cooperative, compound, village or community, not under a town."""
    with pytest.raises(IllegalParent) as refusal:
        make.unit("household", "household", town)

    assert refusal.value.allowed == ("cooperative", "compound", "village", "community")


def test_refuses_a_village_without_a_town(make: Any) -> None:
    """Only kinds that may stand at the top need no parent."""
    with pytest.raises(ParentRequired):
        make.unit("village", "village")


def test_refuses_an_unknown_kind_naming_the_known_ones(make: Any, town: Unit) -> None:
    """A kind comes from the catalogue."""
    with pytest.raises(UnknownValue) as refusal:
        make.unit("x", "hamlet", town)

    assert "village" in refusal.value.known


def test_tells_all_faults_of_a_name_together(make: Any) -> None:
    """Names and aliases are checked together, each fault with its place."""
    with pytest.raises(InvalidInput) as refusal:
        establish(
            id=UnitId("x"),
            kind="town",
            name=Text(zh=" ", en="x" * 201),
            on=NEW_YEAR,
            recorded_at=make.at(0),
            kinds=STANDARD_KINDS,
            aliases=[""],
        )

    assert [fault.path for fault in refusal.value.faults] == [("name", "zh"), ("name", "en"), ("aliases", "0")]


def test_refuses_a_parent_that_comes_later(make: Any, town: Unit) -> None:
    """The parent exists on every day of the child."""
    with pytest.raises(NotInExistence) as refusal:
        make.unit("village", "village", town, on=NEW_YEAR - timedelta(days=5))

    assert refusal.value.on == NEW_YEAR - timedelta(days=5)


def test_a_party_branch_serves_a_cooperative_and_not_a_town(make: Any, town: Unit, village: Unit) -> None:
    """What a Party unit serves must be of a fitting kind."""
    committee = make.unit("committee", "party-committee", area=village)

    with pytest.raises(IllegalArea):
        make.unit("branch", "party-branch", committee, town)


def test_a_name_changes_from_its_day_on(make: Any, village: Unit) -> None:
    """Before the day the old name stands."""
    renamed = rename(village, name=Text(zh="新村"), on=JULY, recorded_at=make.at(1)).state

    assert renamed.state_at(JULY - timedelta(days=1)).name.zh == "village"
    assert renamed.state_at(JULY).name.zh == "新村"


def test_an_earlier_renaming_keeps_a_later_one_that_is_known(make: Any, village: Unit) -> None:
    """A name given for July on does not undo the name already known for September on."""
    september = date(2020, 9, 1)
    later = rename(village, name=Text(zh="九月村"), on=september, recorded_at=make.at(1)).state

    renamed = rename(later, name=Text(zh="七月村"), on=JULY, recorded_at=make.at(2)).state

    assert renamed.state_at(september - timedelta(days=1)).name.zh == "七月村"
    assert renamed.state_at(september).name.zh == "九月村"


def test_refuses_to_dissolve_what_others_stand_under(make: Any, town: Unit, village: Unit) -> None:
    """A unit goes only when nothing stands below it or serves it."""
    with pytest.raises(HasDependants) as refusal:
        dissolve(town, on=JULY, recorded_at=make.at(1), dependants=[village])

    assert refusal.value.dependants == ("village",)


def test_dissolves_what_nobody_needs_any_more(make: Any, town: Unit, village: Unit) -> None:
    """A dissolved child is no dependant; the unit then exists until the day before."""
    gone = dissolve(village, on=JULY, recorded_at=make.at(1)).state

    dissolved = dissolve(town, on=JULY, recorded_at=make.at(2), dependants=[gone]).state

    assert dissolved.state_at(JULY - timedelta(days=1)) is not None
    assert dissolved.state_at(JULY) is None


def test_refuses_to_dissolve_a_unit_that_still_has_posts_or_people(make: Any) -> None:
    """Whoever dissolves it says first where they go; what ended before the day does not count."""
    village = make.unit("village", "village", make.unit("town", "town"))
    director = make.post(village, "village-director")
    household = make.unit("household", "household", village)
    resident = join_unit(
        id=MembershipId("m"),
        person=make.person("1"),
        unit=household,
        kind=MembershipKind.RESIDENCE,
        period=Period(start=NEW_YEAR),
        recorded_at=make.at(1),
    ).state
    closed = close_post(director, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(StillOccupied) as with_posts:
        dissolve(village, on=JULY, recorded_at=make.at(2), posts=[director])
    with pytest.raises(StillOccupied) as with_people:
        dissolve(household, on=JULY, recorded_at=make.at(2), memberships=[resident])
    dissolved = dissolve(village, on=JULY, recorded_at=make.at(2), posts=[closed], memberships=[resident]).state

    assert (with_posts.value.posts, with_posts.value.people) == (1, 0)
    assert (with_people.value.posts, with_people.value.people) == (0, 1)
    assert dissolved.state_at(JULY) is None


def test_establishing_tells_what_came_into_being(make: Any) -> None:
    """The event carries plain facts: which unit, of what kind, called what, under and for whom."""
    village = make.unit("village", "village", make.unit("town", "town"))

    outcome = establish(
        id=UnitId("committee"),
        kind="party-committee",
        name=Text(zh="村党委"),
        on=JULY,
        recorded_at=make.at(0),
        kinds=STANDARD_KINDS,
        area=village,
    )

    assert outcome.events == (
        UnitEstablished(
            effective_on=JULY,
            unit=UnitId("committee"),
            kind="party-committee",
            label=Text(zh="村党委"),
            parent=None,
            area=UnitId("village"),
        ),
    )


def test_refuses_two_codes_of_one_scheme_and_an_alias_given_twice(make: Any) -> None:
    """A unit has one code a scheme at a time and each alias once; kind and names are checked along."""
    codes = [OfficialCode(scheme="grid-local", value=value, source="test") for value in ("A", "B")]

    with pytest.raises(InvalidInput) as refusal:
        make.unit("x", "hamlet", codes=codes, aliases=["甲", "甲"])

    assert [(type(fault), fault.path) for fault in refusal.value.faults] == [
        (UnknownValue, ("kind",)),
        (Duplicate, ("aliases", "1")),
        (Duplicate, ("codes", "1", "scheme")),
    ]


def test_an_act_that_changes_nothing_is_no_event(make: Any, town: Unit, village: Unit) -> None:
    """To rename, or to move, a unit to where it is changes nothing and is told to nobody."""
    renamed = rename(village, name=Text(zh="village"), on=JULY, recorded_at=make.at(1))
    moved = move(village, parent=town, lineage={}, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS)

    assert (renamed.state, renamed.events) == (village, ())
    assert (moved.state, moved.events) == (village, ())


def test_refuses_acts_on_days_without_the_unit(make: Any, village: Unit) -> None:
    """What does not exist on a day can't be renamed or moved on it."""
    early = NEW_YEAR - timedelta(days=1)
    other = make.unit("other", "town", on=early)

    with pytest.raises(NotInExistence):
        rename(village, name=Text(zh="新村"), on=early, recorded_at=make.at(1))
    with pytest.raises(NotInExistence):
        move(village, parent=other, lineage={}, on=early, recorded_at=make.at(1), kinds=STANDARD_KINDS)


def test_an_administrative_unit_serves_no_area(make: Any, town: Unit, village: Unit) -> None:
    """Only Party and grid units serve; they may come to serve another unit."""
    other = make.unit("other", "village", town)
    grid = make.unit("grid", "grid", area=village)

    with pytest.raises(IllegalArea):
        assign_area(village, area=other, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS)
    assigned = assign_area(grid, area=other, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS).state

    assert (assigned.state_at(NEW_YEAR).area, assigned.state_at(JULY).area) == ("village", "other")


def test_refuses_to_dissolve_what_others_serve(make: Any, village: Unit) -> None:
    """A Party committee keeps the village it serves in existence, also where it only will serve it."""
    committee = make.unit("committee", "party-committee", area=village, on=date(2020, 9, 1))

    with pytest.raises(HasDependants):
        dissolve(village, on=JULY, recorded_at=make.at(1), dependants=[committee])


def test_what_is_dissolved_is_not_dissolved_again(make: Any, village: Unit) -> None:
    """The first day without a unit is the first day without it; an earlier day may still become that."""
    gone = dissolve(village, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(NotInExistence):
        dissolve(gone, on=JULY, recorded_at=make.at(2))
    earlier = dissolve(gone, on=date(2020, 6, 1), recorded_at=make.at(2)).state

    assert not earlier.exists_on(date(2020, 6, 1))
    assert earlier.exists_on(date(2020, 6, 1), known_at=make.at(1))


def test_a_unit_dissolved_from_its_first_day_was_never_there(make: Any, town: Unit) -> None:
    """What was established by mistake is known from now on never to have been, and stays on record as once known."""
    mistake = make.unit("mistake", "village", town, aliases=["误村"])

    gone = dissolve(mistake, on=NEW_YEAR, recorded_at=make.at(1)).state

    assert (gone.name_at(NEW_YEAR), gone.aliases_at(NEW_YEAR)) == (None, ())
    assert gone.name_at(NEW_YEAR, known_at=make.at(0)) == Text(zh="mistake")


def test_a_town_stands_under_a_county_or_where_there_is_none_under_the_prefecture() -> None:
    """Some prefectures have no counties, in reality and in the national list; a village still needs its town."""
    parents = {code: STANDARD_KINDS.get(code).parents for code in ("town", "village", "county")}

    assert parents == {"town": ("county", "prefecture"), "village": ("town",), "county": ("prefecture",)}
