"""How records name things: by the key they have in their source."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tortoise.expressions import Q

from governance_core.errors import Duplicate, NotFound
from graphql_api.organisation.tables.rows import IdentityRow
from graphql_api.platform.fields import KEY_LENGTH
from graphql_api.platform.importing import OWN_SOURCE, ImportFault, Record

T = TypeVar("T")
SourceKey = tuple[str, str]
BATCH = 500


def key_of(record: Record) -> SourceKey:
    """The record's own key in its source."""
    return record.values["source"], record.values["key"]


def named(record: Record, column: str) -> SourceKey | None:
    """The key of the thing that a column names: "key" in the record's own source, or "source/key" in another."""
    value = record.values[column]
    if value is None:
        return None
    source, slash, key = value.rpartition("/")
    return (source, key) if slash else (record.values["source"], value)


async def identities(table: type[IdentityRow], keys: Iterable[SourceKey | None]) -> dict[SourceKey, str]:
    """Our own ids of the things that have been imported under these keys."""
    found: dict[SourceKey, str] = {}
    by_source: dict[str, set[str]] = {}
    for key in keys:
        if key is not None:
            by_source.setdefault(key[0], set()).add(key[1])
    for source, wanted in by_source.items():
        own = source == OWN_SOURCE
        # A longer one is no id of ours, and the column would not take it.
        ordered = sorted(key for key in wanted if not own or len(key) <= KEY_LENGTH)
        for start in range(0, len(ordered), BATCH):
            some = ordered[start : start + BATCH]
            rows = table.filter(id__in=some) if own else table.filter(Q(source=source), source_key__in=some)
            named_so = await rows.values_list("id" if own else "source_key", "id")
            found.update({(source, str(key)): str(id_) for key, id_ in named_so})
    return found


def new_key(record: Record, kind: str) -> SourceKey:
    """The key of a record whose thing is not known yet.

    Raises:
        NotFound: it is one of our own ids, which nobody gives out but we.
    """
    source, key = key_of(record)
    if source == OWN_SOURCE:
        raise NotFound(kind=kind, key=key, path=("key",))
    return source, key


def without_twins(records: Sequence[Record], faults: list[ImportFault]) -> list[Record]:
    """The records whose key is given once; a second one with the same key is a fault."""
    seen: set[SourceKey] = set()
    kept = []
    for record in records:
        key = key_of(record)
        if key in seen:
            faults.append(record.fault(Duplicate(value="/".join(key)), "key"))
        else:
            seen.add(key)
            kept.append(record)
    return kept


def unknown(record: Record, column: str, kind: str) -> ImportFault:
    """The fault of a record that names something which is neither in the town nor in the folder."""
    return record.fault(NotFound(kind=kind, key=str(record.values[column])), column)


def grouped(things: Iterable[T], of: Callable[[T], str]) -> dict[str, list[T]]:
    """Things by what they are of."""
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(of(thing), []).append(thing)
    return found
