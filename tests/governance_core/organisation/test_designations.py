"""By what else a unit is known: codes and aliases."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance_core.errors import Blank, CodeInUse, InvalidInput, Malformed, NotInExistence, TooLong
from governance_core.organisation import (
    CodeAssigned,
    OfficialCode,
    Unit,
    add_alias,
    assign_code,
    dissolve,
    remove_alias,
    withdraw_code,
)
from governance_core.values import Period

NEW_YEAR = date(2020, 1, 1)
JULY = date(2020, 7, 1)
OLD = OfficialCode(scheme="stats12", value="440605126222", source="test")
NEW = OfficialCode(scheme="stats12", value="440605126999", source="test")
MINISTRY = OfficialCode(scheme="mca9", value="440605126", source="test")


@pytest.fixture
def town(make: Any) -> Unit:
    return make.unit("town", "town", codes=[OLD, MINISTRY], aliases=["旧镇"])


def test_one_code_belongs_to_one_unit_at_a_time(make: Any) -> None:
    """A code that another unit holds in the same days is refused, and free once that unit has lost it."""
    code = OfficialCode(scheme="stats12", value="440605126222", source="test")
    holder = make.unit("holder", "town", codes=[code])
    other = make.unit("other", "town")

    with pytest.raises(CodeInUse) as refusal:
        assign_code(other, code=code, period=Period(start=JULY), recorded_at=make.at(1), holders=[holder])
    gone = dissolve(holder, on=JULY, recorded_at=make.at(1)).state
    taken = assign_code(other, code=code, period=Period(start=JULY), recorded_at=make.at(2), holders=[gone]).state

    assert refusal.value.unit == "holder"
    assert taken.codes_at(JULY) == (code,)


def test_a_new_code_takes_the_place_of_the_old_one_of_its_scheme(make: Any) -> None:
    """A unit has one code a scheme at a time; the old one stays on record for its days."""
    old = OfficialCode(scheme="stats12", value="440605126222", source="test")
    new = OfficialCode(scheme="stats12", value="440605126999", source="test")
    unit = make.unit("unit", "town", codes=[old])

    changed = assign_code(unit, code=new, period=Period(start=JULY), recorded_at=make.at(1)).state

    assert changed.codes_at(JULY) == (new,)
    assert changed.codes_at(NEW_YEAR) == (old,)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("stats12", "44060512622"),
        ("stats12", "4406051262220"),
        ("stats12", "４４０６０５１２６２２２"),
        ("mca9", "x"),
        ("gbt2260", "4406051"),
        ("grid-local", "一号"),
        ("other", "a b"),
        ("S", "1"),
    ],
)
def test_refuses_a_code_that_is_not_written_like_one(scheme: str, value: str) -> None:
    """The codes of a known scheme have its number of plain digits; those of others have no spaces."""
    with pytest.raises(Malformed):
        OfficialCode(scheme=scheme, value=value, source="test")


def test_tells_all_faults_of_a_code_together() -> None:
    """Scheme, code and source are checked together, each fault with its place."""
    with pytest.raises(InvalidInput) as refusal:
        OfficialCode(scheme="S", value="", source="x" * 201)

    assert [fault.path for fault in refusal.value.faults] == [("scheme",), ("value",), ("source",)]


def test_a_code_of_another_scheme_stands_beside(make: Any, town: Unit) -> None:
    """A new statistical code leaves the ministry's as it is."""
    changed = assign_code(town, code=NEW, period=Period(start=JULY), recorded_at=make.at(1))

    assert set(changed.state.codes_at(JULY)) == {NEW, MINISTRY}
    assert changed.events == (
        CodeAssigned(effective_on=JULY, unit=town.id, scheme="stats12", value=NEW.value, until=None),
    )


def test_a_code_for_some_days_gives_the_old_one_back(make: Any, town: Unit) -> None:
    """Outside the period the unit keeps the code it had."""
    july = Period(start=JULY, end=date(2020, 8, 1))

    changed = assign_code(town, code=NEW, period=july, recorded_at=make.at(1)).state

    assert [set(changed.codes_at(day)) - {MINISTRY} for day in (NEW_YEAR, JULY, july.end)] == [{OLD}, {NEW}, {OLD}]


def test_a_code_the_unit_has_already_is_no_event(make: Any, town: Unit) -> None:
    """To assign the code a unit has changes nothing; to give back an older one is an act."""
    same = assign_code(town, code=OLD, period=Period(start=JULY), recorded_at=make.at(1), holders=[town])
    changed = assign_code(town, code=NEW, period=Period(start=JULY), recorded_at=make.at(1)).state
    back = assign_code(changed, code=OLD, period=Period(start=date(2020, 9, 1)), recorded_at=make.at(2)).state

    assert (same.state, same.events) == (town, ())
    assert set(back.codes_at(date(2020, 9, 1))) == {OLD, MINISTRY}
    assert set(back.codes_at(JULY)) == {NEW, MINISTRY}
    assert len(back.codes) == 3


def test_a_code_replaced_in_its_own_instant_leaves_nothing_behind(make: Any) -> None:
    """An import may assign and replace a code at one instant; only the last was ever known."""
    unit = make.unit("unit", "town", codes=[OLD])

    for code in (NEW, OLD, NEW):
        unit = assign_code(unit, code=code, period=Period(start=NEW_YEAR), recorded_at=make.at(0)).state

    assert unit.codes_at(NEW_YEAR) == (NEW,)
    assert len(unit.codes) == 1


def test_refuses_a_code_for_days_without_the_unit(make: Any, town: Unit) -> None:
    """A unit has codes only while it exists; dissolving it ends them."""
    gone = dissolve(town, on=JULY, recorded_at=make.at(1)).state

    with pytest.raises(NotInExistence) as refusal:
        assign_code(gone, code=NEW, period=Period(start=NEW_YEAR), recorded_at=make.at(2))

    assert refusal.value.on == JULY
    assert gone.codes_at(JULY) == ()
    assert set(gone.codes_at(NEW_YEAR)) == {OLD, MINISTRY}


def test_refuses_to_establish_a_unit_with_anothers_code(make: Any) -> None:
    """Every code of a new unit is free, the second as well as the first; holders may come from anywhere."""
    holder = make.unit("holder", "town", codes=[MINISTRY])

    with pytest.raises(CodeInUse) as refusal:
        make.unit("other", "town", codes=[NEW, MINISTRY], holders=iter([holder]))

    assert refusal.value.value == MINISTRY.value


def test_a_withdrawn_code_is_gone_for_good(make: Any, town: Unit) -> None:
    """From its day on a unit has no code of the scheme, not even one known for later; other schemes stay."""
    later = assign_code(town, code=NEW, period=Period(start=date(2020, 9, 1)), recorded_at=make.at(1)).state

    withdrawn = withdraw_code(later, scheme="stats12", on=JULY, recorded_at=make.at(2)).state

    assert [withdrawn.codes_at(day) for day in (JULY, date(2020, 9, 1))] == [(MINISTRY,), (MINISTRY,)]
    assert set(withdrawn.codes_at(JULY - timedelta(days=1))) == {OLD, MINISTRY}
    with pytest.raises(NotInExistence):
        withdraw_code(withdrawn, scheme="stats12", on=JULY, recorded_at=make.at(3))


def test_an_alias_is_found_on_its_days(make: Any, town: Unit) -> None:
    """A unit may have any number of aliases, each with its own days."""
    added = add_alias(town, alias="新镇", on=JULY, recorded_at=make.at(1)).state
    removed = remove_alias(added, alias="旧镇", on=date(2020, 9, 1), recorded_at=make.at(2)).state

    assert [removed.aliases_at(day) for day in (NEW_YEAR, JULY, date(2020, 9, 1))] == [
        ("旧镇",),
        ("新镇", "旧镇"),
        ("新镇",),
    ]
    assert set(removed.aliases_at(date(2020, 9, 1), known_at=make.at(1))) == {"旧镇", "新镇"}


def test_an_alias_may_come_back(make: Any, town: Unit) -> None:
    """An alias that was removed can be added again; one that is there changes nothing."""
    gone = remove_alias(town, alias="旧镇", on=JULY, recorded_at=make.at(1)).state

    again = add_alias(gone, alias="旧镇", on=date(2020, 9, 1), recorded_at=make.at(2)).state
    same = add_alias(town, alias="旧镇", on=JULY, recorded_at=make.at(1))

    assert [again.aliases_at(day) for day in (NEW_YEAR, JULY, date(2020, 9, 1))] == [("旧镇",), (), ("旧镇",)]
    assert len(again.aliases) == 1
    assert (same.state, same.events) == (town, ())


def test_an_alias_added_and_removed_in_one_instant_leaves_nothing_behind(make: Any, town: Unit) -> None:
    """What was never known does not stand in the way of what comes later."""
    added = add_alias(town, alias="误镇", on=JULY, recorded_at=make.at(1)).state
    removed = remove_alias(added, alias="误镇", on=JULY, recorded_at=make.at(1)).state

    later = add_alias(removed, alias="新镇", on=JULY, recorded_at=make.at(2)).state

    assert later.aliases_at(JULY) == ("旧镇", "新镇")


def test_refuses_an_alias_that_says_nothing_or_is_not_there(make: Any, town: Unit) -> None:
    """Aliases are names: 1 to 200 characters; only one that is there can be removed."""
    with pytest.raises(Blank):
        add_alias(town, alias=" ", on=JULY, recorded_at=make.at(1))
    with pytest.raises(TooLong):
        add_alias(town, alias="镇" * 201, on=JULY, recorded_at=make.at(1))
    with pytest.raises(NotInExistence):
        add_alias(town, alias="新镇", on=NEW_YEAR - timedelta(days=1), recorded_at=make.at(1))
    with pytest.raises(NotInExistence):
        remove_alias(town, alias="新镇", on=JULY, recorded_at=make.at(1))
