"""How a value of a column is written in JSON, as the schema's scalars and enums write it."""

from typing import Any

from graphql import GraphQLEnumType, GraphQLNamedType

from graphql_api.execution.writing import Writer, quoted

_JSON = '"{}"'.format
_OFFSET = 6  # how long "+00:00" is


class NotPlanned(Exception):
    """Something of a document that has no plan; the standard executor answers it."""


class NoQuery(NotPlanned):
    """What is asked is an act, or a subscription."""


def leaf(writer: Writer, kind: GraphQLNamedType, sql: str) -> str:
    """The expression of a value as JSON; null where the value is null.

    Raises:
        NotPlanned: its type is written in a way that SQL can't.
    """
    if isinstance(kind, GraphQLEnumType):
        return _enum(kind, sql)
    write = _SCALARS.get(kind.name)
    if write is None:
        raise NotPlanned(f"the scalar {kind.name}")
    return write(writer, sql)


def in_cursor(writer: Writer, kind: str, sql: str) -> str:
    """The expression of a value inside a cursor; null where the value is null."""
    if kind == "DateTime":
        return f"'\"'||{_instant(writer, sql)}||'+00:00\"'"
    return _SCALARS[kind](writer, sql)


def _enum(kind: GraphQLEnumType, sql: str) -> str:
    names = {member.value.value if hasattr(member.value, "value") else member.value: name
             for name, member in kind.values.items()}  # fmt: skip
    if all(isinstance(value, str) and value.upper().replace("-", "_") == name for value, name in names.items()):
        return f"'\"'||upper(replace({sql},'-','_'))||'\"'"
    cases = " ".join(f"WHEN {quoted(str(value))} THEN {quoted(_JSON(name))}" for value, name in names.items())
    return f"CASE {sql} {cases} END"


def _number(writer: Writer, sql: str) -> str:
    return f"CAST({sql} AS TEXT)"


def _boolean(writer: Writer, sql: str) -> str:
    return f"CASE {sql} WHEN true THEN 'true' WHEN false THEN 'false' END"


def _plain(writer: Writer, sql: str) -> str:
    """What is never escaped: digits and signs."""
    return f"'\"'||{sql}||'\"'"


def _instant(writer: Writer, sql: str) -> str:
    if writer.sqlite:
        return f"replace(substr({sql},1,length({sql})-{_OFFSET}),' ','T')"
    moment = f"({sql} AT TIME ZONE 'UTC')"
    parts = f"to_char({moment},'.US')"
    return f"to_char({moment},'YYYY-MM-DD\"T\"HH24:MI:SS')||CASE {parts} WHEN '.000000' THEN '' ELSE {parts} END"


def _date_time(writer: Writer, sql: str) -> str:
    return f"'\"'||{_instant(writer, sql)}||'Z\"'"


def _string(writer: Writer, sql: str) -> str:
    if writer.sqlite:  # its function writes null as "null"
        return f"CASE WHEN {sql} IS NOT NULL THEN {writer.string(sql)} END"
    return writer.string(sql)


_SCALARS: dict[str, Any] = {
    "String": _string,
    "ID": _string,
    "Int": _number,
    "Boolean": _boolean,
    "Date": _plain,
    "DateTime": _date_time,
    "Decimal": _plain,
}
