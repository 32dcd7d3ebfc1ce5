"""Early warnings: once a day everybody is looked at, and whenever a record is verified, what it is about."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from governance_core.assessment import (
    Cause,
    Derived,
    Dimension,
    IndicatorScheme,
    Light,
    Progress,
    ProgressRecord,
    Segment,
    Subject,
    progress,
    warnings,
)
from governance_core.values import PersonId
from graphql_api.assessment.queries import serving, watched_after, with_present_figures
from graphql_api.assessment.tables import IndicatorRow, WarningRow, WatchRow, schemes_about, verified_records
from graphql_api.platform.rows import select, upsert
from graphql_api.platform.work import Begin, Work, civil_day

BATCH = 200
"""How many are looked at in one transaction: memory, and what waits for it, are bounded by that."""
BREATH = 10
"""After how many of them others of this worker have their turn."""
_SAID = ("scheme_id", "indicator_id", "unit_id", "light", "cause", "since_on", "told_at", "entry_id")
_COMPARED = ("scheme_id", "indicator_id", "unit_id", "light", "cause", "since_on")


async def watch_cadres(begin: Begin, now: datetime) -> int:
    """Look at some of the cadres who were not looked at yet on the day; say at how many."""
    return await _watch(begin, now, Subject.CADRE)


async def watch_units(begin: Begin, now: datetime) -> int:
    """Look at some of the units that are assessed themselves and were not looked at yet on the day; say at how many."""
    return await _watch(begin, now, Subject.UNIT)


async def _watch(begin: Begin, now: datetime, subject: Subject) -> int:
    today = civil_day(now)
    before = await _mark(subject)
    if before is not None and before.on_day >= today and before.done:
        return 0
    after = before.after if before is not None and before.on_day >= today else ""
    schemes = await schemes_about(today)
    keys = await watched_after(after, subject, schemes, today, BATCH)
    if not keys:
        await _store_mark(subject, today, after, done=True)
        return 0
    looked = {"on": today, "after": after, "people": len(keys)}
    async with begin("assessment.watch_progress", subject=subject.value, **looked) as work:
        await work.alone(f"watch:{subject.value}")
        if await _mark(subject) == before:
            await _look_at(work, keys, subject, schemes, today)
            await _store_mark(subject, today, keys[-1], done=len(keys) < BATCH)
    return len(keys)


async def _mark(subject: Subject) -> Any:
    return next(iter(await select(WatchRow, subject=subject.value)), None)


async def _store_mark(subject: Subject, on: date, after: str, *, done: bool) -> None:
    row = {"subject": subject.value, "on_day": on, "after": after, "done": done}
    await upsert(WatchRow, [row], key=("subject",), said=("on_day", "after", "done"))


async def _look_at(
    work: Work, keys: Sequence[str], subject: Subject, schemes: Sequence[IndicatorScheme], on: date
) -> None:
    """Compare how everything stands with what was told last; nobody's records are verified meanwhile."""
    await work.alone(*(f"warnings:{key}" for key in keys))
    served = await with_present_figures(work.reader(), await serving(keys, subject, schemes, on), on)
    records = await verified_records(list(served), [one.id for one in schemes]) if served else {}
    codes = await _codes(schemes)
    told: dict[str, list[Any]] = {}
    for row in await select(WarningRow, person_id__in=keys):
        told.setdefault(row.person_id, []).append(row)
    changes = _Changes(work, schemes, codes, on)
    for place, key in enumerate(keys):
        segments = served.get(key, ())
        now = progress(segments, records.get(key, ()), as_of=on)
        changes.add(key, segments[-1] if segments else None, now, told.get(key, ()))
        if place % BREATH == BREATH - 1:
            await asyncio.sleep(0)
    await changes.store()


async def light_up(work: Work, verified: ProgressRecord, scheme: IndicatorScheme) -> None:
    """Bring the light of the indicator that a record is about up to date, now that the record counts.

    What is derived from the indicator follows with the next day's look, and so does what is not assessed by the scheme
    any more.
    """
    on, key, code = work.today, verified.subject, verified.indicator
    if on not in scheme.cycle or isinstance(scheme.indicator(code).measure, Derived):
        return
    await work.alone(f"warnings:{key}")
    subject = Subject.UNIT if verified.person is None else Subject.CADRE
    schemes = [one for one in await schemes_about(on) if one.subject is subject]
    segments = (await serving([key], subject, schemes, on)).get(key)
    if segments is None or segments[-1].scheme.code != scheme.code:
        return
    reduced = _reduced(segments[-1].scheme, code)
    if reduced is None:
        return
    versions = [one for one in schemes if one.code == scheme.code]
    records = await verified_records([key], [one.id for one in versions], indicator=code)
    codes = await _codes(versions, code=code)
    told = await select(WarningRow, person_id=key, indicator_id__in=list(codes))
    now = progress((*segments[:-1], replace(segments[-1], scheme=reduced)), records.get(key, ()), as_of=on)
    changes = _Changes(work, versions, codes, on)
    changes.add(key, segments[-1], now, told)
    await changes.store()


def _reduced(scheme: IndicatorScheme, code: str) -> IndicatorScheme | None:
    """The scheme with one indicator alone; None where it has no such."""
    for dimension in scheme.dimensions:
        for one in dimension.indicators:
            if one.code == code:
                alone = Dimension(code=dimension.code, title=dimension.title, weight=one.weight, indicators=(one,))
                return replace(scheme, dimensions=(alone,))
    return None


async def _codes(schemes: Sequence[IndicatorScheme], **conditions: Any) -> dict[str, tuple[str, str]]:
    """The scheme and the code of each indicator, by its key."""
    names = ("id", "scheme_id", "code")
    rows = await select(IndicatorRow, *names, scheme_id__in=[one.id for one in schemes], **conditions)
    return {row.id: (row.scheme_id, row.code) for row in rows}


class _Changes:
    """What changes of the stored lights, gathered to be stored together."""

    def __init__(
        self, work: Work, schemes: Iterable[IndicatorScheme], codes: Mapping[str, tuple[str, str]], on: date
    ) -> None:
        self._work = work
        self._on = on
        self._schemes = {str(one.id): one for one in schemes}
        self._codes = codes
        self._keys = {said: key for key, said in codes.items()}
        self._said: list[dict[str, Any]] = []
        self._gone: list[str] = []

    def add(self, key: str, segment: Segment | None, now: Sequence[Progress], told: Iterable[Any]) -> None:
        """What is told of somebody. What was told of them in another unit or by another scheme is over, silently."""
        before: dict[str, Any] = {}
        for row in told:
            scheme, code = self._codes.get(row.indicator_id, ("", ""))
            old = self._schemes.get(scheme)
            if segment is None or old is None or (old.code, row.unit_id) != (segment.scheme.code, segment.unit):
                self._gone.append(row.id)
            else:
                before[code] = row
        if segment is None:
            return
        person = PersonId(key) if segment.scheme.subject is Subject.CADRE else None
        lights = {code: Light(row.light) for code, row in before.items()}
        told_now: Sequence[Any] = warnings(lights, now, segment=segment, person=person, on=self._on)
        happened = {event.indicator: event for event in told_now}
        for one in now:
            row = before.pop(one.indicator, None)
            self._keep(key, segment, one, row, happened.get(one.indicator))
        self._gone += [row.id for row in before.values()]

    def _keep(self, key: str, segment: Segment, one: Progress, row: Any, event: Any) -> None:
        if row is None and event is None:
            return
        light = one.light or Light.GREEN
        said = {
            "id": self._work.new_id() if row is None else row.id,
            "person_id": key,
            "scheme_id": segment.scheme.id,
            "indicator_id": self._keys[segment.scheme.id, one.indicator],
            "unit_id": segment.unit,
            "light": light.value,
            "cause": (one.cause if one.light else Cause.ON_TRACK).value,
            "since_on": row.since_on if row is not None and row.light == light.value else self._on,
            "told_at": self._work.now if event is not None else row.told_at,
            "entry_id": self._work.entry_id,
        }
        if row is None or any(getattr(row, name) != said[name] for name in _COMPARED):
            self._said.append(said)
        if event is not None:
            self._work.record([replace(event, warning=said["id"])])

    async def store(self) -> None:
        """Store what has changed."""
        if self._gone:
            await WarningRow.filter(id__in=self._gone).delete()
        if self._said:
            await upsert(WarningRow, self._said, key=("id",), said=_SAID)
