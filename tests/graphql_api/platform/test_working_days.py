"""The calendar of working days: the national one, and what the town sets above it."""

from datetime import date

import pytest

from governance_core.errors import Blank, OutOfRange
from governance_core.values import Period
from graphql_api.platform.access import Role
from graphql_api.platform.public_holidays import public_days
from graphql_api.platform.tables import AuditEntryRow, WorkingDayRow
from graphql_api.platform.working_days import calendar_days, working_days

DAYS = "query ($from: Date!, $to: Date!) { workingDays(from: $from, to: $to) { on working reason setByTown } }"
REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"
SHOWN = f"__typename ... on CalendarDay {{ on working reason setByTown }} {REFUSAL}"
SET = f"mutation ($input: SetWorkingDayInput!) {{ setWorkingDay(input: $input) {{ {SHOWN} }} }}"
WITHDRAW = f"mutation ($input: WithdrawWorkingDayInput!) {{ withdrawWorkingDay(input: $input) {{ {SHOWN} }} }}"
DRILL = {"on": "2020-07-18", "working": True, "reason": "防汛演练"}
TYPHOON = {"on": "2020-07-20", "working": False, "reason": "台风停工"}


async def _days(client, from_, to):
    return (await client.ask(DAYS, **{"from": from_, "to": to}))["workingDays"]


def _on(*days):
    return {date(2020, *day) for day in days}


def test_the_national_calendar_of_2020_is_the_announced_one():
    """Off and made up as the State Council announced, with the spring festival prolonged against the epidemic."""
    days = public_days(2020)

    assert {on for on, working, _ in days if working} == _on((1, 19), (4, 26), (5, 9), (6, 28), (9, 27), (10, 10))
    off = _on(
        (1, 1), (4, 6), (5, 1), (5, 4), (5, 5), (6, 25), (6, 26), (10, 1), (10, 2), *((10, n) for n in range(5, 9))
    )
    festival = _on((1, 24), *((1, n) for n in range(27, 32)))
    assert {on for on, working, _ in days if not working} == off | festival
    assert all(reason.zh and reason.en for _, _, reason in days)


@pytest.mark.parametrize("year", range(2001, 2027))
def test_a_years_calendar_is_of_that_year_and_differs_from_the_week(year):
    """Days off are Mondays to Fridays, make-up days are Saturdays and Sundays; in every year there are some of each."""
    days = public_days(year)

    assert [on for on, _, _ in days] == sorted({on for on, _, _ in days})
    assert all(on.year == year and (on.weekday() >= 5) is working for on, working, _ in days)
    assert {working for _, working, _ in days} == {True, False}


@pytest.mark.parametrize("year", [1, 1949, 2099, 9999])
def test_of_years_that_nobody_knows_nothing_is_said(year):
    """Every week of theirs is plain."""
    assert public_days(year) == ()


async def test_the_days_that_differ_are_listed(admin):
    """In order, in the caller's language; the day after the last is not among them."""
    assert await _days(admin, "2020-09-20", "2020-10-02") == [
        {"on": "2020-09-27", "working": True, "reason": "Worked instead of another day", "setByTown": False},
        {"on": "2020-10-01", "working": False, "reason": "Mid-Autumn Festival; National Day", "setByTown": False},
    ]


async def test_the_town_sets_days_above_the_national_calendar(admin, service, town):
    """A Saturday is worked, a Monday is not, and a holiday of the nation is worked here; the last word counts."""
    assert await admin.act(SET, input=DRILL) == {"__typename": "CalendarDay", **DRILL, "setByTown": True}
    await admin.act(SET, input={**TYPHOON, "working": True})
    await admin.act(SET, input=TYPHOON)
    await admin.act(SET, input={"on": "2020-10-08", "working": True, "reason": " 换届 "})

    assert await _days(admin, "2020-07-01", "2020-08-01") == [{**one, "setByTown": True} for one in (DRILL, TYPHOON)]
    [worked] = await _days(admin, "2020-10-08", "2020-10-09")
    assert (worked["working"], worked["reason"], worked["setByTown"]) == (True, "换届", True)
    with service.database.active():
        calendar = await working_days(date(2020, 7, 1))
    assert calendar.after(date(2020, 7, 17), 2) == date(2020, 7, 21)
    assert calendar.after(date(2020, 9, 30), 2) == date(2020, 10, 9)
    assert calendar.is_working(date(2020, 9, 27))


async def test_a_day_that_is_taken_back_is_as_the_nation_has_it(admin):
    """A plain day has no reason; a holiday has its own again; and it is taken back once."""
    await admin.act(SET, input=TYPHOON)
    await admin.act(SET, input={"on": "2020-10-01", "working": True, "reason": "值班"})

    plain = await admin.act(WITHDRAW, input={"on": "2020-07-20", "reason": "台风未至"})
    holiday = await admin.act(WITHDRAW, input={"on": "2020-10-01", "reason": "取消"})
    again = await admin.act(WITHDRAW, input={"on": "2020-07-20", "reason": "再次"})

    assert (plain["working"], plain["reason"], plain["setByTown"]) == (True, None, False)
    assert (holiday["working"], holiday["setByTown"]) == (False, False)
    assert (again["__typename"], again["code"]) == ("NotFoundError", "NOT_FOUND")
    assert await _days(admin, "2020-07-01", "2020-08-01") == []


async def test_who_set_a_day_stands_in_the_audit(admin, service, town):
    """Each act with its reason, be it superseded or taken back; and the row names the entry by which it is so."""
    await admin.act(SET, input=TYPHOON)
    with service.database.active():
        row = await WorkingDayRow.get(on=date(2020, 7, 20))
        assert await AuditEntryRow.filter(id=row.entry_id, act="platform.set_working_day").exists()
    await admin.act(WITHDRAW, input={"on": "2020-07-20", "reason": "台风未至"})

    with service.database.active():
        entries = await AuditEntryRow.filter(subject="2020-07-20").order_by("id")
    assert [(one.act, one.detail["reason"]) for one in entries] == [
        ("platform.set_working_day", "台风停工"),
        ("platform.withdraw_working_day", "台风未至"),
    ]


@pytest.mark.parametrize("role", [one for one in Role if one not in {Role.TOWN_ADMIN, Role.ORGANISATION_OFFICE}])
async def test_the_town_alone_sets_days(admin, sign_in, service, town, role):
    """Everybody may read the calendar; who may not set it changes nothing."""
    client = await sign_in(role, town["town"])

    assert (await client.act(SET, input=TYPHOON))["code"] == "FORBIDDEN"
    assert (await client.act(WITHDRAW, input={"on": "2020-07-20", "reason": "无"}))["code"] == "FORBIDDEN"
    assert await _days(client, "2020-07-01", "2020-08-01") == []


@pytest.mark.parametrize(("reason", "code"), [(" ", "BLANK"), ("因" * 201, "TOO_LONG")])
async def test_a_reason_says_something(admin, service, town, reason, code):
    """Left out or too long, and nothing is stored: neither the day nor an audit entry."""
    refused = await admin.act(SET, input={**TYPHOON, "reason": reason})
    kept = await admin.act(WITHDRAW, input={"on": "2020-07-20", "reason": reason})

    assert refused["faults"] == kept["faults"] == [{"code": code, "path": ["reason"]}]
    with service.database.active():
        assert not await WorkingDayRow.exists()
        assert not await AuditEntryRow.filter(subject="2020-07-20").exists()


async def test_a_year_is_asked_for_at_a_time(admin, service, town):
    """366 days are, 367 are not, nor a period without an end or the wrong way round."""
    assert len(await _days(admin, "2020-01-01", "2021-01-01")) == len(public_days(2020))
    for from_, to in (("2020-01-01", "2021-01-02"), ("2020-01-02", "2020-01-01")):
        body = (await admin.post(DAYS, **{"from": from_, "to": to})).json()
        assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    with service.database.active():
        with pytest.raises(OutOfRange):
            await calendar_days(Period(start=date(2020, 1, 1), end=date(2021, 1, 2)))
        with pytest.raises(Blank):
            await calendar_days(Period(start=date(2020, 1, 1)))


@pytest.mark.parametrize("day", [date.min, date.max, date(2020, 7, 1)])
async def test_a_calendar_reaches_a_year_either_way(service, day):
    """As far as there are years; beyond it every week is plain."""
    with service.database.active():
        calendar = await working_days(day)

    said = calendar.holidays | calendar.working
    assert {one.year for one in said} == ({2019, 2020, 2021} if day.year == 2020 else set())
