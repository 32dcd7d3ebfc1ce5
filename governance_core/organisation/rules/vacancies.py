"""Since when a post has had a free seat."""

from collections.abc import Iterable
from datetime import date

from governance_core.organisation.model import Appointment, Post


def vacant_since(post: Post, appointments: Iterable[Appointment], *, on: date) -> date | None:
    """The first of the days up to `on` on all of which fewer people held a post than it had seats.

    Holders and seats change on the days on which a version begins or ends, so these alone are looked at.

    Args:
        post: the post.
        appointments: every appointment to it.
        on: the day.

    Returns:
        The day; None where every seat is taken on `on`, or the post does not exist then.
    """
    held = [version.period for one in appointments for version in one.states.timeline()]
    existing = [version.period for version in post.states.timeline()]
    changes = {day for period in (*held, *existing) for day in (period.start, period.end) if day is not None}
    since = None
    for day in sorted((day for day in changes if day <= on), reverse=True):
        state = post.states.at(day)
        if state is None or sum(day in period for period in held) >= state.seats:
            break
        since = day
    return since
