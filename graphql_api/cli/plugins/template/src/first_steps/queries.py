"""Where the practice's GraphQL types come from, and who may see them."""

from collections.abc import Mapping, Sequence

from first_steps.rules import headline
from first_steps.tables import ActivityRow
from governance_core.values import Reading
from graphql_api.plugin import Equals, Many, Moment, One, Reader, Source, Through

ACTIVITY = Source(
    name="FirstStepsActivity",
    table=ActivityRow,
    access=Through(relations=("village",)),
    relations={"village": One(target="Unit", local="village_id")},
    order=("-held_on",),
    filters={"village": Equals(column="village_id")},
)

SOURCES = (ACTIVITY,)
RELATES = {
    "Adoption": {"first_steps_activities": Many(target=ACTIVITY.name, remote="village_id", local="unit_id")},
}


async def headlines_of(reader: Reader, villages: Sequence[str], moment: Moment) -> list[Mapping[str, Reading]]:
    """The headline figures of each village, from one statement."""
    rows = ActivityRow.filter(village_id__in=list(villages), held_on__lte=moment.as_of)
    if moment.known_at is not None:
        rows = rows.filter(recorded_at__lte=moment.known_at)
    held = await rows.values_list("village_id", "participants")
    return [headline([int(str(count)) for where, count in held if where == village]) for village in villages]
