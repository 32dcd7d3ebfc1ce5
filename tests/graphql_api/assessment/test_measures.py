"""Everything a scheme says, through GraphQL: measures of every kind, effect dates, inheritance, and what is refused."""

import copy

import pytest

from graphql_api.testing import town_modules
from pomegranate_seeds.module import MODULE
from tests.graphql_api.assessment.conftest import INHERIT

READ = """query ($id: ID!) { node(id: $id) { ... on IndicatorScheme {
  subject unitKinds missing effectiveOn watch { amberBelow redBelow graceDays aheadDays } inherits { code }
  dimensions { indicators { code initiative origin verifiedBy measure { __typename
    ... on QuantityMeasure { cap pace checkpoints { on share } }
    ... on MilestoneMeasure { lateDecay lateFloor milestones { code dueOn share } }
    ... on PointsMeasure { mostBonus mostDeduction }
    ... on RatingMeasure { trim groups { code title relation weight minimumRaters } }
    ... on DerivedMeasure { formula target floor direction }
    ... on VetoMeasure { capsAt } } } } } } }"""
RATE = 'reading["visits"] / figure["training.hours"]'
REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
  ... on IndicatorScheme { id version unitKinds missing } ... on UserError { code path } } }"""


@pytest.fixture(scope="session")
def modules():
    """The built-in domains, and a practice that offers an indicator."""
    return town_modules(MODULE)


def _indicator(code, weight, measure, **more):
    return {"code": code, "title": {"zh": code, "en": code}, "weight": weight, "measure": measure, **more}


@pytest.fixture
def full(sound_scheme):
    """A scheme with a measure of every kind."""
    group = {"relation": "PEER", "weight": "60", "minimumRaters": 2, "code": "peers", "title": {"zh": "同级"}}
    masses = {"relation": "MASSES", "weight": "40", "code": "masses", "title": {"zh": "群众", "en": "Masses"}}
    step = {"code": "plan", "title": {"zh": "方案"}, "dueOn": "2020-08-31", "share": "100"}
    indicators = [
        _indicator(
            "visits",
            "20",
            {
                "quantity": {
                    "unit": {"zh": "户"},
                    "target": "100",
                    "cap": "120",
                    "pace": "SEASONAL",
                    "checkpoints": [{"on": "2020-08-31", "share": "60"}],
                }
            },
            initiative="grid",
            verifiedBy=["party-secretary"],
        ),
        _indicator("grid", "20", {"milestones": {"milestones": [step], "lateDecay": "1", "lateFloor": "50"}}),
        _indicator(
            "conduct", "20", {"points": {"base": "80", "ceiling": "100", "mostBonus": "10", "mostDeduction": "30"}}
        ),
        _indicator("rated", "20", {"rating": {"low": "1", "high": "5", "trim": "10", "groups": [group, masses]}}),
        _indicator(
            "rate",
            "20",
            {
                "derived": {
                    "formula": 'reading["visits"] / figure["training.hours"]',
                    "unit": {"zh": "户"},
                    "target": "2",
                }
            },
        ),
        _indicator("accident", "0", {"veto": {"capsAt": 3}}),
    ]
    return sound_scheme | {
        "code": "full",
        "dimensions": [{"code": "all", "title": {"zh": "全部"}, "weight": "100", "indicators": indicators}],
        "unitKinds": ["party-committee"],
        "missing": "NOTHING",
        "watch": {"amberBelow": "80", "graceDays": 7},
    }


async def test_every_measure_comes_back_as_it_was_given(admin, full, made):
    """What the scheme says is what is read, down to checkpoints, rater groups and formulas."""
    scheme = await made(full)

    node = (await admin.ask(READ, id=scheme))["node"]

    assert (node["subject"], node["unitKinds"], node["missing"]) == ("CADRE", ["party-committee"], "NOTHING")
    assert node["watch"] == {"amberBelow": "80", "redBelow": "60", "graceDays": 7, "aheadDays": 7}
    measures = {one["code"]: one["measure"] for one in node["dimensions"][0]["indicators"]}
    assert measures["visits"] == {
        "__typename": "QuantityMeasure",
        "cap": "120",
        "pace": "SEASONAL",
        "checkpoints": [{"on": "2020-08-31", "share": "60"}],
    }
    assert (measures["grid"]["lateDecay"], measures["grid"]["lateFloor"]) == ("1", "50")
    assert (measures["conduct"]["mostBonus"], measures["conduct"]["mostDeduction"]) == ("10", "30")
    assert measures["rated"]["trim"] == "10"
    assert [(one["code"], one["relation"], one["minimumRaters"]) for one in measures["rated"]["groups"]] == [
        ("peers", "PEER", 2),
        ("masses", "MASSES", 1),
    ]
    assert measures["rate"]["formula"] == RATE
    assert measures["accident"]["capsAt"] == 3
    first = node["dimensions"][0]["indicators"][0]
    assert (first["initiative"], first["origin"], first["verifiedBy"]) == ("grid", None, ["party-secretary"])


def _changed(full, place, measure):
    wrong = copy.deepcopy(full)
    wrong["dimensions"][0]["indicators"][place]["measure"] = measure
    return wrong


_FORMULA = "dimensions.0.indicators.4.measure.formula"


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ('reading["visits"] / 0', "FORMULA_DIVIDES_BY_ZERO"),
        ('reading["rate"] + 1', "FORMULA_LOOPS"),
        ('reading["nothing"]', "UNKNOWN_VALUE"),
        ('reading["accident"]', "UNKNOWN_VALUE"),
        ('open("/etc/passwd")', "FORMULA_FORBIDDEN"),
        ("9 ** 9 ** 9", "FORMULA_FORBIDDEN"),
        ("1 +", "FORMULA_MALFORMED"),
        ("1 + " * 200 + "1", "FORMULA_TOO_LARGE"),
    ],
)
async def test_a_formula_that_says_too_much_is_refused_with_its_place(admin, draft, full, formula, code):
    """It divides by nothing, loops, reads what it may not, or explodes: typed, and nothing is stored."""
    wrong = _changed(full, 4, {"derived": {"formula": formula, "unit": {"zh": "户"}, "target": "2"}})

    refused = await draft(admin, wrong)

    faults = refused.get("faults") or [refused]
    assert (code, _FORMULA) in {(fault["code"], ".".join(fault["path"])) for fault in faults}
    assert (await admin.ask("{ indicatorSchemes { totalCount } }"))["indicatorSchemes"]["totalCount"] == 0


async def test_two_wrong_formulas_are_told_together(admin, draft, full):
    """Each with the place at which it stands in the input."""
    wrong = _changed(full, 4, {"derived": {"formula": "1 +", "unit": {"zh": "户"}, "target": "2"}})
    wrong = _changed(wrong, 0, {"derived": {"formula": "x", "unit": {"zh": "户"}, "target": "2"}})

    refused = await draft(admin, wrong)

    assert [fault["path"][3] for fault in refused["faults"]] == ["0", "4"]


@pytest.mark.parametrize(
    ("place", "measure", "path"),
    [
        (0, {"quantity": {"unit": {"zh": "户"}, "target": "10", "cap": "5"}}, "measure.cap"),
        (0, {"quantity": {"unit": {"zh": "户"}, "target": "10", "pace": "STEPPED"}}, "measure.checkpoints"),
        (5, {"veto": {"capsAt": 9}}, "measure.capsAt"),
    ],
)
async def test_a_draft_with_holes_is_refused(admin, draft, full, place, measure, path):
    """A scheme can't be published with holes, because it can't be drafted with any."""
    refused = await draft(admin, _changed(full, place, measure))

    faults = refused.get("faults") or [refused]
    assert f"dimensions.0.indicators.{place}.{path}" in {".".join(fault["path"]) for fault in faults}


async def test_a_later_version_counts_from_its_day_and_never_before_it_is_published(
    admin, clock, draft, full, made, publish
):
    """What is past keeps the version it was made under."""
    scheme = await made(full)
    clock.forward(days=62)
    second = (await admin.act(REVISE, input={"scheme": scheme, "missing": "UNGRADED"}))["id"]

    early = await publish(admin, second, effectiveOn="2020-08-01")
    outside = await publish(admin, second, effectiveOn="2021-01-01")
    published = await publish(admin, second, effectiveOn="2020-10-01")

    assert (early["code"], early["path"]) == ("TAKES_EFFECT_TOO_EARLY", ["effectiveOn"])
    assert outside["code"] == "INVALID_INPUT" or outside["code"] == "MALFORMED"
    assert published["status"] == "PUBLISHED"
    assert (await admin.ask(READ, id=second))["node"]["effectiveOn"] == "2020-10-01"
    assert (await admin.ask(READ, id=scheme))["node"]["effectiveOn"] is None


async def test_a_scheme_inherits_with_changes_and_says_whence_everything_comes(admin, full, made):
    """Weighed anew, left out, one's own added, and one that a practice offers."""
    scheme = await made(full)
    own = _indicator("story", "10", {"points": {"base": "0", "ceiling": "10"}})
    changes = [
        {"leaveOut": "rate"},
        {"reweigh": {"indicator": "visits", "weight": "10"}},
        {"remeasure": {"indicator": "conduct", "measure": {"points": {"base": "50", "ceiling": "100"}}}},
        {"add": {"dimension": "all", "indicator": {"own": own}}},
        {
            "add": {
                "dimension": "seeds",
                "title": {"zh": "石榴籽"},
                "indicator": {
                    "offered": {"practice": MODULE.name, "code": MODULE.practice.indicators[0].code, "weight": "20"}
                },
            }
        },
    ]

    heir = await admin.act(
        INHERIT, input={"parent": scheme, "code": "heir", "title": {"zh": "沿用"}, "changes": changes}
    )

    assert heir["inherits"] == {"code": "full"}
    assert [(one["code"], one["weight"]) for one in heir["dimensions"]] == [("all", "80"), ("seeds", "20")]
    assert {one["code"]: one["origin"] for part in heir["dimensions"] for one in part["indicators"]} == {
        "visits": "full",
        "grid": "full",
        "conduct": "full",
        "rated": "full",
        "accident": "full",
        "story": None,
        MODULE.practice.indicators[0].code: MODULE.name,
    }


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ([{"leaveOut": "nothing"}], "UNKNOWN_VALUE", "changes.0.indicator"),
        ([{"leaveOut": "visits"}], "WEIGHTS_DO_NOT_SUM", "dimensions"),
        (
            [{"add": {"dimension": "all", "indicator": {"offered": {"practice": "x", "code": "y", "weight": "1"}}}}],
            "UNKNOWN_VALUE",
            "changes.0.add.indicator.offered.practice",
        ),
        (
            [{"remeasure": {"indicator": "visits", "measure": {"derived": {"formula": "(", "unit": {"zh": "户"},
                                                                          "target": "1"}}}}],
            "FORMULA_MALFORMED",
            "changes.0.remeasure.measure.formula",
        ),
    ],
)  # fmt: skip
async def test_a_wrong_change_is_refused_with_its_place(admin, full, made, changes, code, path):
    """And no scheme is drafted."""
    scheme = await made(full)

    refused = await admin.act(
        INHERIT, input={"parent": scheme, "code": "heir", "title": {"zh": "沿用"}, "changes": changes}
    )

    faults = refused.get("faults") or [refused]
    assert (code, path) in {(fault["code"], ".".join(fault["path"])) for fault in faults}
    assert (await admin.ask("{ indicatorSchemes { totalCount } }"))["indicatorSchemes"]["totalCount"] == 1


async def test_nobody_inherits_from_a_draft_nor_below_the_town(admin, draft, full, secretary):
    """A draft may still change; schemes are the town's."""
    drafted = await draft(admin, full)
    given = {"parent": drafted["id"], "code": "heir", "title": {"zh": "沿用"}}

    assert (await admin.act(INHERIT, input=given))["code"] == "SCHEME_NOT_PUBLISHED"
    assert (await secretary.act(INHERIT, input=given))["code"] == "FORBIDDEN"
