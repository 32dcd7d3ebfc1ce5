"""A quarter taken through its stages: what several tests rest on."""

from tests.graphql_api.assessment.cycles import act

CALIBRATION = (("SELF_ASSESSMENT", (9, 30)), ("REVIEW", (10, 9)), ("CALIBRATION", (10, 12)))


async def to_calibration(advance, clock):
    """Let the cycle go on until everybody is scored for the reviewers."""
    for to, day in CALIBRATION:
        clock.set(2020, *day, 2)
        entered = await advance(to)
        assert entered["stage"] == to, entered


async def to_close(advance, clock, mine, *, cadre, neighbour, office, town):
    """From calibration to the close, with an adjustment of Wang's score and an appeal that is upheld."""
    clock.set(2020, 10, 12, 4)
    await office.act(act("adjustScore"), input={**mine, "points": "2", "reason": "抗洪值守"})
    for to, day in (("PUBLICITY", 13), ("APPEALS", 21)):
        clock.set(2020, 10, day, 2)
        assert (await advance(to))["stage"] == to
    clock.set(2020, 10, 22, 2)
    raised = await cadre.act(act("raiseAppeal"), input={**mine, "statement": "漏计一次走访"})
    appeal = raised["appeals"]["nodes"][0]["id"]
    await office.act(act("assignAppeal"), input={"appeal": appeal, "to": town["chen"]})
    decision = {"appeal": appeal, "upheld": True, "reason": "属实", "remedy": "1.5"}
    decided = await neighbour.act(act("decideAppeal"), input=decision)
    assert decided["appeals"]["nodes"][0]["status"] == "UPHELD"
    clock.set(2020, 10, 29, 2)
    assert (await advance("CLOSED"))["stage"] == "CLOSED"
    clock.set(2020, 11, 2, 2)
