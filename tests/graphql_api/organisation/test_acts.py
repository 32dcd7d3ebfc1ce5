"""Acts on the organisation through GraphQL."""

import pytest

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = """... on UserError { code message path }
  ... on InvalidInputError { faults { code path } }
  ... on RuleViolationError { facts { name value } }
  ... on StaleVersionError { currentVersion }"""


def act(name: str, shown: str = "") -> str:
    kind = name[0].upper() + name[1:]
    kind = {"AddAlias": "Alias", "RemoveAlias": "Alias"}.get(kind, kind)
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


UNIT = "... on Unit { id name version parent { id } codes { value } aliases contactGroups { nodes { group { id } } } }"
TREE = """query ($id: ID!, $asOf: Date, $knownAt: DateTime) {
  unit(by: {id: $id}, asOf: $asOf, knownAt: $knownAt) { name level ancestors { id } area { id } } }"""


async def _seen(client, id_, **moment):
    unit = (await client.ask(TREE, id=id_, **moment))["unit"]
    return None if unit is None else (unit["name"], [above["id"] for above in unit["ancestors"]])


async def test_nobody_makes_a_unit_outside_their_own_subtree(admin, town):
    """A second town beside the caller's own is refused: it would lie outside what the caller may change."""
    refused = await admin.act(act("establishUnit"), input={"kind": "town", "name": {"zh": "新镇"}, "on": "2020-01-01"})

    assert (refused["code"], refused["path"]) == ("FORBIDDEN", ["parent"])


async def test_a_renamed_and_moved_subtree_answers_for_every_moment(admin, town, clock):
    """A cooperative moves with its households and its branch; each moment has its own tree."""
    known = clock.set(2020, 7, 2).isoformat()
    clock.set(2020, 7, 3)
    moved = await admin.act(
        act("moveUnit", UNIT), input={"unit": town["hefeng-1"], "parent": town["honggang"], "on": "2020-07-03"}
    )
    corrected = await admin.act(
        act("correctUnit", UNIT),
        input={
            "unit": town["hefeng-1"],
            "period": {"from": "2020-01-01"},
            "reason": "登记错误",
            "name": {"zh": "鹤峰第一经济社"},
        },
    )

    assert (moved["parent"]["id"], corrected["name"]) == (town["honggang"], "鹤峰第一经济社")
    new, old = [town["honggang"], town["town"]], [town["hefeng"], town["town"]]
    household = town["household-1"]
    assert await _seen(admin, town["hefeng-1"]) == ("鹤峰第一经济社", new)
    assert await _seen(admin, town["hefeng-1"], asOf="2020-07-02") == ("鹤峰第一经济社", old)
    assert await _seen(admin, town["hefeng-1"], asOf="2020-07-02", knownAt=known) == ("鹤峰一社", old)
    assert await _seen(admin, town["hefeng-1"], knownAt=known) == ("鹤峰一社", old)
    assert await _seen(admin, household) == ("鹤峰一社1户", [town["hefeng-1"], *new])
    assert await _seen(admin, household, asOf="2020-07-02") == ("鹤峰一社1户", [town["hefeng-1"], *old])
    assert await _seen(admin, household, knownAt=known) == ("鹤峰一社1户", [town["hefeng-1"], *old])


async def test_who_may_see_a_moved_subtree_moves_with_it(admin, sign_in, town, clock):
    """The branch that serves a moved cooperative, and its households, are seen from the new village and not the old."""
    hefeng = await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"])
    honggang = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"])
    clock.set(2020, 7, 3)
    await admin.act(
        act("moveUnit", UNIT), input={"unit": town["hefeng-1"], "parent": town["honggang"], "on": "2020-07-03"}
    )

    for unit in ("hefeng-1", "household-1", "hefeng-branch", "hefeng-group"):
        assert await _seen(hefeng, town[unit]) is None
        assert await _seen(honggang, town[unit]) is not None
        assert await _seen(hefeng, town[unit], asOf="2020-07-02") is not None
        assert await _seen(honggang, town[unit], asOf="2020-07-02") is None


async def test_an_act_dated_between_two_others_moves_what_is_below_on_its_days_alone(admin, town, clock):
    """A correction of one summer's parent leaves the days before and after as they were, for the households too."""
    clock.set(2020, 12, 1)

    corrected = await admin.act(
        act("correctUnit", UNIT),
        input={
            "unit": town["hefeng-1"],
            "period": {"from": "2020-06-01", "to": "2020-09-01"},
            "reason": "当时由宏岗代管",
            "parent": town["honggang"],
        },
    )

    assert corrected["__typename"] == "Unit"
    for day, village in (("2020-05-31", "hefeng"), ("2020-07-01", "honggang"), ("2020-09-01", "hefeng")):
        seen = await _seen(admin, town["household-1"], asOf=day)
        assert seen == ("鹤峰一社1户", [town["hefeng-1"], town[village], town["town"]])


async def test_every_write_leaves_its_audit_entry_and_its_events(admin, service, town):
    """A rename is on record: who, what, on which unit, and the event it caused."""
    await admin.act(
        act("renameUnit", UNIT), input={"unit": town["hefeng"], "name": {"zh": "鹤峰新村"}, "on": "2020-07-01"}
    )

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.rename_unit").get()
        events = await EventRow.filter(entry_id=entry.id)
    assert (entry.role, entry.subject) == ("town-admin", town.key("hefeng"))
    assert [(event.name, event.payload["unit"]) for event in events] == [
        ("organisation.unit-renamed", town.key("hefeng"))
    ]


async def test_a_refused_act_leaves_nothing(admin, service, town):
    """No row, no audit entry and no event of an act that a rule forbids."""
    with service.database.active():
        before = (await AuditEntryRow.all().count(), await EventRow.all().count())

    refused = await admin.act(
        act("establishUnit"),
        input={"kind": "household", "name": {"zh": "户"}, "on": "2020-07-01", "parent": town["town"]},
    )

    with service.database.active():
        assert (await AuditEntryRow.all().count(), await EventRow.all().count()) == before
    assert (refused["code"], refused["path"]) == ("ILLEGAL_PARENT", ["parent"])


async def test_a_stale_version_is_refused_with_the_current_one(admin, town):
    """Who read version 1 can't change version 2."""
    wanted = {"unit": town["hefeng"], "name": {"zh": "鹤峰新村"}, "on": "2020-07-01", "expectedVersion": 1}
    first = await admin.act(act("renameUnit", UNIT), input=wanted)

    second = await admin.act(act("renameUnit"), input=wanted | {"name": {"zh": "又名"}})

    assert first["version"] == 2
    assert (second["code"], second["currentVersion"]) == ("STALE", 2)


@pytest.mark.parametrize(
    ("name", "given", "code", "path"),
    [
        ("moveUnit", {"unit": "Unit:zzz", "parent": "x", "on": "2020-07-01"}, "MALFORMED", ["input", "unit"]),
        ("renameUnit", {"unit": "Person:0", "name": {"zh": "名"}, "on": "2020-07-01"}, "MALFORMED", ["input", "unit"]),
        ("renameUnit", {"unit": "Unit:0000000000000", "name": {"zh": "名"}, "on": "2020-07-01"}, "NOT_FOUND", ["unit"]),
        ("establishUnit", {"kind": "hamlet", "name": {"zh": "名"}, "on": "2020-07-01"}, "UNKNOWN_VALUE", ["kind"]),
        ("establishUnit", {"kind": "grid", "name": {"zh": "名"}, "on": "2020-07-01"}, "BLANK", ["area"]),
    ],
)  # fmt: skip
async def test_bad_input_is_refused_naming_what_and_where(admin, town, name, given, code, path):
    """Each refusal has its code and the place in the input."""
    refused = await admin.act(act(name), input=given)

    assert (refused["code"], refused["path"]) == (code, path)


async def test_a_unit_of_the_wrong_kind_is_refused(admin, town):
    """A village can't be moved under a village."""
    refused = await admin.act(
        act("moveUnit"), input={"unit": town["honggang"], "parent": town["hefeng"], "on": "2020-07-01"}
    )

    assert refused["code"] == "ILLEGAL_PARENT"


async def test_an_overlapping_appointment_is_refused(admin, town):
    """The secretary's seat is taken."""
    refused = await admin.act(
        act("appointPerson"),
        input={
            "person": town["wang"],
            "post": town["secretary"],
            "basis": "CONCURRENT",
            "period": {"from": "2020-07-01"},
        },
    )

    assert refused["code"] == "POST_FULL"
    assert {"name": "on", "value": "2020-07-01"} in refused["facts"]


async def test_a_life_of_a_unit_in_acts(admin, town, clock):
    """Established with code and alias, recoded, renamed, its alias taken away, served by a group, then dissolved."""
    clock.set(2020, 7, 10)
    made = await admin.act(
        act("establishUnit", UNIT),
        input={
            "kind": "household",
            "name": {"zh": "新户"},
            "on": "2020-07-01",
            "parent": town["hefeng-1"],
            "aliases": ["新家"],
            "codes": [{"scheme": "grid-local", "value": "H-9", "source": "网格台账"}],
        },
    )
    unit = made["id"]
    coded = await admin.act(
        act("assignCode", UNIT),
        input={
            "unit": unit,
            "code": {"scheme": "grid-local", "value": "H-10", "source": "网格台账"},
            "period": {"from": "2020-07-02"},
        },
    )
    unaliased = await admin.act(act("removeAlias", UNIT), input={"unit": unit, "alias": "新家", "on": "2020-07-03"})
    aliased = await admin.act(act("addAlias", UNIT), input={"unit": unit, "alias": "老家", "on": "2020-07-03"})
    uncoded = await admin.act(
        act("withdrawCode", UNIT), input={"unit": unit, "scheme": "grid-local", "on": "2020-07-04"}
    )
    contacted = await admin.act(
        act("assignHouseholdContact", UNIT),
        input={"group": town["hefeng-group"], "household": unit, "period": {"from": "2020-07-05"}},
    )
    ended = await admin.act(act("endHouseholdContact", UNIT), input={"household": unit, "on": "2020-07-06"})
    dissolved = await admin.act(act("dissolveUnit", UNIT), input={"unit": unit, "on": "2020-07-08"})

    assert (made["aliases"], made["codes"]) == (["新家"], [{"value": "H-9"}])
    assert coded["codes"] == [{"value": "H-10"}]
    assert (unaliased["aliases"], aliased["aliases"]) == ([], ["老家"])
    assert uncoded["codes"] == []
    assert contacted["contactGroups"]["nodes"] == [{"group": {"id": town["hefeng-group"]}}]
    assert ended["contactGroups"]["nodes"] == []
    assert dissolved["__typename"] == "Unit"
    assert await _seen(admin, unit) is None
    assert (await _seen(admin, unit, asOf="2020-07-07"))[0] == "新户"


async def test_a_career_in_acts(admin, town, clock):
    """Registered, appointed, corrected, ended; moved from one Party unit to another."""
    clock.set(2020, 8, 1)
    person = await admin.act(
        act("registerPerson", "... on Person { id memberships { nodes { id } } }"),
        input={"name": "赵合成", "unit": town["hefeng-branch"], "kind": "PARTY", "on": "2020-07-01"},
    )
    post = await admin.act(
        act("openPost", "... on Post { id title seats }"),
        input={"unit": town["hefeng"], "kind": "village-director", "on": "2020-07-01"},
    )
    held = await admin.act(
        act("appointPerson", "... on Appointment { id validity { from to } }"),
        input={"person": person["id"], "post": post["id"], "basis": "SUBSTANTIVE", "period": {"from": "2020-07-01"}},
    )
    corrected = await admin.act(
        act("correctAppointment", "... on Appointment { validity { from to } }"),
        input={"appointment": held["id"], "period": {"from": "2020-07-05"}, "reason": "日期误登"},
    )
    ended = await admin.act(
        act("endAppointment", "... on Appointment { validity { from to } }"),
        input={"appointment": held["id"], "on": "2020-07-20"},
    )
    closed = await admin.act(
        act("closePost", "... on Post { validity { to } }"), input={"post": post["id"], "on": "2020-07-25"}
    )
    renamed = await admin.act(
        act("correctPerson", "... on Person { name }"),
        input={"person": person["id"], "name": "赵更名", "period": {"from": "2020-07-01"}, "reason": "笔误"},
    )
    left = await admin.act(
        act("leaveUnit", "... on Membership { validity { to } }"),
        input={"membership": person["memberships"]["nodes"][0]["id"], "on": "2020-07-30"},
    )
    joined = await admin.act(
        act("joinUnit", "... on Membership { kind unit { id } }"),
        input={
            "person": person["id"],
            "unit": town["hefeng-group"],
            "kind": "PARTY",
            "period": {"from": "2020-07-30"},
        },
    )

    assert (post["title"], post["seats"]) == ("Village director", 1)
    assert held["validity"] == {"from": "2020-07-01", "to": None}
    assert corrected["validity"] == {"from": "2020-07-05", "to": None}
    assert ended["validity"] == {"from": "2020-07-05", "to": "2020-07-20"}
    assert closed["validity"] == {"to": "2020-07-25"}
    assert renamed["name"] == "赵更名"
    assert left.get("code") is None, left
    assert joined["unit"]["id"] == town["hefeng-group"]


async def test_a_unit_with_posts_or_people_is_not_dissolved(admin, town):
    """The refusal says how many of each there are; once they are gone it is."""
    dissolve = "mutation ($input: DissolveUnitInput!) { dissolveUnit(input: $input) { %s } }"
    told = "__typename ... on UserError { code path } ... on RuleViolationError { facts { name value } }"

    refused = await admin.act(dissolve % told, input={"unit": town["household-1"], "on": "2020-07-01"})
    person = await admin.ask(
        "query ($id: ID!) { person(by: {id: $id}) { memberships { nodes { id } } } }", id=town["resident"]
    )
    await admin.act(
        "mutation ($input: LeaveUnitInput!) { leaveUnit(input: $input) { __typename } }",
        input={"membership": person["person"]["memberships"]["nodes"][0]["id"], "on": "2020-07-01"},
    )
    dissolved = await admin.act(dissolve % told, input={"unit": town["household-1"], "on": "2020-07-01"})

    assert refused["code"] == "STILL_OCCUPIED"
    assert {fact["name"]: fact["value"] for fact in refused["facts"]} == {
        "unit": town.key("household-1"),
        "posts": "0",
        "people": "1",
    }
    assert dissolved == {"__typename": "Unit"}
