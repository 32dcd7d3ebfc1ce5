"""Direct-liaison teams and their visits through GraphQL: who may do what, and what is shown to whom."""

from graphql_api.platform.access import Role

REFUSAL = "... on UserError { code path } ... on InvalidInputError { faults { code path } }"


def act(name, shown="... on Node { id }"):
    kind = name[0].upper() + name[1:]
    return f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


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


async def test_members_record_where_they_went_and_nobody_else_does(
    admin, zhou, secretary, sign_in, town, team, a_visit
):
    """A member on duty may, the town may for them; a secretary, a cadre without a name and a reader may not."""
    shown = """... on LiaisonVisit { id visitedOn note withdrawn placeName place { name } team { id }
      visitors { name person { name } } }"""
    recorded = await zhou.act(act("recordLiaisonVisit", shown), input=a_visit())
    by_town = await admin.act(act("recordLiaisonVisit"), input=a_visit(place=town["hefeng"]))
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
        assert (await client.act(act("recordLiaisonVisit"), input=a_visit()))["code"] == code


async def test_a_visit_that_can_not_be_is_refused_with_its_place(admin, zhou, town, a_visit):
    """Another village is not visited, nor one that the caller does not see, nor anything tomorrow."""
    for given, code, path in (
        ({"place": town["honggang"]}, "NOT_FOUND", ["place"]),
        ({"on": "2020-07-02"}, "LIAISON_DAY_TO_COME", ["on"]),
        ({"on": "2020-02-01"}, "NOT_IN_EXISTENCE", ["on"]),
        ({"members": [town["li"]]}, "NOT_IN_TEAM", ["members", "0"]),
        ({"members": []}, "BLANK", ["members"]),
        ({"note": "长" * 2001}, "TOO_LONG", ["note"]),
    ):
        refused = await zhou.act(act("recordLiaisonVisit"), input=a_visit(**given))
        assert (refused["code"], refused["path"]) == (code, path)
    outside = await admin.act(act("recordLiaisonVisit"), input=a_visit(place=town["honggang"]))
    assert (outside["code"], outside["path"]) == ("OUTSIDE_VILLAGE", ["place"])
    assert (await admin.ask("{ liaisonVisits { totalCount } }"))["liaisonVisits"]["totalCount"] == 0


async def test_a_wrong_visit_is_withdrawn_and_still_shown(zhou, secretary, town, a_visit, raise_issue):
    """With its reason, by its own team, once."""
    visit = (await zhou.act(act("recordLiaisonVisit"), input=a_visit()))["id"]
    given = {"visit": visit, "reason": "日期有误"}
    refused = await secretary.act(act("withdrawLiaisonVisit"), input=given)
    await zhou.act(act("withdrawLiaisonVisit"), input=given)
    again = await zhou.act(act("withdrawLiaisonVisit"), input=given)
    raised = await raise_issue(zhou, visit=visit)
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
