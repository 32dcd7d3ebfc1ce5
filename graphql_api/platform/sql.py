"""Running SQL built with pypika on either engine, with plain Python values in and out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import orjson
from pypika_tortoise.context import SqlContext
from pypika_tortoise.dialects import PostgreSQLQuery, SQLLiteQuery
from pypika_tortoise.queries import QueryBuilder, Selectable, Table
from pypika_tortoise.terms import LiteralValue, Parameterizer
from tortoise import Model, fields
from tortoise.backends.base.client import BaseDBAsyncClient

Decoder = Callable[[Any], Any]
Row = dict[str, Any]
T = TypeVar("T")

_SQLITE_DECODERS: tuple[tuple[type, Decoder], ...] = (
    (fields.DatetimeField, datetime.fromisoformat),
    (fields.DateField, date.fromisoformat),
    (fields.DecimalField, Decimal),
    (fields.BooleanField, bool),
    (fields.JSONField, orjson.loads),
)


class TooDeep(Exception):
    """A statement nests more than SQLite's parser can hold: a hundred of its symbols, which no setting changes."""


def is_sqlite(connection: BaseDBAsyncClient) -> bool:
    """Whether the connection speaks SQLite; if not, it speaks PostgreSQL."""
    return connection.capabilities.dialect == "sqlite"


def query_class(connection: BaseDBAsyncClient) -> Any:
    """The pypika query class of the connection's engine."""
    return SQLLiteQuery if is_sqlite(connection) else PostgreSQLQuery


@cache
def decoders(table: type[Model], *, sqlite: bool) -> Mapping[str, Decoder]:
    """How raw column values of `table` become Python values, for the columns that need it."""
    found: dict[str, Decoder] = {}
    for name, field in table._meta.fields_map.items():  # noqa: SLF001 -- tortoise's own door to a model's columns
        if sqlite:
            decoder = next((decode for kind, decode in _SQLITE_DECODERS if isinstance(field, kind)), None)
        else:
            decoder = _loaded if isinstance(field, fields.JSONField) else None
        if decoder is not None:
            found[name] = decoder
    return found


def _loaded(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str | bytes) else value


def columns(table: type[Model]) -> tuple[str, ...]:
    """The column names of `table`, in their declared order."""
    return tuple(table._meta.fields_db_projection.values())  # noqa: SLF001 -- tortoise's own door


class Constants(Selectable):
    """Rows that are the same in every run, written into the statement, to be selected from."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str | int | None]], *, alias: str) -> None:
        super().__init__(alias)
        self._columns = columns
        self._rows = rows

    def get_sql(self, ctx: SqlContext) -> str:
        """The rows under their name."""
        names = ",".join(f'column{number} AS "{name}"' for number, name in enumerate(self._columns, 1))
        rows = ",".join(f"({','.join(map(_written, row))})" for row in self._rows)
        return f'(SELECT {names} FROM (VALUES {rows}) "values_") "{self.alias}"'


def _written(value: str | int | None) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)


def literal(text: str) -> LiteralValue:
    """A text that is the same in every run, written into the statement."""
    return LiteralValue(_written(text))


def table_of(table: type[Model]) -> Table:
    """The table as pypika knows it."""
    return Table(table._meta.db_table)  # noqa: SLF001 -- tortoise's own door to the table's name


def decode(rows: Sequence[Row], by_column: Mapping[str, Decoder]) -> Sequence[Row]:
    """Replace raw values by Python values, in place."""
    for row in rows:
        for name, decoder in by_column.items():
            value = row.get(name)
            if value is not None:
                row[name] = decoder(value)
    return rows


def bound(value: Any, *, sqlite: bool) -> Any:
    """A parameter as the engine's driver takes it."""
    if not sqlite:
        return value
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


async def row_of(connection: BaseDBAsyncClient, sql: str, values: list[Any]) -> Row | None:
    """The first row that a statement answers with; None where it has none.

    Args:
        connection: the connection, or the pool of connections, outside a transaction.
        sql: the statement. Its first parameter is the state of the database in which its answer is remembered.
        values: its parameters.

    Raises:
        TooDeep: the engine can't read the statement.
    """
    engine: Any = connection  # one of this package's
    found: Row | None = await engine.row(sql, values)
    return found


async def raw_rows(connection: BaseDBAsyncClient, sql: str, values: Sequence[Any]) -> Sequence[Any]:
    """The rows of a statement as the engine's driver gives them: by place and by name, their values not decoded."""
    found: Sequence[Any] = await connection.rows(sql, values)  # type: ignore[attr-defined] # this package's engines
    return found


async def fetch(connection: BaseDBAsyncClient, *branches: QueryBuilder) -> list[Row]:
    """Run one statement, all `branches` in one union, and return its rows as dictionaries of raw values."""
    parameters = Parameterizer()
    context = query_class(connection).SQL_CONTEXT.copy(parameterizer=parameters)
    sql = " UNION ALL ".join(branch.get_sql(context) for branch in branches)
    sqlite = is_sqlite(connection)
    return await connection.execute_query_dict(sql, [bound(value, sqlite=sqlite) for value in parameters.values])


def batches(keys: Sequence[T], size: int = 10_000) -> Iterator[Sequence[T]]:
    """The keys in parts that one statement can bind; none where there are none."""
    return (keys[start : start + size] for start in range(0, len(keys), size))
