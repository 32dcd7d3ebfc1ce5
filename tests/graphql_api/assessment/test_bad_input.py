"""What the assessment does not take, in one table: each is refused with its code and place, and nothing is stored."""

from typing import Any, NamedTuple

import pytest
from tortoise import Model

from graphql_api.assessment import tables
from graphql_api.platform.access import Role
from graphql_api.platform.tables import AuditEntryRow, EventRow
from tests.graphql_api.assessment.conftest import PHOTO
from tests.graphql_api.assessment.cycles import quarter

ACT = """mutation ($input: %s!) { act: %s(input: $input) { __typename ... on Node { id } ... on UserError { code path }
  ... on InvalidInputError { faults { code path } } } }"""
STORED = sorted(
    {
        *(one for one in vars(tables).values() if isinstance(one, type) and issubclass(one, Model)),
        AuditEntryRow,
        EventRow,
    },
    key=lambda one: one.__name__,
)
VISITS = {"quantity": {"unit": {"zh": "户"}, "target": "184"}}
GROUPS = [
    {"code": "peers", "title": {"zh": "同级"}, "relation": "PEER", "weight": "50"},
    {"code": "masses", "title": {"zh": "群众"}, "relation": "MASSES", "weight": "50"},
]
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION")
APPRAISALS = "query ($cycle: ID!) { appraisals(filter: {cycle: $cycle}) { nodes { id personName } } }"


class Case(NamedTuple):
    """Who does what with which input, which code it is refused with, and at which place."""

    who: str
    act: str
    given: dict[str, Any]
    code: str
    path: str = ""


def _indicator(code, weight, measure):
    return {"code": code, "title": {"zh": code}, "weight": weight, "measure": measure}


def _scheme(*indicators, code="new", weight="100", **changed):
    dimension = {"code": "work", "title": {"zh": "工作"}, "weight": weight, "indicators": list(indicators)}
    return {
        "code": code,
        "title": {"zh": "考核"},
        "cycle": {"from": "2020-07-01", "to": "2021-01-01"},
        "appliesTo": ["party-secretary", "party-committee-member"],
        "dimensions": [dimension],
    } | changed


def _derived(formula, **more):
    return {"derived": {"formula": formula, "unit": {"zh": "户"}, "target": "10", **more}}


def _formula(text):
    return _scheme(_indicator("visits", "50", VISITS), _indicator("rate", "50", _derived(text)))


SOUND = _scheme(
    _indicator("visits", "30", VISITS),
    _indicator("conduct", "30", {"points": {"base": "80", "ceiling": "100"}}),
    _indicator("rated", "40", {"rating": {"low": "1", "high": "5", "groups": GROUPS}}),
    _indicator("accident", "0", {"veto": {"capsAt": 3}}),
    code="full",
)
FORMULA = "dimensions.0.indicators.1.measure.formula"


class World(dict[str, Any]):
    """What there is, by name, and who acts."""

    clients: dict[str, Any]

    async def act(self, who, act, given):
        """What an act is answered with."""
        kind = "RecordInput" if act in {"verifyRecord", "withdrawRecord"} else f"{act[0].upper()}{act[1:]}Input"
        return (await self.clients[who].ask(ACT % (kind, act), input=given))["act"]

    async def made(self, who, act, given):
        """The id of what an act has made."""
        answer = await self.act(who, act, given)
        assert "id" in answer, answer
        return answer["id"]


@pytest.fixture
async def world(admin, appoint, clock, sign_in, town):
    """A published scheme and a draft, records in every state, and a quarter's cycle in review."""
    world = World(town.ids)
    world.clients = {
        "admin": admin,
        "office": await sign_in(Role.ORGANISATION_OFFICE, town["town"], town["zhou"]),
        "office-of-hefeng": await sign_in(Role.ORGANISATION_OFFICE, town["hefeng"], town["zhou"]),
        "secretary": await sign_in(Role.VILLAGE_SECRETARY, town["hefeng"], town["li"]),
        "neighbour": await sign_in(Role.VILLAGE_SECRETARY, town["honggang"], town["chen"]),
        "cadre": await sign_in(Role.CADRE, town["hefeng"], town["wang"]),
        "resident": await sign_in(Role.CADRE, town["hefeng"], town["resident"]),
        "reader": await sign_in(Role.READER, town["town"]),
    }
    newcomer = {"name": "新人", "unit": town["hefeng"], "kind": "RESIDENCE", "on": "2020-01-01"}
    town.ids["newcomer"] = world["newcomer"] = await world.made("admin", "registerPerson", newcomer)
    await appoint("newcomer", "hefeng-committee", "party-committee-member", "2020-08-15")
    world["scheme"] = await world.made("admin", "draftScheme", SOUND)
    await world.made("admin", "publishScheme", {"scheme": world["scheme"]})
    world["draft"] = await world.made("admin", "draftScheme", SOUND | {"code": "draft"})
    past = _scheme(_indicator("visits", "100", VISITS), code="past", cycle={"from": "2019-01-01", "to": "2020-01-01"})
    await world.made("admin", "publishScheme", {"scheme": await world.made("admin", "draftScheme", past)})
    clock.set(2020, 9, 1, 2)
    about = {"scheme": world["scheme"], "indicator": "visits", "occurredOn": "2020-08-20", "evidence": [PHOTO]}
    for name, who, person in (
        ("waiting", "cadre", "wang"),
        ("own", "secretary", "li"),
        ("submitted", "secretary", "wang"),
        ("decided", "cadre", "wang"),
    ):
        given = {**about, "person": world[person], "entry": {"amount": "3"}}
        world[name] = await world.made(who, "submitRecord", given)
    await world.made("secretary", "verifyRecord", {"record": world["decided"]})
    rating = {"rating": {"rating": "4", "group": "peers"}}
    rated = {**about, "indicator": "rated", "person": world["li"], "entry": rating, "evidence": []}
    world["rating"] = await world.made("cadre", "submitRecord", rated)
    world["cycle"] = await world.made("office", "openCycle", quarter(town, schemes=["full"]))
    for to, day in (("SELF_ASSESSMENT", (9, 30)), ("REVIEW", (10, 9))):
        clock.set(2020, *day, 2)
        await world.made("office", "advanceCycle", {"cycle": world["cycle"], "to": to})
    for one in (await admin.ask(APPRAISALS, cycle=world["cycle"]))["appraisals"]["nodes"]:
        world[{"王合成": "of-wang", "李合成": "of-li"}.get(one["personName"], one["personName"])] = one["id"]
    return world


@pytest.fixture
def stored(service):
    """Every row of the assessment, of the audit log and of the outbox."""

    async def stored():
        with service.database.active():
            return {one.__name__: await one.all().order_by(one._meta.pk_attr).values() for one in STORED}

    return stored


def _record(world, **changed):
    given = {
        "scheme": world["scheme"],
        "indicator": "visits",
        "person": world["wang"],
        "occurredOn": "2020-08-20",
        "entry": {"amount": "3"},
        "evidence": [PHOTO],
    }
    return given | {
        name: world.get(value, value) if isinstance(value, str) else value for name, value in changed.items()
    }


def _rating(world, group="peers", rating="4", **changed):
    entry = {"rating": {"rating": rating, "group": group}}
    return _record(world, indicator="rated", person="li", evidence=[], entry=entry) | changed


def records(world):
    """Outside the cycle, for a post not held then, by and about whom it may not be, or of something else."""
    submit = "submitRecord"
    return (
        Case("admin", submit, _record(world, occurredOn="2020-06-30"), "OUTSIDE_CYCLE", "occurredOn"),
        Case("admin", submit, _record(world, occurredOn="2021-01-01"), "OUTSIDE_CYCLE", "occurredOn"),
        Case("admin", submit, _record(world, occurredOn="2020-10-10"), "NOT_YET_HAPPENED", "occurredOn"),
        Case(
            "admin", submit, _record(world, person="newcomer", occurredOn="2020-08-14"), "POST_NOT_HELD", "occurredOn"
        ),
        Case("admin", submit, _record(world, person="zhou"), "POST_NOT_HELD", "occurredOn"),
        Case("cadre", submit, _record(world, person="li"), "FORBIDDEN", "person"),
        Case("neighbour", submit, _record(world), "NOT_FOUND", "person"),
        Case("reader", submit, _record(world), "FORBIDDEN", ""),
        Case("admin", submit, _record(world, person=None), "BLANK", "person"),
        Case("admin", submit, _record(world, person=None, unit="hefeng"), "SUBJECT_DIFFERS", "person"),
        Case("admin", submit, _record(world, scheme="draft"), "SCHEME_NOT_PUBLISHED", "scheme"),
        Case("admin", submit, _record(world, indicator="no-such"), "UNKNOWN_VALUE", "indicator"),
        Case("admin", submit, _record(world, evidence=[]), "EVIDENCE_REQUIRED", "evidence"),
        Case("admin", submit, _record(world, entry={"veto": "事故"}), "ENTRY_DOES_NOT_FIT", "entry"),
        Case("admin", submit, _record(world, entry={"amount": "-1"}), "OUT_OF_RANGE", "entry.amount"),
        Case("admin", submit, _record(world, entry={"notApplicable": " "}), "BLANK", "entry.reason"),
        Case("cadre", submit, _record(world, supersedes="waiting"), "NOTHING_TO_SUPERSEDE", "supersedes"),
        Case("secretary", submit, _record(world, supersedes="own"), "SUPERSEDES_ANOTHER", "supersedes"),
    )


def verifications(world):
    """Nobody verifies what is their own, and only who reviews the place decides, once."""

    def decided(who, name, code, act="verifyRecord", path="", **more):
        return Case(who, act, {"record": world[name], **more}, code, path)

    return (
        decided("secretary", "own", "OWN_RECORD"),
        decided("secretary", "submitted", "OWN_SUBMISSION"),
        decided("secretary", "own", "OWN_RECORD", "rejectRecord", reason="不实"),
        decided("secretary", "own", "OWN_RECORD", "returnRecord", reason="请补"),
        decided("cadre", "waiting", "FORBIDDEN"),
        decided("reader", "waiting", "FORBIDDEN"),
        decided("neighbour", "waiting", "NOT_FOUND", path="record"),
        decided("secretary", "decided", "ALREADY_DECIDED"),
        decided("secretary", "waiting", "STALE", expectedVersion=7),
        decided("secretary", "waiting", "BLANK", "rejectRecord", "reason", reason=" "),
        decided("secretary", "waiting", "NOT_THE_SUBMITTER", "withdrawRecord"),
        decided("cadre", "decided", "ALREADY_DECIDED", "withdrawRecord"),
    )


def ratings(world):
    """By a non-member of the group, about oneself, twice, or off the scale."""
    submit = "submitRecord"
    return (
        Case("resident", submit, _rating(world), "RATER_NOT_IN_GROUP", "entry.group"),
        Case("neighbour", submit, _rating(world, "masses"), "NOT_FOUND", "person"),
        Case("cadre", submit, _rating(world, "masses"), "RATER_NOT_IN_GROUP", "entry.group"),
        Case("cadre", submit, _rating(world), "ALREADY_RATED", "entry"),
        Case("secretary", submit, _rating(world), "OWN_RATING", "entry"),
        Case("resident", submit, _rating(world, "masses", "6"), "OUT_OF_RANGE", "entry.rating"),
        Case("resident", submit, _rating(world, "friends"), "UNKNOWN_VALUE", "entry.group"),
        Case("resident", submit, _rating(world, None), "FORBIDDEN", "person"),
        Case("reader", submit, _rating(world, "masses"), "FORBIDDEN", ""),
    )


def schemes(world):
    """Weights off a hundred, holes, and whatever would change what is published."""
    whole = {"changes": [{"leaveOut": "visits"}]}
    rated = {"rating": {"low": "1", "high": "5", "groups": [GROUPS[0]]}}
    step = {"code": "plan", "title": {"zh": "方案"}, "dueOn": "2021-01-31", "share": "100"}
    halves = (_indicator("a", "50", VISITS), _indicator("b", "49.999999", VISITS))
    draft = "draftScheme"
    return (
        Case(
            "admin", draft, _scheme(_indicator("visits", "99", VISITS)), "WEIGHTS_DO_NOT_SUM", "dimensions.0.indicators"
        ),
        Case("admin", draft, _scheme(*halves), "WEIGHTS_DO_NOT_SUM", "dimensions.0.indicators"),
        Case("admin", draft, _scheme(_indicator("a", "99", VISITS), weight="99"), "WEIGHTS_DO_NOT_SUM", "dimensions"),
        Case(
            "admin",
            draft,
            _scheme(_indicator("a", "100", rated)),
            "WEIGHTS_DO_NOT_SUM",
            "dimensions.0.indicators.0.measure.groups",
        ),
        Case(
            "admin",
            "inheritScheme",
            {"parent": world["scheme"], "code": "x", "title": {"zh": "下"}, **whole},
            "WEIGHTS_DO_NOT_SUM",
            "dimensions",
        ),
        Case(
            "admin",
            "reviseScheme",
            {"scheme": world["scheme"], "dimensions": SOUND["dimensions"] * 2},
            "WEIGHTS_DO_NOT_SUM",
            "dimensions",
        ),
        Case("admin", draft, _scheme(), "BLANK", "dimensions.0.indicators"),
        Case("admin", draft, _scheme(dimensions=[]), "BLANK", "dimensions"),
        Case("admin", draft, _scheme(_indicator("a", "100", VISITS), appliesTo=[]), "BLANK", "appliesTo"),
        Case(
            "admin", draft, _scheme(_indicator("a", "100", VISITS), cycle={"from": "2020-07-01"}), "BLANK", "cycle.to"
        ),
        Case(
            "admin",
            draft,
            _scheme(_indicator("a", "100", {"milestones": {"milestones": [step]}})),
            "MALFORMED",
            "dimensions.0.indicators.0.measure.milestones.0.dueOn",
        ),
        Case("admin", "publishScheme", {"scheme": world["scheme"]}, "SCHEME_PUBLISHED", "scheme"),
        Case("admin", draft, SOUND, "DUPLICATE", "code"),
        Case(
            "admin",
            "publishScheme",
            {"scheme": world["draft"], "effectiveOn": "2021-01-01"},
            "MALFORMED",
            "effectiveOn",
        ),
        Case(
            "admin",
            "inheritScheme",
            {"parent": world["draft"], "code": "x", "title": {"zh": "下"}, "changes": []},
            "SCHEME_NOT_PUBLISHED",
            "inherits",
        ),
        Case("secretary", draft, SOUND | {"code": "x"}, "FORBIDDEN"),
        Case("secretary", "publishScheme", {"scheme": world["draft"]}, "FORBIDDEN"),
        Case("admin", "publishScheme", {"scheme": "IndicatorScheme:0000000000000"}, "NOT_FOUND", "scheme"),
    )


def formulas(world):
    """Divided by zero, going round, reading what is not theirs, exploding, or no formula at all."""

    def wrong(text, code):
        return Case("admin", "draftScheme", _formula(text), code, FORMULA)

    ring = _scheme(
        _indicator("visits", "50", _derived('reading["rate"]')),
        _indicator("rate", "50", _derived('reading["visits"]')),
    )
    veto = _scheme(
        _indicator("visits", "50", VISITS),
        _indicator("rate", "50", _derived('reading["accident"]')),
        _indicator("accident", "0", {"veto": {"capsAt": 3}}),
    )
    return (
        wrong('reading["visits"] / 0', "FORMULA_DIVIDES_BY_ZERO"),
        wrong('reading["visits"] / (2 - 2)', "FORMULA_DIVIDES_BY_ZERO"),
        wrong('reading["rate"] + 1', "FORMULA_LOOPS"),
        Case("admin", "draftScheme", ring, "FORMULA_LOOPS", "dimensions.0.indicators.0.measure.formula"),
        Case("admin", "draftScheme", veto, "UNKNOWN_VALUE", FORMULA),
        wrong('reading["no-such"]', "UNKNOWN_VALUE"),
        wrong('figure["nobody.publishes"]', "UNKNOWN_VALUE"),
        wrong('open("/etc/passwd")', "FORMULA_FORBIDDEN"),
        wrong("reading.__class__", "FORMULA_FORBIDDEN"),
        wrong('__import__("os").system("true")', "FORMULA_FORBIDDEN"),
        wrong("[x for x in reading]", "FORMULA_FORBIDDEN"),
        wrong("(lambda: 1)()", "FORMULA_FORBIDDEN"),
        wrong("9 ** 9 ** 9", "FORMULA_FORBIDDEN"),
        wrong("9" * 60, "FORMULA_TOO_LARGE"),
        wrong("1 + " * 200 + "1", "FORMULA_TOO_LARGE"),
        wrong("(" * 300 + "1" + ")" * 300, "FORMULA_TOO_LARGE"),
        wrong("1 +", "FORMULA_MALFORMED"),
        wrong("", "BLANK"),
    )


def quotas(world):
    """A quota that nobody could meet, or that the national rules forbid; thresholds, days and schemes of no cycle."""

    def opened(refusal, path, who="office", **changed):
        given = quarter(world, schemes=["full"], code="another") | changed
        return Case(who, "openCycle", given, refusal, path)

    def graded(code, path, **grading):
        return opened(code, f"grading.{path}" if path else "", grading={"ties": ["work"], "quotaBy": "WHOLE"} | grading)

    timetable = [{"stage": stage, "workingDays": 5} for stage in (*STAGES, "PUBLICITY", "APPEALS")]
    hurried = [{**one, "workingDays": 4} for one in timetable]
    annual = {"kind": "ANNUAL", "grading": {}}
    year = {"kind": "ANNUAL", "routine": [world["cycle"]], "period": {"from": "2020-01-01", "to": "2021-01-01"}}
    return (
        graded("QUOTA_WITHOUT_PLACES", "topShare", topShare="10", topShareExcellent="10"),
        graded("QUOTA_WITHOUT_PLACES", "topShare", topShare="0.01", topShareExcellent="0.01"),
        opened("QUOTA_WITHOUT_PLACES", "grading.topShare", **annual),  # three in a unit at most
        graded("OUT_OF_RANGE", "topShare", topShare="41", topShareExcellent="41"),
        graded("OUT_OF_RANGE", "topShareExcellent", topShareExcellent="41"),
        graded("OUT_OF_RANGE", "topShareExcellent", topShare="40", topShareExcellent="39"),
        graded("OUT_OF_RANGE", "topShare", topShare="-1"),
        opened(
            "OUT_OF_RANGE", "grading.topShare", kind="ANNUAL", grading={"topShare": "21", "topShareExcellent": "25"}
        ),
        opened("OUT_OF_RANGE", "grading.topShareExcellent", kind="ANNUAL", grading={"topShareExcellent": "26"}),
        graded("EMPTY_RANGE", "thresholds.1", thresholds=["80", "90", "60"]),
        graded("EMPTY_RANGE", "thresholds.2", thresholds=["90", "80", "80"]),
        graded("OUT_OF_RANGE", "thresholds", thresholds=["90", "80"]),
        graded("OUT_OF_RANGE", "thresholds.0", thresholds=["101", "80", "60"]),
        graded("DUPLICATE", "ties.1", ties=["work", "work"]),
        graded("OUT_OF_RANGE", "mostAdjustment", mostAdjustment="-1"),
        opened("UNKNOWN_VALUE", "schemes.0", schemes=["no-such"]),
        opened("UNKNOWN_VALUE", "schemes.0", schemes=["draft"]),
        opened("UNKNOWN_VALUE", "schemes.1", schemes=["full", "past"]),
        opened("BLANK", "schemes", schemes=[]),
        opened("BLANK", "timetable.appeals", timetable=timetable[:-1]),
        opened("OUT_OF_RANGE", "timetable.3.workingDays", timetable=hurried),
        opened("BLANK", "period.to", period={"from": "2020-07-01"}),
        opened("DUPLICATE", "code", code="2020-q3"),
        opened("OUT_OF_RANGE", "routine", routine=[world["cycle"]]),
        opened("OUT_OF_RANGE", "routineWeight", **year, routineWeight="0"),
        opened("OUT_OF_RANGE", "routineWeight", routineWeight="30"),
        opened("NOT_FOUND", "unit", unit="Unit:0000000000000"),
        opened("FORBIDDEN", "", who="secretary"),
        opened("FORBIDDEN", "", who="neighbour"),
    )


def stages(world):
    """Every act out of its stage, in a stage that is over or not over, by who may not, or about oneself."""
    mine, of_li = {"appraisal": world["of-wang"]}, {"appraisal": world["of-li"]}
    review = {"grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    said = {"points": "1", "reason": "补充"}

    def advanced(to, code, path, who="office"):
        return Case(who, "advanceCycle", {"cycle": world["cycle"], "to": to}, code, path)

    return (
        advanced("PUBLICITY", "WRONG_STAGE", "to"),
        advanced("CLOSED", "WRONG_STAGE", "to"),
        advanced("OPEN", "WRONG_STAGE", "to"),
        advanced("REVIEW", "WRONG_STAGE", "to"),
        advanced("CALIBRATION", "FORBIDDEN", "", who="secretary"),
        advanced("CALIBRATION", "FORBIDDEN", "cycle", who="office-of-hefeng"),
        Case("office", "advanceCycle", {"cycle": world["cycle"], "to": "CALIBRATION", "expectedVersion": 1}, "STALE"),
        Case(
            "office", "advanceCycle", {"cycle": "AssessmentCycle:0000000000000", "to": "REVIEW"}, "NOT_FOUND", "cycle"
        ),
        Case("cadre", "selfAssess", {**mine, "statement": "补充"}, "WRONG_STAGE"),
        Case("office", "adjustScore", {**mine, **said}, "WRONG_STAGE"),
        Case("office", "decideGrade", {**mine, "grade": "GOOD", "reason": "突出"}, "WRONG_STAGE"),
        Case("cadre", "raiseAppeal", {**mine, "statement": "不服"}, "WRONG_STAGE"),
        Case("secretary", "reviewAppraisal", {**of_li, **review}, "OWN_APPRAISAL"),
        Case("neighbour", "reviewAppraisal", {**mine, **review}, "NOT_FOUND", "appraisal"),
        Case("cadre", "reviewAppraisal", {**mine, **review}, "FORBIDDEN"),
        Case("admin", "reviewAppraisal", {**mine, **review}, "NAME_REQUIRED", "by"),
        Case("secretary", "reviewAppraisal", {**mine, **review, "grade": "EXCELLENT"}, "UNKNOWN_VALUE", "grade"),
        Case("secretary", "reviewAppraisal", {**mine, **review, "comment": " "}, "BLANK", "comment"),
        Case("secretary", "adjustScore", {**mine, **said}, "FORBIDDEN"),
        Case("office", "assignAppeal", {"appeal": "Appeal:0000000000000", "to": world["chen"]}, "NOT_FOUND", "appeal"),
    )


def calibration(world):
    """What is adjusted and decided stays within its bounds, with a name and a reason; reviews are over."""
    mine = {"appraisal": world["of-wang"]}
    return (
        Case("secretary", "reviewAppraisal", {**mine, "grade": "GOOD", "comment": "好"}, "WRONG_STAGE"),
        Case("office", "adjustScore", {**mine, "points": "5.5", "reason": "抗洪"}, "ADJUSTMENTS_EXCEED", "points"),
        Case("office", "adjustScore", {**mine, "points": "0", "reason": "抗洪"}, "BLANK", "points"),
        Case("office", "adjustScore", {**mine, "points": "1", "reason": " "}, "BLANK", "reason"),
        Case("admin", "adjustScore", {**mine, "points": "1", "reason": "抗洪"}, "NAME_REQUIRED", "by"),
        Case("office", "decideGrade", {**mine, "grade": "GOOD"}, "BLANK", "reason"),
        Case("office", "decideGrade", {**mine, "grade": "GOOD", "reason": "突出"}, "QUOTA_EXCEEDED", "grade"),
        Case("office", "decideGrade", {**mine, "grade": "EXCELLENT", "reason": "好"}, "UNKNOWN_VALUE", "grade"),
        Case("admin", "decideGrade", {**mine, "grade": "GOOD", "reason": "好"}, "NAME_REQUIRED", "by"),
        Case("cadre", "raiseAppeal", {**mine, "statement": "不服"}, "WRONG_STAGE"),
        Case("admin", "advanceCycle", {"cycle": world["cycle"], "to": "PUBLICITY"}, "NAME_REQUIRED", "by"),
    )


def publicity(world):
    """Five working days are five working days, and nothing is changed meanwhile."""
    mine = {"appraisal": world["of-wang"]}
    return (
        Case("office", "advanceCycle", {"cycle": world["cycle"], "to": "APPEALS"}, "STAGE_NOT_OVER", "on"),
        Case("office", "adjustScore", {**mine, "points": "1", "reason": "抗洪"}, "WRONG_STAGE"),
        Case("office", "decideGrade", {**mine, "grade": "GOOD", "reason": "好"}, "WRONG_STAGE"),
        Case("cadre", "raiseAppeal", {**mine, "statement": "不服"}, "WRONG_STAGE"),
    )


def appeals(world):
    """Raised by whom it is about, decided by whom it was given to, who had no part in it."""
    mine, appeal = {"appraisal": world["of-wang"]}, {"appeal": world["appeal"]}
    upheld = {**appeal, "upheld": True, "reason": "属实"}
    return (
        Case("secretary", "raiseAppeal", {**mine, "statement": "不服"}, "NOT_THE_APPRAISED"),
        Case("neighbour", "raiseAppeal", {**mine, "statement": "不服"}, "NOT_FOUND", "appraisal"),
        Case("cadre", "raiseAppeal", {**mine, "statement": "又不服"}, "APPEAL_PENDING"),
        Case("secretary", "raiseAppeal", {"appraisal": world["of-li"], "statement": " "}, "BLANK", "statement"),
        Case("office", "assignAppeal", {**appeal, "to": world["li"]}, "NOT_IMPARTIAL", "to"),
        Case("office", "assignAppeal", {**appeal, "to": world["wang"]}, "NOT_IMPARTIAL", "to"),
        Case("secretary", "decideAppeal", upheld, "NOT_THE_ASSIGNEE"),
        Case("office", "decideGrade", {**mine, "grade": "GOOD", "reason": "好"}, "WRONG_STAGE"),
        Case("office", "advanceCycle", {"cycle": world["cycle"], "to": "CLOSED"}, "STAGE_NOT_OVER", "on"),
    )


def over(world):
    """No appeal after its last day, and no close while one waits."""
    return (
        Case("secretary", "raiseAppeal", {"appraisal": world["of-li"], "statement": "不服"}, "STAGE_OVER"),
        Case("office", "advanceCycle", {"cycle": world["cycle"], "to": "CLOSED"}, "APPEALS_OPEN"),
    )


async def _refused(world, cases, stored):
    before = await stored()
    for case in cases:
        answer = await world.act(case.who, case.act, case.given)
        told = {(one.get("code"), ".".join(one.get("path") or ())) for one in (answer, *(answer.get("faults") or ()))}
        assert (case.code, case.path) in told, (case, answer)
        after = await stored()
        assert after == before, [name for name in before if after[name] != before[name]]


@pytest.mark.parametrize(
    "table", [records, verifications, ratings, schemes, formulas, quotas, stages], ids=lambda one: one.__name__
)
async def test_what_may_not_be_is_refused_with_its_place_and_nothing_is_stored(stored, table, world):
    """Row by row of the table: the code, the path, and every table as it was."""
    await _refused(world, table(world), stored)


async def test_what_may_not_be_in_later_stages_is_refused_and_nothing_is_stored(clock, stored, world):
    """The same from calibration to the close, which is refused while an appeal waits."""
    review = {"appraisal": world["of-wang"], "grade": "FAIRLY_GOOD", "comment": "工作扎实"}
    await world.made("secretary", "reviewAppraisal", review)
    for to, day, table in (("CALIBRATION", (10, 12), calibration), ("PUBLICITY", (10, 13), publicity)):
        clock.set(2020, *day, 2)
        await world.made("office", "advanceCycle", {"cycle": world["cycle"], "to": to})
        await _refused(world, table(world), stored)
    clock.set(2020, 10, 21, 2)
    await world.made("office", "advanceCycle", {"cycle": world["cycle"], "to": "APPEALS"})
    await world.made("cadre", "raiseAppeal", {"appraisal": world["of-wang"], "statement": "漏计一次走访"})
    asked = "{ appeals { nodes { id } } }"
    world["appeal"] = (await world.clients["office"].ask(asked))["appeals"]["nodes"][0]["id"]
    await _refused(world, appeals(world), stored)
    clock.set(2020, 10, 29, 2)
    await _refused(world, over(world), stored)
