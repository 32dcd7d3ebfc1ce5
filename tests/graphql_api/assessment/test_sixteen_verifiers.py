"""Sixteen verifiers at one unit's queue at once, over HTTP, while warnings are told."""

import asyncio
from collections import Counter

import httpx
import pytest

from graphql_api.assessment.service import watch_cadres
from graphql_api.assessment.tables import RecordRow, ScoreRow, WarningRow, WatchRow
from graphql_api.platform.access import SYSTEM, Role
from graphql_api.platform.tables import AuditEntryRow, EventRow
from graphql_api.testing.fixtures import Client
from tests.graphql_api.assessment.conftest import ALL_IS_WELL, PHOTO

VERIFIERS, ASKED = 16, 4
VERIFY = """mutation ($input: RecordInput!) { verifyRecord(input: $input) {
  ... on ProgressRecord { status } ... on UserError { code } } }"""
REGISTER = "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on Person { id } } }"
VISITS = {"wang": 12, "li": 12, "cadre-0": 12, "cadre-1": 4, "cadre-2": 4, "cadre-3": 1}
"""How many households each record of a cadre tells of; there are four such of everybody."""


@pytest.fixture
async def records(admin, appoint, clock, scheme, service, submit, town):
    """Six records of each of six cadres of Hefeng, all of whom were warned: none was verified by 20 July."""
    for number in range(4):
        given = {"name": f"干部{number}", "unit": town["hefeng"], "kind": "RESIDENCE", "on": "2020-01-01"}
        town.ids[f"cadre-{number}"] = (await admin.act(REGISTER, input=given))["id"]
        await appoint(f"cadre-{number}", "hefeng-committee", "party-committee-member", "2020-02-01")
    clock.set(2020, 7, 20)
    with service.database.active():
        await service.calendar.turn()
    made = []
    for who, amount in VISITS.items():
        about = {"scheme": scheme, "person": town[who], "evidence": [PHOTO]}
        entries = [("visits", {"amount": str(amount)})] * 4
        entries += [("conduct", {"points": {"points": points, "reason": "据实"}}) for points in ("2", "-1")]
        for day, (indicator, entry) in enumerate(entries, 1):
            record = await submit(
                admin, {**about, "indicator": indicator, "entry": entry, "occurredOn": f"2020-07-{day:02}"}
            )
            made.append(record["id"])
    return made


@pytest.fixture
async def verifiers(address, admin, sign_in, town):
    """Sixteen officers of the town, each with a connection of their own to the server, by key."""
    found = {}
    connections = []
    for number in range(VERIFIERS):
        given = {"name": f"核实人{number}", "unit": town["town-committee"], "kind": "PARTY", "on": "2020-01-01"}
        who = (await admin.act(REGISTER, input=given))["id"]
        signed_in = await sign_in(Role.ASSESSOR, town["town"], who)
        connections.append(httpx.AsyncClient(base_url=f"http://{address}", timeout=60))
        found[who.partition(":")[2]] = Client(http=connections[-1], token=signed_in.token)
    yield found
    for connection in connections:
        await connection.aclose()


async def _lights():
    names = ("person_id", "indicator_id", "unit_id", "light", "cause", "since_on")
    return sorted([tuple(str(value) for value in row) for row in await WarningRow.all().values_list(*names)])


async def test_sixteen_verifiers_verify_each_record_once_and_lose_nothing(
    clock, command, records, service, town, verifiers
):
    """Four ask for each record: one has verified it, three are told so; sums and lights are those of a recount."""
    told = []

    async def verify(place, who, client):
        for turn, record in enumerate(records):
            if (turn - place) % (VERIFIERS // ASKED) == 0:
                answer = await client.act(VERIFY, input={"record": record})
                told.append((record.partition(":")[2], who, answer.get("status") or answer["code"]))

    async def look():
        with service.database.active():
            await WatchRow.all().delete()
            await watch_cadres(service.begin_for(SYSTEM), clock())

    await asyncio.gather(look(), *(verify(place, *one) for place, one in enumerate(verifiers.items())))

    assert Counter(code for *_, code in told) == {
        "VERIFIED": len(records),
        "ALREADY_DECIDED": (ASKED - 1) * len(records),
    }
    with service.database.active():
        decided = dict(await RecordRow.all().values_list("id", "decided_by"))
        assert decided == {record: who for record, who, code in told if code == "VERIFIED"}
        assert await AuditEntryRow.filter(act="assessment.verify_record").count() == len(records)
        verified = await EventRow.filter(name="assessment.record-verified").values_list("payload", flat=True)
        assert Counter(one["record"] for one in verified) == dict.fromkeys(decided, 1)
        assert await ScoreRow.filter(records=4).count() == len(VISITS)
        assert await ScoreRow.all().count() == 2 * len(VISITS)

    with service.database.active():
        after = await _lights()
        events = await EventRow.filter(name__startswith="assessment.progress").order_by("id")
        await WatchRow.all().delete()
        await service.calendar.turn()  # everybody is looked at anew: that finds nothing which was not told
        assert await _lights() == after
        assert await EventRow.filter(name__startswith="assessment.progress").count() == len(events)
    heard = Counter((one.name.rpartition("-")[2], one.payload["person"]) for one in events)
    names = {town.key(name): name for name in VISITS}
    assert {names[who]: light for who, _, _, light, *_ in after if who in names} == {
        "wang": "green", "li": "green", "cadre-0": "green", "cadre-1": "amber", "cadre-2": "amber", "cadre-3": "red",
    }  # fmt: skip
    assert {names[who]: times for (what, who), times in heard.items() if what == "recovered"} == {
        "wang": 1, "li": 1, "cadre-0": 1,
    }  # fmt: skip
    assert {times for (what, _), times in heard.items() if what == "warned"} == {1}
    assert await command("check") == (0, ALL_IS_WELL)  # the last, for its clock is the machine's
