"""The catalogues of unit kinds and post kinds."""

import pytest

from governance_core.errors import Duplicate, InvalidInput, Malformed, OutOfRange, UnknownValue
from governance_core.organisation import STANDARD_KINDS, STANDARD_POSTS, Line, PostKind, UnitKind, UnitKinds
from governance_core.values import Text

LABEL = Text(zh="驿站", en="Station")


def _kind(code: str, *parents: str, line: Line = Line.ADMINISTRATIVE, serves: tuple[str, ...] = ()) -> UnitKind:
    return UnitKind(code=code, line=line, label=LABEL, parents=parents, serves=serves)


def test_the_standard_kinds_would_pass_as_an_extension() -> None:
    """What the catalogue asks of a module's kinds holds for its own: codes, parents of the line, areas."""
    together = UnitKinds(()).extended(*STANDARD_KINDS)

    assert together == STANDARD_KINDS


def test_every_kind_can_stand_somewhere() -> None:
    """A kind has a parent or may stand at the top, and from each one a way leads up to the top."""
    placed = {kind.code for kind in STANDARD_KINDS if kind.root}

    for _ in STANDARD_KINDS:
        placed |= {kind.code for kind in STANDARD_KINDS if placed & set(kind.parents)}

    assert placed == set(STANDARD_KINDS.codes)


def test_every_label_is_said_in_both_languages() -> None:
    """Unit kinds and post kinds are called something in Chinese and in English."""
    labels = [kind.label for kind in (*STANDARD_KINDS, *STANDARD_POSTS)]

    assert all(label.zh and label.en for label in labels)


def test_only_party_and_grid_kinds_serve() -> None:
    """An administrative unit is an area, and serves none; every other unit can serve one."""
    serving = {kind.code for kind in STANDARD_KINDS if kind.serves}

    assert serving == {*STANDARD_KINDS.in_line(Line.PARTY), *STANDARD_KINDS.in_line(Line.GRID)}


def test_a_module_adds_a_kind_without_touching_the_catalogue() -> None:
    """An extension is a new value; the kinds it adds may refer to each other."""
    extended = STANDARD_KINDS.extended(_kind("station", "village"), _kind("station-desk", "station"))

    assert extended.get("station-desk").parents == ("station",)
    assert "station" not in STANDARD_KINDS.codes


def test_refuses_a_kind_that_is_there() -> None:
    """Extensions add, and never override, not even one another."""
    with pytest.raises(Duplicate):
        STANDARD_KINDS.extended(_kind("village", "town"))
    with pytest.raises(InvalidInput):
        STANDARD_KINDS.extended(_kind("station", "town"), _kind("station", "town"))


def test_refuses_a_parent_that_is_unknown_or_of_another_line() -> None:
    """The lines are trees of their own: a grid stands under grids and not under a village."""
    with pytest.raises(UnknownValue) as unknown:
        STANDARD_KINDS.extended(_kind("station", "hamlet"))
    with pytest.raises(UnknownValue) as other_line:
        STANDARD_KINDS.extended(_kind("station", "village", line=Line.GRID))

    assert unknown.value.path == ("station", "parents")
    assert other_line.value.known == ("grid", "cell", "station")


def test_refuses_to_serve_what_is_no_area() -> None:
    """What is served is an administrative unit."""
    with pytest.raises(UnknownValue) as refusal:
        STANDARD_KINDS.extended(_kind("station", "grid", line=Line.GRID, serves=("party-branch",)))

    assert refusal.value.path == ("station", "serves")


@pytest.mark.parametrize("code", ["Station", "station_1", "驿站", "-station", "", "station-"])
def test_refuses_a_code_that_is_not_in_kebab_case(code: str) -> None:
    """Codes are stable and never translated: small letters, digits and dashes."""
    with pytest.raises(Malformed):
        STANDARD_KINDS.extended(_kind(code, "village"))


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    """Whoever asks for a kind that is not there is told which are, and where they asked."""
    with pytest.raises(UnknownValue) as unit:
        STANDARD_KINDS.get("hamlet", ("filter", "kind"))
    with pytest.raises(UnknownValue) as post:
        STANDARD_POSTS.get("mayor")

    assert (unit.value.known, unit.value.path) == (STANDARD_KINDS.codes, ("filter", "kind"))
    assert (post.value.known, post.value.path) == (STANDARD_POSTS.codes, ("kind",))


def test_every_post_belongs_to_units_that_there_are() -> None:
    """The units a standard post belongs to are of standard kinds, and no code stands for two posts."""
    codes = STANDARD_POSTS.codes

    assert {code for kind in STANDARD_POSTS for code in kind.unit_kinds} <= set(STANDARD_KINDS.codes)
    assert len(set(codes)) == len(codes)


def test_the_first_secretary_is_a_post_of_its_own_beside_the_secretary() -> None:
    """A Party committee may have a first secretary, need not, and needs a secretary either way."""
    secretary, first = STANDARD_POSTS.leading("party-committee")[:2]

    assert (secretary.code, secretary.required) == ("party-secretary", 1)
    assert (first.code, first.required, first.establishment) == ("first-secretary", 0, 1)


def test_a_module_adds_a_post() -> None:
    """An extension of the posts ranks after what is there, and may neither override nor ask for the impossible."""
    guide = PostKind(code="guide", label=LABEL, unit_kinds=("village",), leading=True, required=1, establishment=2)
    greedy = PostKind(code="greedy", label=LABEL, unit_kinds=("village",), leading=True, required=3, establishment=2)

    extended = STANDARD_POSTS.extended(guide)

    assert extended.leading("village")[-1] == guide
    with pytest.raises(Duplicate):
        extended.extended(guide)
    with pytest.raises(OutOfRange):
        STANDARD_POSTS.extended(greedy)
