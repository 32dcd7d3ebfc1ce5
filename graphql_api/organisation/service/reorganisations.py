"""The acts by which units become others: a merger, and a split."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from governance_core.errors import Duplicate, NotFound, UnknownValue, refuse_faults
from governance_core.events import Outcome
from governance_core.organisation import (
    STANDARD_KINDS,
    STANDARD_POSTS,
    Allocation,
    Belongings,
    OfficialCode,
    Post,
    Reorganisation,
    Unit,
    establish,
    merge,
    open_post,
    split,
)
from governance_core.values import AppointmentId, PostId, Text, UnitId
from graphql_api.organisation.queries import TAG, require_unit
from graphql_api.organisation.service.groups import leave_all_groups
from graphql_api.organisation.tables import UnitRow, people, reorganising, units
from graphql_api.platform.work import Begin, Work, next_version

HeldPosts = Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfUnit:
    """A part that a unit is split into, and what it gets.

    Attributes:
        name: what it is called.
        codes: its official codes.
        gets: the keys of units, memberships and households in contact.
        posts: posts of the unit that are opened anew in the part, their holders coming with them.
        rest: whether it gets everything that is not named.
    """

    name: Text
    codes: Sequence[OfficialCode] = ()
    gets: Sequence[str] = ()
    posts: Sequence[str] = ()
    rest: bool = False


async def merge_units(
    begin: Begin, *, merged: Sequence[str], into: str, on: date, posts: HeldPosts, expected: int | None = None
) -> UnitId:
    """Units are merged into another; the holders of their posts go to the posts named, or hold none any more."""
    async with begin("organisation.merge_units", subject=into, units=merged, on=on, posts=posts) as work:
        _refuse_twice([key for key, _ in posts], ("posts",))
        await work.alone(TAG)
        for key, path in ((into, ("into",)), *((key, ("units", str(place))) for place, key in enumerate(merged))):
            await require_unit(work, key, on, path=path)
        await next_version(UnitRow, into, kind="unit", expected=expected)
        await reorganising.take_all(UnitRow, set(merged) - {into})
        before = await units.load_units(merged)
        lineage = await units.lineage_of(into, on)
        receiving = {
            key: await _post(key, into, ("posts", str(place)))
            for place, (_, key) in enumerate(posts)
            if key is not None
        }
        belongings = await _belongings(work, list(before), receiving, on)
        outcome = merge(
            [before[UnitId(key)] for key in merged],
            into=lineage[UnitId(into)],
            on=on,
            recorded_at=work.now,
            belongings=belongings,
            allocation=Allocation(
                posts={PostId(key): None if to is None else receiving[to] for key, to in posts},
                appointments=_new_keys(work, belongings),
            ),
            lineage=lineage,
        )
        for unit in outcome.state.receiving:
            await units.store_unit(
                work.connection,
                before=lineage[unit.id],
                after=unit,
                kinds=STANDARD_KINDS,
                entry_id=work.entry_id,
                now=work.now,
            )
        done = reorganising.Reorganised(
            kind="merger",
            before=tuple(before.values()),
            after=outcome.state,
            heir=into,
            named={},
            since=on,
        )
        await _store(work, done, outcome)
        return UnitId(into)


async def split_unit(
    begin: Begin,
    *,
    unit: str,
    parts: Sequence[PartOfUnit],
    continues: bool,
    on: date,
    ended_posts: Sequence[str] = (),
    expected: int | None = None,
) -> UnitId:
    """A unit is split into parts, each of which gets what it names."""
    async with begin(
        "organisation.split_unit", subject=unit, parts=parts, continues=continues, on=on, ended_posts=ended_posts
    ) as work:
        _refuse_twice([key for part in parts for key in part.gets], ("parts", "gets"))
        _refuse_twice([*(key for part in parts for key in part.posts), *ended_posts], ("parts", "posts"))
        _refuse_twice(["rest" for part in parts if part.rest], ("parts", "rest"))
        await work.alone(TAG)
        await require_unit(work, unit, on, path=("unit",))
        await next_version(UnitRow, unit, kind="unit", expected=expected)
        before = (await units.load_units([unit]))[UnitId(unit)]
        belongings = await _belongings(work, [unit], (), on)
        made = await _established(work, before, parts, on)
        allocation = await _allocated(work, belongings, parts, made, ended_posts, on)
        outcome = split(
            before,
            parts=made,
            continues=continues,
            on=on,
            recorded_at=work.now,
            belongings=belongings,
            allocation=allocation,
        )
        done = reorganising.Reorganised(
            kind="split",
            before=(before,),
            after=outcome.state,
            heir=allocation.rest,
            named=allocation.named,
            since=on,
        )
        await _store(work, done, outcome)
        return before.id


def _refuse_twice(keys: Iterable[str], path: tuple[str, ...]) -> None:
    """Refuse what is named more than once: it would be in two places.

    Raises:
        Duplicate: names one; several come as InvalidInput.
    """
    counted = Counter(keys)
    refuse_faults([Duplicate(value=key, path=path) for key, times in counted.items() if times > 1])


async def _belongings(work: Work, sources: Sequence[str], receiving: Collection[str], on: date) -> Belongings:
    """What the units have, taken so that nobody else acts on it at the same time."""
    posts = await people.load_posts(unit_id__in=sources, valid_to__gt=on)
    holders = await reorganising.take_holders({*(post.id for post in posts), *receiving}, on)
    belongings = await reorganising.load_belongings(sources, holders, on)
    await work.alone(*(f"contact:{contact.household}" for contact in belongings.contacts))
    return belongings


def _new_keys(work: Work, belongings: Belongings) -> dict[AppointmentId, AppointmentId]:
    held = {post.id for post in belongings.posts}
    return {one.id: AppointmentId(work.new_id()) for one in belongings.appointments if one.post in held}


async def _post(key: str, unit: str, path: tuple[str, ...]) -> Post:
    """A post of the unit that receives holders.

    Raises:
        NotFound: it is none of that unit's.
    """
    found = await people.load_posts(post_id=key)
    if not found or found[0].unit != unit:
        raise NotFound(kind="post", key=key, path=path)
    return found[0]


async def _established(work: Work, unit: Unit, parts: Sequence[PartOfUnit], on: date) -> list[Unit]:
    """The parts, established where the unit stands and for the area that it serves."""
    state = unit.state_at(on)
    around = await units.load_units([key for key in (state.parent, state.area) if key]) if state else {}
    holders = await units.holders_of([code for part in parts for code in part.codes])
    made: list[Unit] = []
    for part in parts:
        outcome = establish(
            id=UnitId(work.new_id()),
            kind=unit.kind,
            name=part.name,
            on=on,
            recorded_at=work.now,
            kinds=STANDARD_KINDS,
            parent=around.get(state.parent) if state and state.parent else None,
            area=around.get(state.area) if state and state.area else None,
            codes=part.codes,
            holders=(*holders, *made),
        )
        made.append(outcome.state)
        work.record(outcome.events)
    await units.store_new(work.connection, made, kinds=STANDARD_KINDS, entry_id=work.entry_id)
    return made


async def _allocated(
    work: Work,
    belongings: Belongings,
    parts: Sequence[PartOfUnit],
    made: Sequence[Unit],
    ended_posts: Sequence[str],
    on: date,
) -> Allocation:
    """Where everything goes, as the parts name it; posts that a part gets are opened in it."""
    known = {post.id: post for post in belongings.posts}
    posts: dict[PostId, Post | None] = {PostId(key): None for key in ended_posts}
    opened: list[Post] = []
    for place, (part, unit) in enumerate(zip(parts, made, strict=True)):
        for key in part.posts:
            old = known.get(PostId(key))
            state = old.states.at(on) if old else None
            if old is None or state is None:
                told = tuple(str(post) for post in known)
                raise UnknownValue(value=key, known=told[:20], path=("parts", str(place), "posts"))
            outcome = open_post(
                id=PostId(work.new_id()),
                unit=unit,
                kind=old.kind,
                on=on,
                recorded_at=work.now,
                post_kinds=STANDARD_POSTS,
                title=state.title,
                seats=state.seats,
            )
            opened.append(outcome.state)
            work.record(outcome.events)
            posts[old.id] = outcome.state
    await people.add_posts([(post, (None, None)) for post in opened], work.entry_id)
    return Allocation(
        rest=next((unit.id for part, unit in zip(parts, made, strict=True) if part.rest), None),
        named={key: unit.id for part, unit in zip(parts, made, strict=True) for key in part.gets},
        posts=posts,
        appointments=_new_keys(work, belongings),
    )


async def _store(work: Work, done: reorganising.Reorganised, outcome: Outcome[Reorganisation]) -> None:
    await reorganising.store(work.connection, done, kinds=STANDARD_KINDS, entry_id=work.entry_id, now=work.now)
    for unit in outcome.state.ended:
        await leave_all_groups(work, unit.id, done.since)
    work.record(outcome.events)
    work.touch(TAG)
