"""The error tree as a whole."""

from dataclasses import fields
from string import Formatter

import pytest

import governance_core.errors as door
from governance_core.errors import Blank, GovernanceError, InvalidInput, TooLong, refuse_faults


def _tree(kind: type[GovernanceError]) -> list[type[GovernanceError]]:
    below = [found for child in kind.__subclasses__() for found in _tree(child)]
    return [kind, *below]


def _core_tree() -> list[type[GovernanceError]]:
    return [kind for kind in _tree(GovernanceError) if kind.__module__.startswith("governance_core")]


def test_every_code_is_unique() -> None:
    """A code names one kind of refusal."""
    codes = [kind.code for kind in _core_tree()]

    assert sorted(set(codes)) == sorted(codes)


def test_every_refusal_is_said_in_both_languages_with_its_own_facts() -> None:
    """Both templates of every class name only facts that the class carries, and differ from each other."""
    for kind in _core_tree():
        facts = {item.name for item in fields(kind)}
        for template in (kind.zh, kind.en):
            named = {name for _, name, _, _ in Formatter().parse(template) if name}
            assert named <= facts, kind
        assert kind.zh != kind.en


def test_faults_found_together_are_said_in_one_language() -> None:
    """What is said in Chinese contains no English, and the other way round."""
    both = InvalidInput(faults=(Blank(path=("name",)), TooLong(length=201, limit=200)))

    assert both.describe("zh-CN") == "输入有误:此项必填、长度 201 超过上限 200"
    assert (
        both.describe("en")
        == "The input is not valid: This must not be empty, 201 characters are more than the 200 allowed"
    )


def test_one_fault_is_raised_itself_and_several_together() -> None:
    """Whoever made one mistake is told that one, and whoever made two is told both."""
    one, other = Blank(path=("name",)), Blank(path=("reason",))

    refuse_faults([])
    with pytest.raises(Blank):
        refuse_faults([one])
    with pytest.raises(InvalidInput) as refusal:
        refuse_faults([one, other])

    assert refusal.value.faults == (one, other)


def test_the_door_shows_the_whole_tree_in_order() -> None:
    """Everything that can be raised is exported, sorted."""
    exported = [name for name in door.__all__ if isinstance(getattr(door, name), type)]

    assert sorted(kind.__name__ for kind in _core_tree()) == sorted(exported)
    assert list(door.__all__) == sorted(door.__all__)
