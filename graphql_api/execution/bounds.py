"""How many rows a plan can read at most."""

from collections.abc import Mapping
from typing import Any

from graphql_api.execution.connections import Connection, Edges
from graphql_api.execution.derived import Columns, Rows
from graphql_api.execution.nodes import ByRow, Few, Found, Object, ToOne


def most_rows(part: Any, sizes: Mapping[Any, Any]) -> int:
    """How many rows a part can read for one row above it, given the sizes of the pages."""
    match part:
        case Object() | Columns() | Edges():
            return sum(most_rows(inner, sizes) for _, inner in part.entries)
        case ByRow():
            return max(most_rows(made, sizes) for made in (part.usual, *(made for _, made in part.cases)))
        case ToOne() | Found():
            return 1 + most_rows(part.target, sizes)
        case Rows():
            return part.reads.usual * (1 + most_rows(part.item, sizes))
        case Few():
            return part.ceiling * (1 + most_rows(part.item, sizes))
        case Connection():
            size: int = sizes["size", part.site.number]
            return (size + 1) * (1 + sum(most_rows(inner, sizes) for _, inner in part.entries))
        case _:
            return 0
