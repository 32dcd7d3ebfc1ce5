"""What a cycle of ten thousand cadres costs to close, and a unit's roll-up to read. Run it with `make bench`.

Everybody in office has thirty indicators and thirty verified records. The close scores and grades all of them, keeps
every derivation, and brings it into view at once; the limit is 60 seconds and 1 GiB on PostgreSQL. A roll-up is read as
it is kept, and computed from the results in SQL beside it; the limit is a twentieth.
"""

import asyncio
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson
from tortoise.transactions import in_transaction

from benchmarks.requests.filling import Filled, filled
from benchmarks.requests.shape import SCALES
from benchmarks.requests.writing import write_rows
from governance_core.assessment import (
    CycleKind,
    Dimension,
    GradingRule,
    Indicator,
    Measure,
    Milestone,
    Milestones,
    Points,
    Quantity,
    QuotaGroup,
    Rating,
    Stage,
    StageTime,
    score,
)
from governance_core.values import Period, Text
from graphql_api.assessment import service as assessment
from graphql_api.assessment.tables import (
    AppraisalRow,
    CycleRow,
    RecordRow,
    SchemeRow,
    TallyRow,
    scheme_of,
    verified_records,
)
from graphql_api.modules import installed_modules
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.identifiers import Identifiers
from graphql_api.platform.rows import query
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.testing.servers import throw_away_postgres

CADRES, INDICATORS = 10_000, 30
LIMIT_SECONDS, LIMIT_MIB, LIMIT_CORE, LIMIT_ROLL_UP = 60, 1024, 2, 20
YEAR = datetime.now(UTC).year - 1
PERIOD = Period(start=date(YEAR, 1, 1), end=date(YEAR + 1, 1, 1))
DONE = date(YEAR, 9, 1)
TITLE = Text(zh="指标", en="Indicator")
STAGES = (Stage.SELF_ASSESSMENT, Stage.REVIEW, Stage.CALIBRATION, Stage.PUBLICITY, Stage.APPEALS)


def measure_of(number: int) -> Measure:
    """A measure of one kind or another."""
    steps = tuple(
        Milestone(code=f"m{month}", title=TITLE, due_on=date(YEAR, month, 1), share=Decimal(25))
        for month in (3, 6, 9, 12)
    )
    return (
        Quantity(unit=TITLE, target=Decimal(50)),
        Milestones(milestones=steps, late_decay=Decimal(1)),
        Points(base=Decimal(60), ceiling=Decimal(100)),
        Rating(low=Decimal(0), high=Decimal(100)),
        Quantity(unit=TITLE, target=Decimal(90), floor=Decimal(10)),
    )[number % 5]


def entry_of(number: int, draw: random.Random) -> dict[str, str]:
    """A record's entry that fits the measure."""
    amount = str(draw.randrange(100))
    return (
        {"kind": "quantity", "amount": amount},
        {"kind": "milestone", "milestone": "m3"},
        {"kind": "points", "points": str(draw.randrange(40)), "reason": "表扬"},
        {"kind": "rating", "rating": amount},
        {"kind": "quantity", "amount": amount},
    )[number % 5]


def dimensions() -> list[Dimension]:
    """Five dimensions of six indicators."""
    return [
        Dimension(
            code=f"d{place}",
            title=TITLE,
            weight=Decimal(20),
            indicators=tuple(
                Indicator(
                    code=f"d{place}-{number}",
                    title=TITLE,
                    weight=Decimal("3.333333") if number else Decimal("3.333335"),
                    measure=measure_of(number),
                )
                for number in range(INDICATORS // 5)
            ),
        )
        for place in range(5)
    ]


async def write_records(scheme: str, cadres: Sequence[tuple[str, str]], draw: random.Random) -> None:
    """A verified record of everybody on every indicator."""
    at = datetime(YEAR, 9, 1, 4, tzinfo=UTC)
    new_id = Identifiers(lambda: at, draw.getrandbits)
    columns = (
        "id", "scheme_id", "indicator", "person_id", "occurred_on", "kind", "entry_data", "evidence_data", "note",
        "source", "submitted_at", "unit_id", "status", "decided_by", "decided_at", "version", "entry_id",
    )  # fmt: skip

    def rows() -> Any:
        for person, unit in cadres:
            for place in range(5):
                for number in range(INDICATORS // 5):
                    entry = entry_of(number, draw)
                    yield (
                        new_id(), scheme, f"d{place}-{number}", person, DONE, entry["kind"],
                        orjson.dumps(entry).decode(), "[]", "", "system", at, unit, "verified", "bench", at, 1, "bench",
                    )  # fmt: skip

    async with in_transaction() as connection:
        await write_rows(connection, RecordRow, columns, rows())


async def closed(service: Service, cadres: Sequence[tuple[str, str]], root: str) -> str:
    """Open a cycle for everybody and bring it to calibration, which is the close's work; the tally's key."""
    office = replace(SYSTEM, scope_id=root, person_id=cadres[0][0])
    begin = service.begin_for(office)
    cycle = await assessment.open_(
        begin,
        code="bench",
        kind=CycleKind.ANNUAL,
        title=TITLE,
        period=PERIOD,
        unit=root,
        schemes=["closing"],
        grading=GradingRule(
            top_share=Decimal(20), top_share_excellent=Decimal(25), quota_by=QuotaGroup.WHOLE, ties=("d0",)
        ),
        timetable=[StageTime(stage=stage, working_days=5) for stage in STAGES],
    )
    await assessment.advance(begin, cycle=cycle, to=Stage.SELF_ASSESSMENT)
    await assessment.advance(begin, cycle=cycle, to=Stage.REVIEW)
    began = time.monotonic()
    await assessment.advance(begin, cycle=cycle, to=Stage.CALIBRATION)
    while await assessment.renew_tallies(begin, service.clock()):
        pass
    seconds = time.monotonic() - began
    (tally,) = await TallyRow.filter(cycle_id=cycle)
    count = await AppraisalRow.filter(cycle_id=cycle).count()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"closing a cycle: {count:,} cadres x {INDICATORS} indicators, {count * INDICATORS:,} records: {seconds:.1f} s "
        f"(limit {LIMIT_SECONDS}), {memory:.0f} MiB (limit {LIMIT_MIB}); {tally.state}"
    )
    return str((await CycleRow.get(id=cycle)).tally_id)


async def scored(service: Service, cadres: Sequence[tuple[str, str]]) -> None:
    """Print what the core takes for one score with its derivation."""
    row = await SchemeRow.get(code="closing")
    scheme = scheme_of(row)
    people = [person for person, _ in cadres[:200]]
    records = await verified_records(people, [scheme.id])
    began = time.process_time()
    for person in people:
        score(scheme, records[person], as_of=scheme.last_day, closing=True)
    each = (time.process_time() - began) / len(people) * 1000
    print(f"one score with its derivation: {each:.2f} ms of the core's time (limit {LIMIT_CORE})")


async def rolled_up(service: Service, tally: str, root: str) -> None:
    """Print a unit's mean, read as it is kept and computed from the results below it."""
    kept = "SELECT points / scored AS mean FROM assessment_result_sum WHERE tally_id = $1 AND unit_id = $2"
    computed = """SELECT avg(points) AS mean FROM assessment_result
        WHERE tally_id = $1 AND strpos(counted_in, $2 || '/') > 0 AND points IS NOT NULL"""
    connection = service.database.connection
    times: dict[str, float] = {}
    for name, sql in (("kept", kept), ("computed", computed)):
        await query(connection, sql, tally, root)
        began = time.monotonic()
        for _ in range(20):
            (found,) = await query(connection, sql, tally, root)
        times[name] = (time.monotonic() - began) / 20 * 1000
        print(f"roll-up {name}: {times[name]:.2f} ms, mean {found['mean']:.2f}")
    ratio = times["computed"] / times["kept"]
    print(f"roll-up of everybody: computed / kept = {ratio:.0f} (limit {LIMIT_ROLL_UP})")


def chosen(town: Filled) -> tuple[list[str], list[tuple[str, str]]]:
    """Kinds of posts of which at least so many people hold one, and who these are, each with a unit."""
    kinds: list[str] = []
    posts = {one.id: one for one in town.people.posts}
    cadres: dict[str, str] = {}
    for kind in sorted({one.kind for one in town.people.posts}):
        if len(cadres) < CADRES:
            kinds.append(kind)
            for held in town.people.held:
                if held.until is None and posts[held.post].kind == kind:
                    cadres.setdefault(held.person, held.unit)
    return kinds, list(cadres.items())


async def measured(database: str) -> None:
    """Fill a town, close its cycle, and print."""
    town = await filled(database, SCALES["small"], datetime.now(UTC).date())
    root = town.places[0].id
    service = Service(Settings(database_url=database), installed_modules())
    async with service.running():
        await asyncio.gather(service.courier.settled(), service.calendar.settled())
        service.courier.stop()
        service.calendar.stop()
        with service.database.active():
            kinds, cadres = chosen(town)
            begin = service.begin_for(replace(SYSTEM, scope_id=root))
            scheme = await assessment.draft(
                begin,
                code="closing",
                title=TITLE,
                cycle=PERIOD,
                applies_to=kinds,
                dimensions=dimensions(),
            )
            await assessment.publish(begin, scheme=scheme)
            await write_records(scheme, cadres, random.Random(4))  # noqa: S311 -- no secret
            await service.database.connection.execute_script("VACUUM ANALYZE")
            await scored(service, cadres)
            tally = await closed(service, cadres, root)
            await rolled_up(service, tally, root)


def main() -> None:
    """Measure on PostgreSQL."""
    with throw_away_postgres() as server:
        asyncio.run(measured(f"{server}/postgres"))


if __name__ == "__main__":
    main()
