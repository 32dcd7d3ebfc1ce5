"""Assessing what somebody can do, and comparing it with what their posts demand."""

from collections.abc import Iterable, Mapping, Sequence
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
from governance_core.training.model import (
    AssessedCompetence,
    CompetencyFramework,
    FrameworkStatus,
    Gap,
    HeldKind,
    Requirement,
    Standing,
)
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
    kinds = {person: frozenset(held) for person, held in posts.items()}
    demanded = {held: _demanded(framework, held) for held in set(kinds.values())}
    return tuple(
        _gap(person, demands, levels.get((person, demands[0].competency)))
        for person in sorted(posts)
        for demands in demanded[kinds[person]]
    )


def standings(
    framework: CompetencyFramework | None,
    held: Mapping[PersonId, Sequence[HeldKind]],
    assessed: Iterable[AssessedCompetence],
    *,
    as_of: date,
) -> tuple[Standing, ...]:
    """The gaps of people on a day, each with the day until which they hold, in the order of people.

    On every day from `as_of` up to and without `holds_until` they are what `competence_gaps` says of that day, as
    known now: no post begins or ends in between, and nothing assessed begins to count.

    Args:
        framework: the framework in force; None where there is none.
        held: the posts that each person holds, or will, each for its period.
        assessed: the assessments of those people under this framework; those under another are left out.
        as_of: the day.
    """
    if framework is None:
        return tuple(
            Standing(person=person, framework=None, as_of=as_of, holds_until=None, gaps=()) for person in sorted(held)
        )
    known = [one for one in assessed if one.framework == framework.id]
    posts = {person: [one.kind for one in kinds if as_of in one.period] for person, kinds in held.items()}
    gaps: dict[PersonId, list[Gap]] = {}
    for gap in competence_gaps(framework, posts, known, as_of=as_of):
        gaps.setdefault(gap.person, []).append(gap)
    turns = {person: [day for one in kinds for day in _ends(one)] for person, kinds in held.items()}
    for one in known:
        turns.setdefault(one.person, []).append(one.assessed_on)
    return tuple(
        Standing(
            person=person,
            framework=framework.id,
            as_of=as_of,
            holds_until=min((day for day in turns[person] if day > as_of), default=None),
            gaps=tuple(gaps.get(person, ())),
        )
        for person in sorted(held)
    )


def _ends(held: HeldKind) -> tuple[date, ...]:
    period = held.period
    return (period.start,) if period.end is None else (period.start, period.end)


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


def _demanded(framework: CompetencyFramework, kinds: frozenset[str]) -> list[list[Requirement]]:
    """What the kinds of posts demand, by competency in the order of the framework."""
    found: dict[str, list[Requirement]] = {one.code: [] for one in framework.competencies}
    for one in framework.requirements:
        if one.post_kind in kinds:
            found[one.competency].append(one)
    return [demands for demands in found.values() if demands]


def _gap(person: PersonId, demands: list[Requirement], level: int | None) -> Gap:
    required = max(one.level for one in demands)
    return Gap(
        person=person,
        competency=demands[0].competency,
        required=required,
        post_kinds=tuple(sorted(one.post_kind for one in demands)),
        weight=max(one.weight for one in demands),
        reading=Missing() if level is None else Value(number=Decimal(level)),
        size=None if level is None else max(0, required - level),
    )
