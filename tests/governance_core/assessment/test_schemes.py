"""Drafting, publishing and revising an indicator scheme."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.assessment import (
    Dimension,
    Direction,
    Indicator,
    IndicatorScheme,
    Measure,
    Milestone,
    Milestones,
    Points,
    Quantity,
    Rating,
    SchemeDrafted,
    SchemeReleased,
    SchemeStatus,
    draft_scheme,
    publish_scheme,
    revise_scheme,
    scheme_in_force,
)
from governance_core.errors import (
    Blank,
    Duplicate,
    EmptyRange,
    GovernanceError,
    InputFault,
    InvalidInput,
    Malformed,
    OutOfRange,
    SchemePublished,
    TooLong,
    WeightsDoNotSum,
)
from governance_core.values import Period, SchemeId, Text

START, END = date(2020, 7, 1), date(2021, 1, 1)
NOW = datetime(2020, 7, 1, 1, tzinfo=UTC)
TITLE = Text(zh="实绩", en="Work")
UNIT = Text(zh="户")
VISITS = Indicator(code="visits", title=TITLE, weight=Decimal(100), measure=Quantity(unit=UNIT, target=Decimal(50)))
WORK = Dimension(code="work", title=TITLE, weight=Decimal(100), indicators=(VISITS,))


def _draft(*dimensions: Dimension, **more) -> IndicatorScheme:
    told = {
        "id": SchemeId("s1"),
        "code": "cadres",
        "title": TITLE,
        "cycle": Period(start=START, end=END),
        "applies_to": ["party-secretary"],
        "dimensions": dimensions or (WORK,),
        "on": START,
    }
    return draft_scheme(**told | more).state


def _measured(measure: Measure) -> Dimension:
    return replace(WORK, indicators=(replace(VISITS, measure=measure),))


def _faults(refusal: GovernanceError) -> dict[tuple[str, ...], type[InputFault]]:
    faults = refusal.faults if isinstance(refusal, InvalidInput) else (refusal,)
    return {fault.path: type(fault) for fault in faults}


def _step(code: str, share: str, due_on: date = date(2020, 8, 1)) -> Milestone:
    return Milestone(code=code, title=TITLE, due_on=due_on, share=Decimal(share))


def test_a_sound_scheme_is_drafted_and_said_to_be() -> None:
    """The draft holds what was given, is in force for nobody, and is announced."""
    outcome = draft_scheme(
        id=SchemeId("s1"),
        code="cadres",
        title=TITLE,
        cycle=Period(start=START, end=END),
        applies_to=["party-secretary"],
        dimensions=[WORK],
        on=START,
    )

    assert outcome.state == _draft()
    assert (outcome.state.status, outcome.state.published_at) == (SchemeStatus.DRAFT, None)
    assert outcome.events == (SchemeDrafted(effective_on=START, scheme=SchemeId("s1"), code="cadres", version=1),)


def test_weights_that_do_not_make_up_the_whole_are_refused_with_their_sum() -> None:
    """Dimensions make up 100, and the indicators of each make up its weight; both are told together."""
    light = replace(WORK, weight=Decimal(90))

    with pytest.raises(InvalidInput) as refusal:
        _draft(light)

    assert [(fault.path, fault.total, fault.expected) for fault in refusal.value.faults] == [
        (("dimensions", "0", "indicators"), Decimal(100), Decimal(90)),
        (("dimensions",), Decimal(90), Decimal(100)),
    ]
    assert all(isinstance(fault, WeightsDoNotSum) for fault in refusal.value.faults)


def test_all_faults_of_a_scheme_are_told_together_with_their_places() -> None:
    """Whoever drafts a scheme corrects it once, not once a fault."""
    broken = replace(
        WORK,
        title=Text(zh=" "),
        weight=Decimal("NaN"),
        indicators=(
            replace(VISITS, code="Visits!", weight=Decimal(0)),
            replace(VISITS, code="work", description=Text(zh="说" * 2001)),
        ),
    )

    with pytest.raises(InvalidInput) as refusal:
        _draft(broken, code="", title=Text(zh="题" * 201), applies_to=["a", "A", "a"], version=0)

    inside = ("dimensions", "0", "indicators")
    assert _faults(refusal.value) == {
        ("code",): Malformed,
        ("title", "zh"): TooLong,
        ("version",): OutOfRange,
        ("applies_to", "1"): Malformed,
        ("applies_to", "2"): Duplicate,
        ("dimensions", "0", "title", "zh"): Blank,
        ("dimensions", "0", "weight"): Malformed,
        (*inside, "0", "code"): Malformed,
        (*inside, "0", "weight"): OutOfRange,
        (*inside, "1", "code"): Duplicate,
        (*inside, "1", "description", "zh"): TooLong,
    }


@pytest.mark.parametrize("weight", ["NaN", "sNaN", "Infinity", "-Infinity", "0.0000001", "-1", "101"])
def test_a_weight_is_a_plain_number_out_of_100(weight: str) -> None:
    """What is no number, or finer than is kept, or outside 0 to 100, is refused where it stands."""
    heavy = replace(VISITS, weight=Decimal(weight))

    with pytest.raises((InputFault, InvalidInput)) as refusal:
        _draft(replace(WORK, indicators=(heavy,)))

    assert ("dimensions", "0", "indicators", "0", "weight") in _faults(refusal.value)


def test_a_dimension_without_indicators_is_refused() -> None:
    """A scheme has no holes: what nothing measures is worth nothing."""
    hollow = replace(WORK, code="hollow", weight=Decimal(0), indicators=())

    with pytest.raises(InvalidInput) as refusal:
        _draft(WORK, hollow)

    assert _faults(refusal.value) == {
        ("dimensions", "1", "weight"): OutOfRange,
        ("dimensions", "1", "indicators"): Blank,
    }


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"dimensions": ()}, ("dimensions",)),
        ({"dimensions": (WORK,) * 21}, ("dimensions",)),
        ({"dimensions": (replace(WORK, indicators=(VISITS,) * 61),)}, ("dimensions",)),
        ({"applies_to": []}, ("applies_to",)),
        ({"applies_to": [f"kind-{number}" for number in range(61)]}, ("applies_to",)),
        ({"cycle": Period(start=START)}, ("cycle", "to")),
    ],
)
def test_a_scheme_has_bounds(told: dict, place: tuple[str, ...]) -> None:
    """At most 20 dimensions, 60 indicators and 60 kinds of posts, at least one of each, and a last day."""
    with pytest.raises(InputFault) as refusal:
        _draft(**told)

    assert refusal.value.path == place


@pytest.mark.parametrize(
    ("measure", "place", "fault"),
    [
        (Quantity(unit=UNIT, target=Decimal(5), floor=Decimal(5)), "target", EmptyRange),
        (Quantity(unit=UNIT, target=Decimal(5), direction=Direction.LOWER), "floor", EmptyRange),
        (Quantity(unit=UNIT, target=Decimal("Infinity")), "target", Malformed),
        (Quantity(unit=UNIT, target=Decimal(5), floor=Decimal(-1)), "floor", OutOfRange),
        (Points(base=Decimal(120), ceiling=Decimal(100)), "base", OutOfRange),
        (Points(base=Decimal(0), ceiling=Decimal(0)), "ceiling", EmptyRange),
        (Rating(low=Decimal(10), high=Decimal(10)), "high", EmptyRange),
        (Rating(low=Decimal(0), high=Decimal(10), minimum_raters=0), "minimum_raters", OutOfRange),
        (Milestones(milestones=()), "milestones", Blank),
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(measure: Measure, place: str, fault: type[InputFault]) -> None:
    """Targets beyond floors, bases within their limits, ranges with a width, and somebody who rates."""
    with pytest.raises(fault) as refusal:
        _draft(_measured(measure))

    assert refusal.value.path == ("dimensions", "0", "indicators", "0", "measure", place)


def test_the_unit_of_a_quantity_is_said() -> None:
    """A number without a unit can't be explained to anybody."""
    with pytest.raises(Blank) as refusal:
        _draft(_measured(Quantity(unit=Text(zh=""), target=Decimal(5))))

    assert refusal.value.path[-3:] == ("measure", "unit", "zh")


def test_milestones_lie_in_the_cycle_and_make_up_the_whole() -> None:
    """Shares sum to 100, codes are used once, and nothing is due when no score is asked for any more."""
    steps = (_step("a", "50"), _step("a", "40", due_on=END))

    with pytest.raises(InvalidInput) as refusal:
        _draft(_measured(Milestones(milestones=steps)))

    place = ("dimensions", "0", "indicators", "0", "measure", "milestones")
    assert _faults(refusal.value) == {
        (*place, "1", "code"): Duplicate,
        (*place, "1", "due_on"): Malformed,
        place: WeightsDoNotSum,
    }


def test_publishing_puts_a_draft_in_force_and_says_so() -> None:
    """The scheme is the same but for its status and the instant."""
    draft = _draft()

    outcome = publish_scheme(draft, on=START, published_at=NOW)

    assert outcome.state == replace(draft, status=SchemeStatus.PUBLISHED, published_at=NOW)
    assert outcome.events == (SchemeReleased(effective_on=START, scheme=SchemeId("s1"), code="cadres", version=1),)


def test_a_published_scheme_is_not_published_again() -> None:
    """Once in force it never changes, not even in the instant of its publication."""
    published = publish_scheme(_draft(), on=START, published_at=NOW).state

    with pytest.raises(SchemePublished):
        publish_scheme(published, on=START, published_at=NOW)


def test_nothing_unsound_is_put_in_force() -> None:
    """A draft that was read from somewhere is checked like one that was drafted."""
    unchecked = replace(_draft(), dimensions=())

    with pytest.raises(Blank):
        publish_scheme(unchecked, on=START, published_at=NOW)


def test_a_revision_is_a_next_version_and_a_draft() -> None:
    """It has its own key and number, keeps what is not said, and leaves the published scheme alone."""
    published = publish_scheme(_draft(), on=START, published_at=NOW).state

    revised = revise_scheme(published, id=SchemeId("s2"), on=START, title=Text(zh="修订")).state

    assert revised == replace(_draft(), id=SchemeId("s2"), version=2, title=Text(zh="修订"))
    assert published.status is SchemeStatus.PUBLISHED


def test_a_revision_is_checked_like_a_first_version() -> None:
    """No version has weights that do not make up the whole."""
    with pytest.raises(InvalidInput):
        revise_scheme(_draft(), id=SchemeId("s2"), on=START, dimensions=[replace(WORK, weight=Decimal(90))])


def test_the_scheme_in_force_is_the_one_of_the_posts_that_began_last() -> None:
    """Drafts, later cycles, other posts and what was not yet known are left out; a finished cycle stays until the next.

    Of two versions for the same days the later one counts.
    """
    first = publish_scheme(_draft(), on=START, published_at=NOW).state
    second = replace(first, id=SchemeId("s2"), version=2, published_at=datetime(2020, 9, 1, tzinfo=UTC))
    following = replace(first, id=SchemeId("s3"), cycle=Period(start=date(2021, 7, 1), end=date(2022, 1, 1)))
    known = [following, _draft(), second, first]
    posts = {"party-secretary", "village-director"}

    assert scheme_in_force(known, posts, as_of=START) == second
    assert scheme_in_force(known, posts, as_of=START, known_at=NOW) == first
    assert scheme_in_force(known, posts, as_of=date(2021, 6, 30)) == second
    assert scheme_in_force(known, posts, as_of=date(2021, 7, 1)) == following
    assert scheme_in_force(known, posts, as_of=date(2020, 6, 30)) is None
    assert scheme_in_force(known, {"grid-officer"}, as_of=START) is None
    assert scheme_in_force(known, None, as_of=START) == second
