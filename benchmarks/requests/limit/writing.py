"""The few words in which the two engines write JSON differently; everything else of the statements is common SQL.

$1 is the day, $2 and $3 the range of the paths that the caller sees; what is asked for begins with $4.
"""

import re
from dataclasses import dataclass
from functools import cached_property


def so(table: str) -> str:
    """That a dated row was so on the day, as is known now."""
    return f"{table}.superseded_at IS NULL AND {table}.valid_from<=$1 AND {table}.valid_to>$1"


def seen(unit: str) -> str:
    """That the caller sees a unit. Through a function no index serves it: what is asked for is always narrower."""
    return f"coalesce({unit}.area_path,'')>=$2 AND coalesce({unit}.area_path,'')<$3"


def end(path: str) -> str:
    """What comes right after every path below one."""
    return f"substr({path},1,length({path})-1)||'0'"


def shouted(column: str) -> str:
    """A value of an enum as GraphQL writes it."""
    return f"upper(replace({column},'-','_'))"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How one engine writes JSON."""

    sqlite: bool

    @cached_property
    def object(self) -> str:
        """The function that makes an object of keys and values."""
        return "json_object" if self.sqlite else "json_build_object"

    @property
    def then(self) -> str:
        """A join that begins with the left: SQLite, which can't tell how few rows a range has, is told so."""
        return "CROSS JOIN" if self.sqlite else "JOIN"

    @property
    def inlined(self) -> str:
        """A CTE of few rows: SQLite does not know how few it has kept, and reads whole tables for Bloom filters."""
        return "NOT MATERIALIZED" if self.sqlite else "MATERIALIZED"

    def made(self, **values: str) -> str:
        """An object of expressions by key."""
        pairs = ",".join(f"'{key}',{value}" for key, value in values.items())
        return f"{self.object}({pairs})"

    def array(self, item: str, order: str, source: str, limit: int | None = None) -> str:
        """An array of what an expression makes of the rows of a FROM clause, in order."""
        rows = f"SELECT {item} AS j,{order} AS k FROM {source} ORDER BY k{'' if limit is None else f' LIMIT {limit}'}"
        gathered = "json_group_array(json(s_.j))" if self.sqlite else "coalesce(json_agg(s_.j ORDER BY s_.k),'[]')"
        return f"(SELECT {gathered} FROM ({rows}) s_)"

    def steps(self, path: str) -> str:
        """The ids in a path, as what IN takes."""
        if self.sqlite:
            return f"""(SELECT value FROM json_each('["'||replace(rtrim({path},'/'),'/','","')||'"]'))"""
        return f"(SELECT unnest(string_to_array(rtrim({path},'/'),'/')))"

    def instant(self, column: str) -> str:
        """An instant as GraphQL writes it, where it has no fractions of a second."""
        if self.sqlite:
            return f"replace(substr({column},1,19),' ','T')||'Z'"
        return f"to_char({column} AT TIME ZONE 'UTC','YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

    def plain(self, column: str) -> str:
        """Stored JSON as a part of other JSON."""
        return f"json({column})" if self.sqlite else column

    def mean(self, total: str, number: str) -> str:
        """The mean of a sum with six decimals, to two decimals, half up, as a text; null where nothing is summed."""
        if not self.sqlite:
            return f"CASE WHEN {number}>0 THEN CAST(round({total}/{number},2) AS TEXT) END"
        whole = f"CAST(round({total}*1000000) AS INTEGER)"
        cents = f"(({whole}*2+{number}*10000)/({number}*20000))"
        return f"CASE WHEN {number}>0 THEN printf('%d.%02d',{cents}/100,{cents}%100) END"

    def finished(self, statement: str) -> str:
        """A statement with the engine's parameters."""
        return re.sub(r"\$(\d+)", r"?\1", statement) if self.sqlite else statement
