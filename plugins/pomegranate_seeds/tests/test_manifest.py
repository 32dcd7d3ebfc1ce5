"""What the practice says of itself, and that it keeps to what the core asks of a practice."""

import ast
import re
import sys
from dataclasses import fields
from pathlib import Path
from string import Formatter
from typing import get_type_hints

import pytest

import pomegranate_seeds as door
from governance_core.assessment import measure_from_data
from governance_core.errors import OutOfRange
from governance_core.events import DomainEvent
from governance_core.practices import check_manifest, valid_settings
from pomegranate_seeds import (
    FIVE_GOODS,
    MANIFEST,
    Answer,
    Counts,
    Figure,
    Matter,
    MatterRaised,
    PomegranateSeedsError,
    Visit,
    headline,
)


def _shown(kind: type) -> list[type]:
    shown = [getattr(door, name) for name in door.__all__]
    return [one for one in shown if isinstance(one, type) and issubclass(one, kind)]


def test_the_manifest_has_no_faults() -> None:
    """The practice can be admitted to the core it names, and to no later one."""
    assert check_manifest(MANIFEST, "0.1.0") == ()
    assert [fault.path for fault in check_manifest(MANIFEST, "0.2.0")] == [("core",)]


def test_a_village_that_sets_nothing_has_the_five_goods() -> None:
    """The defaults are five criteria, all required, two years, ten households and fifteen days."""
    settings = valid_settings(MANIFEST, {})

    assert settings == {
        "criteria": FIVE_GOODS,
        "criteria_required": 5,
        "term_months": 24,
        "households_per_officer": 10,
        "answer_days": 15,
    }


def test_no_village_asks_for_more_criteria_than_it_has() -> None:
    """Else no household could ever be recognised; who takes criteria away is told to ask for fewer."""
    four = list(FIVE_GOODS[:4])

    with pytest.raises(OutOfRange) as refusal:
        valid_settings(MANIFEST, {"criteria": four})
    fewer = valid_settings(MANIFEST, {"criteria": four, "criteria_required": 3})

    assert refusal.value.path == ("settings", "criteria_required")
    assert fewer.whole("criteria_required") == 3


def test_the_practice_offers_one_indicator_and_one_programme() -> None:
    """The assessment can read how the indicator is measured; the course is brought to the village."""
    (indicator,), (programme,) = MANIFEST.indicators, MANIFEST.programmes

    assert measure_from_data(indicator.measure)
    assert (programme.format, programme.seats) == ("village-course", 30)


def test_every_headline_figure_is_announced() -> None:
    """What is computed and what the manifest names are the same figures, in the same order."""
    nothing = Counts(recognised=0, officers=0, covered=0, households=0, due=0, in_time=0)

    assert list(headline(nothing)) == [figure.code for figure in MANIFEST.headline] == list(Figure)


def test_events_carry_the_name_of_the_practice() -> None:
    """A name is "pomegranate_seeds.what-happened", spelled like the class, and no two events share one."""
    events = [event for event in _shown(DomainEvent) if "name" in vars(event)]
    spelled = {event: re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower() for event in events}

    assert len(events) == 14
    assert all(event.name == f"{MANIFEST.id}.{name}" for event, name in spelled.items())


def test_every_refusal_has_a_code_of_its_own_and_is_said_in_both_languages() -> None:
    """Codes carry the practice's name, and templates name only facts that the refusal has."""
    refusals = _shown(PomegranateSeedsError)

    assert len({refusal.code for refusal in refusals}) == len(refusals)
    assert all(refusal.code.startswith("POMEGRANATE_SEEDS_") for refusal in refusals)
    for refusal in refusals:
        facts = {item.name for item in fields(refusal)}
        for template in (refusal.zh, refusal.en):
            assert {name for _, name, _, _ in Formatter().parse(template) if name} <= facts
        assert refusal.zh != refusal.en


def test_nothing_has_room_for_what_a_person_thinks() -> None:
    """Free text stands in a matter's statement and its answer alone; a visit has none, and no event carries any."""
    known_by_form = {"id", "due_on", "kind"}
    free = {
        kind: {name for name, hint in get_type_hints(kind).items() if hint is str and name not in known_by_form}
        for kind in (Matter, Visit, Answer, MatterRaised)
    }

    assert free == {Matter: {"statement"}, Visit: set(), Answer: {"text"}, MatterRaised: set()}


def test_the_door_exports_all_it_shows_in_order() -> None:
    """`__all__` names constants, then classes, then functions, each by name."""
    assert door.__all__ == sorted(door.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert all(hasattr(door, name) for name in door.__all__)


def test_the_pure_half_rests_on_the_core_alone() -> None:
    """Whoever loads the manifest, the model or the rules needs nothing of the service, nor of anybody else."""
    package = Path(door.__file__).parent
    pure = [package / f"{name}.py" for name in ("__init__", "errors", "events", "manifest")]
    pure += [*package.glob("model/*.py"), *package.glob("rules/*.py")]

    statements = [node for path in pure for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = [node.module or "" for node in statements if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in statements if isinstance(node, ast.Import) for alias in node.names]
    roots = {name.split(".")[0] for name in names}

    assert len(pure) > 10
    assert roots - sys.stdlib_module_names == {"governance_core", "pomegranate_seeds"}
