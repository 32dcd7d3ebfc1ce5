"""In which unit a record is made, and in whose sums a score is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from governance_core.assessment import HeldPost, IndicatorScheme, IndicatorScore, is_about, unit_of_record
from governance_core.values import Period, UnitId
from graphql_api.assessment.tables import IndicatorRow, Kept, Key
from graphql_api.organisation import Chain, PostHeld, chains_of, posts_held
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


async def codes_by_indicator() -> dict[str, str]:
    """The codes of all indicators by their keys."""
    return {str(key): str(code) for key, code in await IndicatorRow.all().values_list("id", "code")}


async def placed(scores: Iterable[IndicatorScore], indicators: Mapping[str, str]) -> dict[Key, Kept]:
    """Scores with the units in whose sums they are: where theirs stood on each one's day, and what stood above it.

    Args:
        scores: scores under one scheme.
        indicators: the keys of its indicators by code.
    """
    return await placed_anew(
        {
            (one.person or one.unit, indicators[one.indicator], one.unit): Kept(score=one, counted_in=None)
            for one in scores
        }
    )


async def placed_anew(kept: Mapping[Key, Kept]) -> dict[Key, Kept]:
    """The same scores in the sums of the units that they are in by what is known now."""
    chains = await chains_of({unit for _, _, unit in kept})
    return {
        key: replace(one, counted_in=chain_on(chains.get(key[2], ()), one.score.unit, one.score.as_of))
        for key, one in kept.items()
    }


def chain_on(chains: Sequence[Chain], unit: UnitId, day: date) -> tuple[UnitId, ...]:
    """A unit with what stands above it on a day; where it is not there then, as it last was, or first is."""
    there = [chain for chain in chains if day in chain.period]
    before = [chain for chain in chains if chain.period.start <= day]
    return (there or before[-1:] or chains[:1] or [Chain(period=Period(start=day), units=(unit,))])[0].units
