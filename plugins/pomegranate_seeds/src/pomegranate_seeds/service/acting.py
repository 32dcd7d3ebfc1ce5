"""How every act begins: a unit of work of its own, what the organisation knows of households, and the charter."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

from governance_core.errors import NotFound
from governance_core.values import UnitId
from graphql_api.plugin import Begin, PracticeInactive, Work, lineages_on, require_active, visible_units
from pomegranate_seeds.manifest import MANIFEST
from pomegranate_seeds.model import Charter, Household
from pomegranate_seeds.rules import charter_on

SLUG = MANIFEST.id


@asynccontextmanager
async def opened(begin: Begin, act: str, *, subject: str, **detail: object) -> AsyncIterator[Work]:
    """The unit of work of an act. Acts of the practice wait for each other, so that no two rest on the same state."""
    async with begin(f"{SLUG}.{act}", subject=subject, **detail) as work:
        await work.alone(SLUG)
        yield work


async def household_on(work: Work, key: str, on: date) -> Household:
    """The unit that an act names as its household, on a day; as below."""
    [found] = await _looked_up(work, [(key, ("household",))], on)
    return found


async def households_on(work: Work, keys: Sequence[str], on: date) -> list[Household]:
    """The units that an act names as its households, on a day; as below."""
    return await _looked_up(work, [(key, ("households", str(place))) for place, key in enumerate(keys)], on)


async def _looked_up(work: Work, named: Sequence[tuple[str, tuple[str, ...]]], on: date) -> list[Household]:
    """What the organisation knows of units on a day, each named with its place in the input.

    Raises:
        NotFound: one of them is not there, or not for this caller.
    """
    keys = [key for key, _ in named]
    seen, lineages = await visible_units(work, keys, on), await lineages_on(keys, on)
    found = []
    for key, path in named:
        if key not in seen or key not in lineages:
            raise NotFound(kind="unit", key=key, path=path)
        (_, kind), *above = lineages[key]
        village = next((UnitId(unit) for unit, above_kind in above if above_kind in MANIFEST.unit_kinds), None)
        found.append(Household(unit=UnitId(key), kind=kind, village=village))
    return found


async def charter_of(work: Work, village: str, on: date, path: tuple[str, ...]) -> Charter:
    """How a village has set the practice for a day.

    Raises:
        NotFound: the village is not there, or not for this caller.
        PracticeInactive: it had not adopted the practice on that day.
    """
    return charter_on(await require_active(work, SLUG, village, on, path=path), on)


async def charter_of_household(work: Work, household: Household, on: date) -> Charter:
    """How the village of a household has set the practice for a day; as above."""
    if household.village is None:
        raise PracticeInactive(unit=household.unit, practice=SLUG, on=on, path=("household",))
    return await charter_of(work, household.village, on, ("household",))
