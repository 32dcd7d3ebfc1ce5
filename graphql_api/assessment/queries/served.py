"""What people and units served in, under which schemes, with their records: what scores and progress are made of."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from governance_core.assessment import (
    HeldPost,
    IndicatorScheme,
    ProgressRecord,
    SchemeStatus,
    Segment,
    Subject,
    scheme_in_force,
    segments_of_unit,
    segments_served,
)
from governance_core.values import PersonId, UnitId
from graphql_api.assessment.queries.figures import with_figures
from graphql_api.assessment.queries.sources import RECORD_FACTS, SCHEME
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import record_of, scheme_of
from graphql_api.organisation import judged_by, posts_held
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What somebody served in within the cycle that is in force for them, or what a unit was assessed under.

    Attributes:
        person: the cadre; None for the unit itself.
        segments: the days served, in order, each under its scheme; at least one.
        records: all records about them.
    """

    person: PersonId | None
    segments: tuple[Segment, ...]
    records: Sequence[ProgressRecord]


async def served_by_people(reader: Reader, people: Sequence[str], moment: Moment) -> list[Served | None]:
    """What each person served in by the moment's day; None where the caller may not know, or no scheme is about it."""
    allowed = await judged_by(reader, people, moment)
    schemes = await published_schemes(reader, moment)
    posts = await posts_held(allowed, moment.known_at) if allowed and schemes else {}
    served = {
        person: _segments(schemes, [held_post(one) for one in posts.get(person, ())], moment) for person in allowed
    }
    return await _with_records(reader, [(PersonId(person), served.get(person, ())) for person in people], moment)


async def served_by_units(reader: Reader, units: Sequence[str], moment: Moment) -> list[Served | None]:
    """What each unit was assessed under itself by the moment's day; for reviewing roles that see it."""
    if reader.principal.role not in REVIEWING_ROLES:
        return [None] * len(units)
    schemes = [one for one in await published_schemes(reader, moment) if one.subject is Subject.UNIT]
    seen = await asyncio.gather(*(reader.get("Unit", unit, moment) for unit in units)) if schemes else []
    kinds = {one.key: one.kind for one in seen if one is not None}
    served = [_segments_of_unit(schemes, unit, kinds.get(unit), moment) for unit in units]
    return await _with_records(reader, list(zip(units, served, strict=True)), moment, people=False)


async def _with_records(
    reader: Reader, served: Sequence[tuple[str, tuple[Segment, ...]]], moment: Moment, *, people: bool = True
) -> list[Served | None]:
    wanted = [(subject, segments) for subject, segments in served if segments]
    subjects = [subject for subject, _ in wanted]
    records = dict(zip(subjects, await records_about(reader, subjects, moment), strict=True))
    read = dict(zip(subjects, await with_figures(reader, wanted, moment), strict=True))
    return [
        Served(person=PersonId(subject) if people else None, segments=read[subject], records=records[subject])
        if segments
        else None
        for subject, segments in served
    ]


async def published_schemes(reader: Reader, moment: Moment) -> Sequence[IndicatorScheme]:
    """Every published scheme, read once in a request."""
    found: Sequence[IndicatorScheme] = await reader.batched(_schemes, SchemeStatus.PUBLISHED.value, moment)
    return found


async def records_about(reader: Reader, subjects: Sequence[str], moment: Moment) -> Sequence[Sequence[ProgressRecord]]:
    """All records about each of some people or units, whoever asks: it is for callers who may know of them."""
    return await asyncio.gather(*(reader.batched(_records, subject, moment) for subject in subjects))


async def _schemes(reader: Reader, statuses: Sequence[str], moment: Moment) -> list[list[IndicatorScheme]]:
    rows = await reader.by_key(SCHEME, "status", statuses, moment)
    return [[scheme_of(SimpleNamespace(**row)) for row in rows]]


async def _records(reader: Reader, subjects: Sequence[str], moment: Moment) -> list[list[ProgressRecord]]:
    found: dict[str, list[ProgressRecord]] = {}
    for row in await reader.by_key(RECORD_FACTS, "person_id", sorted(set(subjects)), moment):
        found.setdefault(row["person_id"], []).append(record_of(SimpleNamespace(**row)))
    return [found.get(subject, []) for subject in subjects]


def _segments(schemes: Sequence[IndicatorScheme], posts: Sequence[HeldPost], moment: Moment) -> tuple[Segment, ...]:
    """The days served in the cycle in force for the posts held on the day; where none is, for those held before."""
    begun = [post for post in posts if post.period.start <= moment.as_of]
    now = _in_force(schemes, [post for post in begun if moment.as_of in post.period], moment)
    current = now or _in_force(schemes, begun, moment)
    if current is None:
        return ()
    same = [one for one in schemes if one.cycle == current.cycle]
    return segments_served(current.cycle, posts, same, as_of=moment.as_of, known_at=moment.known_at)


def _in_force(schemes: Sequence[IndicatorScheme], posts: Iterable[HeldPost], moment: Moment) -> IndicatorScheme | None:
    found = (
        scheme_in_force(schemes, {post.kind}, unit_kinds={post.unit_kind}, as_of=moment.as_of, known_at=moment.known_at)
        for post in posts
    )
    return max((one for one in found if one is not None), key=lambda one: one.cycle.start, default=None)


def _segments_of_unit(
    schemes: Sequence[IndicatorScheme], unit: str, kind: str | None, moment: Moment
) -> tuple[Segment, ...]:
    as_of, known_at = moment.as_of, moment.known_at
    if kind is None:
        return ()
    current = scheme_in_force(schemes, None, unit_kinds={kind}, subject=Subject.UNIT, as_of=as_of, known_at=known_at)
    if current is None:
        return ()
    return segments_of_unit(current.cycle, UnitId(unit), kind, schemes, as_of=as_of, known_at=known_at)
