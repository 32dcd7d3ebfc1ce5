"""Working out what everybody in a cycle comes to: in batches that nobody sees, until all of it comes into view."""

import logging
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from governance_core.assessment import AssessmentCycle, Stage, TallyFailed
from governance_core.errors import GovernanceError
from graphql_api.assessment.queries import Grounds, grounds_of
from graphql_api.assessment.service.results import bring_into_view, put_results_aside
from graphql_api.assessment.tables import DONE, FAILED, RUNNING, AppraisalRow, TallyRow, load_cycle
from graphql_api.platform.rows import select, update
from graphql_api.platform.work import Begin, Work

log = logging.getLogger(__name__)

BATCH = 250
"""Appraisals that are scored in one transaction."""
PATIENCE = 8.0
"""Seconds that an act waits for its tally before it says that it goes on without it."""


@dataclass(slots=True)
class Run:
    """What one who goes on with a tally, batch after batch, loads once."""

    grounds: Grounds | None = None


async def ask_tally(work: Work, cycle: AssessmentCycle, to: Stage) -> str:
    """Note that everybody in a cycle is to be scored and graded, so that it can enter a stage.

    At its close those whose appeal was upheld are scored by what is known when it was decided; everybody else by what
    was known when the results were made public.
    """
    key = work.new_id()
    known_at = work.now
    if to is Stage.CLOSED:
        public = await select(TallyRow, cycle_id=cycle.id, stage=Stage.PUBLICITY.value, state=DONE, order=("id",))
        known_at = public[-1].known_at
    total = await AppraisalRow.filter(cycle_id=cycle.id).count()
    await TallyRow.create(
        id=key,
        cycle_id=cycle.id,
        stage=to.value,
        state=RUNNING,
        known_at=known_at,
        asked_by=work.person,
        total=total,
        entry_id=work.entry_id,
    )
    return key


async def run_tally(begin: Begin, tally: str) -> None:
    """Go on with a tally as long as an act can wait; what is left then is done by whoever turns the page."""
    until, run = monotonic() + PATIENCE, Run()
    while await go_on(begin, tally, run):
        if monotonic() > until:
            break


async def renew_tallies(begin: Begin, now: datetime) -> int:
    """Go on with the tallies that somebody has left, be it that they were killed; say with how many.

    One that fails unexpectedly is logged and tried again later: it holds up no other, nor what is renewed after it.
    """
    went_on = 0
    for one in await TallyRow.filter(state=RUNNING).order_by("id"):
        try:
            await run_tally(begin, one.id)
        except Exception:
            log.exception("the tally %s could not be gone on with; it is tried again", one.id)
        else:
            went_on += 1
    return went_on


async def go_on(begin: Begin, tally: str, run: Run) -> bool:
    """Score the next of a tally, or, when all are scored, grade them and bring them into view; False when it is over.

    Each step is a transaction, and no two are under way at once: whoever was killed has lost what nobody had seen.
    """
    async with begin("assessment.run_tally", subject=tally) as work:
        await work.alone(f"tally:{tally}")
        (row,) = await select(TallyRow, id=tally)
        if row.state != RUNNING:
            return False
        loaded = await load_cycle(row.cycle_id)
        assert loaded is not None  # noqa: S101 -- a tally has a cycle
        cycle, stored = loaded
        more: dict[str, Any] = {} if row.reached is None else {"id__gt": row.reached}
        batch = await AppraisalRow.filter(cycle_id=cycle.id, **more).order_by("id").limit(BATCH)
        try:
            if batch:
                run.grounds = run.grounds or await grounds_of(cycle)
                await put_results_aside(work, cycle, row, batch, run.grounds)
                await update(TallyRow, {"reached": batch[-1].id, "done": row.done + len(batch)}, id=tally)
                return True
            await bring_into_view(work, cycle, stored, row)
        except GovernanceError as refusal:
            values = {"state": FAILED, "fault": refusal.describe("zh-CN"), "finished_at": work.now}
            await update(TallyRow, values, id=tally)
            failed = TallyFailed(
                effective_on=work.today, cycle=cycle.id, code=cycle.code, unit=cycle.unit, stage=row.stage
            )
            work.record([failed])
        return False
