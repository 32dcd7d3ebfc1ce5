"""Where cycles and appraisals come from, who may see them, and what acts on them are about."""

from typing import Any

from tortoise.expressions import Q, Subquery

from governance_core.assessment import Appraisal, AssessmentCycle, Grade
from governance_core.errors import NotFound
from graphql_api.assessment.queries.participants import decisions_among
from graphql_api.assessment.tables import (
    AppealRow,
    CycleRow,
    GradeRow,
    ResultRow,
    load_appraisal,
    load_cycle,
)
from graphql_api.organisation import require_colleague, visible_units
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.errors import Forbidden
from graphql_api.platform.rows import select
from graphql_api.platform.work import Work


async def require_cycle(key: str, *, path: tuple[str, ...]) -> tuple[AssessmentCycle, Any]:
    """The cycle of an act, and its row.

    Raises:
        NotFound: there is none.
    """
    found = await load_cycle(key)
    if found is None:
        raise NotFound(kind="assessment cycle", key=key, path=path)
    return found


async def require_appraisal(work: Work, key: str) -> tuple[Appraisal, int]:
    """The appraisal of an act, which its caller must be able to see, and the version it is at.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    found = await load_appraisal(key)
    if found is None or not await _sees(work, found[0]):
        raise NotFound(kind="appraisal", key=key, path=("appraisal",))
    return found


async def _sees(work: Work, appraisal: Appraisal) -> bool:
    if work.person is not None and work.person == appraisal.person:
        return True
    if work.person is not None and any(appeal.assignee == work.person for appeal in appraisal.appeals):
        return True
    if work.principal.role not in REVIEWING_ROLES:
        return False
    homes = [unit for unit in (appraisal.unit, appraisal.home_unit) if unit is not None]
    if await visible_units(work, homes, None):
        return True
    if appraisal.person is None:
        return False
    try:
        await require_colleague(work, appraisal.person, work.today, path=("appraisal",))
    except NotFound:
        return False
    return True


async def appraisal_of_appeal(key: str) -> str:
    """The key of the appraisal that an appeal is about.

    Raises:
        NotFound: there is no such appeal.
    """
    found = await select(AppealRow, "appraisal_id", id=key)
    if not found:
        raise NotFound(kind="appeal", key=key, path=("appeal",))
    return str(found[0].appraisal_id)


async def grade_in_view(appraisal: Appraisal) -> tuple[Grade | None, int]:
    """The grade that the rule proposed by the tally in view, and the best place that vetoes leave there."""
    (cycle,) = await select(CycleRow, "tally_id", id=appraisal.cycle)
    if cycle.tally_id is None:
        return None, 1
    grades = await select(GradeRow, "proposed", appraisal_id=appraisal.id, tally_id=cycle.tally_id)
    results = await select(ResultRow, "best", appraisal_id=appraisal.id, tally_id=cycle.tally_id)
    proposed = Grade(grades[0].proposed) if grades and grades[0].proposed else None
    return proposed, results[0].best if results else 1


async def graded_in_view(cycle: str, unit: str | None, appraisal: str) -> int:
    """How many of a cycle, or of one unit in it, have points by the tally in view, or a decided grade.

    Args:
        cycle: the cycle.
        unit: the unit; None for all.
        appraisal: whose grade is being decided: it counts as well.
    """
    of = GradeRow.filter(cycle_id=cycle, in_view=True)
    of = of if unit is None else of.filter(unit_id=unit)
    decided = Subquery(decisions_among(cycle, unit).values("appraisal_id"))
    graded = Q(points__isnull=False) | Q(appraisal_id=appraisal) | Q(appraisal_id__in=decided)
    return await of.filter(graded).count()


async def refuse_elsewhere(work: Work, cycle: AssessmentCycle, act: str) -> None:
    """Refuse an act on a cycle of a unit that its caller does not see.

    Raises:
        Forbidden: they do not.
    """
    if not await visible_units(work, [cycle.unit], None):
        raise Forbidden(role=work.principal.role.value, act=act, path=("cycle",))
