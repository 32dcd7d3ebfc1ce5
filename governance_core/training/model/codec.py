"""Frameworks, programmes and plans as plain data: what is stored as JSON, and what importers write as YAML."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from governance_core.plain_data import Fields, Path, label_to_data, number_to_data
from governance_core.training.model.frameworks import (
    Competency,
    CompetencyFramework,
    FrameworkStatus,
    Level,
    Requirement,
)
from governance_core.training.model.plans import (
    ClosedGap,
    NextBest,
    OpenGap,
    OpenReason,
    PlannedSession,
    Unassessed,
)
from governance_core.training.model.programmes import Audience, Format, LearningOutcome, Programme
from governance_core.values import FrameworkId, PersonId


def framework_to_data(framework: CompetencyFramework) -> dict[str, Any]:
    """What a framework says, as plain data; its key and whether it is published are not part of that."""
    return {
        "code": framework.code,
        "version": framework.version,
        "title": label_to_data(framework.title),
        "levels": [label_to_data(level.title) for level in framework.levels],
        "competencies": [_competency_to_data(one) for one in framework.competencies],
        "requirements": [
            {
                "post_kind": one.post_kind,
                "competency": one.competency,
                "level": one.level,
                "weight": number_to_data(one.weight),
            }
            for one in framework.requirements
        ],
    }


def _competency_to_data(one: Competency) -> dict[str, Any]:
    data: dict[str, Any] = {"code": one.code, "title": label_to_data(one.title)}
    if one.description is not None:
        data["description"] = label_to_data(one.description)
    return data


def framework_from_data(
    data: object,
    *,
    id: FrameworkId,  # noqa: A002 -- the field's name
    status: FrameworkStatus = FrameworkStatus.DRAFT,
    published_at: datetime | None = None,
    path: Path = (),
) -> CompetencyFramework:
    """The framework that plain data describe: `levels` are the labels of levels 1, 2, 3 … in order.

    Raises:
        InputFault, InvalidInput: what is wrong with their shape, with its place; `draft_framework` judges the rest.
    """
    fields = Fields(data, path)
    labels = fields.each("levels", _level_from_data)
    framework = CompetencyFramework(
        id=id,
        code=fields.text("code"),
        version=fields.whole("version", 1),
        title=fields.label("title"),
        levels=tuple(Level(number=number, title=one.title) for number, one in enumerate(labels, start=1)),
        competencies=fields.each("competencies", _competency_from_data),
        requirements=fields.each("requirements", _requirement_from_data),
        status=status,
        published_at=published_at,
    )
    fields.done()
    return framework


def _level_from_data(data: object, path: Path) -> Level:
    fields = Fields({"title": data}, path)
    level = Level(number=0, title=fields.label("title"))
    fields.done()
    return level


def _competency_from_data(data: object, path: Path) -> Competency:
    fields = Fields(data, path)
    code, title = fields.text("code"), fields.label("title")
    one = Competency(code=code, title=title, description=fields.optional_label("description"))
    fields.done()
    return one


def _requirement_from_data(data: object, path: Path) -> Requirement:
    fields = Fields(data, path)
    post_kind, competency = fields.text("post_kind"), fields.text("competency")
    level, weight = fields.whole("level", 1), fields.number("weight", "1")
    fields.done()
    return Requirement(post_kind=post_kind, competency=competency, level=level, weight=weight)


def programme_to_data(programme: Programme) -> dict[str, Any]:
    """A programme as plain data; who contributed it is not part of that."""
    return {
        "code": programme.code,
        "title": label_to_data(programme.title),
        "format": programme.format.value,
        "hours": number_to_data(programme.hours),
        "seats": programme.seats,
        "outcomes": [
            {"competency": one.competency, "from_level": one.from_level, "to_level": one.to_level}
            for one in programme.outcomes
        ],
        "audiences": [one.value for one in programme.audiences],
    }


def programme_from_data(data: object, *, contributed_by: str | None = None, path: Path = ()) -> Programme:
    """The programme that plain data describe.

    Raises:
        InputFault, InvalidInput: what is wrong with their shape, with its place; `check_programme` judges the rest.
    """
    fields = Fields(data, path)
    programme = Programme(
        code=fields.text("code"),
        title=fields.label("title"),
        format=fields.choice("format", Format),
        hours=fields.number("hours"),
        seats=fields.whole("seats", 0),
        outcomes=fields.each("outcomes", _outcome_from_data),
        audiences=fields.each("audiences", _audience_from_data),
        contributed_by=contributed_by,
    )
    fields.done()
    return programme


def _outcome_from_data(data: object, path: Path) -> LearningOutcome:
    fields = Fields(data, path)
    competency = fields.text("competency")
    to_level, from_level = fields.whole("to_level", 0), fields.whole("from_level", 0)
    fields.done()
    return LearningOutcome(competency=competency, to_level=to_level, from_level=from_level)


def _audience_from_data(data: object, path: Path) -> Audience:
    fields = Fields({"audience": data}, path)
    audience = fields.choice("audience", Audience)
    fields.done()
    return audience


def session_to_data(session: PlannedSession) -> dict[str, Any]:
    """A planned session as plain data."""
    best = session.next_best
    return {
        "number": session.number,
        "programme": session.programme,
        "hours": number_to_data(session.hours),
        "participants": list(session.participants),
        "closes": [
            {
                "person": one.person,
                "competency": one.competency,
                "from_level": one.from_level,
                "to_level": one.to_level,
                "worth": number_to_data(one.worth),
            }
            for one in session.closes
        ],
        "worth": number_to_data(session.worth),
        "rate": number_to_data(session.rate),
        "next_best": None if best is None else {"programme": best.programme, "rate": number_to_data(best.rate)},
    }


def session_from_data(data: dict[str, Any]) -> PlannedSession:
    """The planned session that `session_to_data` wrote down."""
    best = data["next_best"]
    return PlannedSession(
        number=data["number"],
        programme=data["programme"],
        hours=Decimal(data["hours"]),
        participants=tuple(PersonId(one) for one in data["participants"]),
        closes=tuple(ClosedGap(**{**one, "worth": Decimal(one["worth"])}) for one in data["closes"]),
        worth=Decimal(data["worth"]),
        rate=Decimal(data["rate"]),
        next_best=None if best is None else NextBest(programme=best["programme"], rate=Decimal(best["rate"])),
    )


def open_gap_to_data(gap: OpenGap) -> dict[str, Any]:
    """An open gap as plain data."""
    return {
        "person": gap.person,
        "competency": gap.competency,
        "reached": gap.reached,
        "required": gap.required,
        "reason": gap.reason.value,
    }


def open_gap_from_data(data: dict[str, Any]) -> OpenGap:
    """The open gap that `open_gap_to_data` wrote down."""
    return OpenGap(**{**data, "reason": OpenReason(data["reason"])})


def unassessed_to_data(one: Unassessed) -> dict[str, str]:
    """A competency without an assessment as plain data."""
    return {"person": one.person, "competency": one.competency}


def unassessed_from_data(data: dict[str, Any]) -> Unassessed:
    """What `unassessed_to_data` wrote down."""
    return Unassessed(**data)
