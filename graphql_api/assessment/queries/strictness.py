"""How reviewers grade, counted from what they have said that still stands."""

from collections.abc import Sequence

from governance_core.assessment import GivenGrade, Grade, Strictness, strictness
from governance_core.values import PersonId, UnitId
from graphql_api.assessment.tables import ReviewRow
from graphql_api.platform.access import TOWN_ROLES
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import query

_GIVEN = """
SELECT a.cycle_id, a.unit_id, r.reviewer_id, r.grade, COUNT(*) AS times
FROM assessment_appraisal AS a JOIN assessment_review AS r ON r.appraisal_id = a.id
WHERE a.cycle_id = ANY($1) AND NOT EXISTS (
  SELECT 1 FROM assessment_review AS later
  WHERE later.appraisal_id = r.appraisal_id AND later.reviewer_id = r.reviewer_id
  AND (later.reviewed_at > r.reviewed_at OR (later.reviewed_at = r.reviewed_at AND later.id > r.id)))
GROUP BY a.cycle_id, a.unit_id, r.reviewer_id, r.grade"""


async def strictness_of(reader: Reader, cycles: Sequence[str], moment: Moment) -> list[tuple[Strictness, ...] | None]:
    """How strict the reviewers of each cycle are, in the units that the caller sees; None for other than the office.

    The whole that each is compared with is the whole cycle, whoever asks.
    """
    if reader.principal.role not in TOWN_ROLES:
        return [None] * len(cycles)
    connection = ReviewRow._meta.db  # noqa: SLF001 -- tortoise's own door
    given: dict[str, list[GivenGrade]] = {}
    for cycle, unit, reviewer, grade, times in await query(connection, _GIVEN, sorted(set(cycles))):
        one = GivenGrade(reviewer=PersonId(reviewer), unit=UnitId(unit), grade=Grade(grade), times=times)
        given.setdefault(cycle, []).append(one)
    units = sorted({one.unit for each in given.values() for one in each})
    rows = await reader.by_key(reader.catalogue.sources["Unit"], "unit_id", units, moment) if units else []
    seen = {row["unit_id"] for row in rows}
    return [tuple(one for one in strictness(given.get(cycle, ())) if one.unit in seen) for cycle in cycles]
