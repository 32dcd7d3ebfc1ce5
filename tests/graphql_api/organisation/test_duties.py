"""Duty lists through GraphQL and by import, and who answers for the duties in a unit."""

import pytest

from governance_core.errors import InvalidInput
from graphql_api.organisation.tables import DutyListRow
from graphql_api.platform.access import Role
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = """... on UserError { code message path } ... on InvalidInputError { faults { code path } }"""
LIST = "... on DutyList { id version status period { from to } duties { code posts lead { name } support } }"
HELD = """query ($id: ID!, $asOf: Date, $kind: DutyKind) { unit(by: {id: $id}) { duties(asOf: $asOf, kind: $kind) {
  duty { code kind lead { name } departments { name } support }
  responsible { postKind title vacant holders { person { id } } }
  assisting { postKind vacant holders { person { id } } } } } }"""


def act(name: str) -> str:
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {LIST} {REFUSAL} }} }}"


def _duty(code: str, kind: str, **more):
    return {"code": code, "kind": kind, "title": {"zh": code}, "matter": {"zh": "领域"}, "basis": "依据", **more}


@pytest.fixture
def duties(town):
    """One duty of each kind."""
    posts, lead = ["party-secretary", "village-director"], town["office"]
    return [
        _duty("meetings", "OWN", posts=posts, assistingPosts=["party-committee-member"]),
        _duty("patrol", "ASSISTING", lead=lead, support=["MONEY", "GUIDANCE"]),
        _duty("fines", "BARRED"),
    ]


async def _drafted(admin, duties, **more):
    given = {"unitKind": "village", "title": {"zh": "村责任清单"}, "duties": duties, **more}
    return await admin.act(act("draftDutyList"), input=given)


async def _published(admin, drafted, since="2020-01-01"):
    return await admin.act(act("publishDutyList"), input={"dutyList": drafted["id"], "period": {"from": since}})


async def test_a_list_is_drafted_published_and_revised(admin, town, duties):
    """Versions count up; a published one is not published again, and a later one takes over from its day."""
    draft = await _drafted(admin, duties)
    before = (await admin.ask(HELD, id=town["hefeng"]))["unit"]["duties"]
    published = await _published(admin, draft)
    again = await _published(admin, draft)
    revised = await admin.act(act("reviseDutyList"), input={"dutyList": draft["id"], "duties": duties[:1]})
    await _published(admin, revised, since="2021-01-01")

    assert (draft["status"], draft["version"], draft["period"], before) == ("DRAFT", 1, None, None)
    assert (published["status"], published["period"]) == ("PUBLISHED", {"from": "2020-01-01", "to": None})
    assert (again["code"], revised["version"]) == ("DUTY_LIST_FIXED", 2)
    for day, codes in (("2020-12-31", ["meetings", "patrol", "fines"]), ("2021-01-01", ["meetings"])):
        found = (await admin.ask(HELD, id=town["hefeng"], asOf=day))["unit"]["duties"]
        assert [one["duty"]["code"] for one in found] == codes
    listed = await admin.ask('{ dutyLists(filter: {unitKind: "village"}) { nodes { version status } } }')
    assert [one["version"] for one in listed["dutyLists"]["nodes"]] == [2, 1]


async def test_a_duty_shows_who_answers_for_it_in_that_very_unit(admin, sign_in, town, duties):
    """Hefeng's secretary is named there and Honggang's in Honggang; an empty post is seen to be vacant."""
    await _published(admin, await _drafted(admin, duties))
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"])

    hefeng = (await secretary.ask(HELD, id=town["hefeng"]))["unit"]["duties"]
    honggang = (await admin.ask(HELD, id=town["honggang"], kind="OWN"))["unit"]["duties"]

    responsible, director = hefeng[0]["responsible"]
    assert responsible["holders"] == [{"person": {"id": town["li"]}}]
    assert (director["title"], director["vacant"], director["holders"]) == ("Village director", True, [])
    assert hefeng[0]["assisting"][0]["holders"] == [{"person": {"id": town["wang"]}}]
    assert hefeng[1]["duty"]["lead"] == {"name": "Party building office"}
    assert (hefeng[1]["duty"]["support"], hefeng[1]["responsible"]) == (["MONEY", "GUIDANCE"], [])
    assert [one["duty"]["code"] for one in honggang] == ["meetings"]
    assert honggang[0]["responsible"][0]["holders"] == [{"person": {"id": town["chen"]}}]
    assert (await admin.ask(HELD, id=town["jinqifeng"]))["unit"]["duties"] is None


async def test_the_holders_of_many_units_cost_a_fixed_number_of_statements(admin, town, duties, statements):
    """One village or all of them: lists, holders, their people and the departments' names are read once each."""
    await _published(admin, await _drafted(admin, duties))
    asked = """query ($kinds: [String!]) { units(filter: {kinds: $kinds}) { nodes { duties {
      duty { lead { name } } responsible { holders { person { id } } } } } } }"""

    counts = []
    for kinds in (["village"], ["village", "community", "town", "cooperative"]):
        await admin.ask(asked, kinds=kinds)
        statements.clear()
        await admin.ask(asked, kinds=kinds)
        counts.append(len(statements))

    assert counts[0] == counts[1]


async def test_a_faulty_list_is_told_with_its_places_and_nothing_is_stored(admin, service, town, duties):
    """An own duty without a post and an assisting one of no department; and a unit that is not there."""
    faulty = await _drafted(admin, [{**duties[0], "posts": []}, {**duties[1], "lead": town["hefeng"]}])
    absent = await _drafted(admin, [{**duties[1], "lead": "Unit:0000000000000"}])
    malformed = await _drafted(admin, [{**duties[1], "lead": town["li"]}])

    assert [(one["code"], one["path"]) for one in faulty["faults"]] == [
        ("BLANK", ["duties", "0", "posts"]),
        ("UNKNOWN_VALUE", ["duties", "1", "lead"]),
    ]
    assert (absent["code"], absent["path"]) == ("NOT_FOUND", ["duties", "0", "lead"])
    assert malformed["faults"] == [{"code": "MALFORMED", "path": ["input", "duties", "0", "lead"]}]
    with service.database.active():
        assert await DutyListRow.all().count() == 0
        assert not await AuditEntryRow.filter(act="organisation.draft_duty_list").exists()


async def test_an_empty_draft_is_not_published(admin, town):
    """Publishing needs a duty."""
    refused = await _published(admin, await _drafted(admin, []))

    assert [(fault["code"], fault["path"]) for fault in refused["faults"]] == [("BLANK", ["duties"])]


async def test_villages_read_lists_and_do_not_make_them(admin, sign_in, town, duties):
    """A village's secretary sees the lists and is refused the acts."""
    draft = await _drafted(admin, duties)
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])

    seen = await secretary.ask("{ dutyLists { nodes { id duties { lead { name } } } } }")

    assert seen["dutyLists"]["nodes"][0]["id"] == draft["id"]
    assert seen["dutyLists"]["nodes"][0]["duties"][1]["lead"] == {"name": "Party building office"}
    assert (await _published(secretary, draft))["code"] == "FORBIDDEN"


async def test_a_publication_is_on_record(admin, service, town, duties):
    """With its audit entry and its event."""
    await _published(admin, await _drafted(admin, duties))

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.publish_duty_list").get()
        event = await EventRow.filter(entry_id=entry.id).get()
    assert (event.name, event.payload["unit_kind"]) == ("organisation.duty-list-published", "village")


UNITS = """source,key,effective_on,kind,name_zh,name_en,parent,area,code_scheme,code,code_source,aliases
nbs,t,2019-01-01,town,里水镇,,,,,,,
nbs,o,2019-01-01,department,环境办,,t,,,,,
nbs,a,2019-01-01,village,甲村,,t,,,,,
"""
DOCUMENT = """unit_kind: village
title: 村责任清单
period: {from: 2020-01-01}
duties:
  - {code: meetings, title: 开会, matter: 自治, kind: own, basis: 法, posts: [village-director]}
  - {code: patrol, title: 巡河, matter: 环境, kind: assisting, basis: 文, lead: nbs/o, support: [money]}
"""


@pytest.fixture
def folder(tmp_path):
    """A town to import, with one duty list."""
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "duties.yaml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


async def _tally(service, folder):
    with service.database.active():
        found = await import_folder(service, folder)
    return next((tally.added, tally.unchanged) for tally in found if tally.kind == "duty lists")


async def test_a_list_is_imported_once_and_published(service, folder):
    """The second import of the same document finds nothing to do and writes nothing."""
    assert await _tally(service, folder) == (1, 0)
    with service.database.active():
        entries = await AuditEntryRow.all().count()

    assert await _tally(service, folder) == (0, 1)

    with service.database.active():
        assert await AuditEntryRow.all().count() == entries
        row = await DutyListRow.get(unit_kind="village")
    assert (row.status, str(row.valid_from), row.source) == ("published", "2020-01-01", "duties.yaml")


async def test_a_published_list_is_not_changed_by_an_import(service, folder):
    """What is to be different is a next version."""
    await _tally(service, folder)
    (folder / "duties.yaml").write_text(DOCUMENT.replace("开会", "议事"), encoding="utf-8")

    with pytest.raises(InvalidInput) as refused:
        await _tally(service, folder)

    assert [fault.cause.code for fault in refused.value.faults] == ["DUTY_LIST_FIXED"]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("posts: [village-director]", "posts: [king]", ("duties.0.posts.0", "UNKNOWN_VALUE")),
        ("lead: nbs/o", "lead: nbs/x", ("duties.1.lead", "NOT_FOUND")),
        ("lead: nbs/o", "lead: nbs/a", ("duties.1.lead", "UNKNOWN_VALUE")),
        ("kind: own", "kind: mine", ("duties.0.kind", "UNKNOWN_VALUE")),
        ("{from: 2020-01-01}", "{from: soon}", ("period.from", "MALFORMED")),
        ("{from: 2020-01-01}", "{from: 2018-01-01}", ("duties.1", "NOT_IN_EXISTENCE")),
        ("{from: 2020-01-01}", "{from: 2020-01-01, to: 2019-01-01}", ("period", "PERIOD_REVERSED")),
        ("duties:", "other:", ("duties", "BLANK")),
    ],
)
async def test_what_cannot_be_imported_is_told_with_its_place(service, folder, before, after, place):
    """File and place inside the document are named, and nothing is stored."""
    (folder / "duties.yaml").write_text(DOCUMENT.replace(before, after), encoding="utf-8")

    with pytest.raises(InvalidInput) as refused:
        await _tally(service, folder)

    assert ("duties.yaml", *place) in [(one.file, one.column, one.cause.code) for one in refused.value.faults]
    with service.database.active():
        assert await DutyListRow.all().count() == 0
