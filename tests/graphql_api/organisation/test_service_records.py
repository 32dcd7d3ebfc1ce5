"""Registration where members live, and what they do there, through GraphQL: who may do what, and who sees what."""

import asyncio

import pytest

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"
SHOWN = """... on ServiceRecord { id version servedOn kind title hours status reason personName unitName
  person { name } unit { name } submitter { name } decider { name } }"""


def act(name, shown="... on Node { id }", input_type=None):
    kind = input_type or f"{name[0].upper()}{name[1:]}Input"
    return f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


VERIFY, WITHDRAW = (act(f"{verb}ServiceRecord", SHOWN, "ServiceRecordInput") for verb in ("verify", "withdraw"))
REJECT = act("rejectServiceRecord", SHOWN)
SUBMIT = act("submitServiceRecord", SHOWN)


@pytest.fixture
async def register(admin, town):
    """Registers a member where they live, from March 2020 on unless something else is said."""

    async def register(person, unit, begin="2020-03-01"):
        given = {"person": town[person], "unit": town[unit], "kind": "REGISTRATION", "period": {"from": begin}}
        return await admin.act(act("joinUnit"), input=given)

    return register


@pytest.fixture
async def registered(register, town):
    """Wang, of a Party group in Hefeng, and Zhou of the town are registered in Honggang."""
    for person in ("wang", "zhou"):
        town.ids[f"{person}-registered"] = (await register(person, "honggang"))["id"]


@pytest.fixture
async def wang(sign_in, town):
    """A cadre of Hefeng, whose token does not cover Honggang."""
    return await sign_in(Role.CADRE, town["hefeng"], person=town["wang"])


@pytest.fixture
async def chen(sign_in, town):
    """Honggang's secretary."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], person=town["chen"])


@pytest.fixture
async def li(sign_in, town):
    """Hefeng's secretary, where Wang's Party group is."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], person=town["li"])


def _done(town, **more):
    given = {"person": town["wang"], "servedOn": "2020-06-20", "kind": "VOLUNTEERING", "title": "清理小区"}
    return {**given, "hours": "2.5", **more}


async def _submitted(client, town, **more):
    return (await client.act(SUBMIT, input=_done(town, **more)))["id"]


async def test_a_member_registers_where_they_live_and_takes_it_along(admin, register, sign_in, wang, li, town):
    """One place at a time, and a move leaves the past; they and their branch see it wherever that is."""
    first = await register("wang", "honggang")
    refused = [
        await register("wang", "jinqifeng"),
        await register("zhou", "household-1"),
        await register("resident", "honggang"),
    ]
    left = await admin.act(act("leaveUnit"), input={"membership": first["id"], "on": "2020-06-01"})
    moved = await register("wang", "jinqifeng", "2020-06-01")
    seen = await admin.ask(
        """query ($town: ID!, $honggang: ID!, $wang: ID!) {
             unit(by: {id: $town}) { registrations { totalCount nodes { person { name } unit { name } } } }
             before: unit(by: {id: $honggang}, asOf: "2020-05-31") { registrations { nodes { person { name } } } }
             after: unit(by: {id: $honggang}) { registrations { totalCount } }
             person(by: {id: $wang}) { registrations { nodes { membership { id kind } } } } }""",
        town=town["town"],
        honggang=town["honggang"],
        wang=town["wang"],
    )
    elsewhere = "query ($id: ID!) { person(by: {id: $id}) { registrations { nodes { unitName unit { name } } } } }"
    reader = await sign_in(Role.READER, town["hefeng"])
    own, branch, hidden = [
        (await client.ask(elsewhere, id=town["wang"]))["person"]["registrations"]["nodes"]
        for client in (wang, li, reader)
    ]

    assert [(one["code"], one["path"]) for one in refused] == [
        ("MEMBERSHIP_OVERLAP", ["period"]),
        ("MEMBERSHIP_NOT_ALLOWED", ["unit"]),
        ("NOT_PARTY_MEMBER", ["person"]),
    ]
    assert (left["id"], moved["__typename"]) == (first["id"], "Membership")
    assert seen["unit"]["registrations"] == {
        "totalCount": 1,
        "nodes": [{"person": {"name": "王合成"}, "unit": {"name": "Jinqifeng"}}],
    }
    assert seen["before"]["registrations"]["nodes"] == [{"person": {"name": "王合成"}}]
    assert seen["after"]["registrations"]["totalCount"] == 0
    assert seen["person"]["registrations"]["nodes"] == [{"membership": {"id": moved["id"], "kind": "REGISTRATION"}}]
    assert own == branch == [{"unitName": "Jinqifeng", "unit": None}]
    assert hidden == []


async def test_of_registrations_at_the_same_time_one_is_made(register, town):
    """Each is decided knowing of the other."""
    await asyncio.gather(*(register("li", "household-1") for _ in range(3)))  # each has its connection from now on

    answers = await asyncio.gather(*(register("wang", unit) for unit in ("honggang", "jinqifeng", "hefeng")))

    assert sorted(answer.get("code", "") for answer in answers) == ["", "MEMBERSHIP_OVERLAP", "MEMBERSHIP_OVERLAP"]


async def test_a_member_submits_what_they_did_and_the_place_verifies(service, wang, chen, town, registered):
    """The record knows where it was; each act leaves its audit entry and its event."""
    submitted = await wang.act(SUBMIT, input=_done(town))
    verified = await chen.act(VERIFY, input={"record": submitted["id"], "expectedVersion": submitted["version"]})
    stale = await chen.act(REJECT, input={"record": submitted["id"], "reason": "不实", "expectedVersion": 1})
    again = await chen.act(REJECT, input={"record": submitted["id"], "reason": "不实"})

    assert (submitted["status"], submitted["unitName"], submitted["unit"]) == ("SUBMITTED", "Honggang", None)
    assert {name: verified[name] for name in ("hours", "status", "personName", "person", "unit", "decider")} == {
        "hours": "2.5",
        "status": "VERIFIED",
        "personName": "王合成",
        "person": {"name": "王合成"},
        "unit": {"name": "Honggang"},
        "decider": {"name": "陈合成"},
    }
    assert (stale["code"], again["code"]) == ("STALE", "ALREADY_DECIDED")
    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.verify_service_record").get()
        events = await EventRow.filter(entry_id=entry.id)
    assert f"ServiceRecord:{entry.subject}" == submitted["id"]
    assert [event.name for event in events] == ["organisation.service-record-verified"]
    assert service.modules.changes["organisation.service-record-verified"].type == "ServiceRecord"


async def test_who_works_for_the_place_submits_for_a_member_and_nobody_else_does(sign_in, li, chen, town, registered):
    """A colleague there may; the member's own branch, who is not of the place, a stranger and a reader may not."""
    colleague = await sign_in(Role.CADRE, town["honggang"], person=town["chen"])
    stranger = await sign_in(Role.VILLAGE_SECRETARY, town["jinqifeng"])
    reader = await sign_in(Role.READER, town["honggang"], person=town["wang"])

    record = await _submitted(colleague, town)

    assert (await colleague.ask("{ serviceRecords { nodes { id } } }"))["serviceRecords"]["nodes"] == [{"id": record}]
    for client, code in ((li, "FORBIDDEN"), (stranger, "NOT_FOUND"), (reader, "FORBIDDEN")):
        assert (await client.act(SUBMIT, input=_done(town)))["code"] == code


async def test_what_cannot_have_been_is_refused_with_its_place(admin, wang, town, registered):
    """A day to come, a day before the registration, no title, no hours; and nothing is stored."""
    for given, code, path in (
        ({"servedOn": "2020-07-02"}, "NOT_YET_HAPPENED", ["servedOn"]),
        ({"servedOn": "2020-02-29"}, "NOT_REGISTERED", ["servedOn"]),
        ({"title": " "}, "BLANK", ["title"]),
        ({"hours": "0"}, "OUT_OF_RANGE", ["hours"]),
        ({"hours": "1.25"}, "MALFORMED", ["hours"]),
    ):
        refused = await wang.act(SUBMIT, input=_done(town, **given))
        assert (refused["code"], refused["path"]) == (code, path)
    assert (await admin.ask("{ serviceRecords { totalCount } }"))["serviceRecords"]["totalCount"] == 0


async def test_neither_the_member_nor_the_submitter_nor_the_branch_decides(sign_in, wang, li, chen, town, registered):
    """A branch sees what its members do; the place says whether it holds. A rejection says why."""
    record, other = await _submitted(wang, town), await _submitted(chen, town, servedOn="2020-06-21")
    himself = await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], person=town["wang"])
    reviewer = await sign_in(Role.ASSESSOR, town["honggang"])

    refused = [
        await himself.act(VERIFY, input={"record": record}),
        await chen.act(VERIFY, input={"record": other}),
        await li.act(VERIFY, input={"record": record}),
        await wang.act(VERIFY, input={"record": record}),
        await reviewer.act(REJECT, input={"record": record, "reason": " "}),
        await chen.act(WITHDRAW, input={"record": record}),
        await chen.act(VERIFY, input={"record": "ServiceRecord:0000000000000"}),
    ]
    rejected = await reviewer.act(REJECT, input={"record": other, "reason": "未参加"})
    withdrawn = await wang.act(WITHDRAW, input={"record": record})

    assert [one["code"] for one in refused] == [
        "OWN_RECORD",
        "OWN_SUBMISSION",
        "FORBIDDEN",
        "FORBIDDEN",
        "BLANK",
        "NOT_THE_SUBMITTER",
        "NOT_FOUND",
    ]
    assert (rejected["status"], rejected["reason"]) == ("REJECTED", "未参加")
    assert (withdrawn["status"], withdrawn["decider"]) == ("WITHDRAWN", {"name": "王合成"})


async def test_records_are_for_the_member_the_place_and_the_members_branch(sign_in, wang, li, chen, town, registered):
    """Of those, others than the member see them in a reviewing role; and only the place has them to decide about."""
    record = await _submitted(wang, town)
    callers = {
        "member": wang,
        "place": chen,
        "branch": li,
        "assessor of the place": await sign_in(Role.ASSESSOR, town["honggang"]),
        "cadre of the place": await sign_in(Role.CADRE, town["honggang"], person=town["chen"]),
        "reader of the town": await sign_in(Role.READER, town["town"]),
        "elsewhere": await sign_in(Role.VILLAGE_SECRETARY, town["jinqifeng"]),
    }
    query = """query ($id: ID!) { node(id: $id) { id } serviceRecords { totalCount }
      viewer { serviceRecordsAwaitingMe { totalCount } } }"""

    seen = {name: await client.ask(query, id=record) for name, client in callers.items()}

    assert {
        name: (
            bool(one["node"]),
            one["serviceRecords"]["totalCount"],
            one["viewer"]["serviceRecordsAwaitingMe"]["totalCount"],
        )
        for name, one in seen.items()
    } == {
        "member": (True, 1, 0),
        "place": (True, 1, 1),
        "branch": (True, 1, 0),
        "assessor of the place": (True, 1, 1),
        "cadre of the place": (False, 0, 0),
        "reader of the town": (False, 0, 0),
        "elsewhere": (False, 0, 0),
    }


async def test_records_are_found_by_member_kind_day_and_place(admin, wang, chen, town, registered):
    """The latest first."""
    first = await _submitted(wang, town)
    second = await _submitted(wang, town, servedOn="2020-06-25", kind="PATROL")
    await chen.act(VERIFY, input={"record": first})
    seen = await admin.ask(
        """query ($honggang: ID!, $hefeng: ID!, $wang: ID!) {
             all: serviceRecords(filter: {person: $wang, within: $honggang}) { nodes { id } }
             none: serviceRecords(filter: {within: $hefeng}) { nodes { id } }
             unit(by: {id: $honggang}) {
               patrols: serviceRecords(filter: {kinds: [PATROL], since: "2020-06-25"}) { nodes { id } }
               early: serviceRecords(filter: {until: "2020-06-25", statuses: [VERIFIED]}) { nodes { id } } }
             person(by: {id: $wang}) { serviceRecords(first: 1) { totalCount nodes { id } } } }""",
        honggang=town["honggang"],
        hefeng=town["hefeng"],
        wang=town["wang"],
    )

    assert [one["id"] for one in seen["all"]["nodes"]] == [second, first]
    assert seen["none"]["nodes"] == []
    assert seen["unit"] == {"patrols": {"nodes": [{"id": second}]}, "early": {"nodes": [{"id": first}]}}
    assert seen["person"]["serviceRecords"] == {"totalCount": 2, "nodes": [{"id": second}]}


TALLY = "{ registered active records hours byKind { kind records hours } }"


async def test_a_tally_sums_a_period_for_villages_and_the_town(
    sign_in, admin, wang, chen, town, registered, statements
):
    """Any number of units, and two periods, in one statement; what nobody has verified counts nowhere."""
    for on, kind in (("2020-06-10", "PATROL"), ("2020-06-20", "PATROL"), ("2020-06-21", "VISITING")):
        await chen.act(VERIFY, input={"record": await _submitted(wang, town, servedOn=on, kind=kind)})
    await _submitted(wang, town, servedOn="2020-06-12")
    reader = await sign_in(Role.READER, town["town"])
    query = f"""query {{ units(first: 100, filter: {{kinds: ["town", "village", "household"]}}) {{ nodes {{
      name june: serviceTally(from: "2020-06-01", to: "2020-07-01") {TALLY}
      week: serviceTally(from: "2020-06-08", to: "2020-06-15") {TALLY} }} }} }}"""
    await reader.ask(query)
    statements.clear()

    units = {unit["name"]: unit for unit in (await reader.ask(query))["units"]["nodes"]}

    by_kind = [{"kind": "VISITING", "records": 1, "hours": "2.5"}, {"kind": "PATROL", "records": 2, "hours": "5"}]
    june = {"registered": 2, "active": 1, "records": 3, "hours": "7.5", "byKind": by_kind}
    week = june | {"records": 1, "hours": "2.5", "byKind": [{"kind": "PATROL", "records": 1, "hours": "2.5"}]}
    assert len([sql for sql in statements if "organisation_tally" in sql]) == 1
    assert [units[name][days] for name in ("Honggang", "Lishui") for days in ("june", "week")] == [june, week] * 2
    assert units["Hefeng"]["june"] == {"registered": 0, "active": 0, "records": 0, "hours": "0", "byKind": []}


async def test_a_tally_knows_what_was_known(admin, wang, chen, town, registered, clock):
    """What was verified later did not count before."""
    record = await _submitted(wang, town)
    before = clock.set(2020, 7, 2).isoformat()
    clock.set(2020, 7, 3)
    await chen.act(VERIFY, input={"record": record})
    query = f"""query ($id: ID!, $known: DateTime) {{ unit(by: {{id: $id}}, knownAt: $known) {{
      serviceTally(from: "2020-06-01", to: "2020-07-01") {TALLY} }} }}"""

    found = [
        (await admin.ask(query, id=town["honggang"], known=known))["unit"]["serviceTally"] for known in (before, None)
    ]

    assert [(one["registered"], one["active"], one["records"]) for one in found] == [(2, 0, 0), (2, 1, 1)]


async def test_a_merger_takes_registrations_along(admin, wang, register, town):
    """The members of a compound are registered with the one it is merged into; what they did before stays theirs."""
    for number in (1, 2):
        given = {"kind": "compound", "name": {"zh": f"{number}号小区"}, "on": "2020-01-01", "parent": town["jinqifeng"]}
        town.ids[f"compound-{number}"] = (await admin.act(act("establishUnit"), input=given))["id"]
    registration = (await register("wang", "compound-1"))["id"]
    record = await _submitted(wang, town)
    given = {"units": [town["compound-1"]], "into": town["compound-2"], "on": "2020-07-01"}

    merged = await admin.act(act("mergeUnits", "__typename"), input=given)
    after = await wang.act(SUBMIT, input=_done(town, servedOn="2020-07-01"))

    assert merged["__typename"] != "UserError", merged
    assert after["unitName"] == "2号小区"
    seen = await admin.ask(
        """query ($id: ID!, $wang: ID!) {
             unit(by: {id: $id}) { registrations { nodes { membership { id } } } serviceRecords { nodes { id } } }
             person(by: {id: $wang}) { serviceRecords { nodes { id } } } }""",
        id=town["compound-2"],
        wang=town["wang"],
    )
    assert seen["unit"] == {
        "registrations": {"nodes": [{"membership": {"id": registration}}]},
        "serviceRecords": {"nodes": [{"id": after["id"]}]},
    }
    assert [one["id"] for one in seen["person"]["serviceRecords"]["nodes"]] == [after["id"], record]
