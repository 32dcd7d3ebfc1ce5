"""Who is to be looked at on a day, and what they serve in: for early warnings."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from governance_core.assessment import IndicatorScheme, Segment, Subject, segments_of_unit, segments_served
from governance_core.values import Period, UnitId
from graphql_api.assessment.queries.figures import with_figures
from graphql_api.assessment.queries.standing import held_post
from graphql_api.assessment.tables import WarningRow
from graphql_api.organisation import in_office_after, kinds_of_units, posts_held, units_after
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query

_WARNED = "SELECT DISTINCT person_id FROM assessment_warning WHERE person_id > $1 AND person_id {} unit_id"
_SOME = " ORDER BY person_id LIMIT $2"


async def watched_after(
    after: str, subject: Subject, schemes: Sequence[IndicatorScheme], on: date, limit: int
) -> list[str]:
    """Some of those to be looked at on a day, in order of their keys, from behind a key on.

    It is everybody who holds a post, or every unit of the kinds that are assessed, and whoever was warned before; where
    no scheme is about the day the latter alone.
    """
    offered = [one for one in schemes if one.subject is subject]
    found: list[str] = []
    if offered and subject is Subject.CADRE:
        found = await in_office_after(after, on, limit)
    elif offered:
        found = await units_after(after, on, {kind for one in offered for kind in one.unit_kinds}, limit)
    connection = WarningRow._meta.db  # noqa: SLF001 -- tortoise's own door
    sql = _WARNED.format("<>" if subject is Subject.CADRE else "=") + _SOME
    warned = [str(row[0]) for row in await query(connection, sql, after, limit)]
    return sorted({*found, *warned})[:limit]


async def serving(
    keys: Sequence[str], subject: Subject, schemes: Sequence[IndicatorScheme], on: date
) -> dict[str, tuple[Segment, ...]]:
    """What people or units serve in on a day, with what they served in before in the same cycle, by key."""
    offered = [one for one in schemes if one.subject is subject]
    if not offered:
        return {}
    period = Period(start=min(one.cycle.start for one in offered), end=on + timedelta(days=1))
    if subject is Subject.CADRE:
        posts = await posts_held(keys)
        found = {
            key: segments_served(period, map(held_post, posts[key]), offered, as_of=on) for key in keys if key in posts
        }
    else:
        kinds = await kinds_of_units(keys)
        found = {key: segments_of_unit(period, UnitId(key), kinds[key], offered, as_of=on) for key in kinds}
    return {key: segments for key, segments in found.items() if segments and on in segments[-1].period}


async def with_present_figures(
    reader: Reader, served: Mapping[str, tuple[Segment, ...]], on: date
) -> dict[str, tuple[Segment, ...]]:
    """The same, with the figures of what each serves in on the day."""
    present = await with_figures(reader, [(key, segments[-1:]) for key, segments in served.items()], Moment(as_of=on))
    return {key: (*served[key][:-1], *last) for key, last in zip(served, present, strict=True)}
