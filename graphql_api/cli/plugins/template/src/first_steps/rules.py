"""What may be done, and how it is counted: pure functions that return the new state, or refuse."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from first_steps.errors import ActivityToCome
from first_steps.events import ActivityRecorded
from first_steps.model import Activity, ActivityId
from governance_core.errors import OutOfRange, refuse_faults
from governance_core.events import Outcome
from governance_core.practices import Settings
from governance_core.values import NotApplicable, PersonId, Reading, UnitId, Value, rounded
from governance_core.wording import LONGEST_TITLE, text_faults

MOST_PARTICIPANTS = 100_000


def record_activity(
    *,
    id: ActivityId,  # noqa: A002 -- the field's name
    village: UnitId,
    title: str,
    held_on: date,
    participants: int,
    settings: Settings,
    today: date,
    recorded_by: PersonId | None,
    recorded_at: datetime,
) -> Outcome[Activity]:
    """An activity was held, for at least as many people as the village lets count.

    Raises:
        Blank, TooLong, OutOfRange, InvalidInput: the title says nothing or too much, or too few or too many took part.
        ActivityToCome: the day is still to come.
    """
    faults = text_faults(title, LONGEST_TITLE, ("title",))
    fewest = settings.whole("fewest_participants")
    if not fewest <= participants <= MOST_PARTICIPANTS:
        faults.append(OutOfRange(value=participants, low=fewest, high=MOST_PARTICIPANTS, path=("participants",)))
    refuse_faults(faults)
    if held_on > today:
        raise ActivityToCome(held_on=held_on, today=today, path=("held_on",))
    activity = Activity(
        id=id,
        village=village,
        title=title,
        held_on=held_on,
        participants=participants,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )
    return Outcome(state=activity, events=(ActivityRecorded(effective_on=held_on, activity=id, village=village),))


def headline(participants: Sequence[int]) -> Mapping[str, Reading]:
    """The headline figures of a village: how many activities, and the mean of their participants.

    Args:
        participants: those of each activity.
    """
    held = len(participants)
    mean = Value(number=rounded(Decimal(sum(participants)) / held)) if held else NotApplicable(reason="no-activities")
    return {"activities": Value(number=Decimal(held)), "participants": mean}
