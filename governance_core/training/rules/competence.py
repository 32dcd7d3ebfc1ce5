"""Assessing what somebody can do, and comparing it with what their posts demand."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from governance_core.errors import (
    DayToCome,
    FrameworkNotPublished,
    InputFault,
    OutOfRange,
    OwnCompetence,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.training.events import CompetenceAssessed
from governance_core.training.model import AssessedCompetence, CompetencyFramework, FrameworkStatus, Gap, Requirement
from governance_core.values import CompetenceId, Missing, PersonId, Value
from governance_core.wording import LONGEST_NOTE, text_faults


def assess_competence(
    *,
    id: CompetenceId,  # noqa: A002 -- the field's name
    framework: CompetencyFramework,
    person: PersonId,
    competency: str,
    level: int,
    assessed_on: date,
    basis: str,
    assessed_by: PersonId | None,
    today: date,
    recorded_at: datetime,
) -> Outcome[AssessedCompetence]:
    """Somebody is found to be at a level of a competency.

    Args:
        id: its own key.
        framework: the published framework.
        person: who is assessed.
        competency: in what, by code.
        level: from 0 to the framework's highest.
        assessed_on: the day, not after today.
        basis: what the finding rests on: a test, an observation, a piece of work; at most 2,000 characters.
        assessed_by: who assesses; None for the system.
        today: the town's day at the instant of the act.
        recorded_at: that instant.

    Raises:
        FrameworkNotPublished: the framework is a draft.
        OwnCompetence: nobody assesses themself.
        DayToCome: the day is still to come.
        InputFault, InvalidInput: no such competency, no such level, no basis.
    """
    if framework.status is not FrameworkStatus.PUBLISHED:
        raise FrameworkNotPublished(framework=framework.id, path=("framework",))
    if assessed_by == person:
        raise OwnCompetence(person=person, path=("person",))
    if assessed_on > today:
        raise DayToCome(on=assessed_on, today=today, path=("assessed_on",))
    known, highest = tuple(one.code for one in framework.competencies), len(framework.levels)
    faults: list[InputFault] = text_faults(basis, LONGEST_NOTE, ("basis",))
    if competency not in known:
        faults.append(UnknownValue(value=competency[:80], known=known, path=("competency",)))
    if not 0 <= level <= highest:
        faults.append(OutOfRange(value=level, low=0, high=highest, path=("level",)))
    refuse_faults(faults)
    found = AssessedCompetence(
        id=id,
        framework=framework.id,
        person=person,
        competency=competency,
        level=level,
        assessed_on=assessed_on,
        basis=basis,
        assessed_by=assessed_by,
        recorded_at=recorded_at,
    )
    happened = CompetenceAssessed(
        effective_on=assessed_on, competence=id, person=person, competency=competency, level=level
    )
    return Outcome(state=found, events=(happened,))


def competence_gaps(
    framework: CompetencyFramework,
    posts: Mapping[PersonId, Iterable[str]],
    assessed: Iterable[AssessedCompetence],
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> tuple[Gap, ...]:
    """What each person's posts demand beside what they can do, in the order of people and of the framework.

    What counts is the latest assessment of a competency on or before the day, and of several on that day the one that
    became known last. Demands that are met are part of the answer, with a size of 0.

    Args:
        framework: the framework.
        posts: the kinds of posts that each person holds, by code.
        assessed: the assessments of those people under this framework; those under another are left out.
        as_of: the day.
        known_at: what was known by then counts; None for now.
    """
    levels = _levels(framework, assessed, as_of, known_at)
    return tuple(
        _gap(person, competency.code, demands, levels.get((person, competency.code)))
        for person in sorted(posts)
        for competency in framework.competencies
        if (demands := _demands(framework, set(posts[person]), competency.code))
    )


def _levels(
    framework: CompetencyFramework, assessed: Iterable[AssessedCompetence], as_of: date, known_at: datetime | None
) -> dict[tuple[PersonId, str], int]:
    counting = [
        one
        for one in assessed
        if one.framework == framework.id
        and one.assessed_on <= as_of
        and (known_at is None or one.recorded_at <= known_at)
    ]
    counting.sort(key=lambda one: (one.assessed_on, one.recorded_at, one.id))
    return {(one.person, one.competency): one.level for one in counting}


def _demands(framework: CompetencyFramework, kinds: set[str], competency: str) -> list[Requirement]:
    return [one for one in framework.requirements if one.competency == competency and one.post_kind in kinds]


def _gap(person: PersonId, competency: str, demands: list[Requirement], level: int | None) -> Gap:
    required = max(one.level for one in demands)
    return Gap(
        person=person,
        competency=competency,
        required=required,
        post_kinds=tuple(sorted(one.post_kind for one in demands)),
        weight=max(one.weight for one in demands),
        reading=Missing() if level is None else Value(number=Decimal(level)),
        size=None if level is None else max(0, required - level),
    )
