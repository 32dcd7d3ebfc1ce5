"""The use cases of practices: load what the decision needs, let the core decide, store what it returns."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from governance_core.errors import NotFound, ReplicationRefused
from governance_core.events import Outcome
from governance_core.practices import (
    Adoption,
    Replica,
    Stage,
    adopt_practice,
    advance_stage,
    change_settings,
    end_adoption,
    replicate,
)
from governance_core.values import AdoptionId, Period, UnitId
from graphql_api.organisation import kinds_of_units, require_unit, visible_units
from graphql_api.platform.access import LEADING_ROLES, TOWN_ROLES
from graphql_api.platform.work import Begin, Previewed, Work, next_version
from graphql_api.practices.queries import require_adoption, require_practice
from graphql_api.practices.tables import AdoptionRow, add_adoptions, load_adoptions, store_adoption

PERMISSIONS = {
    "practices.adopt": LEADING_ROLES,
    "practices.change_settings": LEADING_ROLES,
    "practices.advance_stage": TOWN_ROLES,
    "practices.end_adoption": LEADING_ROLES,
    "practices.replicate": TOWN_ROLES,
}


async def adopt(
    begin: Begin,
    *,
    practice: str,
    unit: str,
    period: Period,
    settings: Mapping[str, object],
    stage: Stage = Stage.PILOT,
) -> AdoptionId:
    """A unit adopts a practice."""
    async with begin(
        "practices.adopt", subject=unit, practice=practice, period=period, settings=settings, stage=stage
    ) as work:
        manifest = require_practice(work, practice)
        await require_unit(work, unit, period.start, path=("unit",))
        await _alone(work, practice)
        outcome = adopt_practice(
            id=AdoptionId(work.new_id()),
            manifest=manifest,
            unit=UnitId(unit),
            unit_kind=(await kinds_of_units([unit]))[unit],
            period=period,
            recorded_at=work.now,
            settings=settings,
            stage=stage,
            others=await load_adoptions(work.practices, practice_id=practice, unit_id=unit),
        )
        await add_adoptions([outcome.state], work.entry_id)
        work.record(outcome.events)
        return outcome.state.id


async def change(
    begin: Begin, *, adoption: str, settings: Mapping[str, object], on: date, expected: int | None = None
) -> AdoptionId:
    """A unit sets its practice otherwise, or goes over to the installed version of it."""
    async with begin("practices.change_settings", subject=adoption, settings=settings, on=on) as work:
        before = await _taken(work, adoption, expected)
        manifest = require_practice(work, before.practice, path=("adoption",))
        return await _store(
            work, before, change_settings(before, manifest=manifest, settings=settings, on=on, recorded_at=work.now)
        )


async def advance(begin: Begin, *, adoption: str, to: Stage, on: date, expected: int | None = None) -> AdoptionId:
    """An adoption goes on to a later stage."""
    async with begin("practices.advance_stage", subject=adoption, to=to, on=on) as work:
        before = await _taken(work, adoption, expected)
        return await _store(work, before, advance_stage(before, to=to, on=on, recorded_at=work.now))


async def end(begin: Begin, *, adoption: str, on: date, expected: int | None = None) -> AdoptionId:
    """A unit gives a practice up."""
    async with begin("practices.end_adoption", subject=adoption, on=on) as work:
        before = await _taken(work, adoption, expected)
        return await _store(work, before, end_adoption(before, on=on, recorded_at=work.now))


async def end_adoptions_of(begin: Begin, *, unit: str, on: date) -> None:
    """Whatever a unit has adopted ends, as the unit itself does; what ended before stays as it is."""
    async with begin("practices.end_adoption", subject=unit, on=on) as work:
        for adopted in await load_adoptions(work.practices, unit_id=unit):
            before = await _taken(work, adopted.id, None)
            ahead = before.states.since(on)
            if ahead:
                first = max(on, ahead[0].period.start)
                await _store(work, before, end_adoption(before, on=first, recorded_at=work.now))


async def replicate_adoption(
    begin: Begin, *, adoption: str, units: Sequence[tuple[str, Mapping[str, object]]], on: date, preview: bool = False
) -> tuple[Adoption, ...]:
    """Other units adopt what one has tried, each with what it sets otherwise: all of them, or none.

    Returns:
        The copies; in a preview, as they would be.

    Raises:
        ReplicationRefused: units that are not there for the caller are among the refusals, with the others.
    """
    copies: tuple[Adoption, ...] = ()
    with suppress(Previewed):
        async with begin("practices.replicate", subject=adoption, units=units, on=on) as work:
            copies = await _copies(work, adoption, units, on)
            if preview:
                raise Previewed
    return copies


async def _copies(
    work: Work, adoption: str, units: Sequence[tuple[str, Mapping[str, object]]], on: date
) -> tuple[Adoption, ...]:
    original = await require_adoption(work, adoption)
    manifest = require_practice(work, original.practice, path=("adoption",))
    await _alone(work, original.practice)
    named = [unit for unit, _ in units]
    await _require_units(work, named, on)
    kinds = await kinds_of_units(named)
    replicas = [
        Replica(id=AdoptionId(work.new_id()), unit=UnitId(unit), unit_kind=kinds[unit], settings=settings)
        for unit, settings in units
    ]
    outcome = replicate(
        original,
        manifest=manifest,
        replicas=replicas,
        on=on,
        recorded_at=work.now,
        others=await load_adoptions(work.practices, practice_id=original.practice, unit_id__in=named),
    )
    await add_adoptions(outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state


async def _alone(work: Work, practice: str) -> None:
    await work.alone(f"adoptions:{practice}")


async def _require_units(work: Work, units: Sequence[str], on: date) -> None:
    """Refuse units that the caller does not see, as if they did not exist, each with its place."""
    seen = await visible_units(work, units, on)
    missing = [
        NotFound(kind="unit", key=unit, path=("units", str(place), "unit"))
        for place, unit in enumerate(units)
        if unit not in seen
    ]
    if missing:
        raise ReplicationRefused(refusals=tuple(missing), path=("units",))


async def _taken(work: Work, key: str, expected: int | None) -> Adoption:
    """The adoption of an act, taken in its next version."""
    await work.alone(f"adoption:{key}")
    before = await require_adoption(work, key)
    await next_version(AdoptionRow, key, kind="adoption", expected=expected)
    return before


async def _store(work: Work, before: Adoption, outcome: Outcome[Adoption]) -> AdoptionId:
    await store_adoption(before, outcome.state, work.entry_id)
    work.record(outcome.events)
    return outcome.state.id
