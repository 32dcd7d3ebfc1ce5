"""The light of the indicator that a record is about, by hand: what was told last beside what the core says now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.requests.limit.scoring import Transaction
from governance_core.assessment import (
    Cause,
    Dimension,
    HeldPost,
    IndicatorScheme,
    Light,
    ProgressRecord,
    Segment,
    progress,
    segments_served,
    warnings,
)
from governance_core.values import AppointmentId, Period, PersonId, UnitId

SCHEMES = "SELECT * FROM assessment_scheme WHERE status='published' AND cycle_from<=$1 AND cycle_to>$1 ORDER BY id"
HELD = """SELECT a.appointment_id,a.unit_id,a.basis,a.valid_from,a.valid_to,(SELECT kind FROM organisation_post_state p
  WHERE p.post_id=a.post_id AND p.superseded_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) AS kind,
  (SELECT u.kind FROM organisation_unit u WHERE u.id=a.unit_id) AS unit_kind
FROM organisation_appointment_state a WHERE a.person_id=$1 AND a.superseded_at IS NULL"""
_STORED = (
    "INSERT INTO assessment_warning (id,person_id,scheme_id,indicator_id,unit_id,light,cause,since_on,told_at,entry_id)"
    " VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT (id) DO UPDATE SET scheme_id=excluded.scheme_id,"
    "indicator_id=excluded.indicator_id,unit_id=excluded.unit_id,light=excluded.light,cause=excluded.cause,"
    "since_on=excluded.since_on,told_at=excluded.told_at,entry_id=excluded.entry_id"
)


async def light_up(
    on: Transaction,
    schemes: Sequence[IndicatorScheme],
    records: Sequence[ProgressRecord],
    *,
    about: tuple[str, str, str],
    today: date,
    now: datetime,
    entry: str,
    new_id: str,
) -> tuple[str, Mapping[str, Any]] | None:
    """Bring the light up to date; what is to be told of it, as an event's name and facts.

    Args:
        on: the transaction.
        schemes: those about today.
        records: the verified ones of whom it is about, on the indicator.
        about: the person, the indicator's code and its key.
        today: the day.
        now: the instant.
        entry: the key of the audit entry.
        new_id: the key of a new light.
    """
    person, code, indicator = about
    segment = _served(on, schemes, await on.rows(HELD, person), today)
    if segment is None or code not in {one.code for one in segment.scheme.indicators}:
        return None
    (one,) = [each for each in segment.scheme.indicators if each.code == code]
    alone = Dimension(code="", title=one.title, weight=one.weight, indicators=(one,))
    segment = replace(segment, scheme=replace(segment.scheme, dimensions=(alone,)))
    kept = await on.rows("SELECT * FROM assessment_warning WHERE person_id=$1 AND indicator_id=$2", person, indicator)
    (found,) = progress((segment,), records, as_of=today)
    before = {code: Light(kept[0]["light"])} if kept else {}
    events = warnings(before, (found,), segment=segment, person=PersonId(person), on=today)
    if not kept and not events:
        return None
    light, cause = (found.light, found.cause) if found.light else (Light.GREEN, Cause.ON_TRACK)
    same = bool(kept) and kept[0]["light"] == light.value
    if same and kept[0]["cause"] == cause.value:
        return None
    since = on.read(kept[0]["since_on"], date) if same else today
    told_at = now if events else on.read(kept[0]["told_at"], datetime)
    key, scheme = kept[0]["id"] if kept else new_id, segment.scheme.id
    await on.rows(
        _STORED, key, person, scheme, indicator, segment.unit, light.value, cause.value, since, told_at, entry
    )
    if not events:
        return None
    facts = {"effective_on": today.isoformat(), "scheme": scheme, "indicator": code, "person": person}
    return events[0].name, {**facts, "unit": segment.unit, "warning": key, "light": light.value, "cause": cause.value}


def _served(on: Transaction, schemes: Sequence[IndicatorScheme], held: Sequence[Any], today: date) -> Segment | None:
    """What is served in today."""
    if not schemes:
        return None
    period = Period(start=min(one.cycle.start for one in schemes), end=today + timedelta(days=1))
    posts = [
        HeldPost(
            appointment=AppointmentId(row["appointment_id"]),
            unit=UnitId(row["unit_id"]),
            unit_kind=row["unit_kind"],
            kind=row["kind"],
            basis=row["basis"],
            period=_period(on.read(row["valid_from"], date), on.read(row["valid_to"], date)),
        )
        for row in held
    ]
    segments = segments_served(period, posts, schemes, as_of=today)
    return segments[-1] if segments and today in segments[-1].period else None


def _period(start: date, end: date) -> Period:
    return Period(start=start, end=None if end == date.max else end)
