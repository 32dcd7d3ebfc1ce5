"""What is said, adjusted, appealed and decided about an appraisal."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from governance_core.assessment import (
    Appraisal,
    AssessmentCycle,
    Grade,
    QuotaGroup,
    adjust,
    assign_appeal,
    decide_appeal,
    decide_grade,
    most_places,
    raise_appeal,
    review,
    self_assess,
    withdraw_adjustment,
)
from governance_core.events import Outcome
from governance_core.values import AdjustmentId, AppealId, AppraisalId, PersonId, ReviewId
from graphql_api.assessment.queries import (
    appraisal_of_appeal,
    decisions_of_cycle,
    grade_in_view,
    graded_in_view,
    require_appraisal,
    serving_in,
)
from graphql_api.assessment.service.cycles import refuse_while_tallied
from graphql_api.assessment.tables import load_cycle, store_appraisal
from graphql_api.organisation import require_colleague
from graphql_api.platform.access import REVIEWING_ROLES, TOWN_ROLES, WORKING_ROLES
from graphql_api.platform.errors import StaleVersion
from graphql_api.platform.work import Begin, Work

APPRAISAL_PERMISSIONS = {
    "assessment.self_assess": WORKING_ROLES,
    "assessment.review_appraisal": REVIEWING_ROLES,
    "assessment.adjust_score": TOWN_ROLES,
    "assessment.withdraw_adjustment": TOWN_ROLES,
    "assessment.decide_grade": TOWN_ROLES,
    "assessment.raise_appeal": WORKING_ROLES,
    "assessment.assign_appeal": TOWN_ROLES,
    "assessment.decide_appeal": WORKING_ROLES,
}


class Moment(TypedDict):
    """Who acts, and when."""

    cycle: AssessmentCycle
    by: PersonId | None
    on: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """An appraisal that an act is about, which nobody else changes meanwhile."""

    work: Work
    appraisal: Appraisal
    version: int
    moment: Moment

    async def store(self, outcome: Outcome[Appraisal]) -> AppraisalId:
        """Keep what the act has made of it."""
        version, entry = self.version + 1, self.work.entry_id
        await store_appraisal(self.appraisal, outcome.state, version=version, entry_id=entry)
        self.work.record(outcome.events)
        return outcome.state.id


async def say_of_oneself(begin: Begin, *, appraisal: str, statement: str, expected: int | None = None) -> AppraisalId:
    """Somebody says of their own work what there is to say."""
    async with begin("assessment.self_assess", subject=appraisal) as work:
        taken = await _take(work, appraisal, expected)
        return await taken.store(self_assess(taken.appraisal, statement=statement, **taken.moment))


async def review_(
    begin: Begin, *, appraisal: str, grade: Grade, comment: str, expected: int | None = None
) -> AppraisalId:
    """A reviewer says which grade they would give, and why."""
    async with begin("assessment.review_appraisal", subject=appraisal, grade=grade) as work:
        taken = await _take(work, appraisal, expected)
        key = ReviewId(work.new_id())
        return await taken.store(review(taken.appraisal, id=key, grade=grade, comment=comment, **taken.moment))


async def adjust_(
    begin: Begin, *, appraisal: str, points: Decimal, reason: str, expected: int | None = None
) -> AppraisalId:
    """Points are added to a score, or deducted from it, for a stated reason."""
    async with begin("assessment.adjust_score", subject=appraisal, points=points, reason=reason) as work:
        taken = await _take(work, appraisal, expected)
        key = AdjustmentId(work.new_id())
        return await taken.store(adjust(taken.appraisal, id=key, points=points, reason=reason, **taken.moment))


async def withdraw_adjustment_(
    begin: Begin, *, appraisal: str, adjustment: str, reason: str, expected: int | None = None
) -> AppraisalId:
    """An adjustment is taken back, for a stated reason; it stays on record."""
    async with begin("assessment.withdraw_adjustment", subject=appraisal, adjustment=adjustment) as work:
        taken = await _take(work, appraisal, expected)
        key = AdjustmentId(adjustment)
        return await taken.store(withdraw_adjustment(taken.appraisal, adjustment=key, reason=reason, **taken.moment))


async def decide_grade_(
    begin: Begin, *, appraisal: str, grade: Grade, reason: str = "", expected: int | None = None
) -> AppraisalId:
    """A named person decides a grade, be it the proposed one or another."""
    async with begin("assessment.decide_grade", subject=appraisal, grade=grade, reason=reason) as work:
        taken = await _take(work, appraisal, expected)
        proposed, best = await grade_in_view(taken.appraisal)
        places, decided_top = await _contest(taken) if grade.position == 1 else (None, 0)
        outcome = decide_grade(
            taken.appraisal,
            grade=grade,
            proposed=proposed,
            best=best,
            places=places,
            decided_top=decided_top,
            reason=reason,
            **taken.moment,
        )
        return await taken.store(outcome)


async def _contest(taken: _Taken) -> tuple[int, int]:
    """How many of the group can have the top grade, and for how many others that was decided, which nobody changes."""
    cycle, unit, own = taken.moment["cycle"], None, taken.appraisal.id
    if cycle.grading.quota_by is QuotaGroup.UNIT:
        unit = taken.appraisal.unit
    await taken.work.alone(f"top grades:{cycle.id}:{unit or ''}")
    decisions = await decisions_of_cycle(cycle.id, unit)
    graded = await graded_in_view(cycle.id, unit, own)
    tops = sum(key != own and one.grade.position == 1 for key, one in decisions.items())
    return most_places(cycle.grading, graded), tops


async def raise_appeal_(begin: Begin, *, appraisal: str, statement: str, expected: int | None = None) -> AppraisalId:
    """Somebody appeals against their result."""
    async with begin("assessment.raise_appeal", subject=appraisal) as work:
        taken = await _take(work, appraisal, expected)
        key = AppealId(work.new_id())
        return await taken.store(raise_appeal(taken.appraisal, id=key, statement=statement, **taken.moment))


async def assign_appeal_(begin: Begin, *, appeal: str, to: str) -> AppraisalId:
    """An appeal is given to somebody to decide whom the caller sees at work."""
    async with begin("assessment.assign_appeal", subject=appeal, to=to) as work:
        await require_colleague(work, to, work.today, path=("to",))
        taken = await _take(work, await appraisal_of_appeal(appeal), None, assignee=to)
        outcome = assign_appeal(taken.appraisal, appeal=AppealId(appeal), to=PersonId(to), **taken.moment)
        return await taken.store(outcome)


async def decide_appeal_(
    begin: Begin, *, appeal: str, upheld: bool, reason: str, remedy: Decimal | None = None
) -> AppraisalId:
    """Whoever an appeal was given to decides it; where it is upheld the score is worked out anew at the close."""
    async with begin("assessment.decide_appeal", subject=appeal, upheld=upheld, reason=reason) as work:
        taken = await _take(work, await appraisal_of_appeal(appeal), None)
        outcome = decide_appeal(
            taken.appraisal,
            appeal=AppealId(appeal),
            upheld=upheld,
            reason=reason,
            remedy=remedy,
            adjustment=None if remedy is None else AdjustmentId(work.new_id()),
            **taken.moment,
        )
        return await taken.store(outcome)


async def _take(work: Work, key: str, expected: int | None, *, assignee: str | None = None) -> _Taken:
    await work.alone(f"appraisal:{key}")
    appraisal, version = await require_appraisal(work, key)
    if appraisal.person is None:
        asked = [one for one in (work.person, assignee) if one is not None]
        appraisal = replace(appraisal, serving=await serving_in(appraisal.unit, asked, work.today))
    if expected not in {None, version}:
        raise StaleVersion(kind="appraisal", key=key, current=version)
    loaded = await load_cycle(appraisal.cycle)
    assert loaded is not None  # noqa: S101 -- an appraisal has a cycle
    cycle, _ = loaded
    await work.beside(f"cycle:{cycle.id}")
    await refuse_while_tallied(cycle)
    moment = Moment(cycle=cycle, by=work.person, on=work.today, at=work.now)
    return _Taken(work=work, appraisal=appraisal, version=version, moment=moment)
