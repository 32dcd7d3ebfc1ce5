"""How a row of an export names things: by the key of their source where they came from one, else by our own id."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tortoise.expressions import Q

from graphql_api.organisation.tables import UnitStateRow
from graphql_api.organisation.tables.rows import IdentityRow
from graphql_api.platform.dated import FOREVER, DatedRow, so_on
from graphql_api.platform.exporting import Extent
from graphql_api.platform.importing import OWN_SOURCE

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing as a table names it.

    Attributes:
        id: our own id of it.
        source: where it was imported from, or our own source.
        key: its key there.
    """

    id: str
    source: str
    key: str

    def seen_from(self, source: str) -> str:
        """The thing in a column of a row of `source`; by our own id where its key would be read as two names."""
        if "/" in self.key:
            return f"{OWN_SOURCE}/{self.id}"
        return self.key if source == self.source else f"{self.source}/{self.key}"


async def named(table: type[IdentityRow], ids: Iterable[str | None]) -> dict[str, Named]:
    """How the things with these ids are named."""
    wanted = sorted({id_ for id_ in ids if id_})
    rows = await table.filter(id__in=wanted).values_list("id", "source", "source_key")
    return {id_: _named(id_, source, key) for id_, source, key in rows}


def _named(id_: str, source: str | None, key: str | None) -> Named:
    if source is None or key is None:
        return Named(id=id_, source=OWN_SOURCE, key=id_)
    return Named(id=id_, source=source, key=key)


async def in_batches(
    table: type[DatedRow], column: str, as_of: date, condition: Q | None = None
) -> AsyncIterator[list[Any]]:
    """The rows that are so on a day, a batch at a time, in the order of a column in which each row is alone."""
    rows = table.filter(so_on(as_of) & (condition or Q()))
    last = ""
    while True:
        batch = await rows.filter(**{f"{column}__gt": last}).order_by(column).limit(BATCH).values()
        if batch:
            yield batch
        if len(batch) < BATCH:
            return
        last = batch[-1][column]


def until(row: Any) -> date | None:
    """The first day on which what a row says is not so any more."""
    end: date = row["valid_to"]
    return None if end == FOREVER else end


def within(extent: Extent) -> Q:
    """The condition on the state of a unit that it stands in the subtree that is exported, or serves a part of it."""
    if extent.path is None:
        return Q()
    low, high = extent.path, f"{extent.path[:-1]}0"
    return Q(path__gte=low, path__lt=high) | Q(area_path__gte=low, area_path__lt=high)


async def units_within(extent: Extent, ids: Iterable[str]) -> frozenset[str]:
    """Those of some units that are exported."""
    wanted = sorted(set(ids))
    if extent.path is None:
        return frozenset(wanted)
    rows = UnitStateRow.filter(so_on(extent.as_of) & within(extent), unit_id__in=wanted)
    return frozenset(str(id_) for id_ in await rows.values_list("unit_id", flat=True))
