"""In which unit a record is made, and where units stand."""

from collections.abc import Collection, Iterable
from datetime import date

from governance_core.assessment import Ancestry, HeldPost, IndicatorScheme, is_about, unit_of_record
from governance_core.values import PersonId, UnitId
from graphql_api.assessment.tables import IndicatorRow
from graphql_api.organisation import PostHeld, areas_served, chains_of, posts_held
from graphql_api.platform.rows import select


async def unit_on(scheme: IndicatorScheme, person: str, day: date) -> UnitId | None:
    """The unit in which a record about a person's work on a day is made; None where no post is held that counts."""
    posts = [held_post(one) for one in (await posts_held([person])).get(person, ()) if day in one.period]
    return unit_of_record(scheme, [one for one in posts if is_about(scheme, one)])


def unit_among(scheme: IndicatorScheme, posts: Iterable[PostHeld], day: date) -> UnitId | None:
    """The unit of a record from before they said one, of the posts that the person holds at any time."""
    return unit_of_record(scheme, [held_post(one) for one in posts if day in one.period])


def held_post(post: PostHeld) -> HeldPost:
    """A post that is held, as the assessment's rules know it."""
    return HeldPost(
        appointment=post.appointment,
        unit=post.unit,
        unit_kind=post.unit_kind,
        kind=post.kind,
        basis=post.basis,
        period=post.period,
    )


async def indicators_by_code(scheme: str, *codes: str) -> dict[str, str]:
    """The keys of some of a scheme's indicators by code."""
    return dict(await select(IndicatorRow, "code", "id", scheme_id=scheme, code__in=codes))


async def ancestries_of(units: Iterable[str]) -> dict[UnitId, tuple[Ancestry, ...]]:
    """Where units stand, and stood, as is known now."""
    chains = await chains_of({*units})
    return {
        UnitId(unit): tuple(Ancestry(period=one.period, units=one.units) for one in stood)
        for unit, stood in chains.items()
    }


async def units_served(people: Collection[str], day: date) -> dict[str, frozenset[UnitId]]:
    """The units in which each of the people holds a post on a day, and those whose very area one of these serves."""
    held = {
        person: {one.unit for one in posts if day in one.period} for person, posts in (await posts_held(people)).items()
    }
    areas = await areas_served({one for units in held.values() for one in units})
    served = {one: {each.area for each in found if day in each.period} for one, found in areas.items()}
    return {person: frozenset(units.union(*(served.get(one, ()) for one in units))) for person, units in held.items()}


async def serving_in(unit: UnitId, people: Collection[str], day: date) -> frozenset[PersonId]:
    """Those of the people who hold a post on a day in a unit, or in what serves just its area, as a committee does."""
    return frozenset(PersonId(one) for one, units in (await units_served(people, day)).items() if unit in units)
