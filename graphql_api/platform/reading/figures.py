"""Figures that a module publishes about people and units, for the formulas of assessment schemes to read."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from governance_core.practices import PracticeManifest
from governance_core.values import Missing, NotApplicable, Period, Reading, Text, Value
from graphql_api.platform.reading.declare import Moment, One

NOT_ADOPTED = "not-adopted"


class FigureAbout(StrEnum):
    """What a figure is about: the cadre, or the unit in which they serve or that is assessed itself."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom a figure is asked about, and for which days.

    Attributes:
        key: the person's or unit's key.
        period: the days; it has an end, and its last day is the day of which the figure is told.
    """

    key: str
    period: Period

    @property
    def last_day(self) -> date:
        """The last of the days."""
        return (self.period.end or date.max) - timedelta(days=1)


ReadFigure = Callable[[Any, Sequence[Asked], datetime | None], Awaitable[Sequence[Reading]]]
"""Gives the readings of all that is asked, in order, by a `Reader` that sees everything, as known at an instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number about a person or a unit that formulas may read.

    Attributes:
        code: "module.what-it-is", unique and stable: schemes are kept with it.
        title: what it is called.
        unit: the unit of its number, where it has one.
        about: whether it is about people or units.
        read: gives its readings, in one or two statements however many are asked for. What is not known is missing, and
            never a zero.
    """

    code: str
    title: Text
    unit: Text | None = None
    about: FigureAbout
    read: ReadFigure


def counted_reading(number: Decimal | int, period: Period, first_day: date | None) -> Reading:
    """A count as a reading: there being none is known only from the day on from which such things are written down.

    Args:
        number: how many were found in the period.
        period: the days.
        first_day: the day of the first that was ever written down; None where none was.
    """
    if number or (first_day is not None and (period.end is None or first_day < period.end)):
        return Value(number=Decimal(number))
    return Missing()


def headline_figures(manifest: PracticeManifest, headline: Callable[..., Any]) -> Iterator[Figure]:
    """The headline figures of a practice, as figures about the units that have adopted it."""
    for one in manifest.headline:
        read = partial(_headline_readings, manifest.id, one.code, headline)
        yield Figure(code=f"{manifest.id}.{one.code}", title=one.title, about=FigureAbout.UNIT, read=read)


async def _headline_readings(
    practice: str,
    code: str,
    headline: Callable[..., Any],
    reader: Any,
    asked: Sequence[Asked],
    known_at: datetime | None,
) -> Sequence[Reading]:
    """What a headline figure is on the last day of each period; the reader asks once a day for all figures together."""
    moments = [Moment(as_of=one.last_day, known_at=known_at) for one in asked]
    keys = list(zip((one.key for one in asked), moments, strict=True))
    adopted = await asyncio.gather(*(reader.batched(practices_of, unit, moment) for unit, moment in keys))
    having = [key for key, practices in zip(keys, adopted, strict=True) if practice in practices]
    told = await asyncio.gather(*(reader.batched(headline, unit, moment) for unit, moment in having))
    readings = {key: found.get(code, Missing()) for key, found in zip(having, told, strict=True)}
    return [readings.get(key, NotApplicable(reason=NOT_ADOPTED)) for key in keys]


async def practices_of(reader: Any, units: Sequence[str], moment: Moment) -> list[frozenset[str]]:
    """The practices that each of the units has adopted, by id, as far as the reader sees it."""
    found: dict[str, set[str]] = {}
    for source in reader.catalogue.sources.values():
        unit = source.relations.get("unit")
        if source.practice is not None and isinstance(unit, One):
            for row in await reader.by_key(source, unit.local, sorted(set(units)), moment):
                found.setdefault(row[unit.local], set()).add(row[source.practice])
    return [frozenset(found.get(key, ())) for key in units]
