"""What figures of other domains read in the days that cadres and units are assessed for."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from governance_core.assessment import (
    Derived,
    Formula,
    IndicatorScheme,
    OperandKind,
    Segment,
    Subject,
    formula_operands,
    unit_of_record,
)
from governance_core.values import Missing, Period, Reading, UnitId
from graphql_api.assessment.queries.standing import held_post
from graphql_api.organisation import Served, areas_served, posts_held
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.figures import Asked, Figure, FigureAbout
from graphql_api.platform.reading.reader import Reader

log = logging.getLogger(__name__)

Assessed = tuple[str, Sequence[Segment]]
"""A person or a unit that is assessed itself, by key, with what was served in."""


def known_figures(reader: Reader, subject: Subject) -> frozenset[str]:
    """The codes of the figures that formulas of a scheme may read: those about people only where it assesses them."""
    figures = reader.catalogue.figures.values()
    return frozenset(one.code for one in figures if subject is Subject.CADRE or one.about is FigureAbout.UNIT)


async def with_figures(reader: Reader, assessed: Sequence[Assessed], moment: Moment) -> list[tuple[Segment, ...]]:
    """What each served in, with what the figures that its schemes' formulas read were in those days.

    A figure about a unit is about the one that the segment's unit is, or whose area it serves: a village's for its
    Party committee. The readings are the same whoever asks: a score made of what the caller sees would be another one.
    Whatever is read is read once for all; where no formula reads a figure, nothing is. A figure that nobody publishes
    is left out, and so is missing.

    Args:
        reader: the caller's.
        assessed: whose, with the segments; those that begin after the moment's day get none.
        moment: the day up to which, and as known when.
    """
    known = reader.catalogue.figures
    codes = {one.scheme.id: figures_read(one.scheme) for _, segments in assessed for one in segments}
    if not any(code in known for read in codes.values() for code in read):
        return [tuple(segments) for _, segments in assessed]
    units = {
        one.unit
        for _, segments in assessed
        for one in segments
        if any(code in known and known[code].about is FigureAbout.UNIT for code in codes[one.scheme.id])
    }
    areas = await areas_served(units, moment.known_at) if units else {}
    wanted: dict[str, dict[Asked, None]] = {}
    asked: list[list[dict[str, Asked]]] = []
    for key, segments in assessed:
        asked.append([_asked(known, codes[one.scheme.id], key, one, areas, moment.as_of) for one in segments])
        for code, one in (item for each in asked[-1] for item in each.items()):
            wanted.setdefault(code, {})[one] = None
    everything = reader.for_system()
    found = {
        code: await _readings(everything, known[code], list(whom), moment.known_at) for code, whom in wanted.items()
    }
    return [
        tuple(
            replace(one, figures={code: found[code][whom] for code, whom in each.items()})
            for one, each in zip(segments, of_each, strict=True)
        )
        for (_, segments), of_each in zip(assessed, asked, strict=True)
    ]


async def cycle_figures(
    reader: Reader, schemes: Mapping[tuple[str, str | None], IndicatorScheme], moment: Moment
) -> dict[tuple[str, str | None], Mapping[str, Reading]]:
    """What figures read of people who are assessed by one scheme in the whole of its cycle, by person and whatever."""
    reading = {key: scheme for key, scheme in schemes.items() if figures_read(scheme)}
    if not reading:
        return {}
    posts = await posts_held({person for person, _ in reading})
    served: list[Assessed] = []
    for (person, _), scheme in reading.items():
        day = min(moment.as_of, scheme.last_day)
        held = [held_post(post) for post in posts.get(person, ()) if day in post.period]
        unit = unit_of_record(scheme, held) or UnitId("")
        served.append((person, [Segment(scheme=scheme, period=scheme.cycle, unit=unit)]))
    found = await with_figures(reader, served, moment)
    return {key: segments[0].figures for key, segments in zip(reading, found, strict=True)}


def figures_read(scheme: IndicatorScheme) -> tuple[str, ...]:
    """The codes of the figures that a scheme's formulas read, each once."""
    formulas = [one.measure.formula for one in scheme.indicators if isinstance(one.measure, Derived)]
    return tuple(dict.fromkeys(code for formula in formulas for code in _read_by(formula)))


@lru_cache(maxsize=1000)
def _read_by(formula: Formula) -> tuple[str, ...]:
    return tuple(one.name for one in formula_operands(formula) if one.kind is OperandKind.FIGURE)


def _asked(
    known: Mapping[str, Figure],
    codes: Sequence[str],
    key: str,
    segment: Segment,
    areas: Mapping[str, Sequence[Served]],
    day: date,
) -> dict[str, Asked]:
    """What is asked for a segment: of figures about people the person, of those about units where they serve."""
    if not codes or segment.period.start > day:
        return {}
    end = min(segment.period.end or date.max, day + timedelta(days=1))
    period, last = Period(start=segment.period.start, end=end), end - timedelta(days=1)
    area = next((one.area for one in areas.get(segment.unit, ()) if last in one.period), segment.unit)
    person = key if segment.scheme.subject is Subject.CADRE else None
    found: dict[str, Asked] = {}
    for code in codes:
        if code in known:
            whom = area if known[code].about is FigureAbout.UNIT else person
            found |= {code: Asked(key=whom, period=period)} if whom else {}
    return found


async def _readings(
    reader: Reader, figure: Figure, asked: Sequence[Asked], known_at: datetime | None
) -> dict[Asked, Reading]:
    """The readings of a figure. One that fails is missing: no village's plugin may keep a town from being assessed."""
    try:
        readings: Sequence[Reading] = await figure.read(reader, asked, known_at)
        return dict(zip(asked, readings, strict=True))
    except Exception:
        log.exception("the figure %s could not be read; it is missing", figure.code)
        return dict.fromkeys(asked, Missing())
