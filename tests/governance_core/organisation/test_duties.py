"""Duty lists: who answers for what in units of a kind."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    Blank,
    Duplicate,
    DutyListFixed,
    DutyMisassigned,
    InvalidInput,
    NotFound,
    NotInExistence,
    OutOfRange,
    UnknownValue,
)
from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Duty,
    DutyKind,
    DutyList,
    DutyListStatus,
    Support,
    Unit,
    dissolve,
    draft_duty_list,
    duty_from_data,
    duty_list_in_force,
    duty_to_data,
    posts_in_charge,
    publish_duty_list,
    revise_duty_list,
)
from governance_core.values import DutyListId, Period, Text, UnitId

NEW_YEAR = date(2020, 1, 1)
JULY = date(2020, 7, 1)
ALWAYS = Period(start=NEW_YEAR)


def _duty(code: str = "meetings", kind: DutyKind = DutyKind.OWN, **more: Any) -> Duty:
    named = {
        DutyKind.OWN: {"posts": ("village-director",)},
        DutyKind.ASSISTING: {"lead": UnitId("office"), "support": (Support.MONEY,)},
        DutyKind.BARRED: {},
    }[kind]
    facts: dict[str, Any] = {"title": Text(zh="事项"), "matter": Text(zh="领域"), "basis": "依据", **named, **more}
    return Duty(code=code, kind=kind, **facts)


OWN, ASSISTING, BARRED = _duty(), _duty("patrol", DutyKind.ASSISTING), _duty("fines", DutyKind.BARRED)


@pytest.fixture(scope="session")
def town(make: Any) -> Unit:
    return make.unit("town", "town")


@pytest.fixture(scope="session")
def departments(make: Any, town: Unit) -> dict[UnitId, Unit]:
    """A department, and a village that is none."""
    return {UnitId("office"): make.unit("office", "department", town), UnitId("v"): make.unit("v", "village", town)}


def _drafted(departments: dict[UnitId, Unit], *duties: Duty, **more: Any) -> DutyList:
    facts: dict[str, Any] = {"unit_kind": "village", "title": Text(zh="清单"), "version": 1, **more}
    return draft_duty_list(
        id=DutyListId(f"list-{facts['version']}"),
        duties=duties,
        on=NEW_YEAR,
        kinds=STANDARD_KINDS,
        post_kinds=STANDARD_POSTS,
        departments=departments,
        **facts,
    ).state


def test_the_three_lists_of_a_village_stand_together(departments: Any) -> None:
    """Own, assisting and barred duties are drafted in one list, which is not in force yet."""
    drafted = _drafted(departments, OWN, ASSISTING, BARRED)

    assert (drafted.status, drafted.period) == (DutyListStatus.DRAFT, None)
    assert not drafted.in_force_on(JULY)


@pytest.mark.parametrize(
    ("duty", "fault", "place"),
    [
        (replace(OWN, posts=()), Blank, "posts"),
        (replace(OWN, lead=UnitId("office")), DutyMisassigned, "lead"),
        (replace(OWN, support=(Support.PEOPLE,)), DutyMisassigned, "support"),
        (replace(ASSISTING, lead=None), Blank, "lead"),
        (replace(ASSISTING, support=()), Blank, "support"),
        (replace(ASSISTING, lead=UnitId("v")), UnknownValue, "lead"),
        (replace(BARRED, posts=("village-director",)), DutyMisassigned, "posts"),
        (replace(BARRED, departments=(UnitId("office"),)), DutyMisassigned, "departments"),
        (replace(OWN, basis=""), Blank, "basis"),
    ],
)
def test_a_duty_names_whom_its_kind_names_and_nobody_else(departments: Any, duty: Duty, fault: Any, place: str) -> None:
    """Own: a post; assisting: a department and what it gives; barred: nobody. The place is told."""
    with pytest.raises(fault) as refused:
        _drafted(departments, duty)

    assert refused.value.path == ("duties", "0", place)


def test_responsible_posts_are_the_units_or_its_party_committees(departments: Any) -> None:
    """A village's list names its secretary, and not a community's director nor a post that is unknown."""
    _drafted(departments, replace(OWN, posts=("party-secretary", "village-director")))
    with pytest.raises(InvalidInput) as refused:
        _drafted(departments, replace(OWN, posts=("community-director",), assisting_posts=("king",)))

    assert [fault.path[2:] for fault in refused.value.faults] == [("posts", "0"), ("assisting_posts", "0")]
    assert "party-secretary" not in posts_in_charge("cooperative", STANDARD_KINDS, STANDARD_POSTS)


def test_codes_are_used_once_and_departments_must_be_known(departments: Any) -> None:
    """A second duty of the same code, a kind that is none, and too many duties are refused."""
    with pytest.raises(Duplicate):
        _drafted(departments, OWN, OWN)
    with pytest.raises(UnknownValue):
        _drafted(departments, OWN, unit_kind="castle")
    with pytest.raises(OutOfRange):
        _drafted(departments, *[_duty(f"d{number}") for number in range(201)])
    with pytest.raises(NotFound):
        _drafted({}, ASSISTING)


def test_publishing_needs_a_duty_and_departments_that_last(make: Any, departments: Any) -> None:
    """An empty list, a department that is dissolved in the period, and a second publication are refused."""
    gone = {UnitId("office"): dissolve(departments["office"], on=JULY, recorded_at=make.at(1)).state}
    with pytest.raises(Blank) as empty:
        publish_duty_list(_drafted(departments), period=ALWAYS, departments={}, published_at=make.at(1))
    with pytest.raises(NotInExistence) as ended:
        publish_duty_list(_drafted(departments, ASSISTING), period=ALWAYS, departments=gone, published_at=make.at(1))

    published = publish_duty_list(
        _drafted(departments, ASSISTING), period=ALWAYS, departments=departments, published_at=make.at(1)
    ).state

    assert (empty.value.path, ended.value.path, ended.value.on) == (("duties",), ("duties", "0"), JULY)
    with pytest.raises(DutyListFixed):
        publish_duty_list(published, period=ALWAYS, departments=departments, published_at=make.at(2))


def test_a_later_list_takes_over_from_its_day(make: Any, departments: Any) -> None:
    """Until then the earlier is in force; what was known before the publication can still be asked."""
    first = _drafted(departments, OWN)
    second = revise_duty_list(
        first,
        id=DutyListId("list-2"),
        version=2,
        on=NEW_YEAR,
        kinds=STANDARD_KINDS,
        post_kinds=STANDARD_POSTS,
        departments=departments,
        duties=[OWN, BARRED],
    ).state
    first = publish_duty_list(first, period=ALWAYS, departments={}, published_at=make.at(1)).state
    second = publish_duty_list(second, period=Period(start=JULY), departments={}, published_at=make.at(5)).state

    def version(day: date, hour: int | None = None) -> int | None:
        known = None if hour is None else make.at(hour)
        found = duty_list_in_force([second, first], "village", as_of=day, known_at=known)
        return found.version if found else None

    assert (version(JULY - timedelta(days=1)), version(JULY), version(JULY, 4)) == (1, 2, 1)
    assert (version(JULY, 0), version(NEW_YEAR - timedelta(days=1))) == (None, None)
    assert duty_list_in_force([first], "community", as_of=JULY) is None


words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)
texts = st.builds(Text, zh=words, en=st.none() | words)
keys = st.text("abc123", min_size=1, max_size=13).map(UnitId)
codes = st.lists(st.sampled_from(STANDARD_POSTS.codes), max_size=3).map(tuple)


@given(
    st.builds(
        Duty,
        code=words,
        title=texts,
        matter=texts,
        kind=st.sampled_from(DutyKind),
        basis=words,
        posts=codes,
        assisting_posts=codes,
        lead=st.none() | keys,
        departments=st.lists(keys, max_size=2).map(tuple),
        support=st.lists(st.sampled_from(Support), max_size=3).map(tuple),
    )
)
def test_a_duty_is_read_back_from_plain_data(duty: Duty) -> None:
    """What is written down says the same when it is read."""
    assert duty_from_data(duty_to_data(duty)) == duty


def test_what_is_wrong_with_plain_data_is_told_with_its_place() -> None:
    """Missing fields and unknown kinds are found together."""
    with pytest.raises(InvalidInput) as refused:
        duty_from_data({"code": "x", "kind": "mine", "title": "事", "support": ["love"]}, ("duties", "3"))

    assert {fault.path for fault in refused.value.faults} == {
        ("duties", "3", "matter"),
        ("duties", "3", "kind"),
        ("duties", "3", "basis"),
        ("duties", "3", "support", "0"),
    }
