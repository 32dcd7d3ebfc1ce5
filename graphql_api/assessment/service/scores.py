"""Keeping what records come to in step with them, and with where units stand."""

from collections.abc import Sequence
from datetime import date

from tortoise.transactions import in_transaction

from governance_core.assessment import IndicatorScheme, ProgressRecord, RecordStatus, indicator_scores
from graphql_api.assessment.queries import (
    codes_by_indicator,
    indicators_by_code,
    placed,
    placed_anew,
)
from graphql_api.assessment.tables import (
    SUMS,
    IndicatorScoreRow,
    RecordRow,
    changes_of_sums,
    kept_scores,
    record_of,
    scores_placed_in,
    store_scores,
)
from graphql_api.platform.roll_ups import hold_still
from graphql_api.platform.rows import select
from graphql_api.platform.sums import add_to_sums
from graphql_api.platform.work import Begin, Work

BATCH = 1_000
"""Scores that are placed anew together."""


async def place_scores(begin: Begin, *, units: Sequence[str], since: date) -> None:
    """Scores about a day from `since` on are counted anew in the units that theirs stood in then, as is known now.

    Args:
        begin: opens a unit of work.
        units: of whose scores, and of those of all that stood below them.
        since: the first day of what has become known.
    """
    written = (RecordRow, IndicatorScoreRow, SUMS.table)
    async with in_transaction() as connection:
        await hold_still(connection, *written)  # also what is being written was placed by what was known before
        if not await scores_placed_in(units, since).exists():
            return
    async with begin("assessment.place_scores", subject=units[0], units=units, since=since) as work:
        await hold_still(work.connection, *written)
        codes, last = await codes_by_indicator(), 0
        while before := kept_scores(await scores_placed_in(units, since).filter(id__gt=last).limit(BATCH), codes):
            last = max(kept.row or 0 for kept in before.values())
            after = await placed_anew(before)
            await store_scores(before, after)
            await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))


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
    stored = await select(IndicatorScoreRow, person_id=verified.subject, indicator_id=key)
    before = kept_scores(stored, {key: verified.indicator})
    after = await placed(indicator_scores(scheme, map(record_of, rows)), indicators)
    await store_scores(before, after)
    await add_to_sums(work.connection, SUMS, changes_of_sums(before, after))
