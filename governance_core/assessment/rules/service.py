"""Under which scheme, and in which unit, a cadre or a unit is assessed on each day of a cycle."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from governance_core.assessment.model import Absence, HeldPost, IndicatorScheme, Segment, Subject
from governance_core.assessment.rules.in_force import scheme_in_force
from governance_core.values import Period, UnitId

SECONDMENT = "secondment"
_RANK = (SECONDMENT, "substantive", "concurrent", "part-time")


def by_precedence(post: HeldPost) -> tuple[int, str]:
    """Which of several posts comes first: the one that is served in.

    A secondment before a substantive appointment, that before a concurrent one, and that before a part-time one; of
    several alike the one whose appointment has the lowest id. (The order is our own choice.)
    """
    rank = _RANK.index(post.basis) if post.basis in _RANK else len(_RANK)
    return rank, post.appointment


def segments_served(
    period: Period,
    posts: Iterable[HeldPost],
    schemes: Iterable[IndicatorScheme],
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> tuple[Segment, ...]:
    """What a cadre served in during a period, in order: on each day the unit and the scheme that assesses them there.

    Of several posts held on a day the first by `by_precedence` counts that a scheme is about; a day without one is in
    no segment. A new version of a scheme begins a new segment on the day of its effect, and so does a move.

    Args:
        period: the days asked about; it has an end.
        posts: the posts held, with their days.
        schemes: the schemes to choose from; drafts are left out.
        as_of: later days are in no segment: what they will bring changes nothing before.
        known_at: schemes published by then count; None for now.
    """
    held = [one for one in posts if one.period.overlaps(period)]
    offered = [
        one for one in schemes if one.subject is Subject.CADRE and one.published_at and one.cycle.overlaps(period)
    ]
    found: list[Segment] = []
    for days in _parts(period, as_of, held, offered):
        here = sorted((one for one in held if days.start in one.period), key=by_precedence)
        for post in here:
            scheme = scheme_in_force(
                [one for one in offered if days.start in one.cycle],
                {post.kind},
                unit_kinds={post.unit_kind},
                as_of=days.start,
                known_at=known_at,
            )
            if scheme is not None:
                found.append(Segment(scheme=scheme, period=days, unit=post.unit, home=_home(post, here)))
                break
    return _joined(found)


def segments_of_unit(
    period: Period,
    unit: UnitId,
    kind: str,
    schemes: Iterable[IndicatorScheme],
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> tuple[Segment, ...]:
    """The same for a unit that is assessed itself: under the scheme in force for its kind on each day."""
    offered = [
        one for one in schemes if one.subject is Subject.UNIT and one.published_at and one.cycle.overlaps(period)
    ]
    found: list[Segment] = []
    for days in _parts(period, as_of, (), offered):
        scheme = scheme_in_force(
            [one for one in offered if days.start in one.cycle],
            None,
            unit_kinds={kind},
            subject=Subject.UNIT,
            as_of=days.start,
            known_at=known_at,
        )
        if scheme is not None:
            found.append(Segment(scheme=scheme, period=days, unit=unit))
    return _joined(found)


def absence(segments: Sequence[Segment], area: Container[UnitId]) -> Absence | None:
    """Why somebody does not take part in a cycle, by what they served in during its days; None where they do.

    Args:
        segments: what they served in, as `segments_served` or `segments_of_unit` says.
        area: the units that the cycle reaches.
    """
    if not segments:
        return Absence.NO_POST
    return None if segments[-1].unit in area else Absence.ELSEWHERE


def _parts(
    period: Period, as_of: date, posts: Sequence[HeldPost], schemes: Sequence[IndicatorScheme]
) -> Iterable[Period]:
    """The period up to the day, cut wherever a post or a scheme begins or ends."""
    edges = {period.start, min(period.end or date.max, date.fromordinal(as_of.toordinal() + 1))}
    for days in (*(one.period for one in posts), *(one.days for one in schemes), *(one.cycle for one in schemes)):
        edges |= {edge for edge in (days.start, days.end) if edge is not None}
    inside = sorted(edge for edge in edges if edge in period or edge == period.end)
    kept = [edge for edge in inside if edge.toordinal() <= as_of.toordinal() + 1]
    return [Period(start=start, end=end) for start, end in pairwise(kept)]


def _home(post: HeldPost, held: Sequence[HeldPost]) -> UnitId | None:
    """The unit that a secondment is from: that of the first other post, where there is one elsewhere."""
    if post.basis != SECONDMENT:
        return None
    others = [one.unit for one in held if one.basis != SECONDMENT and one.unit != post.unit]
    return others[0] if others else None


def _joined(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Neighbouring segments that say the same, as one."""
    joined: list[Segment] = []
    for one in segments:
        last = joined[-1] if joined else None
        same = last is not None and (last.scheme.id, last.unit, last.home) == (one.scheme.id, one.unit, one.home)
        if last is not None and same and last.period.end == one.period.start:
            joined[-1] = replace(last, period=Period(start=last.period.start, end=one.period.end))
        else:
            joined.append(one)
    return tuple(joined)
