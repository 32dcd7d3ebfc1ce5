"""The matters and requests that households voice, and how each came to its answer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from governance_core.values import PersonId, PostId, UnitId
from pomegranate_seeds.model.liaison import VisitId

MatterId = NewType("MatterId", str)


class MatterKind(StrEnum):
    """What a matter is about. The list is our own: the report gives none."""

    FACILITIES = "facilities"
    ENVIRONMENT = "environment"
    PUBLIC_SECURITY = "public-security"
    LIVELIHOOD = "livelihood"
    PROCEDURE = "procedure"
    OTHER = "other"


class MatterStatus(StrEnum):
    """Where a matter stands."""

    RAISED = "raised"
    ROUTED = "routed"
    RETURNED = "returned"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """That a matter came back from whoever was to handle it: from which day, why, and who said so when."""

    on: date
    reason: str
    returned_by: PersonId | None
    returned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """That a matter was given to somebody to handle.

    Attributes:
        handler: the unit that handles it.
        post: the post in it that does, where one is named.
        routed_on: the day.
        routed_by: who routed it; None for the system.
        routed_at: when that became known.
        returned: that it came back, where it did.
    """

    handler: UnitId
    post: PostId | None
    routed_on: date
    routed_by: PersonId | None
    routed_at: datetime
    returned: Return | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the household was told, by whom, from which day, and when that became known."""

    text: str
    answered_on: date
    answered_by: PersonId | None
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter or a request that a household has voiced. It closes with its answer.

    Attributes:
        id: its own key.
        village: the village that answers for it.
        household: who voiced it.
        kind: what it is about.
        statement: the matter itself, in at most 500 characters.
        raised_on: the day it was voiced.
        raised_by: who recorded it; None for the system.
        raised_at: when it became known.
        due_on: the last day for an answer. Returning and routing again does not move it.
        visit: the visit at which it was voiced; None where it was voiced directly.
        routes: to whom it was given, in order; the last is whoever has it, or had it last.
        answer: the answer, once there is one.
    """

    id: MatterId
    village: UnitId
    household: UnitId
    kind: MatterKind
    statement: str
    raised_on: date
    raised_by: PersonId | None
    raised_at: datetime
    due_on: date
    visit: VisitId | None = None
    routes: tuple[Route, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a matter stood on a day.

    Attributes:
        status: its status.
        overdue: whether the last day for an answer was over without one.
        days_left: how many days were left to answer, negative where overdue; None once answered.
        in_time: whether it was answered in time; None where the question was still open.
    """

    status: MatterStatus
    overdue: bool
    days_left: int | None
    in_time: bool | None
