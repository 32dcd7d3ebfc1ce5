"""The use cases of the practice: load what the decision needs, let the rules decide, store what they return."""

from datetime import date

from first_steps.manifest import MANIFEST
from first_steps.model import ActivityId
from first_steps.rules import record_activity
from first_steps.tables import ActivityRow
from governance_core.errors import AdoptionNotRunning
from governance_core.values import UnitId
from graphql_api.plugin import WORKING_ROLES, Begin, require_active

SLUG = MANIFEST.id
PERMISSIONS = {f"{SLUG}.record_activity": WORKING_ROLES}


async def record(begin: Begin, *, village: str, title: str, held_on: date, participants: int) -> ActivityId:
    """An activity was held in a village that has adopted the practice."""
    async with begin(f"{SLUG}.record_activity", subject=village, held_on=held_on) as work:
        adoption = await require_active(work, SLUG, village, held_on, path=("village",))
        state = adoption.states.at(held_on)
        if state is None:
            raise AdoptionNotRunning(adoption=adoption.id, on=held_on, path=("held_on",))
        outcome = record_activity(
            id=ActivityId(work.new_id()),
            village=UnitId(village),
            title=title,
            held_on=held_on,
            participants=participants,
            settings=state.settings,
            today=work.today,
            recorded_by=work.person,
            recorded_at=work.now,
        )
        activity = outcome.state
        await ActivityRow.create(
            id=activity.id,
            village_id=activity.village,
            title=activity.title,
            held_on=activity.held_on,
            participants=activity.participants,
            recorded_by=activity.recorded_by,
            recorded_at=activity.recorded_at,
            entry_id=work.entry_id,
        )
        work.record(outcome.events)
        return activity.id
