"""What the scores of a cycle rest on, as it was known when it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from governance_core.assessment import AssessmentCycle, IndicatorScheme, Segment
from governance_core.values import UnitId
from graphql_api.assessment.queries.figures import with_figures
from graphql_api.assessment.queries.participants import area_of_cycle, last_day, schemes_of_cycle, served_in_cycle
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What all of a cycle's scores rest on: its schemes, and the units that it reaches with their kinds."""

    schemes: Sequence[IndicatorScheme]
    area: Mapping[UnitId, str]


async def grounds_of(cycle: AssessmentCycle) -> Grounds:
    """The grounds of a cycle, as they are known now."""
    return Grounds(schemes=await schemes_of_cycle(cycle), area=await area_of_cycle(cycle))


async def served_then(
    reader: Reader, cycle: AssessmentCycle, grounds: Grounds, instants: Mapping[str, datetime]
) -> dict[str, tuple[Segment, ...]]:
    """What each subject served in, be it nothing, with the figures of those days, as known at an instant of its own.

    Args:
        reader: reads the figures.
        cycle: the cycle.
        grounds: its grounds.
        instants: the instant whose knowledge counts for each subject, by key.
    """
    by_instant: dict[datetime, list[str]] = {}
    for subject, instant in instants.items():
        by_instant.setdefault(instant, []).append(subject)
    found: dict[str, tuple[Segment, ...]] = {}
    for instant, subjects in by_instant.items():
        served = await served_in_cycle(cycle, grounds.schemes, grounds.area, subjects, known_at=instant)
        moment = Moment(as_of=last_day(cycle), known_at=instant)
        read = await with_figures(reader, list(served.items()), moment)
        found |= dict(zip(served, read, strict=True))
    return found
