"""Values that a statement is written around before they are known, so that it is written once and run many times."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypika_tortoise.context import SqlContext
from pypika_tortoise.enums import Dialects
from pypika_tortoise.queries import QueryBuilder, Selectable
from pypika_tortoise.terms import Criterion, Parameter, Parameterizer, Term


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value in a statement.

    Attributes:
        name: which of the values of a run, such as ("where", 2, "kinds").
        made: what is made of it: "" for the value itself, "after" for what comes after a subtree's paths.
    """

    name: tuple[Any, ...]
    made: str = ""

    def derived(self, made: str) -> "Slot":
        """What is made of the value."""
        return Slot(self.name, made)

    def of(self, values: dict[tuple[Any, ...], Any]) -> Any:
        """The value of this run."""
        value = values[self.name]
        return f"{value[:-1]}0" if self.made == "after" else value


class Numbered(Parameterizer):
    """The parameters of a statement by number, each slot once, wherever it is used."""

    def __init__(self, *, sqlite: bool) -> None:
        super().__init__()
        self._sign = "?" if sqlite else "$"
        self._numbers: dict[Slot, int] = {}

    def create_param(self, value: Any) -> Parameter:
        """The parameter that stands for a value."""
        number = self._numbers.get(value) if isinstance(value, Slot) else None
        if number is None:
            self.values.append(value)
            number = len(self.values)
            if isinstance(value, Slot):
                self._numbers[value] = number
        return Parameter(f"{self._sign}{number}")


class Held(Criterion):
    """The condition that a column holds one of the values that fill a slot, however many there are."""

    def __init__(self, column: Term, values: Slot) -> None:
        super().__init__()
        self._column = column
        self._values = values

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition for the engine."""
        column, values = self._column.get_sql(ctx), Term.wrap_constant(self._values).get_sql(ctx)
        if ctx.dialect is Dialects.SQLITE:
            return f"{column} IN (SELECT value FROM json_each({values}))"
        return f"{column} = ANY({values})"


class AfterSubtree(Term):
    """What comes right after every path below the one in a column."""

    def __init__(self, path: Term) -> None:
        super().__init__()
        self._path = path

    def get_sql(self, ctx: SqlContext) -> str:
        """The expression for the engine."""
        path = self._path.get_sql(ctx)
        return f"(substr({path}, 1, length({path}) - 1) || '0')"


class AmongNamed(Criterion):
    """The condition that a column holds one of the keys that make up a path."""

    def __init__(self, column: Term, path: Term) -> None:
        super().__init__()
        self._column = column
        self._path = path

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition for the engine."""
        column, path = self._column.get_sql(ctx), self._path.get_sql(ctx)
        if ctx.dialect is Dialects.SQLITE:
            keys = f"""'["' || replace({path}, '/', '","') || '"]'"""
            return f"{column} IN (SELECT value FROM json_each({keys}))"
        return f"{column} = ANY(string_to_array({path}, '/'))"


class Names(Criterion):
    """The condition that a column of JSON, a list of codes, has the code in another column."""

    def __init__(self, codes: Term, code: Term) -> None:
        super().__init__()
        self._codes = codes
        self._code = code

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition; a code has no characters that mean something to LIKE."""
        return f"CAST({self._codes.get_sql(ctx)} AS TEXT) LIKE '%\"'||{self._code.get_sql(ctx)}||'\"%'"


class Exists(Criterion):
    """The condition that a query has a row."""

    def __init__(self, query: QueryBuilder) -> None:
        super().__init__()
        self._query = query

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition for the engine.

        PostgreSQL would else rather find all such rows first, once for the statement, where it believes that few are
        visible: to a caller who sees a town these are all of its people.
        """
        query = self._query.get_sql(ctx.copy(subquery=False, with_alias=False))
        return f"EXISTS ({query}{'' if ctx.dialect is Dialects.SQLITE else ' OFFSET 0'})"


class UnionAll(Selectable):
    """The rows of several queries after one another, to be selected from."""

    def __init__(self, queries: Sequence[QueryBuilder], *, alias: str) -> None:
        super().__init__(alias)
        self._queries = queries

    def get_sql(self, ctx: SqlContext) -> str:
        """The queries under their name."""
        inner = ctx.copy(subquery=False, with_alias=False)
        return f'({" UNION ALL ".join(one.get_sql(inner) for one in self._queries)}) "{self.alias}"'


class AmongFew(Criterion):
    """The condition that a column holds what a row of a query has, of which there are few: PostgreSQL runs it first."""

    def __init__(self, column: Term, query: QueryBuilder) -> None:
        super().__init__()
        self._column = column
        self._query = query

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition."""
        rows = self._query.get_sql(ctx.copy(subquery=False, with_alias=False))
        return f"{self._column.get_sql(ctx)} = ANY(ARRAY({rows}))"


class AmongRows(Criterion):
    """The condition that a column holds what a row of one of several queries has."""

    def __init__(self, column: Term, queries: Sequence[QueryBuilder]) -> None:
        super().__init__()
        self._column = column
        self._queries = queries

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition."""
        inner = ctx.copy(subquery=False, with_alias=False)
        return f"{self._column.get_sql(ctx)} IN ({' UNION ALL '.join(one.get_sql(inner) for one in self._queries)})"
