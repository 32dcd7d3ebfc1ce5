"""Letting a whole cycle go out, to whom it may, on record."""

from dataclasses import dataclass
from datetime import datetime

from governance_core.assessment import AssessmentCycle
from governance_core.errors import NoResults, NotFound
from governance_core.values import PersonId
from graphql_api.assessment.queries import cycle_named, refuse_elsewhere
from graphql_api.platform.access import Role
from graphql_api.platform.work import Begin

ACT = "assessment.export_cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A cycle that somebody takes out.

    Attributes:
        cycle: the cycle as it stands.
        tally: the key of the tally whose results are in view.
        known_at: what was known then counted in it.
        at: the instant.
        by: the person; None for the office under no person's name.
        role: in which role.
    """

    cycle: AssessmentCycle
    tally: str
    known_at: datetime
    at: datetime
    by: PersonId | None
    role: Role


async def export_cycle(begin: Begin, name: str) -> Export:
    """A cycle's results in view are taken out, by the office over its unit; who did so and when is in the audit.

    Args:
        begin: opens a unit of work for the caller.
        name: the cycle's code or key.

    Raises:
        Forbidden: the caller's role does not allow it, or not on the cycle's unit.
        NoResults: nobody has been scored yet.
        NotFound: there is no such cycle.
    """
    found = await cycle_named(name)
    subject = name[:100] if found is None else found.cycle.id
    async with begin(
        ACT, subject=subject, code=found.cycle.code if found else None, tally=found and found.tally
    ) as work:
        if found is None:
            raise NotFound(kind="assessment cycle", key=name[:100], path=("cycle",))
        cycle = found.cycle
        await refuse_elsewhere(work, cycle, ACT)
        if found.tally is None or found.known_at is None:
            raise NoResults(cycle=cycle.code, path=("cycle",))
        return Export(
            cycle=cycle,
            tally=found.tally,
            known_at=found.known_at,
            at=work.now,
            by=work.person,
            role=work.principal.role,
        )
