"""Keeping what records come to in step with them, and with where units stand."""

from collections.abc import Sequence
from datetime import date

from tortoise.transactions import in_transaction

from governance_core.assessment import IndicatorScheme, ProgressRecord, RecordStatus, indicator_scores
from graphql_api.assessment.queries import (
    ancestries_of,
    indicators_by_code,
    known_schemes,
    scores_of,
)
from graphql_api.assessment.tables import (
    SUMS,
    RecordRow,
    ScoreRow,
    changes_of_sums,
    kept_scores,
    new_scores,
    record_of,
    scores_placed_in,
    store_scores,
)
from graphql_api.platform.roll_ups import hold_still
from graphql_api.platform.rows import select
from graphql_api.platform.sums import add_to_sums
from graphql_api.platform.work import Begin, Work

PEOPLE = 200
"""Whose scores are counted anew together."""


async def place_scores(begin: Begin, *, units: Sequence[str], since: date) -> None:
    """Scores about a day from `since` on are counted anew where theirs stood on the days of their records.

    Args:
        begin: opens a unit of work.
        units: of whose scores, and of those of all that stood below them.
        since: the first day of what has become known.
    """
    written = (RecordRow, ScoreRow, SUMS.table)
    async with in_transaction() as connection:
        await hold_still(connection, *written)  # also what is being written was placed by what was known before
        if not await scores_placed_in(units, since).exists():
            return
    async with begin("assessment.place_scores", subject=units[0], units=units, since=since) as work:
        await hold_still(work.connection, *written)
        known, last = await known_schemes(), ""
        while people := await _people_placed_in(units, since, last):
            last = people[-1]
            before = kept_scores(await ScoreRow.filter(person_id__in=people), known.codes)
            after = await scores_of(people, known)
            await store_scores(before, after)
            await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))


async def _people_placed_in(units: Sequence[str], since: date, last: str) -> list[str]:
    """The next of those who have such scores, in order of their ids."""
    those = scores_placed_in(units, since).filter(person_id__gt=last).order_by("person_id")
    return [str(one) for one in await those.distinct().limit(PEOPLE).values_list("person_id", flat=True)]


async def count_anew(work: Work, verified: ProgressRecord, scheme: IndicatorScheme) -> None:
    """Keep what a subject's records on the indicator come to now that another counts, in each unit they were made in.

    A correction may have taken one from another unit, so all of them are looked at.
    """
    indicators = await indicators_by_code(verified.scheme, verified.indicator)
    key = indicators[verified.indicator]
    await work.alone(f"score:{verified.subject}:{key}")
    rows = await select(
        RecordRow,
        person_id=verified.subject,
        scheme_id=verified.scheme,
        indicator=verified.indicator,
        status=RecordStatus.VERIFIED.value,
    )
    stored = await select(ScoreRow, person_id=verified.subject, indicator_id=key)
    before = kept_scores(stored, {key: verified.indicator})
    records = [record_of(row) for row in rows]
    stood = await ancestries_of({one.unit for one in records if one.unit is not None})
    after = new_scores(indicator_scores(scheme, records, stood), indicators)
    await store_scores(before, after)
    await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))
