"""Stored gaps are what a recount says after every act, in the act's own transaction, and day by day."""

import asyncio
from datetime import date

import pytest

from graphql_api.organisation.tables import PersonRow
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.work import civil_day
from graphql_api.training.queries import differences
from graphql_api.training.service.standings import rebuild
from graphql_api.training.tables import CompetencyRow, GapRow, StandingRow

ACT = "mutation ($input: {0}Input!) {{ {1}(input: $input) {{ __typename ... on UserError {{ code message }} {2} }} }}"
DRAFT = {
    "code": "village-posts",
    "title": {"zh": "村居干部胜任力框架"},
    "levels": [{"zh": "了解"}, {"zh": "掌握"}],
    "competencies": [{"code": "law", "title": {"zh": "依法办事"}}],
    "requirements": [{"postKind": "party-secretary", "competency": "law", "level": 2, "weight": "0.50"}],
}
TODAY = "2020-07-01"


@pytest.fixture
def act(admin):
    """Does an act by its name and answers with the id of what it was done to."""

    async def act(name, told="", /, **given):
        document = ACT.format(name[0].upper() + name[1:], name, told)
        done = await admin.act(document, input=given)
        assert "code" not in done, done
        return done.get("id")

    return act


@pytest.fixture
def stored(service, town):
    """What is stored of somebody, by their short name: until when it holds, and each gap's competency and size."""

    async def stored(name):
        with service.database.active():
            person = town.key(name)
            standing = await StandingRow.get(person_id=person)
            codes = {row.id: row.code for row in await CompetencyRow.all()}
            gaps = await GapRow.filter(person_id=person).order_by("place")
            return str(standing.holds_until), {codes[gap.competency_id]: gap.size for gap in gaps}

    return stored


@pytest.fixture
def recounted(service):
    """Where a recount finds something else than what is stored."""

    async def recounted():
        with service.database.active():
            return [one async for one in differences(civil_day(service.clock()))]

    return recounted


async def test_everybody_has_a_standing_from_the_first_day(recounted, town):
    """Also before anything is demanded of anybody: then it says so."""
    assert await recounted() == []


async def test_an_assessment_is_there_at_once(assessed, stored, recounted):
    """Whoever assesses sees the gap that is left, and no other."""
    assert await stored("li") == ("9999-12-31", {"mass-work": None, "law": None})

    await assessed("li", 1)

    assert await stored("li") == ("9999-12-31", {"mass-work": 2, "law": None})
    assert await recounted() == []


async def test_every_act_on_who_holds_what_keeps_the_gaps(act, framework, town, stored, recounted):
    """Registered, appointed for a term to come, corrected, ended."""
    told = "... on Person { id }"
    new = await act("registerPerson", told, name="赵合成", unit=town["hefeng-branch"], kind="PARTY", on="2020-05-01")
    town.ids["zhao"] = new
    assert await stored("zhao") == ("9999-12-31", {})

    term = {"from": "2020-09-01", "to": "2021-09-01"}
    held = await act(
        "appointPerson", "... on Appointment { id }", person=new, post=town["member"], basis="SUBSTANTIVE", period=term
    )
    assert await stored("zhao") == ("2020-09-01", {})

    await act("correctAppointment", appointment=held, period={"from": "2020-06-01", "to": "2021-09-01"}, reason="误登")
    assert await stored("zhao") == ("2021-09-01", {"mass-work": None})

    await act("endAppointment", appointment=held, on="2020-08-01")
    assert await stored("zhao") == ("2020-08-01", {"mass-work": None})

    await act("endAppointment", appointment=town["li-secretary"], on=TODAY)
    assert await stored("li") == ("9999-12-31", {})
    assert await recounted() == []


async def test_a_merger_keeps_the_gaps_of_who_held_posts(act, framework, town, stored, recounted):
    """The secretary of the committee that ends goes on as a member of the other: less is demanded."""
    post = await act(
        "openPost",
        "... on Post { id }",
        unit=town["honggang-committee"], kind="party-committee-member", on="2020-01-01", seats=5,
    )  # fmt: skip
    posts = [{"post": town["secretary"], "to": post}, {"post": town["member"], "to": post}]
    posts += [{"post": town["first-secretary"], "to": None}]

    await act(
        "mergeUnits", units=[town["hefeng-committee"]], into=town["honggang-committee"], on="2020-08-01", posts=posts
    )

    assert await stored("li") == ("2020-08-01", {"mass-work": None, "law": None})
    assert await recounted() == []


async def test_the_turn_of_the_day_makes_what_does_not_hold_any_more_anew(act, service, framework, town, stored, clock):
    """Who is appointed for September has the post's gaps in September, though nobody did anything that day."""
    await act("endAppointment", appointment=town["li-secretary"], on="2020-09-01")
    assert await stored("li") == ("2020-09-01", {"mass-work": None, "law": None})

    clock.set(2020, 8, 31, 16)  # midnight in the town
    with service.database.active():
        await service.calendar.turn()

    assert await stored("li") == ("9999-12-31", {})


async def test_a_framework_that_is_put_in_force_changes_everybody(act, framework, assessed, stored, recounted):
    """What was assessed by the scale of the other version counts no more."""
    await assessed("li", 1)
    draft = await act("draftFramework", "... on CompetencyFramework { id }", **DRAFT)
    assert await stored("li") == ("9999-12-31", {"mass-work": 2, "law": None})

    await act("publishFramework", framework=draft)

    assert await stored("li") == ("9999-12-31", {"law": None})
    assert await stored("wang") == ("9999-12-31", {})
    assert await recounted() == []


async def test_a_refused_act_leaves_what_is_stored(admin, framework, town, stored):
    """Nothing of an act that is refused is kept, its gaps neither."""
    before = await stored("li")

    done = await admin.act(
        ACT.format("EndAppointment", "endAppointment", ""), input={"appointment": town["zhou-officer"], "on": TODAY}
    )

    assert done["code"] == "APPOINTMENT_RELIED_ON"
    assert await stored("li") == before


async def test_a_roster_comes_with_its_gaps(service, framework, folder, recounted, stored, town):
    """An import of people, posts and appointments keeps them like any act, for all of them together."""
    for name, text in {
        "units.csv": "source,key,effective_on,kind,name_zh\nroster,u1,2020-01-01,party-committee,另镇党委\n",
        "people.csv": "source,key,effective_on,name,unit,capacity\nroster,p1,2020-01-01,孙合成,u1,party\n",
        "posts.csv": "source,key,effective_on,unit,kind\nroster,o1,2020-01-01,u1,party-secretary\n",
        "appointments.csv": (
            "source,key,effective_on,person,post,basis,until\nroster,a1,2020-01-01,p1,o1,substantive,2021-01-01\n"
        ),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    with service.database.active():
        await import_folder(service, folder)
        town.ids["sun"] = f"Person:{(await PersonRow.get(source_key='p1')).id}"

    assert await stored("sun") == ("2021-01-01", {"mass-work": None, "law": None})
    assert await recounted() == []


async def test_acts_side_by_side_lose_nothing_of_each_other(act, framework, assessed, town, recounted):
    """People are assessed, registered and taken out of posts while a framework is put in force and one person waits."""
    draft = await act("draftFramework", "... on CompetencyFramework { id }", **DRAFT)

    async def joined(number):
        unit = town["honggang-committee"]
        await act("registerPerson", name=f"新{number}", unit=unit, kind="PARTY", on=TODAY)

    await asyncio.gather(
        *(assessed("li", number % 3, competency=code) for number, code in enumerate(["mass-work", "law"] * 4)),
        *(joined(number) for number in range(4)),
        act("endAppointment", appointment=town["li-secretary"], on=TODAY),
        act("endAppointment", appointment=town["wang-member"], on=TODAY),
        act("publishFramework", framework=draft),
        *(joined(number) for number in range(4, 8)),
    )

    assert await recounted() == []


async def test_a_recount_finds_what_is_wrong_and_a_rebuild_mends_it(service, framework, town, recounted):
    """Somebody has meddled with the tables: each person is named, and all is well again afterwards."""
    with service.database.active():
        await GapRow.filter(person_id=town.key("li")).update(level=3)
        await StandingRow.filter(person_id=town.key("wang")).delete()
        assert await StandingRow.filter(person_id=town.key("chen")).update(holds_until=date(2020, 1, 1))

    found = await recounted()
    assert sorted(one.split(":")[0] for one in found) == sorted(town.key(name) for name in ("li", "wang"))

    with service.database.active():
        assert await rebuild(service.begin_for(SYSTEM)) == 2
    assert await recounted() == []
