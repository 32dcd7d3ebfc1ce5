"""Early warnings: found once a day, and when a record is verified; told once, to whom they concern."""

import asyncio
from dataclasses import replace

import pytest

from governance_core.assessment import publish_scheme
from governance_core.values import UnitId
from graphql_api.assessment.service import warnings as watching
from graphql_api.assessment.tables import SchemeRow, WarningRow, WatchRow, add_schemes, scheme_of
from graphql_api.platform.access import SYSTEM, Role
from graphql_api.platform.changes import Outbox
from graphql_api.platform.schema.changes import _seen
from graphql_api.platform.tables import AuditEntryRow, EventRow

WARNINGS = """query ($filter: WarningFilter) { warnings(filter: $filter) { totalCount nodes {
  light cause sinceOn person { name } unit { name } scheme { code } indicator { code } } } }"""
SHORT = """{ warnings { nodes { person { name } indicator { code } light } } }"""


@pytest.fixture
def sound_scheme(sound_scheme):
    """The scheme without the first secretary, so that three are watched."""
    return sound_scheme | {"appliesTo": ["party-secretary", "party-committee-member"]}


@pytest.fixture
def turn(service, clock):
    """Turns the page on a day in July 2020, and says what has been told of progress then, in order."""

    async def turn(day=None, month=7):
        if day is not None:
            clock.set(2020, month, day)
        with service.database.active():
            before = await EventRow.filter(name__startswith="assessment.progress").count()
            await service.calendar.turn()
            found = await EventRow.filter(name__startswith="assessment.progress").order_by("id")
            return [(one.name.rpartition("-")[2], one.payload["person"]) for one in found[before:]]

    return turn


@pytest.fixture
def stored(service, town):
    """The stored lights, by person and indicator."""

    async def stored():
        names = {town.key(name): name for name in ("li", "wang", "chen", "hefeng", "honggang")}
        with service.database.active():
            return {names[row.person_id]: (row.light, row.cause, str(row.since_on)) for row in await WarningRow.all()}

    return stored


@pytest.fixture
async def verified(cadre, secretary, visits, submit, decide):
    """Verifies a record of so many visits of Wang's, on a day."""

    async def verified(amount, on):
        record = await submit(cadre, visits(amount, on))
        assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"

    return verified


async def test_everybody_who_is_behind_is_warned_once(service, scheme, town, turn, stored):
    """In the first days nobody is late; then each of the three is told once, and no more on the next days."""
    assert await turn(10) == []

    told = await turn(20)

    assert sorted(told) == sorted(("warned", town.key(name)) for name in ("li", "wang", "chen"))
    assert await stored() == dict.fromkeys(("li", "wang", "chen"), ("red", "unreported", "2020-07-20"))
    assert await turn(20) == []
    assert await turn(21) == []
    with service.database.active():
        audited = await AuditEntryRow.filter(act="assessment.watch_progress").order_by("id")
    assert [entry.detail["on"] for entry in audited][-3:] == ["2020-07-10", "2020-07-20", "2020-07-21"]
    assert audited[-1].detail["people"] == 4


async def test_a_verified_record_brings_the_light_up_to_date_at_once(service, scheme, town, turn, stored, verified):
    """Enough visits: recovered in the act itself; the row stays, green, for who was told of it."""
    await turn(20)

    await verified(40, "2020-07-19")

    assert (await stored())["wang"] == ("green", "on-track", "2020-07-20")
    with service.database.active():
        last = (await EventRow.filter(name__startswith="assessment.progress").order_by("-id"))[0]
        row = await WarningRow.get(person_id=town.key("wang"))
        entry = await AuditEntryRow.get(id=last.entry_id)
    assert (last.name, last.payload["warning"]) == ("assessment.progress-recovered", row.id)
    assert entry.act == "assessment.verify_record"
    assert await turn(21) == []


async def test_less_bad_is_not_told_and_worse_again_is(scheme, town, turn, stored, verified):
    """From red to amber nobody is told anything; when it becomes red once more, they are."""
    await turn(20)

    await verified(15, "2020-07-19")
    assert (await stored())["wang"] == ("amber", "behind", "2020-07-20")
    assert await turn(21) == []

    assert await turn(1, month=9) == [("warned", town.key("wang"))]
    assert (await stored())["wang"] == ("red", "behind", "2020-09-01")


async def test_a_record_may_warn_by_itself(scheme, town, clock, stored, verified):
    """Too few visits are told when the record of them is verified, not on the next day only."""
    clock.set(2020, 7, 31)

    await verified(10, "2020-07-30")

    assert await stored() == {"wang": ("red", "behind", "2020-07-31")}


async def test_a_run_that_is_killed_goes_on_where_it_stood(scheme, town, turn, stored, monkeypatch):
    """One batch is kept, the next one lost with all of it; afterwards nobody is told twice, and nobody forgotten."""
    monkeypatch.setattr(watching, "BATCH", 2)
    looked = []
    whole = watching._store_mark

    async def killed(subject, on, after, *, done):
        looked.append(after)
        if len(looked) == 2:
            raise KeyboardInterrupt
        await whole(subject, on, after, done=done)

    await turn(10)
    monkeypatch.setattr(watching, "_store_mark", killed)
    with pytest.raises(KeyboardInterrupt):
        await turn(20)
    assert len(await stored()) in {1, 2}

    monkeypatch.setattr(watching, "_store_mark", whole)
    await turn(20)

    assert set(await stored()) == {"li", "wang", "chen"}
    assert [row.light for row in await WarningRow.all()] == ["red"] * 3
    told = [one.payload["person"] for one in await EventRow.filter(name="assessment.progress-warned")]
    assert sorted(told) == sorted({town.key(name) for name in ("li", "wang", "chen")})
    marks = {row.subject: (str(row.on_day), row.done) for row in await WatchRow.all()}
    assert marks == {"cadre": ("2020-07-20", True), "unit": ("2020-07-20", True)}


async def test_a_day_and_a_verification_side_by_side_lose_nothing(
    service, scheme, town, turn, stored, clock, cadre, secretary, submit, visits, decide
):
    """Whichever comes first, the light is that of all records, and each of both is told as it was found."""
    await turn(10)
    records = [await submit(cadre, visits(8, f"2020-07-{day:02}")) for day in range(1, 6)]
    clock.set(2020, 7, 20)

    async def look():
        with service.database.active():
            await watching.watch_cadres(service.begin_for(SYSTEM), clock())

    await asyncio.gather(look(), *(decide(secretary, "verify", record["id"]) for record in records))

    lights = await stored()
    assert lights["li"][0] == lights["chen"][0] == "red"
    assert lights.get("wang", ("green",))[0] == "green"


async def test_two_people_or_four_cost_the_same(service, scheme, turn, statements, monkeypatch, clock):
    """Posts, schemes, records and lights of a batch are each read once, and written once."""
    begin, counts = service.begin_for(SYSTEM), []
    await turn(10)
    with service.database.active():
        for day, size in ((20, 2), (21, 100)):
            monkeypatch.setattr(watching, "BATCH", size)
            statements.clear()
            await watching.watch_cadres(begin, clock.set(2020, 7, day))
            counts.append(len(statements))

    assert counts[1] <= counts[0] <= 25


async def test_who_leaves_the_post_is_warned_of_no_more(admin, scheme, town, turn, stored):
    """That is no recovery: nothing is told of it."""
    await turn(20)
    ended = await admin.act(
        "mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { __typename } }",
        input={"appointment": town["wang-member"], "on": "2020-07-21"},
    )
    assert ended["__typename"] == "Appointment"

    assert await turn(21) == []

    assert set(await stored()) == {"li", "chen"}


async def test_a_next_version_of_the_scheme_tells_nothing_anew(service, admin, scheme, town, turn, stored):
    """The same indicator, as far behind, is known already; its row speaks of the version in force."""
    await turn(20)
    revised = await admin.act(
        """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
             ... on IndicatorScheme { id } ... on UserError { code } } }""",
        input={"scheme": scheme},
    )
    await admin.act(
        "mutation ($input: PublishSchemeInput!) { publishScheme(input: $input) { __typename } }",
        input={"scheme": revised["id"]},
    )

    told = await turn(21)

    # service under the new version begins on its day, so that nothing is late in its first days
    assert {what for what, _ in told} <= {"recovered"}
    with service.database.active():
        assert {row.scheme_id for row in await WarningRow.all()} == {revised["id"].removeprefix("IndicatorScheme:")}


async def test_a_unit_that_is_assessed_itself_is_warned(service, admin, sign_in, scheme, town, turn, stored):
    """Whoever reviews there sees it; it is about no person."""
    with service.database.active():
        cadres = scheme_of(await SchemeRow.get(id=scheme.removeprefix("IndicatorScheme:")))
        async with service.begin_for(SYSTEM)("assessment.draft_scheme", subject="units") as work:
            new = work.new_id()
            about = {"subject": type(cadres.subject).UNIT, "applies_to": (), "unit_kinds": ("village",)}
            fresh = {"status": type(cadres.status).DRAFT, "published_at": None, "effective_on": None}
            units = replace(cadres, id=new, code="units-2020-h2", **about, **fresh)
            released = publish_scheme(units, on=work.today, published_at=work.now).state
            await add_schemes([(released, None)], recorded_at=work.now, entry_id=work.entry_id, new_id=work.new_id)
    li = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])

    told = await turn(20)

    assert told.count(("warned", None)) == 2
    assert {"hefeng", "honggang"} <= set(await stored())
    about_units = {"scheme": f"IndicatorScheme:{new}"}
    found = (await admin.ask(WARNINGS, filter=about_units))["warnings"]
    assert [one["person"] for one in found["nodes"]] == [None, None]
    assert (await li.ask(WARNINGS, filter=about_units))["warnings"]["totalCount"] == 1
    assert UnitId(town.key("hefeng"))


async def test_reviewers_see_the_warnings_of_their_unit_and_others_their_own(admin, sign_in, scheme, town, turn):
    """Nobody below a reviewer's level sees a colleague's."""
    await turn(20)

    async def seen(role, scope, person=None):
        client = await sign_in(role, town[scope], town[person] if person else None)
        found = await client.ask(SHORT)
        return sorted(one["person"]["name"] for one in found["warnings"]["nodes"])

    assert await seen(Role.TOWN_ADMIN, "town") == sorted(["李合成", "王合成", "陈合成"])
    assert await seen(Role.VILLAGE_SECRETARY, "hefeng", "li") == sorted(["李合成", "王合成"])
    assert await seen(Role.CADRE, "hefeng", "wang") == ["王合成"]
    assert await seen(Role.CADRE, "honggang", "chen") == ["陈合成"]
    assert await seen(Role.READER, "town") == []


async def test_warnings_are_found_by_unit_person_scheme_indicator_and_light(admin, scheme, town, turn, verified):
    """All conditions must hold; what is green again is in no list."""
    await turn(20)
    await verified(15, "2020-07-19")  # Wang's is amber now

    async def found(**conditions):
        answer = (await admin.ask(WARNINGS, filter=conditions))["warnings"]
        assert answer["totalCount"] == len(answer["nodes"])
        return sorted(one["person"]["name"] for one in answer["nodes"])

    assert await found(within=town["hefeng"]) == sorted(["李合成", "王合成"])
    assert await found(within=town["hefeng"], light="RED") == ["李合成"]
    assert await found(person=town["wang"], scheme=scheme, indicator="visits", light="AMBER") == ["王合成"]
    assert await found(indicator="conduct") == []
    assert await found(light="GREEN") == []
    await verified(100, "2020-07-19")
    assert await found(person=town["wang"]) == []


async def test_a_persons_and_a_units_page_have_their_warnings(admin, sign_in, scheme, town, turn, statements):
    """Both in the one statement of the page."""
    await turn(20)
    wang = await sign_in(Role.CADRE, town["hefeng"], town["wang"])
    query = """query ($person: ID!, $unit: ID!) {
      person(by: {id: $person}) { warnings { light cause sinceOn indicator { code title } } }
      unit(by: {id: $unit}) { warnings(filter: {light: RED}) { totalCount nodes { person { name } } } } }"""
    asked = {"person": town["wang"], "unit": town["hefeng"]}
    expected = {
        "light": "RED",
        "cause": "UNREPORTED",
        "sinceOn": "2020-07-20",
        "indicator": {"code": "visits", "title": "Household visits"},
    }

    await admin.ask(query, **asked)
    statements.clear()
    found, own = await admin.ask(query, **asked), await wang.ask(query, **asked)

    assert found["person"]["warnings"] == own["person"]["warnings"] == [expected]
    assert found["unit"]["warnings"]["totalCount"] == 2
    assert own["unit"]["warnings"] == {"totalCount": 1, "nodes": [{"person": {"name": "王合成"}}]}
    assert len(statements) <= 3


async def test_subscribers_are_told_of_whom_they_may_review(service, sign_in, scheme, town, clock, turn, verified):
    """The secretary hears of Hefeng's, also of the recovery; a cadre of their own alone, and a reader of none."""
    clock.set(2020, 7, 20)
    since = clock()
    await turn(20)
    await verified(40, "2020-07-19")
    warned, recovered = "assessment.progress-warned", "assessment.progress-recovered"
    everything = service.modules.changes
    about = {event: everything[event] for event in (warned, recovered)}

    async def heard(role, scope, person=None):
        principal = replace(SYSTEM, role=role, scope_id=town.key(scope), person_id=town.key(person) if person else None)
        info = type("Info", (), {"context": service.context_for(principal)})
        with service.database.active():
            seen = [await _seen(info, one) for one in await Outbox(about, since).fresh(clock())]
            return [one.event for one in seen if one is not None]

    assert await heard(Role.VILLAGE_SECRETARY, "hefeng", "li") == [warned, warned, recovered]
    assert await heard(Role.CADRE, "honggang", "chen") == [warned]
    assert await heard(Role.READER, "town") == []
