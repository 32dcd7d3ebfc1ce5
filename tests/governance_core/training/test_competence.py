"""Assessed competences and gaps."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from governance_core.errors import DayToCome, FrameworkNotPublished, InvalidInput, OwnCompetence
from governance_core.training import AssessedCompetence, CompetencyFramework, assess_competence, competence_gaps
from governance_core.values import CompetenceId, Missing, PersonId, Value

NOW = datetime(2020, 8, 1, 2, tzinfo=UTC)
DAY = date(2020, 8, 1)
WANG, LI = PersonId("wang"), PersonId("li")


def _assessed(
    framework: CompetencyFramework, level: int, *, on: date = DAY, at: datetime = NOW, competency: str = "mass-work"
) -> AssessedCompetence:
    return assess_competence(
        id=CompetenceId(f"{competency}{on}{at}"),
        framework=framework,
        person=WANG,
        competency=competency,
        level=level,
        assessed_on=on,
        basis="现场测试",
        assessed_by=LI,
        today=on,
        recorded_at=at,
    ).state


def test_nobody_assesses_themself_ahead_of_time_or_against_a_draft(
    draft: CompetencyFramework, framework: CompetencyFramework
) -> None:
    """Each is refused by its own error; all faults of the values come together."""
    given = {
        "id": CompetenceId("c"),
        "person": WANG,
        "competency": "mass-work",
        "level": 1,
        "assessed_on": DAY,
        "basis": "测试",
        "assessed_by": LI,
        "today": DAY,
        "recorded_at": NOW,
    }

    with pytest.raises(FrameworkNotPublished):
        assess_competence(framework=draft, **given)  # type: ignore[arg-type]
    with pytest.raises(OwnCompetence):
        assess_competence(framework=framework, **{**given, "assessed_by": WANG})  # type: ignore[arg-type]
    with pytest.raises(DayToCome):
        assess_competence(framework=framework, **{**given, "assessed_on": date(2020, 8, 2)})  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refused:
        assess_competence(
            framework=framework,
            **{**given, "competency": "flying", "level": 4, "basis": " "},  # type: ignore[arg-type]
        )
    assert {fault.path for fault in refused.value.faults} == {("competency",), ("level",), ("basis",)}


def test_the_highest_demand_of_several_posts_counts(framework: CompetencyFramework) -> None:
    """Somebody with two posts has to satisfy the more demanding, with the weightier of their weights."""
    gaps = competence_gaps(
        framework,
        {WANG: ["party-secretary", "party-committee-member"]},
        [_assessed(framework, 1)],
        as_of=DAY,
    )

    assert [(gap.competency, gap.required, gap.weight, gap.size) for gap in gaps] == [
        ("mass-work", 3, Decimal(2), 2),
        ("law", 2, Decimal(1), None),
    ]
    assert gaps[0].post_kinds == ("party-committee-member", "party-secretary")
    assert gaps[0].reading == Value(number=Decimal(1))


def test_who_was_never_assessed_has_no_level_and_no_gap_size(framework: CompetencyFramework) -> None:
    """An absence is not a zero; a zero that was found is one."""
    posts = {WANG: ["party-committee-member"]}

    absent = competence_gaps(framework, posts, [], as_of=DAY)
    zero = competence_gaps(framework, posts, [_assessed(framework, 0)], as_of=DAY)

    assert [(gap.reading, gap.size) for gap in absent] == [(Missing(), None)]
    assert [(gap.reading, gap.size) for gap in zero] == [(Value(number=Decimal(0)), 2)]


def test_a_demand_that_is_exceeded_has_size_nought(framework: CompetencyFramework) -> None:
    """More than is demanded is never a negative gap, and the demand is part of the answer."""
    gaps = competence_gaps(framework, {WANG: ["party-committee-member"]}, [_assessed(framework, 3)], as_of=DAY)

    assert [gap.size for gap in gaps] == [0]


def test_the_latest_assessment_counts_as_of_a_day_and_as_known_then(framework: CompetencyFramework) -> None:
    """A later day counts over an earlier one, and on one day what became known last."""
    early = _assessed(framework, 0, on=date(2020, 7, 1), at=NOW - timedelta(days=31))
    first, corrected = _assessed(framework, 1), _assessed(framework, 2, at=NOW + timedelta(hours=1))
    told = [corrected, early, first]

    def level(as_of: date, known_at: datetime | None = None) -> object:
        gaps = competence_gaps(framework, {WANG: ["party-committee-member"]}, told, as_of=as_of, known_at=known_at)
        return gaps[0].reading

    assert level(DAY) == Value(number=Decimal(2))
    assert level(DAY, NOW) == Value(number=Decimal(1))
    assert level(date(2020, 7, 31)) == Value(number=Decimal(0))
    assert level(date(2020, 6, 30)) == Missing()
