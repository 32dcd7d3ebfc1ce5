"""What may be done about posts: open and close them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from governance_core.errors import (
    InputFault,
    NotInExistence,
    OutOfRange,
    PostNotAllowed,
    PostOccupied,
    UnknownValue,
    refuse_faults,
)
from governance_core.events import Outcome
from governance_core.organisation.events import (
    PostClosed,
    PostOpened,
)
from governance_core.organisation.model import (
    Appointment,
    Post,
    PostKinds,
    PostState,
    Unit,
)
from governance_core.organisation.rules.days import lasting, refuse_absence, without_days
from governance_core.values import Period, PostId, Text
from governance_core.wording import label_faults

MOST_SEATS = 500
"""How many people can hold one post at a time. Our own ceiling, well above the representatives of a large village."""


def open_post(
    *,
    id: PostId,  # noqa: A002 -- the field's name
    unit: Unit,
    kind: str,
    on: date,
    recorded_at: datetime,
    post_kinds: PostKinds,
    title: Text | None = None,
    seats: int = 1,
) -> Outcome[Post]:
    """A unit gets a post from a day on.

    Args:
        id: the post's key.
        unit: whose post.
        kind: the code of its kind.
        on: its first day.
        recorded_at: the instant of the act.
        post_kinds: the catalogue.
        title: what it is called; the kind's label by default.
        seats: how many people can hold it at a time, 1 to 500.

    Raises:
        InvalidInput: a kind that is not in the catalogue, a title that says nothing or too much, seats out of range;
            a single fault is raised itself.
        PostNotAllowed: units of this kind have no such post.
        NotInExistence: the unit does not exist from that day on.
    """
    refuse_faults(_input_faults(kind, title, seats, post_kinds))
    post_kind, period = post_kinds.get(kind), Period(start=on)
    if unit.kind not in post_kind.unit_kinds:
        raise PostNotAllowed(post_kind=kind, unit_kind=unit.kind, path=("kind",))
    refuse_absence(unit.id, unit.states, period, ("unit",))
    states = lasting(PostState(title=title or post_kind.label, seats=seats), period, recorded_at)
    happened = PostOpened(effective_on=on, post=id, unit=unit.id, kind=kind, seats=seats)
    return Outcome(state=Post(id=id, unit=unit.id, kind=kind, states=states), events=(happened,))


def close_post(
    post: Post, *, on: date, recorded_at: datetime, appointments: Iterable[Appointment] = ()
) -> Outcome[Post]:
    """A post does not exist from a day on; closed from its first day on, it is known from now on never to have been.

    Args:
        post: the post.
        on: the first day without it.
        recorded_at: the instant of the act.
        appointments: every appointment to it.

    Raises:
        NotInExistence: it does not exist on that day anyway.
        PostOccupied: people are appointed to it on that day or later.
    """
    if post.states.at(on) is None:
        raise NotInExistence(subject=post.id, on=on, path=("on",))
    held = tuple(other.id for other in appointments if other.post == post.id and other.states.since(on))
    if held:
        raise PostOccupied(post=post.id, appointments=held)
    states = without_days(post.states, Period(start=on), recorded_at)
    happened = PostClosed(effective_on=on, post=post.id, unit=post.unit, kind=post.kind)
    return Outcome(state=replace(post, states=states), events=(happened,))


def _input_faults(kind: str, title: Text | None, seats: int, post_kinds: PostKinds) -> list[InputFault]:
    faults: list[InputFault] = label_faults(title, ("title",)) if title else []
    if kind not in post_kinds.codes:
        faults.append(UnknownValue(value=kind, known=post_kinds.codes, path=("kind",)))
    if not 1 <= seats <= MOST_SEATS:
        faults.append(OutOfRange(value=seats, low=1, high=MOST_SEATS, path=("seats",)))
    return faults
