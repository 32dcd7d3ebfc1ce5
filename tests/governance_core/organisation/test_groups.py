"""Group sets, and units in their groups."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    Blank,
    Duplicate,
    GroupNotForKind,
    GroupOccupied,
    InvalidInput,
    NotFound,
    NotInExistence,
    OutOfRange,
    PlacementOverlap,
    PlacementsRefused,
    UnknownValue,
)
from governance_core.organisation import (
    STANDARD_KINDS,
    GroupEntry,
    GroupSet,
    Placement,
    Unit,
    UnitPlaced,
    UnitTakenOut,
    add_group,
    define_group_set,
    dissolve,
    leave_groups,
    place_units,
    relabel_group,
    relabel_group_set,
    retire_group,
    take_units_out,
)
from governance_core.values import GroupId, GroupSetId, Period, Text

NEW_YEAR = date(2020, 1, 1)
JULY = date(2020, 7, 1)
NEXT_YEAR = date(2021, 1, 1)
ALWAYS = Period(start=NEW_YEAR)
FIRST, SECOND = GroupId("first"), GroupId("second")


def _entry(code: str) -> GroupEntry:
    return GroupEntry(id=GroupId(code), code=code, label=Text(zh=code))


def _set(make: Any, *, exclusive: bool = True, codes: tuple[str, ...] = ("first", "second")) -> GroupSet:
    return define_group_set(
        id=GroupSetId("batch"),
        code="batch",
        label=Text(zh="批次"),
        unit_kinds=("village", "community"),
        exclusive=exclusive,
        on=NEW_YEAR,
        recorded_at=make.at(0),
        kinds=STANDARD_KINDS,
        groups=[_entry(code) for code in codes],
    ).state


@pytest.fixture(scope="session")
def town(make: Any) -> Unit:
    return make.unit("town", "town")


@pytest.fixture(scope="session")
def village(make: Any, town: Unit) -> Unit:
    return make.unit("village", "village", town)


def _placed(
    make: Any,
    group_set: GroupSet,
    group: GroupId,
    unit: Unit,
    period: Period = ALWAYS,
    known=(),
    *,
    moving: bool = False,
) -> tuple[Placement, ...]:
    """Every placement of the unit afterwards."""
    outcome = place_units(
        group_set,
        group=group,
        units=[unit],
        period=period,
        recorded_at=make.at(1 + len(known)),
        placements=known,
        moving=moving,
    )
    changed = {one.group: one for one in outcome.state}
    return tuple({**{one.group: one for one in known}, **changed}.values())


def _groups_on(placements: tuple[Placement, ...], day: date) -> set[str]:
    return {one.group for one in placements if one.groups.at(day)}


def test_a_set_is_defined_with_its_groups_in_order(make: Any) -> None:
    """The groups have the places they were given in, and each is an event."""
    group_set = _set(make)

    assert [(group.code, group.position) for group in group_set] == [("first", 1), ("second", 2)]
    assert group_set.labels.at(NEW_YEAR) == Text(zh="批次")


def test_every_fault_of_a_new_set_is_told_with_its_place(make: Any) -> None:
    """Codes, labels, kinds and groups are looked at together."""
    with pytest.raises(InvalidInput) as refused:
        define_group_set(
            id=GroupSetId("x"),
            code="Not a code",
            label=Text(zh=""),
            unit_kinds=("village", "castle"),
            exclusive=True,
            on=NEW_YEAR,
            recorded_at=make.at(0),
            kinds=STANDARD_KINDS,
            groups=[_entry("one"), _entry("one")],
        )

    assert [(type(fault).__name__, fault.path) for fault in refused.value.faults] == [
        ("Malformed", ("code",)),
        ("Blank", ("label", "zh")),
        (UnknownValue.__name__, ("unit_kinds", "1")),
        (Duplicate.__name__, ("groups", "1", "code")),
    ]


def test_a_set_sorts_at_least_one_kind(make: Any) -> None:
    """A dimension of nothing is refused."""
    with pytest.raises(Blank) as refused:
        define_group_set(
            id=GroupSetId("x"),
            code="x",
            label=Text(zh="空"),
            unit_kinds=(),
            exclusive=True,
            on=NEW_YEAR,
            recorded_at=make.at(0),
            kinds=STANDARD_KINDS,
        )

    assert refused.value.path == ("unit_kinds",)


def test_a_code_is_used_once_in_a_set_for_ever(make: Any) -> None:
    """Not even that of a retired group is given again."""
    retired = retire_group(_set(make), group=FIRST, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(Duplicate):
        add_group(retired, entry=_entry("first"), on=JULY, recorded_at=make.at(2))

    added = add_group(retired, entry=_entry("third"), on=JULY, recorded_at=make.at(2)).state
    assert [(group.code, group.position) for group in added][-1] == ("third", 3)


def test_a_label_holds_until_the_next_known_one(make: Any) -> None:
    """A label given for earlier days leaves the later one as it is; the same label again is no event."""
    later = relabel_group_set(_set(make), label=Text(zh="新"), on=NEXT_YEAR, recorded_at=make.at(1)).state

    outcome = relabel_group_set(later, label=Text(zh="中"), on=JULY, recorded_at=make.at(2))

    said = [outcome.state.labels.at(day) for day in (NEW_YEAR, JULY, NEXT_YEAR)]
    assert [text.zh for text in said if text] == ["批次", "中", "新"]
    again = relabel_group(later, group=FIRST, label=Text(zh="first"), on=JULY, recorded_at=make.at(2))
    assert (again.state, again.events) == (later, ())


def test_a_unit_is_placed_and_taken_out(make: Any, village: Unit) -> None:
    """It is in the group on the days in between; placing it again changes nothing."""
    group_set = _set(make)
    known = _placed(make, group_set, FIRST, village)

    again = place_units(
        group_set, group=FIRST, units=[village], period=ALWAYS, recorded_at=make.at(2), placements=known
    )
    out = take_units_out(group_set, group=FIRST, units=[village], on=JULY, recorded_at=make.at(3), placements=known)

    assert (again.state, again.events) == ((), ())
    assert [_groups_on(out.state, day) for day in (NEW_YEAR, JULY - timedelta(days=1), JULY)] == [
        {FIRST},
        {FIRST},
        set(),
    ]
    assert [type(event) for event in out.events] == [UnitTakenOut]


def test_an_exclusive_set_refuses_a_second_group(make: Any, village: Unit) -> None:
    """Unless it is said that the unit moves: then it is in the old group until the day before."""
    group_set = _set(make)
    known = _placed(make, group_set, FIRST, village)

    with pytest.raises(PlacementOverlap) as refused:
        _placed(make, group_set, SECOND, village, Period(start=JULY), known)

    assert (refused.value.group, refused.value.on, refused.value.path) == ("first", JULY, ("units", "0"))
    moved = _placed(make, group_set, SECOND, village, Period(start=JULY), known, moving=True)
    assert [_groups_on(moved, day) for day in (JULY - timedelta(days=1), JULY)] == [{FIRST}, {SECOND}]


def test_another_set_lets_a_unit_into_several_groups(make: Any, village: Unit) -> None:
    """Where the set is not exclusive, neither group knows of the other, moving or not."""
    group_set = _set(make, exclusive=False)

    known = _placed(make, group_set, FIRST, village)
    known = _placed(make, group_set, SECOND, village, known=known, moving=True)

    assert _groups_on(known, JULY) == {FIRST, SECOND}


def test_a_move_leaves_what_is_known_for_later(make: Any, village: Unit) -> None:
    """An earlier move ends where a later placement begins."""
    group_set = _set(make)
    known = _placed(make, group_set, SECOND, village, Period(start=NEXT_YEAR))

    moved = _placed(make, group_set, FIRST, village, ALWAYS, known, moving=True)

    assert [_groups_on(moved, day) for day in (NEW_YEAR, NEXT_YEAR)] == [{FIRST}, {SECOND}]


def test_all_units_are_placed_or_none_and_every_refusal_has_its_place(make: Any, town: Unit, village: Unit) -> None:
    """A unit of another kind, and one that is dissolved before the period ends, are both told."""
    gone = dissolve(make.unit("gone", "village", town), on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(PlacementsRefused) as refused:
        place_units(_set(make), group=FIRST, units=[village, town, gone], period=ALWAYS, recorded_at=make.at(2))

    assert [(type(one), one.path) for one in refused.value.refusals] == [
        (GroupNotForKind, ("units", "1")),
        (NotInExistence, ("units", "2")),
    ]


def test_units_are_given_once_and_not_too_many(make: Any, village: Unit) -> None:
    """None, one twice, and more than 500 are refused."""
    for units in ([], [village, village], [village] * 501):
        with pytest.raises((Blank, Duplicate, OutOfRange)) as refused:
            place_units(_set(make), group=FIRST, units=units, period=ALWAYS, recorded_at=make.at(1))
        assert refused.value.path[:1] == ("units",)


def test_a_retired_group_takes_nobody_and_an_occupied_one_is_not_retired(make: Any, village: Unit) -> None:
    """Retiring waits until everybody has left; then the group is not there."""
    group_set = _set(make)
    known = _placed(make, group_set, FIRST, village)
    with pytest.raises(GroupOccupied):
        retire_group(group_set, group=FIRST, on=JULY, recorded_at=make.at(2), placements=known)

    retired = retire_group(group_set, group=SECOND, on=JULY, recorded_at=make.at(2), placements=known).state

    with pytest.raises(NotInExistence):
        _placed(make, retired, SECOND, village, Period(start=NEW_YEAR))
    with pytest.raises(NotFound):
        _placed(make, retired, GroupId("unknown"), village)


def test_a_dissolved_unit_leaves_its_groups(make: Any, village: Unit) -> None:
    """From its last day on it is in none, and it was in them before."""
    known = _placed(make, _set(make), FIRST, village)

    left = leave_groups(known, on=JULY, recorded_at=make.at(5))

    assert [_groups_on(left.state, day) for day in (NEW_YEAR, JULY)] == [{FIRST}, set()]


days = st.integers(min_value=0, max_value=400).map(lambda number: NEW_YEAR + timedelta(days=number))
stays = st.tuples(st.sampled_from([FIRST, SECOND, GroupId("third")]), days, st.none() | st.integers(1, 200))


@given(st.lists(stays, max_size=6))
def test_whatever_is_moved_a_unit_is_in_one_group_of_an_exclusive_set_at_most(make: Any, given_stays) -> None:
    """On every day, however many moves overlap, and the last move holds on its first day."""
    town = make.unit("town", "town")
    unit = make.unit("village", "village", town)
    group_set = _set(make, codes=("first", "second", "third"))
    placements: dict[str, Placement] = {}

    for hour, (group, start, length) in enumerate(given_stays, start=1):
        period = Period(start=start, end=start + timedelta(days=length) if length else None)
        outcome = place_units(
            group_set,
            group=group,
            units=[unit],
            period=period,
            recorded_at=make.at(hour),
            placements=placements.values(),
            moving=True,
        )
        placements |= {one.group: one for one in outcome.state}
        assert {type(event) for event in outcome.events} <= {UnitPlaced, UnitTakenOut}
        assert _groups_on(tuple(placements.values()), start) == {group}

    for number in range(610):
        assert len(_groups_on(tuple(placements.values()), NEW_YEAR + timedelta(days=number))) <= 1
