"""The contract of a file that callers fetch by HTTP."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphql_api.platform.access import Principal
from graphql_api.platform.work import Begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made for a caller: what it is called there, and of what type it is."""

    name: str
    media_type: str


Make = Callable[[Principal, Begin, Mapping[str, str], Path], Awaitable[Made]]
"""Makes the file for a caller, from the path's and the query's parameters, at a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that callers fetch.

    Attributes:
        path: where, with parameters in braces.
        parameters: what may be asked for after a question mark.
        make: what makes it, or raises from the error tree; it sees to the audit before it returns.
    """

    path: str
    parameters: frozenset[str] = frozenset()
    make: Make
