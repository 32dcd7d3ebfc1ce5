"""Column types that compare byte by byte on both engines, so that ranges over paths can use an index."""

from typing import Any

from tortoise import fields

KEY_LENGTH = 13


class KeyField(fields.CharField[str]):
    """An id of ours: 13 characters that sort by when they were made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": KEY_LENGTH, **kwargs})

    class _db_postgres:  # noqa: N801 -- tortoise finds the dialect's column type by this name
        SQL_TYPE = 'VARCHAR(13) COLLATE "C"'


class PathField(fields.CharField[str]):
    """A materialised path: the ids from the root down, each followed by a slash."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 420, **kwargs})

    class _db_postgres:  # noqa: N801 -- tortoise finds the dialect's column type by this name
        SQL_TYPE = 'VARCHAR(420) COLLATE "C"'
