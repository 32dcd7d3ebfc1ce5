"""Indicator schemes through GraphQL."""

REVISE = """mutation ($input: ReviseSchemeInput!) { reviseScheme(input: $input) {
  ... on IndicatorScheme { id version status title } ... on UserError { code } } }"""


async def test_a_scheme_is_drafted_published_and_read_as_it_was_given(admin, scheme):
    """Everything of a scheme comes back: cycle, posts, weights and measures."""
    found = await admin.ask(
        """query ($id: ID!) { node(id: $id) { ... on IndicatorScheme {
          code version title status appliesTo cycle { from to }
          dimensions { code weight indicators { code title weight measure {
            ... on QuantityMeasure { unit target floor direction total pace }
            ... on PointsMeasure { base ceiling } } } }
        } } }""",
        id=scheme,
    )

    node = found["node"]
    assert (node["code"], node["version"], node["status"], node["title"]) == (
        "village-2020-h2",
        1,
        "PUBLISHED",
        "Village cadres",
    )
    assert node["cycle"] == {"from": "2020-07-01", "to": "2021-01-01"}
    assert [dimension["weight"] for dimension in node["dimensions"]] == ["60", "40"]
    assert node["dimensions"][0]["indicators"][0]["measure"] == {
        "unit": "households",
        "target": "184",
        "floor": "0",
        "direction": "HIGHER",
        "total": "SUM",
        "pace": "LINEAR",
    }


async def test_weights_that_do_not_sum_to_100_are_refused_with_their_place(admin, draft, sound_scheme):
    """Every fault of a draft is told at once, and nothing is stored."""
    wrong = sound_scheme | {"code": "Not a code"}
    wrong["dimensions"][0]["weight"] = "50"

    refused = await draft(admin, wrong)

    faults = {(fault["code"], ".".join(fault["path"])) for fault in refused["faults"]}
    assert ("MALFORMED", "code") in faults
    assert ("WEIGHTS_DO_NOT_SUM", "dimensions") in faults
    assert ("WEIGHTS_DO_NOT_SUM", "dimensions.0.indicators") in faults
    assert (await admin.ask("{ indicatorSchemes { totalCount } }"))["indicatorSchemes"]["totalCount"] == 0


async def test_a_published_scheme_changes_only_by_a_next_version(admin, scheme, publish):
    """It can't be published twice; a revision is a draft beside it, and a second one of the same version is refused."""
    again = await publish(admin, scheme)
    revised = await admin.act(REVISE, input={"scheme": scheme, "title": {"zh": "修订", "en": "Revised"}})
    twice = await admin.act(REVISE, input={"scheme": scheme})

    assert again["code"] == "SCHEME_PUBLISHED"
    assert (revised["version"], revised["status"], revised["title"]) == (2, "DRAFT", "Revised")
    assert twice["code"] == "DUPLICATE"
    kept = await admin.ask("query ($id: ID!) { node(id: $id) { ... on IndicatorScheme { title } } }", id=scheme)
    assert kept["node"]["title"] == "Village cadres"


async def test_only_the_town_makes_schemes(secretary, draft, sound_scheme):
    """A village's secretary is refused."""
    assert (await draft(secretary, sound_scheme))["code"] == "FORBIDDEN"
