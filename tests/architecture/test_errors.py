"""Every refusal of the service and of the plugins here: a code of its own, and a sentence in both languages."""

from dataclasses import fields
from string import Formatter

from governance_core.errors import GovernanceError
from graphql_api.modules import installed_modules

installed_modules(strict=True)


def _tree(kind):
    return [kind, *(found for child in kind.__subclasses__() for found in _tree(child))]


KINDS = _tree(GovernanceError)


def test_every_code_is_unique_over_core_service_and_plugins():
    """A code names one kind of refusal, wherever it comes from."""
    codes = [kind.code for kind in KINDS]

    assert len(codes) > 60
    assert sorted(set(codes)) == sorted(codes)


def test_every_refusal_is_said_in_both_languages_with_its_own_facts():
    """Both sentences name only facts that the refusal carries, and differ from each other."""
    for kind in KINDS:
        facts = {item.name for item in fields(kind)}
        for template in (kind.zh, kind.en):
            assert {name for _, name, _, _ in Formatter().parse(template) if name} <= facts, kind
        assert kind.zh != kind.en
