"""The doors of the core's domains."""

import importlib
import inspect

import pytest


@pytest.mark.parametrize("domain", ["assessment", "organisation", "practices", "training"])
def test_a_door_exports_all_it_shows(domain: str) -> None:
    """`__all__` names all that the door shows, and nothing else: constants, then classes, then functions, by name."""
    door = importlib.import_module(f"governance_core.{domain}")

    shown = [name for name, value in vars(door).items() if not name.startswith("_") and not inspect.ismodule(value)]

    assert door.__all__ == sorted(shown, key=lambda name: (not name.isupper(), name[0].islower(), name))
