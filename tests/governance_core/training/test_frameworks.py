"""Frameworks and programmes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from governance_core.errors import Duplicate, FrameworkPublished, InvalidInput, Malformed, OutOfRange, UnknownValue
from governance_core.training import (
    Audience,
    CompetencyFramework,
    Format,
    FrameworkStatus,
    LearningOutcome,
    Programme,
    Requirement,
    check_programme,
    draft_framework,
    framework_from_data,
    framework_in_force,
    framework_to_data,
    programme_from_data,
    programme_to_data,
    publish_framework,
)
from governance_core.values import FrameworkId, Text

NOW = datetime(2020, 7, 1, 2, tzinfo=UTC)
COURSE = Programme(
    code="village-course",
    title=Text(zh="送课下村"),
    format=Format.VILLAGE_COURSE,
    hours=Decimal(4),
    seats=30,
    outcomes=(LearningOutcome(competency="mass-work", to_level=2),),
    audiences=(Audience.VILLAGE_CADRES,),
)


def test_every_fault_of_a_framework_is_told_with_its_place(draft: CompetencyFramework) -> None:
    """A wrong code, an unknown competency, a level that is not there, and a demand made twice come back together."""
    twice = draft.requirements[0]
    unknown = Requirement(post_kind="party-secretary", competency="flying", level=9)

    with pytest.raises(InvalidInput) as refused:
        draft_framework(
            id=FrameworkId("f2"),
            code="Not A Code",
            title=draft.title,
            levels=[level.title for level in draft.levels],
            competencies=draft.competencies,
            requirements=(twice, twice, unknown),
        )

    found = {(type(fault), fault.path) for fault in refused.value.faults}
    assert found == {
        (Malformed, ("code",)),
        (Duplicate, ("requirements", "1")),
        (UnknownValue, ("requirements", "2", "competency")),
        (OutOfRange, ("requirements", "2", "level")),
    }


def test_a_framework_is_published_once(draft: CompetencyFramework) -> None:
    """What is in force stays as it is, and says since when."""
    published = publish_framework(draft, on=date(2020, 7, 1), published_at=NOW)

    assert published.state == replace(draft, status=FrameworkStatus.PUBLISHED, published_at=NOW)
    assert [event.name for event in published.events] == ["training.framework-published"]
    with pytest.raises(FrameworkPublished):
        publish_framework(published.state, on=date(2020, 7, 2), published_at=NOW)


def test_frameworks_and_programmes_survive_being_written_down(draft: CompetencyFramework) -> None:
    """Plain data and back give the same values."""
    assert framework_from_data(framework_to_data(draft), id=draft.id) == draft
    assert programme_from_data(programme_to_data(COURSE)) == COURSE


def test_broken_plain_data_are_told_with_their_place() -> None:
    """An unknown format and an audience that is none are named."""
    data = programme_to_data(COURSE) | {"format": "by post", "audiences": ["nobody"]}

    with pytest.raises(InvalidInput) as refused:
        programme_from_data(data)

    assert {fault.path for fault in refused.value.faults} == {("format",), ("audiences", "0", "audience")}


def test_a_programme_teaches_what_the_framework_knows(framework: CompetencyFramework) -> None:
    """An outcome of an unknown competency, above the highest level, or that raises nobody, is refused."""
    check_programme(COURSE, framework)

    wrong = replace(
        COURSE,
        seats=0,
        outcomes=(
            LearningOutcome(competency="flying", to_level=2),
            LearningOutcome(competency="law", to_level=4),
            LearningOutcome(competency="mass-work", from_level=2, to_level=2),
        ),
    )
    with pytest.raises(InvalidInput) as refused:
        check_programme(wrong, framework)

    assert {fault.path for fault in refused.value.faults} == {
        ("seats",),
        ("outcomes", "0", "competency"),
        ("outcomes", "1", "to_level"),
        ("outcomes", "2", "from_level"),
    }


def test_the_framework_in_force_is_the_one_published_last_as_known(draft: CompetencyFramework) -> None:
    """A draft never is; before a publication the earlier one was."""
    later = datetime(2020, 8, 1, tzinfo=UTC)
    first = publish_framework(draft, on=date(2020, 7, 1), published_at=NOW).state
    second = replace(first, id=FrameworkId("f2"), version=2, published_at=later)

    assert framework_in_force([draft]) is None
    assert framework_in_force([second, draft, first]) == second
    assert framework_in_force([second, first], NOW) == first
