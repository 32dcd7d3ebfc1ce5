"""Group sets through GraphQL and by import: units sorted by dimensions, and asked for by them."""

import pytest

from governance_core.errors import InvalidInput
from graphql_api.organisation.tables import PlacementRow
from graphql_api.platform.access import Role
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = """... on UserError { code message path }
  ... on InvalidInputError { faults { code path } }
  ... on RuleViolationError { facts { name value } causes { code path } }
  ... on StaleVersionError { currentVersion }"""
SETS = """query ($asOf: Date) { groupSets(asOf: $asOf) { totalCount nodes { id code label exclusive unitKinds
  groups { nodes { id code fullCode label position units(first: 5) { totalCount nodes { id } } } }
  ungrouped(first: 10) { totalCount nodes { id } } } } }"""


def act(name: str, shown: str = "") -> str:
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


GROUP = "... on UnitGroup { id fullCode label units { nodes { id } } }"
SET = "... on GroupSet { id version label groups { nodes { id code } } }"


@pytest.fixture
async def batch(admin, town):
    """The set of pilot batches by id, and its groups by code."""
    made = await admin.act(
        act("defineGroupSet", SET),
        input={
            "code": "pilot-batch",
            "label": {"zh": "试点批次", "en": "Pilot batch"},
            "unitKinds": ["village", "community"],
            "exclusive": True,
            "on": "2020-01-01",
            "groups": [{"code": "first", "label": {"zh": "第一批"}}, {"code": "second", "label": {"zh": "第二批"}}],
        },
    )
    return {"set": made["id"], **{one["code"]: one["id"] for one in made["groups"]["nodes"]}}


async def _place(client, group, *units, since="2020-01-01", **more):
    given = {"group": group, "units": list(units), "period": {"from": since}, **more}
    return await client.act(act("placeUnits", GROUP), input=given)


async def test_units_are_found_by_their_group_and_by_its_absence(admin, town, batch):
    """A set counts the units of each group, and those of its kinds that are in none."""
    placed = await _place(admin, batch["first"], town["hefeng"])

    assert (placed["fullCode"], placed["units"]["nodes"]) == ("pilot-batch/first", [{"id": town["hefeng"]}])
    [found] = (await admin.ask(SETS))["groupSets"]["nodes"]
    assert (found["label"], found["exclusive"], found["unitKinds"]) == ("Pilot batch", True, ["village", "community"])
    assert [(one["position"], one["units"]["totalCount"]) for one in found["groups"]["nodes"]] == [(1, 1), (2, 0)]
    assert found["ungrouped"]["totalCount"] == 2
    assert {node["id"] for node in found["ungrouped"]["nodes"]} == {town["honggang"], town["jinqifeng"]}


@pytest.mark.parametrize("field", ["units", "children", "descendants"])
async def test_a_group_is_a_condition_like_any_other(admin, town, batch, field):
    """By id or by full code, on units, children and descendants, beside other conditions."""
    await _place(admin, batch["first"], town["hefeng"], town["jinqifeng"])

    async def found(**chosen):
        if field == "units":
            asked = "query ($filter: UnitFilter) { units(filter: $filter) { nodes { id } } }"
            return {node["id"] for node in (await admin.ask(asked, filter=chosen))["units"]["nodes"]}
        asked = f"""query ($filter: UnitFilter, $id: ID!) {{
          unit(by: {{id: $id}}) {{ {field}(filter: $filter) {{ nodes {{ id }} }} }} }}"""
        answer = await admin.ask(asked, filter=chosen, id=town["town"])
        return {node["id"] for node in answer["unit"][field]["nodes"]}

    assert await found(inGroup=batch["first"]) == {town["hefeng"], town["jinqifeng"]}
    assert await found(inGroupCode="pilot-batch/first", kinds=["village"]) == {town["hefeng"]}
    assert await found(inGroupCode="pilot-batch/second") == set()
    assert await found(ungrouped=batch["set"]) == {town["honggang"]}


async def test_a_unit_says_its_groups_of_any_day(admin, town, batch, clock):
    """Moved in 2021, Hefeng is of the first batch before; what was known before the move can still be asked."""
    await _place(admin, batch["first"], town["hefeng"])
    known = clock.set(2020, 9, 1).isoformat()
    clock.set(2020, 9, 2)
    refused = await _place(admin, batch["second"], town["hefeng"], since="2021-01-01")
    await _place(admin, batch["second"], town["hefeng"], since="2021-01-01", move=True)

    asked = """query ($id: ID!, $known: DateTime!) { unit(by: {id: $id}) {
      then: groups { code groupSet { code } } later: groups(asOf: "2021-01-01") { code }
      once: groups(asOf: "2021-01-01", knownAt: $known) { code } } }"""
    unit = (await admin.ask(asked, id=town["hefeng"], known=known))["unit"]
    assert (refused["code"], refused["path"]) == ("PLACEMENT_OVERLAP", ["units", "0"])
    since = "query ($id: ID!) { unit(by: {id: $id}) { placements { nodes { validity { from to } group { code } } } } }"
    assert (await admin.ask(since, id=town["hefeng"]))["unit"]["placements"]["nodes"] == [
        {"validity": {"from": "2020-01-01", "to": "2021-01-01"}, "group": {"code": "first"}}
    ]
    assert unit["then"] == [{"code": "first", "groupSet": {"code": "pilot-batch"}}]
    assert (unit["later"], unit["once"]) == ([{"code": "second"}], [{"code": "first"}])
    [later] = (await admin.ask(SETS, asOf="2021-01-01"))["groupSets"]["nodes"]
    assert [one["units"]["totalCount"] for one in later["groups"]["nodes"]] == [0, 1]


async def test_placing_costs_the_same_statements_for_one_unit_and_for_many(admin, service, town, batch, statements):
    """So does moving units that are in another group already."""
    await _place(admin, batch["first"], town["hefeng"], town["honggang"], town["jinqifeng"])

    async def cost(*units, since):
        await service.courier.settled()
        statements.clear()
        placed = await _place(admin, batch["second"], *units, since=since, move=True)
        assert len(placed["units"]["nodes"]) == len(units)
        return len(statements)

    for_one = await cost(town["hefeng"], since="2020-06-01")
    for_three = await cost(town["hefeng"], town["honggang"], town["jinqifeng"], since="2020-05-01")

    assert for_three <= for_one


async def test_many_units_are_placed_together_or_not_at_all(admin, service, town, batch):
    """Each refusal has its place, and nothing is stored; one that is not there is told in the same way."""
    refused = await _place(admin, batch["first"], town["hefeng"], town["hefeng-1"], town["town"])
    absent = await _place(admin, batch["first"], town["hefeng"], "Unit:0000000000000")

    assert refused["code"] == "PLACEMENTS_REFUSED"
    assert refused["causes"] == [
        {"code": "GROUP_NOT_FOR_KIND", "path": ["units", "1"]},
        {"code": "GROUP_NOT_FOR_KIND", "path": ["units", "2"]},
    ]
    assert (absent["code"], absent["path"]) == ("NOT_FOUND", ["units", "1"])
    with service.database.active():
        assert await PlacementRow.all().count() == 0
        assert not await AuditEntryRow.filter(act="organisation.place_units").exists()


async def test_units_in_groups_are_seen_in_scope_alone(admin, sign_in, town, batch):
    """A village's secretary sees sets and groups, and of the units in them the village's own; and places none."""
    await _place(admin, batch["first"], town["hefeng"], town["honggang"])
    secretary = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])

    [found] = (await secretary.ask(SETS))["groupSets"]["nodes"]

    assert found["groups"]["nodes"][0]["units"] == {"totalCount": 1, "nodes": [{"id": town["hefeng"]}]}
    assert found["ungrouped"]["totalCount"] == 0
    forbidden = await _place(secretary, batch["second"], town["hefeng"], move=True)
    assert forbidden["code"] == "FORBIDDEN"


async def test_units_are_taken_out_and_a_dissolved_one_leaves_by_itself(admin, town, batch, clock):
    """Afterwards the group can be retired; before, it is refused."""
    await _place(admin, batch["first"], town["hefeng"], town["jinqifeng"])
    held = await admin.act(act("retireUnitGroup"), input={"group": batch["first"], "on": "2020-08-01"})
    out = {"group": batch["first"], "units": [town["hefeng"]], "on": "2020-08-01"}
    await admin.act(act("takeUnitsOut", GROUP), input=out)
    dissolved = await admin.act(act("dissolveUnit"), input={"unit": town["jinqifeng"], "on": "2020-08-01"})

    retired = await admin.act(act("retireUnitGroup", GROUP), input={"group": batch["first"], "on": "2020-08-01"})

    assert (held["code"], dissolved["__typename"]) == ("GROUP_OCCUPIED", "Unit")
    assert (retired["__typename"], len(retired["units"]["nodes"])) == ("UnitGroup", 2)
    clock.set(2020, 8, 2)
    [found] = (await admin.ask(SETS))["groupSets"]["nodes"]
    assert [one["code"] for one in found["groups"]["nodes"]] == ["second"]


async def test_labels_and_groups_change_under_the_sets_version(admin, town, batch):
    """Whoever read an older version is told; a second set of the same code is refused."""
    given = {"groupSet": batch["set"], "code": "third", "label": {"zh": "第三批"}, "on": "2020-07-01"}
    added = await admin.act(act("addUnitGroup", GROUP), input={**given, "expectedVersion": 1})
    stale = await admin.act(act("addUnitGroup", GROUP), input={**given, "code": "fourth", "expectedVersion": 1})
    called = {"group": added["id"], "label": {"zh": "末批", "en": "Last batch"}, "on": "2020-07-01"}
    relabelled = await admin.act(act("relabelUnitGroup", GROUP), input=called)
    renamed = {"groupSet": batch["set"], "label": {"zh": "批次"}, "on": "2020-07-01"}
    of_set = await admin.act(act("relabelGroupSet", SET), input=renamed)
    twin = {"code": "pilot-batch", "label": {"zh": "又"}, "unitKinds": ["village"], "exclusive": False}
    again = await admin.act(act("defineGroupSet"), input={**twin, "on": "2020-01-01"})

    assert (added["fullCode"], relabelled["label"], of_set["label"]) == ("pilot-batch/third", "Last batch", "批次")
    assert (stale["code"], stale["currentVersion"], of_set["version"]) == ("STALE", 2, 4)
    assert [fault["code"] for fault in again["faults"]] == ["DUPLICATE"]


async def test_every_placing_is_on_record_with_an_event_a_unit(admin, service, town, batch):
    """One audit entry for the act, and an event about each unit."""
    await _place(admin, batch["first"], town["hefeng"], town["honggang"])

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.place_units").get()
        events = await EventRow.filter(entry_id=entry.id).order_by("id")
    assert [(event.name, event.payload["unit"]) for event in events] == [
        ("organisation.unit-placed", town.key("hefeng")),
        ("organisation.unit-placed", town.key("honggang")),
    ]


UNITS = """source,key,effective_on,kind,name_zh,name_en,parent,area,code_scheme,code,code_source,aliases
nbs,t,2019-01-01,town,里水镇,,,,,,,
nbs,a,2019-01-01,village,甲村,,t,,,,,
nbs,b,2019-01-01,village,乙村,,t,,,,,
"""
DOCUMENT = """code: batch
label: {zh: 批次, en: Batch}
unit_kinds: [village]
exclusive: true
effective_on: 2020-01-01
groups:
  - {code: first, label: 第一批}
  - {code: second, label: 第二批}
"""
PLACED = """source,effective_on,unit,group,until
nbs,2021-01-01,a,batch/second,
nbs,2020-01-01,a,batch/first,
nbs,2020-01-01,b,batch/first,2020-07-01
"""


@pytest.fixture
def folder(tmp_path):
    """A town to import, with one dimension."""
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "groups.yaml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "placements.csv").write_text(PLACED, encoding="utf-8")
    return tmp_path


async def _tallies(service, folder):
    with service.database.active():
        found = await import_folder(service, folder)
    return {tally.kind: (tally.added, tally.changed, tally.unchanged) for tally in found}


async def test_sets_and_placements_are_imported_once(service, folder):
    """The same folder again writes nothing; a unit that moves is in each batch on its days, in whatever order."""
    first = await _tallies(service, folder)
    with service.database.active():
        entries = await AuditEntryRow.all().count()
    second = await _tallies(service, folder)

    assert (first["group sets"], first["placements"]) == ((1, 0, 0), (3, 0, 0))
    assert (second["group sets"], second["placements"]) == ((0, 0, 1), (0, 0, 3))
    with service.database.active():
        assert await AuditEntryRow.all().count() == entries
        rows = await PlacementRow.filter(superseded_at=None).order_by("valid_from", "valid_to")
    assert [(str(row.valid_from), str(row.valid_to)) for row in rows] == [
        ("2020-01-01", "2020-07-01"),
        ("2020-01-01", "2021-01-01"),
        ("2021-01-01", "9999-12-31"),
    ]


async def test_an_import_may_say_that_a_stay_ends_earlier(service, folder):
    """An `until` given afterwards, or an earlier one, ends the stay; the same again changes nothing."""
    await _tallies(service, folder)
    shorter = PLACED.replace("batch/second,", "batch/second,2021-06-01").replace("2020-07-01", "2020-06-01")
    (folder / "placements.csv").write_text(shorter, encoding="utf-8")

    assert (await _tallies(service, folder))["placements"] == (2, 0, 1)
    assert (await _tallies(service, folder))["placements"] == (0, 0, 3)

    with service.database.active():
        rows = await PlacementRow.filter(superseded_at=None).order_by("valid_from", "valid_to")
    assert [str(row.valid_to) for row in rows] == ["2020-06-01", "2021-01-01", "2021-06-01"]


async def test_an_import_adds_groups_and_labels_and_changes_nothing_else_of_a_set(service, folder):
    """A new group and another label are taken; another kind of unit is refused."""
    await _tallies(service, folder)
    more = DOCUMENT.replace("label: 第二批", "label: 次批") + "  - {code: third, label: 第三批}\n"
    (folder / "groups.yaml").write_text(more, encoding="utf-8")
    assert (await _tallies(service, folder))["group sets"] == (0, 1, 0)
    (folder / "groups.yaml").write_text(more.replace("[village]", "[community]"), encoding="utf-8")

    with pytest.raises(InvalidInput) as refused:
        await _tallies(service, folder)

    assert [fault.cause.code for fault in refused.value.faults] == ["GROUP_SET_FIXED"]


@pytest.mark.parametrize(
    ("file", "before", "after", "place"),
    [
        ("placements.csv", "batch/second", "batch/none", (2, "group", "NOT_FOUND")),
        ("placements.csv", "nbs,2021-01-01,a", "nbs,2021-01-01,x", (2, "unit", "NOT_FOUND")),
        ("placements.csv", "nbs,2020-01-01,b", "nbs,2020-01-01,t", (4, "unit", "GROUP_NOT_FOR_KIND")),
        ("placements.csv", "first,2020-07-01", "first,2019-07-01", (4, "until", "PERIOD_REVERSED")),
        ("groups.yaml", "exclusive: true", "exclusive: perhaps", (0, "exclusive", "MALFORMED")),
        ("groups.yaml", "code: second", "code: first", (0, "groups.1.code", "DUPLICATE")),
    ],
)
async def test_what_cannot_be_imported_is_told_with_its_place(service, folder, file, before, after, place):
    """File, row and column are named, and nothing is stored."""
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(InvalidInput) as refused:
        await _tallies(service, folder)

    found = [(fault.file, fault.row, fault.column, fault.cause.code) for fault in refused.value.faults]
    assert (file, *place) in found
    with service.database.active():
        assert await PlacementRow.all().count() == 0
