"""Direct-liaison teams through GraphQL: who may do what, what is shown to whom, and what it counts to."""

import asyncio
from datetime import date

import pytest

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"
ISSUE = """... on LiaisonIssue { id version title status overdue dueOn handlerName aboutName raiserName
  steps { status on text dueOn handlerName validity { from } taker { name } } }"""


def act(name, shown="... on Node { id }"):
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


@pytest.fixture
async def team(admin, town, clock):
    """Hefeng's team of two, from March 2020 on: Zhou of the town leads it, and Wang is in it; it is July."""
    clock.set(2020, 7, 1)
    name = {"zh": "鹤峰直联团队", "en": "Hefeng liaison team"}
    formed = await admin.act(
        act("formLiaisonTeam"), input={"village": town["hefeng"], "name": name, "on": "2020-03-01"}
    )
    for person, role in (("zhou", "LEADER"), ("wang", "MEMBER")):
        given = {"team": formed["id"], "person": town[person], "role": role, "period": {"from": "2020-03-01"}}
        town.ids[f"{person}-in-team"] = (await admin.act(act("joinLiaisonTeam"), input=given))["id"]
    return formed["id"]


@pytest.fixture
async def zhou(sign_in, town, team):
    """The team's leader: a cadre of the town whose token is for the village."""
    return await sign_in(Role.CADRE, town["hefeng"], person=town["zhou"])


@pytest.fixture
async def secretary(sign_in, town):
    """Hefeng's secretary."""
    return await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], person=town["li"])


def _visit(town, team, **more):
    given = {"team": team, "place": town["household-1"], "on": "2020-06-10", "members": [town["zhou"], town["wang"]]}
    return {"note": "自来水压力不足", **given, **more}


def _issue(town, team, **more):
    return {"team": team, "about": town["household-1"], "title": "水压不足", "on": "2020-06-10", **more}


async def _raised(client, town, team, **more):
    return await client.act(act("raiseLiaisonIssue", ISSUE), input=_issue(town, team, **more))


async def _handed(client, issue, to, **more):
    given = {"issue": issue, "to": to, "dueOn": "2020-06-20", "on": "2020-06-11", **more}
    return await client.act(act("handLiaisonIssue", ISSUE), input=given)


async def test_a_village_has_one_team_whose_members_it_sees_by_name(admin, secretary, town, team):
    """The village sees who is tied to it, though the town's cadre is nobody of its own; a second team is refused."""
    second = await admin.act(
        act("formLiaisonTeam"), input={"village": town["hefeng"], "name": {"zh": "二队"}, "on": "2020-07-01"}
    )
    seen = await secretary.ask(
        """query ($id: ID!, $before: Date!) { unit(by: {id: $id}) {
             liaisonTeam { name validity { from to } members { totalCount nodes { role name team { id } } } }
             before: liaisonTeam(asOf: $before) { id } liaisonTeams { nodes { id } } } }""",
        id=town["hefeng"],
        before="2020-02-29",
    )

    assert (second["code"], second["path"]) == ("VILLAGE_SERVED", ["village"])
    unit = seen["unit"]
    assert unit["liaisonTeam"]["name"] == "Hefeng liaison team"
    assert unit["liaisonTeam"]["members"] == {
        "totalCount": 2,
        "nodes": [
            {"role": "LEADER", "name": "周合成", "team": {"id": team}},
            {"role": "MEMBER", "name": "王合成", "team": {"id": team}},
        ],
    }
    assert (unit["before"], unit["liaisonTeams"]["nodes"]) == (None, [{"id": team}])


async def test_the_town_changes_and_ends_a_team_and_others_do_not(admin, secretary, town, team, clock):
    """A name and an end have their days; the memberships end with the team, and then the village can be served anew."""
    forbidden = await secretary.act(act("disbandLiaisonTeam"), input={"team": team, "on": "2020-07-01"})
    twice = await admin.act(
        act("joinLiaisonTeam"), input={"team": team, "person": town["zhou"], "period": {"from": "2020-07-01"}}
    )
    name = {"zh": "鹤峰工作队"}
    renamed = await admin.act(
        act("renameLiaisonTeam", "... on LiaisonTeam { name version }"),
        input={"team": team, "name": name, "on": "2020-07-01", "expectedVersion": 1},
    )
    stale = await admin.act(
        act("renameLiaisonTeam"), input={"team": team, "name": name, "on": "2020-07-01", "expectedVersion": 1}
    )
    left = await admin.act(
        act("leaveLiaisonTeam", "... on LiaisonMembership { name validity { to } }"),
        input={"membership": town["wang-in-team"], "on": "2020-07-01"},
    )
    ended = await admin.act(
        act("disbandLiaisonTeam", "... on LiaisonTeam { validity { to } }"), input={"team": team, "on": "2020-08-01"}
    )
    seen = await admin.ask(
        """query ($id: ID!) { person(by: {id: $id}) {
             liaisonMemberships { nodes { role validity { to } team { name village { name } } } } } }""",
        id=town["zhou"],
    )

    assert (forbidden["code"], twice["code"], stale["code"]) == ("FORBIDDEN", "ALREADY_IN_TEAM", "STALE")
    assert (renamed["name"], renamed["version"]) == ("鹤峰工作队", 2)
    assert left == {"__typename": "LiaisonMembership", "name": "王合成", "validity": {"to": "2020-07-01"}}
    assert ended["validity"] == {"to": "2020-08-01"}
    assert seen["person"]["liaisonMemberships"]["nodes"] == [
        {
            "role": "LEADER",
            "validity": {"to": "2020-08-01"},
            "team": {"name": "鹤峰工作队", "village": {"name": "Hefeng"}},
        }
    ]
    again = {"village": town["hefeng"], "name": name, "on": "2020-08-01"}
    assert (await admin.act(act("formLiaisonTeam"), input=again))["__typename"] == "LiaisonTeam"


async def test_a_village_with_a_team_is_not_dissolved(admin, town, clock):
    """The refusal names the team; once it is disbanded the village may go."""
    clock.set(2020, 7, 1)
    team = await admin.act(
        act("formLiaisonTeam"), input={"village": town["jinqifeng"], "name": {"zh": "队"}, "on": "2020-07-01"}
    )
    given = {"unit": town["jinqifeng"], "on": "2020-08-01"}

    refused = await admin.act(act("dissolveUnit"), input=given)
    await admin.act(act("disbandLiaisonTeam"), input={"team": team["id"], "on": "2020-08-01"})

    assert (refused["code"], refused["path"]) == ("VILLAGE_SERVED", ["unit"])
    assert (await admin.act(act("dissolveUnit"), input=given))["__typename"] == "Unit"


async def test_members_record_where_they_went_and_nobody_else_does(admin, zhou, secretary, sign_in, town, team):
    """A member on duty may, the town may for them; a secretary, a cadre without a name and a reader may not."""
    shown = """... on LiaisonVisit { id visitedOn note withdrawn placeName place { name } team { id }
      visitors { name person { name } } }"""
    recorded = await zhou.act(act("recordLiaisonVisit", shown), input=_visit(town, team))
    by_town = await admin.act(act("recordLiaisonVisit"), input=_visit(town, team, place=town["hefeng"]))
    nobody = await sign_in(Role.CADRE, town["hefeng"])
    reader = await sign_in(Role.READER, town["hefeng"], person=town["wang"])

    assert recorded.pop("id")
    assert recorded == {
        "__typename": "LiaisonVisit",
        "visitedOn": "2020-06-10",
        "note": "自来水压力不足",
        "withdrawn": False,
        "placeName": "鹤峰一社1户",
        "place": {"name": "鹤峰一社1户"},
        "team": {"id": team},
        "visitors": [
            {"name": "周合成", "person": {"name": "周合成"}},
            {"name": "王合成", "person": {"name": "王合成"}},
        ],
    }
    assert by_town["__typename"] == "LiaisonVisit"
    for client, code in ((secretary, "NOT_IN_TEAM"), (nobody, "FORBIDDEN"), (reader, "FORBIDDEN")):
        assert (await client.act(act("recordLiaisonVisit"), input=_visit(town, team)))["code"] == code


async def test_a_visit_that_can_not_be_is_refused_with_its_place(admin, zhou, town, team):
    """Another village is not visited, nor one that the caller does not see, nor anything tomorrow."""
    for given, code, path in (
        ({"place": town["honggang"]}, "NOT_FOUND", ["place"]),
        ({"on": "2020-07-02"}, "LIAISON_DAY_TO_COME", ["on"]),
        ({"on": "2020-02-01"}, "NOT_IN_EXISTENCE", ["on"]),
        ({"members": [town["li"]]}, "NOT_IN_TEAM", ["members", "0"]),
        ({"members": []}, "BLANK", ["members"]),
        ({"note": "长" * 2001}, "TOO_LONG", ["note"]),
    ):
        refused = await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team, **given))
        assert (refused["code"], refused["path"]) == (code, path)
    outside = await admin.act(act("recordLiaisonVisit"), input=_visit(town, team, place=town["honggang"]))
    assert (outside["code"], outside["path"]) == ("OUTSIDE_VILLAGE", ["place"])
    assert (await admin.ask("{ liaisonVisits { totalCount } }"))["liaisonVisits"]["totalCount"] == 0


async def test_a_wrong_visit_is_withdrawn_and_still_shown(zhou, secretary, town, team):
    """With its reason, by its own team, once."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team)))["id"]
    given = {"visit": visit, "reason": "日期有误"}
    refused = await secretary.act(act("withdrawLiaisonVisit"), input=given)
    await zhou.act(act("withdrawLiaisonVisit"), input=given)
    again = await zhou.act(act("withdrawLiaisonVisit"), input=given)
    raised = await _raised(zhou, town, team, visit=visit)
    seen = await secretary.ask(
        """query ($place: ID!, $member: ID!) {
             all: liaisonVisits(filter: {place: $place, member: $member}) { nodes { withdrawn withdrawalReason } }
             kept: liaisonVisits(filter: {withdrawn: false, visitedFrom: "2020-06-10", visitedBefore: "2020-06-11"}) {
               totalCount } }""",
        place=town["household-1"],
        member=town["wang"],
    )

    assert (refused["code"], again["code"], raised["code"]) == ("NOT_IN_TEAM", "VISIT_WITHDRAWN", "VISIT_WITHDRAWN")
    assert seen["all"]["nodes"] == [{"withdrawn": True, "withdrawalReason": "日期有误"}]
    assert seen["kept"]["totalCount"] == 0


async def test_an_issue_comes_to_its_answer_step_by_step(admin, zhou, secretary, town, team):
    """Raised at a visit, handed to the village, handed up to the town, on to a department, answered, reopened."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team)))["id"]
    raised = await _raised(zhou, town, team, visit=visit)
    issue = raised["id"]
    early = await secretary.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-11"}
    )
    handed = await _handed(secretary, issue, town["hefeng"])
    beyond = await _handed(secretary, issue, town["office"], reason="部门职责")
    silent = await _handed(secretary, issue, town["town"])
    await _handed(secretary, issue, town["town"], reason="需镇统筹")
    taken = await secretary.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-11"}
    )
    await _handed(admin, issue, town["office"], reason="部门职责", dueOn="2020-06-25")
    resolved = await admin.act(
        act("resolveLiaisonIssue", ISSUE), input={"issue": issue, "outcome": "更换水管", "on": "2020-06-24"}
    )
    foreign = await secretary.act(
        act("reopenLiaisonIssue"),
        input={"issue": issue, "reason": "又漏了", "dueOn": "2020-07-10", "on": "2020-06-30"},
    )
    reopened = await zhou.act(
        act("reopenLiaisonIssue", ISSUE),
        input={
            "issue": issue,
            "reason": "又漏了",
            "dueOn": "2020-07-10",
            "on": "2020-06-30",
            "expectedVersion": resolved["version"],
        },
    )

    assert (raised["status"], raised["raiserName"], raised["aboutName"]) == ("RAISED", "周合成", "鹤峰一社1户")
    assert (handed["status"], handed["overdue"], handed["handlerName"]) == ("HANDED", True, "Hefeng")
    assert (early["code"], beyond["code"], silent["code"]) == ("ISSUE_NOT_READY", "NOT_FOUND", "BLANK")
    assert (taken["code"], foreign["code"]) == ("FORBIDDEN", "NOT_IN_TEAM")
    assert (resolved["status"], resolved["overdue"], resolved["dueOn"]) == ("RESOLVED", False, None)
    assert [(step["status"], step["on"], step["text"], step["handlerName"]) for step in reopened["steps"]] == [
        ("RAISED", "2020-06-10", "", None),
        ("HANDED", "2020-06-11", "", "Hefeng"),
        ("HANDED", "2020-06-11", "需镇统筹", "Lishui"),
        ("HANDED", "2020-06-11", "部门职责", "Party building office"),
        ("RESOLVED", "2020-06-24", "更换水管", "Party building office"),
        ("REOPENED", "2020-06-30", "又漏了", "Party building office"),
    ]


async def test_what_was_declined_or_withdrawn_says_why(admin, zhou, town, team):
    """And no step is taken from there that makes no sense."""
    declined, withdrawn = [(await _raised(zhou, town, team))["id"] for _ in range(2)]
    await _handed(admin, declined, town["hefeng"])
    answered = await admin.act(
        act("declineLiaisonIssue", ISSUE), input={"issue": declined, "reason": "产权不清", "on": "2020-06-12"}
    )
    given = {"issue": withdrawn, "reason": "重复", "on": "2020-06-12"}
    gone = await zhou.act(act("withdrawLiaisonIssue", ISSUE), input=given)

    assert (answered["status"], answered["steps"][-1]["text"]) == ("DECLINED", "产权不清")
    assert (gone["status"], gone["steps"][-1]["text"]) == ("WITHDRAWN", "重复")
    again = await zhou.act(act("withdrawLiaisonIssue"), input=given)
    assert (again["code"], again["path"]) == ("ISSUE_NOT_READY", ["issue"])
    absent = await zhou.act(act("withdrawLiaisonIssue"), input=given | {"issue": "LiaisonIssue:0000000000000"})
    assert (absent["code"], absent["path"]) == ("NOT_FOUND", ["issue"])


async def test_issues_are_found_by_where_they_stand_on_a_day(admin, zhou, town, team, clock):
    """What is asked of a day in the past is answered as it was then, the question of time included."""
    one, other = [(await _raised(zhou, town, team, title=title))["id"] for title in ("一", "二")]
    await _handed(admin, one, town["office"])
    await admin.act(act("resolveLiaisonIssue"), input={"issue": one, "outcome": "好了", "on": "2020-06-25"})

    seen = await admin.ask(
        """query ($office: ID!, $village: ID!, $team: ID!, $home: ID!) {
             open: liaisonIssues(filter: {statuses: [RAISED, HANDED, REOPENED], village: $village}) { nodes { id } }
             late: liaisonIssues(filter: {overdue: true}) { totalCount }
             then: liaisonIssues(filter: {overdue: true, handedTo: $office}, asOf: "2020-06-21") {
               nodes { id overdue status steps { status } } }
             punctual: liaisonIssues(filter: {overdue: false, team: $team, about: $home}) { totalCount }
             unit(by: {id: $village}, asOf: "2020-06-20") {
               liaisonIssues(filter: {overdue: true}) { totalCount } } }""",
        office=town["office"],
        village=town["hefeng"],
        team=team,
        home=town["household-1"],
    )

    assert seen["open"]["nodes"] == [{"id": other}]
    assert seen["late"]["totalCount"] == 0
    assert seen["then"]["nodes"] == [
        {"id": one, "overdue": True, "status": "HANDED", "steps": [{"status": "RAISED"}, {"status": "HANDED"}]}
    ]
    assert seen["punctual"]["totalCount"] == 2
    assert seen["unit"]["liaisonIssues"]["totalCount"] == 0


async def test_what_was_raised_is_for_those_who_work_on_it(admin, zhou, sign_in, town, team):
    """The village and whoever has to answer see an issue; another village does not, and a reader sees sums alone."""
    await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team))
    issue = (await _raised(zhou, town, team))["id"]
    await _handed(admin, issue, town["office"])
    callers = {
        "department": await sign_in(Role.CADRE, town["office"]),
        "cooperative": await sign_in(Role.CADRE, town["hefeng-1"]),
        "other cooperative": await sign_in(Role.CADRE, town["hefeng-2"]),
        "other village": await sign_in(Role.VILLAGE_SECRETARY, town["honggang"]),
        "reader": await sign_in(Role.READER, town["hefeng"]),
    }

    async def counts(client):
        seen = await client.ask("{ liaisonIssues { nodes { id } } liaisonVisits { nodes { id } } }")
        return len(seen["liaisonIssues"]["nodes"]), len(seen["liaisonVisits"]["nodes"])

    found = {name: await counts(client) for name, client in callers.items()}

    assert found == {
        "department": (1, 0),
        "cooperative": (1, 1),
        "other cooperative": (0, 0),
        "other village": (0, 0),
        "reader": (0, 0),
    }
    tally = 'query ($id: ID!) { unit(by: {id: $id}) { liaisonTally(from: "2020-06-01", to: "2020-07-01") { visits } } }'
    told = await callers["reader"].ask(tally, id=town["hefeng"])
    assert told["unit"]["liaisonTally"]["visits"] == 1
    refused = await callers["other village"].act(
        act("handLiaisonIssue"),
        input={"issue": issue, "to": town["honggang"], "dueOn": "2020-07-01", "on": "2020-06-12"},
    )
    assert refused["code"] == "NOT_FOUND"


TALLY = "{ visits raised resolved declined open waiting overdue }"


async def test_a_tally_sums_a_period_for_villages_and_the_town(admin, zhou, town, team, statements):
    """Any number of units, and two periods, in one statement; a withdrawn visit counts nowhere."""
    for on in ("2020-06-10", "2020-06-17"):
        await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team, on=on))
    wrong = (await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team)))["id"]
    await zhou.act(act("withdrawLiaisonVisit"), input={"visit": wrong, "reason": "误"})
    waiting, late, resolved = [(await _raised(zhou, town, team))["id"] for _ in range(3)]
    for issue in (late, resolved):
        await _handed(admin, issue, town["office"])
    await admin.act(act("resolveLiaisonIssue"), input={"issue": resolved, "outcome": "好了", "on": "2020-06-15"})
    query = f"""query {{ units(first: 100, filter: {{kinds: ["town", "village", "household"]}}) {{ nodes {{
      name june: liaisonTally(from: "2020-06-01", to: "2020-07-01") {TALLY}
      week: liaisonTally(from: "2020-06-15", to: "2020-06-18") {TALLY} }} }} }}"""
    await admin.ask(query)
    statements.clear()

    units = {unit["name"]: unit for unit in (await admin.ask(query))["units"]["nodes"]}

    asked = [sql for sql in statements if "liaison" in sql]
    june = {"visits": 2, "raised": 3, "resolved": 1, "declined": 0, "open": 2, "waiting": 1, "overdue": 1}
    week = {"visits": 1, "raised": 0, "resolved": 1, "declined": 0, "open": 2, "waiting": 1, "overdue": 0}
    assert len(asked) == 1
    assert [units[name][days] for name in ("Hefeng", "Lishui") for days in ("june", "week")] == [june, week, june, week]
    assert set(units["Honggang"]["june"].values()) == {0}
    assert waiting


async def test_a_tally_knows_what_was_known(admin, zhou, town, team, clock):
    """A visit that was recorded later did not count before, and one withdrawn later did."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=_visit(town, team)))["id"]
    before = clock.set(2020, 7, 2).isoformat()
    clock.set(2020, 7, 3)
    await zhou.act(act("withdrawLiaisonVisit"), input={"visit": visit, "reason": "误"})
    query = f"""query ($id: ID!, $known: DateTime) {{ unit(by: {{id: $id}}, knownAt: $known) {{
      liaisonTally(from: "2020-06-01", to: "2020-07-01") {TALLY} }} }}"""

    counted = [
        (await admin.ask(query, id=town["hefeng"], known=known))["unit"]["liaisonTally"]["visits"]
        for known in (before, None)
    ]

    assert counted == [1, 0]


async def test_every_act_leaves_its_audit_entry_and_its_events(admin, service, zhou, town, team):
    """Who, what, on what; and the event that subscribers hear of."""
    issue = (await _raised(zhou, town, team))["id"]
    await _handed(admin, issue, town["office"])

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.hand_liaison_issue").get()
        events = await EventRow.filter(entry_id=entry.id)
    assert entry.subject == issue.split(":")[1]
    assert [(event.name, event.effective_on) for event in events] == [
        ("organisation.liaison-issue-handed", date(2020, 6, 11))
    ]
    assert service.modules.changes["organisation.liaison-issue-handed"].type == "LiaisonIssue"


async def test_whoever_hands_an_issue_on_still_sees_what_became_of_it(admin, zhou, sign_in, town, team):
    """A department hands an issue up to the town: it is answered with the issue, and keeps it in its list."""
    issue = (await _raised(zhou, town, team))["id"]
    await _handed(admin, issue, town["office"])
    office = await sign_in(Role.ORGANISATION_OFFICE, town["office"])

    handed = await _handed(office, issue, town["town"], reason="需镇统筹")

    assert (handed["status"], handed["handlerName"]) == ("HANDED", "Lishui")
    seen = await office.ask("{ liaisonIssues { nodes { id handlerName handler { id } } } }")
    assert seen["liaisonIssues"]["nodes"] == [{"id": issue, "handlerName": "Lishui", "handler": None}]
    refused = await office.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-12"}
    )
    assert refused["code"] == "FORBIDDEN"


async def test_of_two_acts_at_the_same_time_one_is_refused(admin, zhou, town, team):
    """Two teams for one village, two leaders, two handings of one issue: each is decided knowing of the other."""
    issue = (await _raised(zhou, town, team))["id"]
    form = {"village": town["honggang"], "name": {"zh": "宏岗直联团队"}, "on": "2020-07-01"}
    other = (await admin.act(act("formLiaisonTeam"), input=form | {"village": town["jinqifeng"]}))["id"]
    lead = {"team": other, "role": "LEADER", "period": {"from": "2020-07-01"}}
    hand = {"issue": issue, "dueOn": "2020-06-20", "on": "2020-06-11"}
    pairs = (
        ("formLiaisonTeam", form, form, "VILLAGE_SERVED"),
        ("joinLiaisonTeam", lead | {"person": town["zhou"]}, lead | {"person": town["li"]}, "TEAM_HAS_LEADER"),
        ("handLiaisonIssue", hand | {"to": town["office"]}, hand | {"to": town["hefeng"]}, "BLANK"),
    )

    for name, one, two, code in pairs:
        answers = await asyncio.gather(*(admin.act(act(name), input=given) for given in (one, two)))

        assert sorted(answer.get("code", "") for answer in answers) == ["", code]
