"""What the registered members of an area did in a period: sums, for any number of areas at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from pypika_tortoise.functions import Count, Sum
from pypika_tortoise.queries import QueryBuilder, Table
from pypika_tortoise.terms import Criterion, Term

from governance_core.organisation import (
    MembershipKind,
    ServiceCount,
    ServiceKind,
    ServiceRecordStatus,
    ServiceTally,
    service_tally_of,
)
from graphql_api.organisation.queries.areas import Days, by_unit, counted, last_day, paths_of, widest
from graphql_api.organisation.queries.service_records import SERVICE_RECORD
from graphql_api.organisation.queries.sources import MEMBERSHIP, UNIT
from graphql_api.organisation.queries.tallies import Figures, kept_of
from graphql_api.organisation.tables.service_records import hours_of
from graphql_api.organisation.tables.tallied import ACTIVE, REGISTERED, SERVED
from graphql_api.platform.reading.conditions import Question, at_moment
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.sql import table_of

_MEMBERS = "members"
_KINDS = {f"{SERVED}{kind.value}": kind for kind in ServiceKind}


async def service_tallies_of(reader: Reader, keys: Sequence[tuple[str, Days]], moment: Moment) -> list[ServiceTally]:
    """The tally of each unit, from a day up to, and not including, another.

    Everybody and everything in it counts, whoever asks: it is for sums alone. What was done counts where its unit stood
    on its day; who is registered is as on the period's last day, or the moment's where that is earlier.
    """
    kept = [key for key in keys if _is_kept(reader, key[1], moment)]
    other = [key for key in keys if key not in kept]
    figures = await kept_of(
        reader,
        kept,
        moment,
        happening=tuple(_KINDS),
        begun=(ACTIVE,),
        standing=(REGISTERED,),
    )
    found = dict(zip(kept, map(_kept_tally, figures), strict=True))
    found.update(zip(other, await counted_service_tallies(reader, other, moment), strict=True))
    return [found[key] for key in keys]


def _is_kept(reader: Reader, days: Days, moment: Moment) -> bool:
    """Whether what is kept tells a period: it says who did something until its end, of those registered on that day."""
    return moment.known_at is None and last_day(days, reader.present) <= moment.as_of


def _kept_tally(figures: Figures) -> ServiceTally:
    return service_tally_of(
        figures.get(REGISTERED, (0, 0))[0],
        figures.get(ACTIVE, (0, 0))[0],
        (
            ServiceCount(kind=_KINDS[name], records=records, hours=hours_of(tenths))
            for name, (records, tenths) in figures.items()
            if name in _KINDS
        ),
    )


async def counted_service_tallies(
    reader: Reader, keys: Sequence[tuple[str, Days]], moment: Moment
) -> list[ServiceTally]:
    """The same, counted: for what was known at another time, and to compare what is kept with."""
    question = await reader.question(moment)
    paths = await paths_of(reader, (unit for unit, _ in keys), moment) if keys else {}
    periods = list(dict.fromkeys(days for unit, days in keys if unit in paths))
    branches: list[QueryBuilder] = []
    for number, days in enumerate(periods):
        areas = widest(path for unit, asked in keys if asked == days for path in paths.get(unit, ()))
        branches += [_members(question, days, areas, number), _records(question, days, areas, number)]
    rows = await reader.rows(UNIT, *branches) if branches else []
    return [
        _tally([row for row in rows if periods[int(row["period_"])] == days], tuple(paths.get(unit, ())))
        for unit, days in keys
    ]


def _members(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    """Who is registered, and who of them has done something in the period."""
    member, record = table_of(MEMBERSHIP.table), table_of(SERVICE_RECORD.table).as_("record_")
    busy = question.query.from_(record).select(record.person_id).where(_counts(question, record, days))
    day = last_day(days, question.moment)
    query = by_unit(question, member, member.unit_id, day, areas, number)
    query = query.select(
        Term.wrap_constant(_MEMBERS).as_("what_"), Count("*").as_("n_"), counted(member.person_id.isin(busy)).as_("m_")
    )
    query = query.where(member.kind == MembershipKind.REGISTRATION.value)
    return query.where(at_moment(Moment(as_of=day, known_at=question.moment.known_at), member))


def _records(question: Question, days: Days, areas: Sequence[str], number: int) -> QueryBuilder:
    """What was done, and for how many tenths of an hour, by kind of work."""
    record = table_of(SERVICE_RECORD.table)
    query = by_unit(question, record, record.unit_id, record.served_on, areas, number).groupby(record.kind)
    query = query.select(record.kind.as_("what_"), Count("*").as_("n_"), Sum(record.tenths).as_("m_"))
    return query.where(_counts(question, record, days))


def _counts(question: Question, record: Table, days: Days) -> Criterion:
    """That a record counts: it is of the period, and was verified as known at the moment."""
    known_at = question.moment.known_at
    verified = record.status == ServiceRecordStatus.VERIFIED.value
    inside: Criterion = verified & (record.served_on >= days[0]) & (record.served_on < days[1])
    return inside if known_at is None else inside & (record.decided_at <= known_at)


def _tally(rows: Iterable[dict[str, Any]], paths: tuple[str, ...]) -> ServiceTally:
    inside = [row for row in rows if row["path_"].startswith(paths)]
    members = [row for row in inside if row["what_"] == _MEMBERS]
    return service_tally_of(
        sum(row["n_"] for row in members),
        sum(row["m_"] for row in members),
        (
            ServiceCount(kind=ServiceKind(row["what_"]), records=row["n_"], hours=hours_of(row["m_"]))
            for row in inside
            if row["what_"] != _MEMBERS
        ),
    )
