"""For how long gaps hold, as long as nothing else is recorded."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance_core.training import (
    AssessedCompetence,
    CompetencyFramework,
    HeldKind,
    Standing,
    competence_gaps,
    standings,
)
from governance_core.values import CompetenceId, FrameworkId, Period, PersonId

WANG, LI = PersonId("wang"), PersonId("li")
DAY = date(2020, 8, 1)
KINDS = ("party-secretary", "party-committee-member", "grid-officer")
AROUND = st.integers(-30, 30).map(lambda days: DAY + timedelta(days=days))
PERIODS = st.builds(
    lambda start, days: Period(start=start, end=None if days is None else start + timedelta(days=days)),
    AROUND,
    st.none() | st.integers(1, 40),
)
HELD = st.lists(st.builds(lambda kind, period: HeldKind(kind=kind, period=period), st.sampled_from(KINDS), PERIODS))


def assessed(framework: FrameworkId, number: int, person: PersonId, competency: str, level: int, on: date):
    return AssessedCompetence(
        id=CompetenceId(f"{number:04}"),
        framework=framework,
        person=person,
        competency=competency,
        level=level,
        assessed_on=on,
        basis="现场测试",
        assessed_by=None,
        recorded_at=datetime(2020, 9, 1, 2, tzinfo=UTC) + timedelta(seconds=number),
    )


ASSESSED = st.lists(
    st.tuples(st.sampled_from([WANG, LI]), st.sampled_from(["mass-work", "law"]), st.integers(0, 3), AROUND)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wang=HELD, li=HELD, found=ASSESSED)
def test_a_standing_says_of_each_of_its_days_what_the_rule_says(framework: CompetencyFramework, wang, li, found):
    """Whoever reads it on a later day on which it holds reads what they would be told by the rule that day."""
    known = [assessed(framework.id, number, *one) for number, one in enumerate(found)]
    held = {WANG: wang, LI: li}

    made = standings(framework, held, known, as_of=DAY)

    assert [one.person for one in made] == [LI, WANG]
    for standing in made:
        until = standing.holds_until or DAY + timedelta(days=90)
        assert until > standing.as_of == DAY
        for day in (DAY + timedelta(days=days) for days in range((until - DAY).days)):
            kinds = {one.kind for one in held[standing.person] if day in one.period}
            assert standing.gaps == competence_gaps(
                framework, {standing.person: kinds}, [one for one in known if one.person == standing.person], as_of=day
            )


def test_a_standing_ends_where_a_post_begins_or_ends(framework: CompetencyFramework) -> None:
    """Somebody whose term ends in autumn has these gaps until then."""
    term = Period(start=date(2020, 1, 1), end=date(2020, 10, 1))

    (made,) = standings(framework, {WANG: [HeldKind(kind="party-secretary", period=term)]}, [], as_of=DAY)

    assert made.holds_until == date(2020, 10, 1)
    assert [gap.competency for gap in made.gaps] == ["mass-work", "law"]


def test_without_a_framework_nothing_is_said_for_ever() -> None:
    """A town that demands nothing yet has no gaps to change."""
    held = [HeldKind(kind="party-secretary", period=Period(start=DAY))]

    assert standings(None, {WANG: held}, [], as_of=DAY) == (
        Standing(person=WANG, framework=None, as_of=DAY, holds_until=None, gaps=()),
    )
