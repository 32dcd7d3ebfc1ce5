"""Keeping people's gaps in step: in the transaction of whatever changes them, and day by day."""

from collections.abc import Sequence
from datetime import datetime

from governance_core.organisation import AppointmentCorrected, AppointmentEnded, PersonAppointed, PersonRegistered
from governance_core.training import CompetenceAssessed, FrameworkReleased
from graphql_api.organisation import everybody
from graphql_api.platform.recounted import Recounted
from graphql_api.platform.sql import batches
from graphql_api.platform.work import Begin, Noted, Work, civil_day
from graphql_api.training.queries import BATCH, differences, framework_now, standings_on
from graphql_api.training.tables import StandingRow, add_competencies, places_of, store_standings

ALL = "standings"
MOST_APART = 200
_OF_PERSON = (PersonRegistered, PersonAppointed, AppointmentEnded, AppointmentCorrected, CompetenceAssessed)
CHANGING = frozenset(event.name for event in (*_OF_PERSON, FrameworkReleased))
"""The events after which the gaps of the person they name, or of everybody, may be others."""


async def keep_standings(work: Work, events: Sequence[Noted]) -> None:
    """Store what the gaps are after what has happened; a framework in force changes everybody's."""
    if any(event.name == FrameworkReleased.name for event in events):
        await renew(work, None)
    else:
        await renew(work, sorted({str(event.facts["person"]) for event in events}))


async def renew(work: Work, people: Sequence[str] | None) -> None:
    """Store anew what the gaps of people are, from what is known now; everybody's for None.

    Nobody else does so for one of them meanwhile: else what two acts have changed side by side would be lost for one.
    """
    if people is None or len(people) > MOST_APART:
        await work.alone(ALL)
    else:
        await work.beside(ALL)
        await work.alone(*(f"standing:{person}" for person in people))
    framework = await framework_now()
    places = {} if framework is None else await places_of(framework.id)
    if framework is not None and not places:  # it is older than the table of competencies
        await add_competencies([framework], new_id=work.new_id)
        places = await places_of(framework.id)
    for some in batches(await everybody() if people is None else people, BATCH):
        made = await standings_on(framework, some, work.today)
        await store_standings(work.connection, made, places, new_id=work.new_id)


async def renew_due(begin: Begin, now: datetime) -> int:
    """Store anew the gaps of people whose standing does not hold any more; say of how many."""
    today = civil_day(now)
    due = StandingRow.filter(holds_until__lte=today).order_by("holds_until", "person_id").limit(BATCH)
    people = sorted(str(key) for key in await due.values_list("person_id", flat=True))
    if people:
        async with begin("training.renew_standings", subject=str(today), people=len(people)) as work:
            await renew(work, people)
    return len(people)


async def rebuild(begin: Begin) -> int:
    """Store everybody's gaps anew, whatever is stored, and say how many people's were wrong; others' acts wait."""
    async with begin("training.renew_standings", subject="all") as work:
        await work.alone(ALL)
        wrong = len([None async for _ in differences(work.today)])
        await renew(work, None)
        return wrong


GAPS = Recounted(name="gaps", differences=differences, rebuild=rebuild)
