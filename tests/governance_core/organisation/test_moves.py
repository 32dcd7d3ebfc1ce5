"""Moving units, and correcting what was recorded about them."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    Blank,
    HierarchyCycle,
    IllegalArea,
    IllegalParent,
    InvalidInput,
    NotFound,
    NothingToCorrect,
    NotInExistence,
)
from governance_core.organisation import (
    STANDARD_KINDS,
    Unit,
    UnitMoved,
    UnitRenamed,
    correct,
    dissolve,
    move,
    rename,
)
from governance_core.values import Period, Text, UnitId

NEW_YEAR = date(2020, 1, 1)

JULY = date(2020, 7, 1)


@pytest.fixture
def town(make: Any) -> Unit:
    return make.unit("town", "town")


@pytest.fixture
def village(make: Any, town: Unit) -> Unit:
    return make.unit("village", "village", town)


def test_a_move_keeps_names_known_for_later(make: Any, town: Unit, village: Unit) -> None:
    """Moving changes the parent on every later day and the name on none."""
    other = make.unit("other", "town")
    named = rename(village, name=Text(zh="九月村"), on=date(2020, 9, 1), recorded_at=make.at(1)).state

    moved = move(named, parent=other, lineage={}, on=JULY, recorded_at=make.at(2), kinds=STANDARD_KINDS).state

    assert moved.state_at(date(2020, 12, 1)).parent == "other"
    assert moved.state_at(date(2020, 12, 1)).name.zh == "九月村"
    assert moved.state_at(date(2020, 6, 1)).parent == "town"


def test_refuses_to_move_a_committee_below_itself(make: Any) -> None:
    """A unit can't stand below a unit that stands below it."""
    top = make.unit("top", "party-committee")
    middle = make.unit("middle", "party-committee", top)
    low = make.unit("low", "party-committee", middle)
    lineage = {unit.id: unit for unit in (low, middle, top)}

    with pytest.raises(HierarchyCycle):
        move(top, parent=low, lineage=lineage, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS)


def test_an_event_says_until_when_an_earlier_act_holds(make: Any, town: Unit, village: Unit) -> None:
    """A move for July holds until the move that is already known for September; a name until the next name."""
    july, september = make.unit("july", "town"), make.unit("september", "town")
    day = date(2020, 9, 1)
    known = move(village, parent=september, lineage={}, on=day, recorded_at=make.at(1), kinds=STANDARD_KINDS).state

    moved = move(known, parent=july, lineage={}, on=JULY, recorded_at=make.at(2), kinds=STANDARD_KINDS)
    renamed = rename(known, name=Text(zh="新村"), on=JULY, recorded_at=make.at(2))

    assert moved.events == (UnitMoved(effective_on=JULY, unit=village.id, parent=july.id, until=day),)
    assert moved.state.state_at(day).parent == "september"
    assert renamed.events == (UnitRenamed(effective_on=JULY, unit=village.id, label=Text(zh="新村"), until=None),)
    assert {version.value.name.zh for version in renamed.state.states.since(JULY)} == {"新村"}


def test_a_parent_need_only_last_as_long_as_the_stay(make: Any, town: Unit, village: Unit) -> None:
    """A unit may move to a town that will be dissolved on the day on which the unit is known to leave it."""
    brief, last = make.unit("brief", "town"), make.unit("last", "town")
    day = date(2020, 9, 1)
    brief = dissolve(brief, on=day, recorded_at=make.at(1)).state

    with pytest.raises(NotInExistence):
        move(village, parent=brief, lineage={}, on=JULY, recorded_at=make.at(2), kinds=STANDARD_KINDS)
    leaving = move(village, parent=last, lineage={}, on=day, recorded_at=make.at(2), kinds=STANDARD_KINDS).state
    moved = move(leaving, parent=brief, lineage={}, on=JULY, recorded_at=make.at(3), kinds=STANDARD_KINDS).state

    assert [version.value.parent for version in moved.states.timeline()] == ["town", "brief", "last"]


def test_who_stood_above_on_other_days_makes_no_cycle(make: Any) -> None:
    """A unit may move under one that stood below it until the day of the move."""
    top, middle = make.unit("top", "party-committee"), make.unit("middle", "party-committee")
    low = make.unit("low", "party-committee", top)
    lineage = {unit.id: unit for unit in (top, middle, low)}
    low = move(low, parent=middle, lineage=lineage, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS).state

    with pytest.raises(HierarchyCycle):
        move(top, parent=low, lineage=lineage, on=date(2020, 6, 1), recorded_at=make.at(2), kinds=STANDARD_KINDS)
    moved = move(top, parent=low, lineage=lineage, on=JULY, recorded_at=make.at(2), kinds=STANDARD_KINDS).state

    assert moved.state_at(JULY).parent == "low"


def test_the_way_up_is_followed_on_its_own_days(make: Any) -> None:
    """Whoever stands above the new parent until autumn, and below the unit from autumn on, is never both."""
    autumn = date(2020, 9, 1)
    unit, other, above = (make.unit(key, "party-committee") for key in ("unit", "other", "above"))
    parent = make.unit("parent", "party-committee", above)
    lineage = {one.id: one for one in (unit, other, above, parent)}
    parent = move(parent, parent=other, lineage=lineage, on=autumn, recorded_at=make.at(1), kinds=STANDARD_KINDS).state
    above = move(above, parent=unit, lineage=lineage, on=autumn, recorded_at=make.at(2), kinds=STANDARD_KINDS).state
    lineage |= {one.id: one for one in (parent, above)}

    moved = move(unit, parent=parent, lineage=lineage, on=JULY, recorded_at=make.at(3), kinds=STANDARD_KINDS).state

    assert moved.state_at(autumn).parent == "parent"


def test_refuses_to_guess_where_the_lineage_is_incomplete(make: Any) -> None:
    """Whether a move makes a cycle can't be told without every unit above the new parent."""
    top = make.unit("top", "party-committee")
    middle = make.unit("middle", "party-committee", top)
    low = make.unit("low", "party-committee", middle)
    other = make.unit("other", "party-committee")

    with pytest.raises(NotFound) as refusal:
        move(other, parent=low, lineage={}, on=JULY, recorded_at=make.at(1), kinds=STANDARD_KINDS)

    assert refusal.value.key == "middle"


def test_a_correction_leaves_what_was_known_on_record(make: Any, village: Unit) -> None:
    """After a correction the right name is known, and who asks what was known before it hears the wrong one."""
    corrected = correct(
        village,
        period=Period(start=NEW_YEAR),
        reason="误登",
        recorded_at=make.at(5),
        kinds=STANDARD_KINDS,
        name=Text(zh="正名村"),
    ).state

    assert corrected.state_at(NEW_YEAR).name.zh == "正名村"
    assert corrected.state_at(NEW_YEAR, known_at=make.at(4)).name.zh == "village"


def test_a_correction_needs_a_reason(make: Any, village: Unit) -> None:
    """Who corrects says why."""
    with pytest.raises(Blank):
        correct(
            village,
            period=Period(start=NEW_YEAR),
            reason=" ",
            recorded_at=make.at(1),
            kinds=STANDARD_KINDS,
            name=Text(zh="新"),
        )


def test_a_correction_that_says_nothing_new_is_refused(make: Any, village: Unit) -> None:
    """To correct a name to itself is a mistake of the corrector."""
    with pytest.raises(NothingToCorrect):
        correct(
            village,
            period=Period(start=NEW_YEAR),
            reason="核对",
            recorded_at=make.at(1),
            kinds=STANDARD_KINDS,
            name=Text(zh="village"),
        )


def test_a_correction_speaks_of_its_days_alone(make: Any, town: Unit, village: Unit) -> None:
    """Days before and after a corrected period keep what was recorded of them."""
    other = make.unit("other", "town")
    summer = Period(start=date(2020, 6, 1), end=date(2020, 9, 1))

    corrected = correct(
        village, period=summer, reason="误登", recorded_at=make.at(1), kinds=STANDARD_KINDS, parent=other
    ).state

    parents = [(version.period.start, version.value.parent) for version in corrected.states.timeline()]
    assert parents == [(NEW_YEAR, "town"), (summer.start, "other"), (summer.end, "town")]


def test_a_correction_asks_of_a_parent_only_the_days_of_the_unit(make: Any, town: Unit, village: Unit) -> None:
    """Where a unit does not exist, its right parent need not exist either."""
    other = dissolve(make.unit("other", "town"), on=date(2020, 9, 1), recorded_at=make.at(1)).state
    gone = dissolve(village, on=JULY, recorded_at=make.at(1)).state
    always = Period(start=NEW_YEAR - timedelta(days=30))

    corrected = correct(
        gone, period=always, reason="误登", recorded_at=make.at(2), kinds=STANDARD_KINDS, parent=other
    ).state

    assert [version.value.parent for version in corrected.states.timeline()] == ["other"]
    assert not corrected.exists_on(JULY)


def test_a_correction_is_refused_what_an_act_is_refused(make: Any, town: Unit, village: Unit) -> None:
    """A right parent, area and name keep to the rules; all that is wrong with name and reason is told together."""
    whole = Period(start=NEW_YEAR)

    with pytest.raises(IllegalParent):
        correct(town, period=whole, reason="误登", recorded_at=make.at(1), kinds=STANDARD_KINDS, parent=village)
    with pytest.raises(IllegalArea):
        correct(village, period=whole, reason="误登", recorded_at=make.at(1), kinds=STANDARD_KINDS, area=town)
    with pytest.raises(InvalidInput) as refusal:
        correct(
            village, period=whole, reason="x" * 2001, recorded_at=make.at(1), kinds=STANDARD_KINDS, name=Text(zh="")
        )

    assert {fault.path for fault in refusal.value.faults} == {("reason",), ("name", "zh")}


def test_a_correction_of_days_without_the_unit_is_refused(make: Any, village: Unit) -> None:
    """Corrections do not bring a unit into being."""
    before = Period(start=NEW_YEAR - timedelta(days=9), end=NEW_YEAR)

    with pytest.raises(NotInExistence):
        correct(village, period=before, reason="误登", recorded_at=make.at(1), kinds=STANDARD_KINDS, name=Text(zh="新"))


@st.composite
def acts(draw: st.DrawFn) -> list[tuple[int, int, Period, bool]]:
    """Which of six committees comes under which other, for which days, by a correction or (open) by a move."""
    first = st.integers(0, 30)
    found = []
    for _ in range(draw(st.integers(0, 15))):
        start = NEW_YEAR + timedelta(days=draw(first))
        length = draw(st.none() | st.integers(1, 15))
        period = Period(start=start, end=None if length is None else start + timedelta(days=length))
        found.append((draw(st.integers(0, 5)), draw(st.integers(0, 5)), period, draw(st.booleans())))
    return found


def _acted(make: Any, units: dict[UnitId, Unit], act: tuple[int, int, Period, bool], hour: int) -> Unit:
    key, parent, period, corrects = UnitId(str(act[0])), units[UnitId(str(act[1]))], act[2], act[3]
    common = {"parent": parent, "lineage": units, "recorded_at": make.at(hour), "kinds": STANDARD_KINDS}
    if corrects:
        return correct(units[key], period=period, reason="误登", **common).state
    return move(units[key], on=period.start, **common).state


@given(acts())
def test_no_sequence_of_moves_and_corrections_makes_a_cycle(
    make: Any, wanted: list[tuple[int, int, Period, bool]]
) -> None:
    """Whatever is moved or corrected for whichever days, no committee stands below itself on any of them."""
    units = {UnitId(str(number)): make.unit(str(number), "party-committee") for number in range(6)}

    for hour, act in enumerate(wanted, start=1):
        with suppress(HierarchyCycle, NothingToCorrect):
            units[UnitId(str(act[0]))] = _acted(make, units, act, hour)

    for number in range(50):
        day = NEW_YEAR + timedelta(days=number)
        for key, unit in units.items():
            seen, here = {key}, unit.state_at(day).parent
            while here is not None:
                assert here not in seen
                seen.add(here)
                here = units[here].state_at(day).parent


@given(acts(), st.integers(0, 15))
def test_yesterdays_answers_are_given_again_whatever_is_done_today(make: Any, wanted, count: int) -> None:
    """A unit moved and corrected any number of times answers for each earlier instant as it did then."""
    units = {UnitId(str(number)): make.unit(str(number), "party-committee") for number in range(6)}
    then = dict(units)

    for hour, act in enumerate(wanted, start=1):
        with suppress(HierarchyCycle, NothingToCorrect):
            units[UnitId(str(act[0]))] = _acted(make, units, act, hour)
        if hour <= count:
            then = dict(units)

    for key, unit in units.items():
        for number in range(50):
            day = NEW_YEAR + timedelta(days=number)
            assert unit.state_at(day, known_at=make.at(count)) == then[key].state_at(day)
