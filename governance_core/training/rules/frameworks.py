"""Drafting and publishing a framework, and what makes a programme sound beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from governance_core.errors import FrameworkPublished, InputFault, OutOfRange, UnknownValue, refuse_faults
from governance_core.events import Outcome
from governance_core.training.events import FrameworkReleased
from governance_core.training.model import (
    Competency,
    CompetencyFramework,
    FrameworkStatus,
    LearningOutcome,
    Level,
    Programme,
    Requirement,
)
from governance_core.values import FrameworkId, Text
from governance_core.wording import (
    LONGEST_NOTE,
    SMALLEST,
    Path,
    code_faults,
    count_faults,
    label_faults,
    number_faults,
    twin_faults,
)

MOST_LEVELS = 10
MOST_COMPETENCIES = 100
MOST_REQUIREMENTS = 2000
MOST_SEATS = 10_000
LAST_VERSION = 9999
HEAVIEST = Decimal(100)
LONGEST_SESSION = Decimal(400)


def draft_framework(
    *,
    id: FrameworkId,  # noqa: A002 -- the field's name
    code: str,
    title: Text,
    levels: Sequence[Text],
    competencies: Sequence[Competency],
    requirements: Sequence[Requirement],
    version: int = 1,
) -> CompetencyFramework:
    """A framework that is sound, but not yet in force.

    Args:
        id: its own key.
        code: what all its versions will share, `[a-z0-9-]{1,60}`.
        title: what it is called.
        levels: what the levels 1, 2, 3 … are called; 1 to 10.
        competencies: 1 to 100, no code twice.
        requirements: 1 to 2,000, no post and competency twice; weights are above 0, at most 100.
        version: which version of the framework it is.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    framework = CompetencyFramework(
        id=id,
        code=code,
        version=version,
        title=title,
        levels=tuple(Level(number=number, title=label) for number, label in enumerate(levels, start=1)),
        competencies=tuple(competencies),
        requirements=tuple(requirements),
    )
    refuse_faults(_framework_faults(framework))
    return framework


def publish_framework(
    framework: CompetencyFramework, *, on: date, published_at: datetime
) -> Outcome[CompetencyFramework]:
    """A draft is put in force: from now on it never changes.

    Raises:
        FrameworkPublished: it is in force already.
        InputFault, InvalidInput: as for `draft_framework`, where it did not come from there.
    """
    if framework.status is FrameworkStatus.PUBLISHED:
        raise FrameworkPublished(framework=framework.id)
    refuse_faults(_framework_faults(framework))
    published = replace(framework, status=FrameworkStatus.PUBLISHED, published_at=published_at)
    happened = FrameworkReleased(
        effective_on=on, framework=framework.id, code=framework.code, version=framework.version
    )
    return Outcome(state=published, events=(happened,))


def framework_in_force(
    frameworks: Iterable[CompetencyFramework], known_at: datetime | None = None
) -> CompetencyFramework | None:
    """The framework that was published last, as known at an instant (None: now); drafts are left out.

    Of several published at one instant the latest version counts, and then the last by code.
    """
    found = [
        (one.published_at, one.version, one.code, one)
        for one in frameworks
        if one.published_at is not None and (known_at is None or one.published_at <= known_at)
    ]
    return max(found, key=lambda one: one[:3], default=(None,))[-1]


def check_programme(programme: Programme, framework: CompetencyFramework) -> None:
    """Refuse a programme that teaches what the framework does not know, or that nobody could take part in.

    Raises:
        InputFault, InvalidInput: everything that is wrong with it, each with its place.
    """
    faults = [
        *code_faults(programme.code, ("code",)),
        *label_faults(programme.title, ("title",)),
        *number_faults(programme.hours, SMALLEST, LONGEST_SESSION, ("hours",)),
        *_between(programme.seats, 1, MOST_SEATS, ("seats",)),
        *count_faults(len(programme.outcomes), MOST_COMPETENCIES, ("outcomes",)),
        *twin_faults((one.competency, ("outcomes", str(place))) for place, one in enumerate(programme.outcomes)),
        *count_faults(len(programme.audiences), MOST_COMPETENCIES, ("audiences",)),
    ]
    for place, outcome in enumerate(programme.outcomes):
        faults += _outcome_faults(outcome, framework, ("outcomes", str(place)))
    refuse_faults(faults)


def _outcome_faults(outcome: LearningOutcome, framework: CompetencyFramework, path: Path) -> list[InputFault]:
    highest = len(framework.levels)
    return [
        *_competency_faults(outcome.competency, framework, (*path, "competency")),
        *_between(outcome.to_level, 1, highest, (*path, "to_level")),
        *_between(outcome.from_level, 0, max(0, min(outcome.to_level, highest) - 1), (*path, "from_level")),
    ]


def _competency_faults(code: str, framework: CompetencyFramework, path: Path) -> list[InputFault]:
    known = tuple(one.code for one in framework.competencies)
    return [] if code in known else [UnknownValue(value=code[:80], known=known, path=path)]


def _framework_faults(framework: CompetencyFramework) -> list[InputFault]:
    faults = [
        *code_faults(framework.code, ("code",)),
        *label_faults(framework.title, ("title",)),
        *_between(framework.version, 1, LAST_VERSION, ("version",)),
    ]
    counts = [
        *count_faults(len(framework.levels), MOST_LEVELS, ("levels",)),
        *count_faults(len(framework.competencies), MOST_COMPETENCIES, ("competencies",)),
        *count_faults(len(framework.requirements), MOST_REQUIREMENTS, ("requirements",)),
    ]
    if counts:
        return [*faults, *counts]
    for place, level in enumerate(framework.levels):
        faults += label_faults(level.title, ("levels", str(place)))
    return [*faults, *_competencies_faults(framework.competencies), *_requirements_faults(framework)]


def _competencies_faults(competencies: Sequence[Competency]) -> list[InputFault]:
    faults = twin_faults((one.code, ("competencies", str(place), "code")) for place, one in enumerate(competencies))
    for place, one in enumerate(competencies):
        path = ("competencies", str(place))
        faults += [*code_faults(one.code, (*path, "code")), *label_faults(one.title, (*path, "title"))]
        if one.description is not None:
            faults += label_faults(one.description, (*path, "description"), LONGEST_NOTE)
    return faults


def _requirements_faults(framework: CompetencyFramework) -> list[InputFault]:
    placed = [(one, ("requirements", str(place))) for place, one in enumerate(framework.requirements)]
    faults = twin_faults((f"{one.post_kind} {one.competency}", path) for one, path in placed)
    for one, path in placed:
        faults += [
            *code_faults(one.post_kind, (*path, "post_kind")),
            *_competency_faults(one.competency, framework, (*path, "competency")),
            *_between(one.level, 1, len(framework.levels), (*path, "level")),
            *number_faults(one.weight, SMALLEST, HEAVIEST, (*path, "weight")),
        ]
    return faults


def _between(number: int, low: int, high: int, path: Path) -> list[InputFault]:
    return [] if low <= number <= high else [OutOfRange(value=number, low=low, high=high, path=path)]
