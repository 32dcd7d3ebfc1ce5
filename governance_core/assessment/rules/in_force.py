"""Which scheme is in force on a day, and on which days a scheme is."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from governance_core.assessment.model import HeldPost, IndicatorScheme, Subject
from governance_core.values import Period


def scheme_in_force(
    schemes: Iterable[IndicatorScheme],
    post_kinds: AbstractSet[str] | None,
    *,
    unit_kinds: AbstractSet[str] | None = None,
    subject: Subject = Subject.CADRE,
    as_of: date,
    known_at: datetime | None = None,
) -> IndicatorScheme | None:
    """The scheme by which the holder of posts, or a unit, is assessed on a day: the one whose cycle began last.

    A cycle that is over stays in force until another begins, so that its result can be read. Of several whose cycles
    began on one day one that is for certain kinds of units comes before one for all, then the one that took effect
    last, then the latest version, and then the last by code. (The order is our own choice.)

    Args:
        schemes: the schemes to choose from; drafts are left out.
        post_kinds: the kinds of posts held, by code; None where every scheme will do.
        unit_kinds: the kinds of the units they are held in, by code; None where every scheme will do.
        subject: whether a cadre or a unit is assessed.
        as_of: the day.
        known_at: what was published by then counts; None for now.
    """
    found = [
        one
        for one in schemes
        if one.published_at is not None
        and (known_at is None or one.published_at <= known_at)
        and one.subject is subject
        and one.days.start <= as_of
        and (post_kinds is None or not post_kinds.isdisjoint(one.applies_to))
        and (unit_kinds is None or not one.unit_kinds or not unit_kinds.isdisjoint(one.unit_kinds))
    ]
    return max(
        found,
        key=lambda one: (one.cycle.start, bool(one.unit_kinds), one.days.start, one.version, one.code),
        default=None,
    )


def is_about(scheme: IndicatorScheme, post: HeldPost) -> bool:
    """Whether a scheme is about whoever holds a post, by the kind of it and of its unit."""
    return post.kind in scheme.applies_to and (not scheme.unit_kinds or post.unit_kind in scheme.unit_kinds)


def days_in_force(scheme: IndicatorScheme, versions: Iterable[IndicatorScheme]) -> Period | None:
    """The days that a published scheme is about: from its effect until a later version's, or the cycle's end.

    Args:
        scheme: the scheme.
        versions: the versions with its code; itself, drafts and those of other cycles are left out.

    Returns:
        The days; None where a later version took its place before it took effect.
    """
    ends = [
        one.days.start
        for one in versions
        if one.code == scheme.code and one.version > scheme.version and one.published_at and one.cycle == scheme.cycle
    ]
    end = min([*ends, scheme.cycle.end or date.max])
    return Period(start=scheme.days.start, end=end) if scheme.days.start < end else None
