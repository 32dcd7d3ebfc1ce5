"""What the caller may do about appraisals today."""

from collections.abc import Sequence
from dataclasses import replace

from governance_core.assessment import Act, AppealStatus, Stage, acts_open
from governance_core.values import PersonId
from graphql_api.assessment.queries.standing import units_served
from graphql_api.assessment.tables import RUNNING, AppraisalRow, TallyRow, load_appraisals, load_cycles
from graphql_api.platform.access import REVIEWING_ROLES, Principal
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.rows import select


async def acts_open_on(reader: Reader, appraisals: Sequence[str], _: Moment) -> list[tuple[Act, ...]]:
    """The acts that are open to the caller about each appraisal, whatever their role; none while it is tallied."""
    person = reader.principal.person_id
    if person is None:
        return [()] * len(appraisals)
    rows = await select(AppraisalRow, id__in=sorted(set(appraisals)))
    keys = sorted({row.cycle_id for row in rows})
    cycles = {cycle.id: cycle for cycle, _ in await load_cycles(keys)}
    tallied = {one.cycle_id for one in await select(TallyRow, "cycle_id", cycle_id__in=keys, state=RUNNING)}
    served = (await units_served([person], reader.present.as_of)).get(person, frozenset())
    found: dict[str, tuple[Act, ...]] = {}
    for one in await load_appraisals([row for row in rows if row.cycle_id not in tallied]):
        serving = frozenset({PersonId(person)} if one.unit in served else ())
        known = replace(one, serving=serving) if one.person is None else one
        found[one.id] = acts_open(known, cycles[one.cycle], PersonId(person), reader.present.as_of)
    return [found.get(key, ()) for key in appraisals]


def to_review(principal: Principal) -> dict[str, object]:
    """The conditions of the appraisals that a caller could review and has not, in cycles in review.

    They are of others, and of units in which the caller does not serve.
    """
    reviews = principal.person_id is not None and principal.role in REVIEWING_ROLES
    person = principal.person_id
    stages = (Stage.REVIEW.value,) if reviews else ()
    return {"stages": stages, "not_person": person, "not_reviewed_by": person, "not_in_office": person}


def to_decide(principal: Principal) -> dict[str, object]:
    """The conditions of the appeals that were given to a caller to decide."""
    statuses = () if principal.person_id is None else (AppealStatus.ASSIGNED.value,)
    return {"assignee": principal.person_id, "statuses": statuses}
