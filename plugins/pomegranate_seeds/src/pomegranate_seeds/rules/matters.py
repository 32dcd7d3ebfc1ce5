"""How what a household voices comes to an answer."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from governance_core.errors import refuse_faults
from governance_core.events import Outcome
from governance_core.values import PersonId, PostId, UnitId
from governance_core.wording import text_faults
from pomegranate_seeds.errors import MatterNotReady, OtherVisit, RetractedVisit, ReturnedBefore
from pomegranate_seeds.events import MatterAnswered, MatterRaised, MatterReturned, MatterRouted
from pomegranate_seeds.model import (
    Answer,
    Charter,
    Household,
    Matter,
    MatterId,
    MatterKind,
    MatterStatus,
    Return,
    Route,
    Standing,
    Visit,
)
from pomegranate_seeds.rules.charter import refuse_day, refuse_stranger

LONGEST_STATEMENT = 500
LONGEST_NOTE = 2000


def raise_matter(
    *,
    id: MatterId,  # noqa: A002 -- the field's name
    household: Household,
    kind: MatterKind,
    statement: str,
    on: date,
    today: date,
    charter: Charter,
    raised_by: PersonId | None,
    recorded_at: datetime,
    visit: Visit | None = None,
) -> Outcome[Matter]:
    """A household has voiced a matter or a request, at a visit or directly; its answer is due in the village's days.

    Args:
        id: the matter's key.
        household: who voiced it.
        kind: what it is about.
        statement: the matter in at most 500 characters: what is to be done, and nothing about anybody's attitude.
        on: the day it was voiced, not after today; at a visit, the day of the visit.
        today: the town's day at the instant of the act.
        charter: how the village had set the practice for that day.
        raised_by: who records it; None for the system.
        recorded_at: the instant of the act.
        visit: the visit at which it was voiced; None where it was voiced directly.

    Raises:
        Blank, TooLong: the statement says nothing or too much.
        NotAHousehold, OtherVillage: it is no household of the village.
        DayInFuture: the day is still to come.
        RetractedVisit: the visit never was.
        OtherVisit: the visit was to another household, or on another day.
    """
    refuse_faults(text_faults(statement, LONGEST_STATEMENT, ("statement",)))
    refuse_stranger(household, charter.village)
    refuse_day(on, today=today)
    _refuse_other_visit(visit, household.unit, on)
    matter = Matter(
        id=id,
        village=charter.village,
        household=household.unit,
        kind=kind,
        statement=statement,
        raised_on=on,
        raised_by=raised_by,
        raised_at=recorded_at,
        due_on=on + timedelta(days=charter.answer_days),
        visit=visit.id if visit else None,
    )
    happened = MatterRaised(
        effective_on=on,
        village=matter.village,
        household=matter.household,
        matter=id,
        kind=kind.value,
        due_on=matter.due_on,
        visit=matter.visit,
    )
    return Outcome(state=matter, events=(happened,))


def route_matter(
    matter: Matter,
    *,
    handler: UnitId,
    on: date,
    today: date,
    routed_by: PersonId | None,
    recorded_at: datetime,
    post: PostId | None = None,
) -> Outcome[Matter]:
    """A matter is given to a unit to handle, and in it to a post where one is named; a returned one is given again.

    The last day for an answer stays what it is.

    Raises:
        MatterNotReady: somebody has it, or it is answered.
        DayInFuture, DayTooEarly: the day is still to come, or before the last step.
    """
    _refuse_status(matter, MatterStatus.RAISED, MatterStatus.RETURNED)
    refuse_day(on, today=today, earliest=_last_step_on(matter))
    route = Route(handler=handler, post=post, routed_on=on, routed_by=routed_by, routed_at=recorded_at)
    happened = MatterRouted(
        effective_on=on,
        village=matter.village,
        household=matter.household,
        matter=matter.id,
        handler=handler,
        post=post,
    )
    return Outcome(state=replace(matter, routes=(*matter.routes, route)), events=(happened,))


def return_matter(
    matter: Matter, *, reason: str, on: date, today: date, returned_by: PersonId | None, recorded_at: datetime
) -> Outcome[Matter]:
    """Whoever has a matter gives it back, with a reason of at most 2,000 characters, to be routed again.

    A matter comes back once. That once is our own choice: matters sent round and round are what the towns complain of.

    Raises:
        Blank, TooLong: the reason says nothing or too much.
        MatterNotReady: nobody has it.
        ReturnedBefore: it has come back before.
        DayInFuture, DayTooEarly: the day is still to come, or before the last step.
    """
    refuse_faults(text_faults(reason, LONGEST_NOTE, ("reason",)))
    _refuse_status(matter, MatterStatus.ROUTED)
    *earlier, route = matter.routes
    if earlier:
        raise ReturnedBefore(matter=matter.id, handler=earlier[0].handler, path=("matter",))
    refuse_day(on, today=today, earliest=_last_step_on(matter))
    returned = Return(on=on, reason=reason, returned_by=returned_by, returned_at=recorded_at)
    happened = MatterReturned(
        effective_on=on, village=matter.village, household=matter.household, matter=matter.id, handler=route.handler
    )
    return Outcome(state=replace(matter, routes=(replace(route, returned=returned),)), events=(happened,))


def answer_matter(
    matter: Matter, *, text: str, on: date, today: date, answered_by: PersonId | None, recorded_at: datetime
) -> Outcome[Matter]:
    """The household is told what becomes of its matter, in at most 2,000 characters, and the matter closes.

    Raises:
        Blank, TooLong: the answer says nothing or too much.
        MatterNotReady: nobody has it.
        DayInFuture, DayTooEarly: the day is still to come, or before the last step.
    """
    refuse_faults(text_faults(text, LONGEST_NOTE, ("text",)))
    _refuse_status(matter, MatterStatus.ROUTED)
    refuse_day(on, today=today, earliest=_last_step_on(matter))
    answer = Answer(text=text, answered_on=on, answered_by=answered_by, answered_at=recorded_at)
    happened = MatterAnswered(
        effective_on=on,
        village=matter.village,
        household=matter.household,
        matter=matter.id,
        handler=matter.routes[-1].handler,
        in_time=on <= matter.due_on,
    )
    return Outcome(state=replace(matter, answer=answer), events=(happened,))


def standing_on(matter: Matter, day: date, known_at: datetime | None = None) -> Standing | None:
    """Where a matter stood on a day, as known at an instant (None: now); None where it was not known to be voiced.

    The last day for an answer is still in time; the day after is overdue.
    """
    if not _so(matter.raised_on, matter.raised_at, day, known_at):
        return None
    answer = matter.answer
    if answer is not None and _so(answer.answered_on, answer.answered_at, day, known_at):
        in_time = answer.answered_on <= matter.due_on
        return Standing(status=MatterStatus.ANSWERED, overdue=False, days_left=None, in_time=in_time)
    days_left = (matter.due_on - day).days
    overdue = days_left < 0
    status = _status_on(matter, day, known_at)
    return Standing(status=status, overdue=overdue, days_left=days_left, in_time=False if overdue else None)


def _status_on(matter: Matter, day: date, known_at: datetime | None) -> MatterStatus:
    status = MatterStatus.RAISED
    for route in matter.routes:
        if _so(route.routed_on, route.routed_at, day, known_at):
            status = MatterStatus.ROUTED
        if route.returned is not None and _so(route.returned.on, route.returned.returned_at, day, known_at):
            status = MatterStatus.RETURNED
    return status


def _so(happened_on: date, recorded_at: datetime, day: date, known_at: datetime | None) -> bool:
    return happened_on <= day and (known_at is None or recorded_at <= known_at)


def _refuse_status(matter: Matter, *needed: MatterStatus) -> None:
    status = MatterStatus.ANSWERED if matter.answer else _status_on(matter, date.max, None)
    if status not in needed:
        wanted = tuple(one.value for one in needed)
        raise MatterNotReady(matter=matter.id, status=status.value, needed=wanted, path=("matter",))


def _last_step_on(matter: Matter) -> date:
    if not matter.routes:
        return matter.raised_on
    last = matter.routes[-1]
    return last.returned.on if last.returned else last.routed_on


def _refuse_other_visit(visit: Visit | None, household: UnitId, on: date) -> None:
    if visit is None:
        return
    if visit.mistake is not None:
        raise RetractedVisit(visit=visit.id, path=("visit",))
    if (visit.household, visit.visited_on) != (household, on):
        raise OtherVisit(visit=visit.id, household=household, on=on, path=("visit",))
