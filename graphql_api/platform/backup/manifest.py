"""What a backup says of itself, so that what comes out of it can be compared with what went in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

FORMAT = 1
END_TOKENS = "UPDATE platform_access_token SET revoked_at = {} WHERE revoked_at IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one table holds.

    Attributes:
        rows: how many rows.
        digest: what stands for their values in whatever order; None where the file's own checksum stands for them.
    """

    rows: int
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a database holds, as counted in it.

    Attributes:
        engine: sqlite or postgres.
        engine_version: the version of the server, or of the library.
        migrations: those that were applied, "module.name" each.
        tables: its tables by name.
    """

    engine: str
    engine_version: str
    migrations: tuple[str, ...]
    tables: Mapping[str, Table]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(table.rows for table in self.tables.values())

    def differences(self, found: "Contents") -> Iterator[str]:
        """In what `found` differs from this, a name each: a migration or a table."""
        yield from sorted({*self.migrations} ^ {*found.migrations})
        for name in sorted({*self.tables, *found.tables}):
            if self.tables.get(name) != found.tables.get(name):
                yield name

    def told_differences(self, found: "Contents") -> str | None:
        """In what `found` differs from this, as a cause to tell; None where it does not."""
        differing = shortened(tuple(self.differences(found)))
        return f"these differ from what was backed up: {', '.join(differing)}" if differing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: when it was begun; it holds everything that was committed before.
        made_by: the version of the installation that made it.
        left_behind: migrations that were no longer that installation's own: of plugins that had been removed.
        contents: what it holds.
        size: how long what it holds is, in bytes, before it is compressed.
        checksum: the SHA-256 of that.
    """

    made_at: datetime
    made_by: str
    left_behind: tuple[str, ...]
    contents: Contents
    size: int
    checksum: str

    def written(self) -> bytes:
        """The manifest as JSON, for people to read too."""
        return orjson.dumps({"format": FORMAT, **_plain(self)}, option=orjson.OPT_INDENT_2)


def _plain(manifest: Manifest) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(orjson.dumps(manifest))
    return plain


def shortened(names: tuple[str, ...], most: int = 5) -> tuple[str, ...]:
    """The first few of `names`, and how many more there are."""
    return names if len(names) <= most else (*names[:most], f"+{len(names) - most}")


def manifest_read(written: bytes) -> Manifest:
    """The manifest that `written` is.

    Raises:
        ValueError: it is none, or one of another format.
    """
    try:
        told = orjson.loads(written)
        if told["format"] != FORMAT:
            raise ValueError(f"its format is {told['format']}, and only {FORMAT} is known here")
        contents = told["contents"]
        return Manifest(
            made_at=datetime.fromisoformat(told["made_at"]),
            made_by=told["made_by"],
            left_behind=tuple(told["left_behind"]),
            contents=Contents(
                engine=contents["engine"],
                engine_version=contents["engine_version"],
                migrations=tuple(contents["migrations"]),
                tables={name: Table(**table) for name, table in contents["tables"].items()},
            ),
            size=told["size"],
            checksum=told["checksum"],
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"its manifest says no {fault}") from fault
