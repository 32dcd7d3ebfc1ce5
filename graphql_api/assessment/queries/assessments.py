"""Scores with their derivation, where progress stands, and what would raise a score: by the core's rules."""

from collections.abc import Sequence
from datetime import date

from governance_core.assessment import (
    Assessment,
    Improvement,
    Progress,
    Subject,
    improvements,
    progress,
    scheme_in_force,
    score,
    score_segments,
)
from graphql_api.assessment.queries.figures import cycle_figures
from graphql_api.assessment.queries.served import (
    Served,
    published_schemes,
    records_about,
    served_by_people,
    served_by_units,
)
from graphql_api.organisation import judged_by
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader

SUPPOSING = 500
"""How many rows read it costs as much as to suppose what might be done about one person's indicators."""


async def assessments_of(reader: Reader, keys: Sequence[tuple[str, str]], moment: Moment) -> list[Assessment | None]:
    """The assessment of each (person, scheme), as if that one scheme had been in force all cycle.

    It is None where there is no such scheme in force by then, or where the caller may not see the person's records: a
    score made of what is left would be a lie.
    """
    schemes = {str(one.id): one for one in await published_schemes(reader, moment) if one.subject is Subject.CADRE}
    allowed = await judged_by(reader, [person for person, _ in keys], moment)
    asked = sorted(allowed & {person for person, wanted in keys if wanted in schemes})
    records = dict(zip(asked, await records_about(reader, asked, moment), strict=True))
    figures = await cycle_figures(reader, {key: schemes[key[1]] for key in keys if key[1] in schemes}, moment)
    found: list[Assessment | None] = []
    for person, wanted in keys:
        offered = [schemes[wanted]] if wanted in schemes and person in allowed else []
        scheme = scheme_in_force(offered, None, as_of=moment.as_of, known_at=moment.known_at)
        if scheme is None:
            found.append(None)
        else:
            read = figures.get((person, wanted))
            found.append(score(scheme, records[person], as_of=moment.as_of, known_at=moment.known_at, figures=read))
    return found


async def assessment_served(reader: Reader, person: str, moment: Moment) -> Assessment | None:
    """A person's assessment over all they served in within the cycle; None as for `served_by_people`."""
    return _scored(await reader.batched(served_by_people, person, moment), moment)


async def assessment_of_unit(reader: Reader, unit: str, moment: Moment) -> Assessment | None:
    """A unit's own assessment; None as for `served_by_units`."""
    return _scored(await reader.batched(served_by_units, unit, moment), moment)


async def progress_of_person(reader: Reader, person: str, moment: Moment) -> tuple[Progress, ...] | None:
    """Where a person's indicators stand on the day, nowhere where they do not serve; None as for `served_by_people`."""
    return _standing(await reader.batched(served_by_people, person, moment), moment)


async def progress_of_unit(reader: Reader, unit: str, moment: Moment) -> tuple[Progress, ...] | None:
    """Where a unit's own indicators stand on the day; None as for `served_by_units`."""
    return _standing(await reader.batched(served_by_units, unit, moment), moment)


async def improvements_for(
    reader: Reader, person: str, until: date | None, moment: Moment
) -> tuple[Improvement, ...] | None:
    """What would raise a person's score from the day on, until a day of the same cycle; its last where none is said.

    None as for `served_by_people`.
    """
    served: Served | None = await reader.batched(served_by_people, person, moment)
    if served is None:
        return None
    reader.charge(SUPPOSING)
    last = served.segments[-1].scheme.last_day
    return improvements(
        served.segments,
        served.records,
        person=served.person,
        as_of=moment.as_of,
        until=max(min(until or last, last), moment.as_of),
        known_at=moment.known_at,
    )


def _scored(served: Served | None, moment: Moment) -> Assessment | None:
    if served is None:
        return None
    return score_segments(served.segments, served.records, as_of=moment.as_of, known_at=moment.known_at)


def _standing(served: Served | None, moment: Moment) -> tuple[Progress, ...] | None:
    if served is None:
        return None
    return progress(served.segments, served.records, as_of=moment.as_of, known_at=moment.known_at)
