"""What direct-liaison teams raise, through GraphQL: its way to an answer, who sees it, and what it counts to."""

import asyncio
from datetime import date

from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow

REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"


def act(name, shown="... on Node { id }"):
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


async def test_an_issue_comes_to_its_answer_step_by_step(
    admin, zhou, secretary, town, a_visit, raise_issue, hand_issue, issue_fields
):
    """Raised at a visit, handed to the village, handed up to the town, on to a department, answered, reopened."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=a_visit()))["id"]
    raised = await raise_issue(zhou, visit=visit)
    issue = raised["id"]
    early = await secretary.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-11"}
    )
    handed = await hand_issue(secretary, issue, town["hefeng"])
    beyond = await hand_issue(secretary, issue, town["office"], reason="部门职责")
    silent = await hand_issue(secretary, issue, town["town"])
    await hand_issue(secretary, issue, town["town"], reason="需镇统筹")
    taken = await secretary.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-11"}
    )
    await hand_issue(admin, issue, town["office"], reason="部门职责", dueOn="2020-06-25")
    resolved = await admin.act(
        act("resolveLiaisonIssue", issue_fields), input={"issue": issue, "outcome": "更换水管", "on": "2020-06-24"}
    )
    foreign = await secretary.act(
        act("reopenLiaisonIssue"),
        input={"issue": issue, "reason": "又漏了", "dueOn": "2020-07-10", "on": "2020-06-30"},
    )
    reopened = await zhou.act(
        act("reopenLiaisonIssue", issue_fields),
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


async def test_what_was_declined_or_withdrawn_says_why(admin, zhou, town, raise_issue, hand_issue, issue_fields):
    """And no step is taken from there that makes no sense."""
    declined, withdrawn = [(await raise_issue(zhou))["id"] for _ in range(2)]
    await hand_issue(admin, declined, town["hefeng"])
    answered = await admin.act(
        act("declineLiaisonIssue", issue_fields), input={"issue": declined, "reason": "产权不清", "on": "2020-06-12"}
    )
    given = {"issue": withdrawn, "reason": "重复", "on": "2020-06-12"}
    gone = await zhou.act(act("withdrawLiaisonIssue", issue_fields), input=given)

    assert (answered["status"], answered["steps"][-1]["text"]) == ("DECLINED", "产权不清")
    assert (gone["status"], gone["steps"][-1]["text"]) == ("WITHDRAWN", "重复")
    again = await zhou.act(act("withdrawLiaisonIssue"), input=given)
    assert (again["code"], again["path"]) == ("ISSUE_NOT_READY", ["issue"])
    absent = await zhou.act(act("withdrawLiaisonIssue"), input=given | {"issue": "LiaisonIssue:0000000000000"})
    assert (absent["code"], absent["path"]) == ("NOT_FOUND", ["issue"])


async def test_issues_are_found_by_where_they_stand_on_a_day(admin, zhou, town, team, clock, raise_issue, hand_issue):
    """What is asked of a day in the past is answered as it was then, the question of time included."""
    one, other = [(await raise_issue(zhou, title=title))["id"] for title in ("一", "二")]
    await hand_issue(admin, one, town["office"])
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


async def test_what_was_raised_is_for_those_who_work_on_it(
    admin, zhou, sign_in, town, a_visit, raise_issue, hand_issue
):
    """The village and whoever has to answer see an issue; another village does not, and a reader sees sums alone."""
    await zhou.act(act("recordLiaisonVisit"), input=a_visit())
    issue = (await raise_issue(zhou))["id"]
    await hand_issue(admin, issue, town["office"])
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


async def test_a_tally_sums_a_period_for_villages_and_the_town(
    admin, zhou, town, statements, a_visit, raise_issue, hand_issue
):
    """Any number of units, and two periods, in one statement; a withdrawn visit counts nowhere."""
    for on in ("2020-06-10", "2020-06-17"):
        await zhou.act(act("recordLiaisonVisit"), input=a_visit(on=on))
    wrong = (await zhou.act(act("recordLiaisonVisit"), input=a_visit()))["id"]
    await zhou.act(act("withdrawLiaisonVisit"), input={"visit": wrong, "reason": "误"})
    waiting, late, resolved = [(await raise_issue(zhou))["id"] for _ in range(3)]
    for issue in (late, resolved):
        await hand_issue(admin, issue, town["office"])
    await admin.act(act("resolveLiaisonIssue"), input={"issue": resolved, "outcome": "好了", "on": "2020-06-15"})
    query = f"""query {{ units(first: 100, filter: {{kinds: ["town", "village", "household"]}}) {{ nodes {{
      name june: liaisonTally(from: "2020-06-01", to: "2020-07-01") {TALLY}
      week: liaisonTally(from: "2020-06-15", to: "2020-06-18") {TALLY} }} }} }}"""
    await admin.ask(query)
    statements.clear()

    units = {unit["name"]: unit for unit in (await admin.ask(query))["units"]["nodes"]}

    asked = [sql for sql in statements if "organisation_tally" in sql]
    june = {"visits": 2, "raised": 3, "resolved": 1, "declined": 0, "open": 2, "waiting": 1, "overdue": 1}
    week = {"visits": 1, "raised": 0, "resolved": 1, "declined": 0, "open": 2, "waiting": 1, "overdue": 0}
    assert len(asked) == 1
    assert [units[name][days] for name in ("Hefeng", "Lishui") for days in ("june", "week")] == [june, week, june, week]
    assert set(units["Honggang"]["june"].values()) == {0}
    assert waiting


async def test_a_tally_knows_what_was_known(admin, zhou, town, clock, a_visit):
    """A visit that was recorded later did not count before, and one withdrawn later did."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=a_visit()))["id"]
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


async def test_every_act_leaves_its_audit_entry_and_its_events(admin, service, zhou, town, raise_issue, hand_issue):
    """Who, what, on what; and the event that subscribers hear of."""
    issue = (await raise_issue(zhou))["id"]
    await hand_issue(admin, issue, town["office"])

    with service.database.active():
        entry = await AuditEntryRow.filter(act="organisation.hand_liaison_issue").get()
        events = await EventRow.filter(entry_id=entry.id)
    assert entry.subject == issue.split(":")[1]
    assert [(event.name, event.effective_on) for event in events] == [
        ("organisation.liaison-issue-handed", date(2020, 6, 11))
    ]
    assert service.modules.changes["organisation.liaison-issue-handed"].type == "LiaisonIssue"


async def test_whoever_hands_an_issue_on_still_sees_what_became_of_it(
    admin, zhou, sign_in, town, raise_issue, hand_issue
):
    """A department hands an issue up to the town: it is answered with the issue, and keeps it in its list."""
    issue = (await raise_issue(zhou))["id"]
    await hand_issue(admin, issue, town["office"])
    office = await sign_in(Role.ORGANISATION_OFFICE, town["office"])

    handed = await hand_issue(office, issue, town["town"], reason="需镇统筹")

    assert (handed["status"], handed["handlerName"]) == ("HANDED", "Lishui")
    seen = await office.ask("{ liaisonIssues { nodes { id handlerName handler { id } } } }")
    assert seen["liaisonIssues"]["nodes"] == [{"id": issue, "handlerName": "Lishui", "handler": None}]
    refused = await office.act(
        act("resolveLiaisonIssue"), input={"issue": issue, "outcome": "好了", "on": "2020-06-12"}
    )
    assert refused["code"] == "FORBIDDEN"


async def test_of_two_acts_at_the_same_time_one_is_refused(admin, zhou, town, team, raise_issue):
    """Two teams for one village, two leaders, two handings of one issue: each is decided knowing of the other."""
    issue = (await raise_issue(zhou))["id"]
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
