"""A quarter at the organisation office, by GraphQL alone: from the opening of a cycle to its close."""

from graphql_api.assessment.service import renew_tallies, tallying
from graphql_api.assessment.tables import ResultRow
from graphql_api.platform.access import SYSTEM, Role
from tests.graphql_api.assessment.cycles import STAGES, act

HOMES = "query ($id: ID!) { node(id: $id) { ... on Appraisal { unit { name } home { name } } } }"


async def test_a_quarter_from_its_opening_to_its_close(  # noqa: PLR0915 -- it reads as the quarter goes
    advance, appraisal_of, cadre, clock, cycle, decide, neighbour, office, secretary, submit, town, visits
):
    """Everybody's work is scored as it proceeds, made public, appealed against and closed; each step is on record."""
    clock.set(2020, 9, 1, 2)  # Wang's visits are recorded by Wang and verified by the secretary, as they happen
    for day, amount in (("2020-07-20", 30), ("2020-08-20", 40)):
        record = await submit(cadre, visits(amount, on=day))
        assert (await decide(secretary, "verify", record["id"]))["status"] == "VERIFIED"

    clock.set(2020, 9, 29, 2)  # not before the quarter's last working day
    assert (await advance("SELF_ASSESSMENT"))["code"] == "STAGE_NOT_OVER"
    clock.set(2020, 9, 30, 2)
    entered = await advance("SELF_ASSESSMENT")
    assert (entered["stage"], entered["dueOn"]) == ("SELF_ASSESSMENT", "2020-10-14")  # after the National Day holidays
    mine = await appraisal_of(cadre, "王合成")
    said = await cadre.act(act("selfAssess"), input={"appraisal": mine["id"], "statement": "走访七十户次"})
    assert said["selfAssessments"]["nodes"] == [{"statement": "走访七十户次"}]

    clock.set(2020, 10, 9, 2)
    assert (await advance("REVIEW"))["stage"] == "REVIEW"
    review = {"appraisal": mine["id"], "grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    reviewed = await secretary.act(act("reviewAppraisal"), input=review)
    assert reviewed["reviews"]["nodes"] == [{"grade": "FAIRLY_GOOD", "comment": "工作扎实", "reviewerName": "李合成"}]

    clock.set(2020, 10, 12, 2)
    calibration = await advance("CALIBRATION")
    assert (calibration["stage"], calibration["tallies"][0]) == (
        "CALIBRATION",
        {"stage": "CALIBRATION", "state": "done", "done": 4, "total": 4, "fault": None},
    )
    seen = await appraisal_of(office, "王合成")
    assert seen["grades"][0]["points"] is not None
    assert (await appraisal_of(cadre, "王合成"))["grades"] == []  # not before it is made public
    own = await appraisal_of(secretary, "李合成")
    assert own["grades"] == []  # nor does a reviewer see their own
    adjusted = await office.act(
        act("adjustScore"), input={"appraisal": mine["id"], "points": "2", "reason": "抗洪值守"}
    )
    assert [(one["points"], one["authorName"]) for one in adjusted["adjustments"]["nodes"]] == [("2.000000", "周合成")]

    decision = {"appraisal": mine["id"], "grade": "FAIRLY_GOOD", "reason": "综合评定"}
    decided = await office.act(act("decideGrade"), input=decision)
    assert decided["decisions"]["nodes"][0]["grade"] == "FAIRLY_GOOD"
    kept = await appraisal_of(cadre, "王合成")  # nor what was said and done to come to it
    assert [kept[name]["nodes"] for name in ("reviews", "decisions")] == [[], []]

    clock.set(2020, 10, 13, 2)
    assert (await advance("PUBLICITY"))["stage"] == "PUBLICITY"
    told = await appraisal_of(cadre, "王合成")
    assert [len(told[name]["nodes"]) for name in ("reviews", "adjustments", "decisions")] == [1, 1, 1]
    public = (await appraisal_of(cadre, "王合成"))["grades"][0]
    assert public["deciderName"] == "周合成"

    clock.set(2020, 10, 21, 2)
    assert (await advance("APPEALS"))["stage"] == "APPEALS"
    raised = await cadre.act(act("raiseAppeal"), input={"appraisal": mine["id"], "statement": "漏计一次走访"})
    assert "appeals" in raised, raised
    appeal = raised["appeals"]["nodes"][0]["id"]
    partial = await office.act(act("assignAppeal"), input={"appeal": appeal, "to": town["li"]})
    assert partial["code"] == "NOT_IMPARTIAL"  # Li has reviewed it
    assigned = await office.act(act("assignAppeal"), input={"appeal": appeal, "to": town["chen"]})
    assert assigned["appeals"]["nodes"][0]["assigneeName"] == "陈合成"
    assert (await advance("CLOSED"))["code"] == "STAGE_NOT_OVER"
    decision = {"appeal": appeal, "upheld": True, "reason": "属实", "remedy": "1.5"}
    decided = await neighbour.act(act("decideAppeal"), input=decision)
    assert decided["appeals"]["nodes"][0]["status"] == "UPHELD"

    clock.set(2020, 10, 29, 2)
    closed = await advance("CLOSED")
    assert closed["stage"] == "CLOSED"
    after = (await appraisal_of(cadre, "王合成"))["grades"][0]
    assert float(after["points"]) == float(public["points"]) + 1.5
    assert after["result"]["derivation"]["contribution"] is not None
    assert [one["stage"] for one in closed["stages"]] == ["OPEN", *STAGES, "CLOSED"]


async def _brought_to(stage, advance, clock):
    """Let the cycle go on to a stage."""
    days = {"SELF_ASSESSMENT": (2020, 9, 30, 2), "REVIEW": (2020, 10, 9, 2), "CALIBRATION": (2020, 10, 12, 2)}
    for to, day in days.items():
        clock.set(*day)
        entered = await advance(to)
        assert entered["stage"] == to, entered
        if to == stage:
            return entered
    raise AssertionError(stage)


async def test_who_takes_part_is_enrolled_once_and_seen_by_whom_it_concerns(
    advance, appraisal_of, cadre, clock, neighbour, office, secretary
):
    """Everybody whose post a scheme of the cycle is about; a village sees its own, a cadre themself."""
    await _brought_to("REVIEW", advance, clock)

    seen = {
        name: [who for who in ("李合成", "王合成", "陈合成", "周合成") if await appraisal_of(client, who)]
        for name, client in (("office", office), ("hefeng", secretary), ("honggang", neighbour), ("wang", cadre))
    }

    assert seen == {
        "office": ["李合成", "王合成", "陈合成", "周合成"],
        "hefeng": ["李合成", "王合成", "周合成"],
        "honggang": ["陈合成"],
        "wang": ["王合成"],
    }


async def test_acts_out_of_their_stage_or_by_others_change_nothing(
    advance, appraisal_of, cadre, clock, neighbour, office, secretary
):
    """Each refusal says what it is, and the appraisal is as it was."""
    await _brought_to("REVIEW", advance, clock)
    mine = await appraisal_of(cadre, "王合成")
    about = {"appraisal": mine["id"]}

    refused = [
        await cadre.act(act("selfAssess"), input={**about, "statement": "补充"}),
        await office.act(act("adjustScore"), input={**about, "points": "1", "reason": "补充"}),
        await cadre.act(act("raiseAppeal"), input={**about, "statement": "不服"}),
        await secretary.act(act("reviewAppraisal"), input={**about, "grade": "EXCELLENT", "comment": "好"}),
        await neighbour.act(act("reviewAppraisal"), input={**about, "grade": "GOOD", "comment": "好"}),
        await secretary.act(act("reviewAppraisal"), input={**about, "grade": "GOOD", "comment": " "}),
        await office.act(act("decideGrade"), input={**about, "grade": "GOOD"}),
        await secretary.act(
            act("reviewAppraisal"), input={**about, "grade": "GOOD", "comment": "好", "expectedVersion": 7}
        ),
    ]

    assert [one["code"] for one in refused] == [
        "WRONG_STAGE",
        "WRONG_STAGE",
        "WRONG_STAGE",
        "UNKNOWN_VALUE",
        "NOT_FOUND",
        "BLANK",
        "WRONG_STAGE",
        "STALE",
    ]
    assert await appraisal_of(cadre, "王合成") == mine


async def test_more_decided_tops_than_places_stop_the_stage_and_say_why(advance, appraisal_of, clock, cycle, office):
    """Of two graded at forty per cent none may be good: the tally fails, and nothing of it is in view."""
    before = await _brought_to("CALIBRATION", advance, clock)
    for name in ("李合成", "陈合成"):
        decision = {"appraisal": (await appraisal_of(office, name))["id"], "grade": "GOOD", "reason": "表现突出"}
        assert (await office.act(act("decideGrade"), input=decision))["decisions"]["nodes"][0]["grade"] == "GOOD"

    clock.set(2020, 10, 13, 2)
    stopped = await advance("PUBLICITY")

    assert (stopped["stage"], stopped["version"]) == ("CALIBRATION", before["version"])
    assert (stopped["tallies"][0]["state"], stopped["tallies"][0]["done"]) == ("failed", 4)
    assert stopped["tallies"][0]["fault"] == "“2020-q3”最高等次名额为 0 人,已确定 2 人"
    for name in ("李合成", "陈合成"):
        appraisal = (await appraisal_of(office, name))["id"]
        await office.act(act("decideGrade"), input={"appraisal": appraisal, "grade": "FAIRLY_GOOD", "reason": "名额"})
    assert (await advance("PUBLICITY"))["stage"] == "PUBLICITY"


async def test_a_tally_that_was_left_is_gone_on_with_and_comes_to_the_same(
    advance, appraisal_of, clock, cycle, monkeypatch, office, service
):
    """Whoever was killed between two batches: the next finds how far it came, and scores nobody twice."""
    await _brought_to("REVIEW", advance, clock)
    monkeypatch.setattr(tallying, "BATCH", 1)
    monkeypatch.setattr(tallying, "PATIENCE", -1.0)
    clock.set(2020, 10, 12, 2)

    left = await advance("CALIBRATION")
    assert (left["stage"], left["tallies"][0]["state"], left["tallies"][0]["done"]) == ("REVIEW", "running", 1)
    assert (await appraisal_of(office, "王合成"))["grades"] == []
    assert (await advance("CALIBRATION"))["code"] == "TALLY_RUNNING"
    with service.database.active():
        begin = service.begin_for(SYSTEM)
        while await renew_tallies(begin, service.clock()):
            pass
        results = await ResultRow.all()

    assert sorted(one.person_id for one in results) == sorted({one.person_id for one in results})
    assert len(results) == 4
    assert (await appraisal_of(office, "王合成"))["grades"][0]["points"] is None  # nobody recorded anything


async def test_a_seconded_cadre_is_assessed_where_they_serve_and_shared_with_home(
    advance, appraisal_of, clock, neighbour, office, secretary, sign_in, town
):
    """Zhou of the town's office, first secretary of Hefeng: who reviews either unit sees the result, nobody else."""
    home = await sign_in(Role.ASSESSOR, town["office"])
    await _brought_to("CALIBRATION", advance, clock)

    shared = {
        name: await appraisal_of(client, "周合成")
        for name, client in (("host", secretary), ("home", home), ("else", neighbour))
    }

    assert shared["host"]["unitName"] == shared["home"]["unitName"] == "鹤峰村党委"
    assert shared["host"]["grades"] == shared["home"]["grades"] != []
    assert shared["else"] is None
    found = await home.ask(HOMES, id=shared["home"]["id"])
    assert found["node"] == {"unit": None, "home": {"name": "Party building office"}}
