"""Finding units and people by what is typed: Chinese by pairs of characters, pinyin by syllables and initials.

Both engines get the same words from the same tokenizer (their own find no two-character Chinese word), so they find
the same things: SQLite through FTS5, PostgreSQL through a tsvector under a GIN index.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from operator import add
from typing import Any

from pypika_tortoise.context import SqlContext
from pypika_tortoise.dialects import PostgreSQLQuery, SQLLiteQuery
from pypika_tortoise.enums import Dialects
from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion, Field, Term
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from graphql_api.platform.bulk import copy_text, insert_many
from graphql_api.platform.identifiers import number_of
from graphql_api.platform.sql import is_sqlite

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
MAXIMUM_QUERY = 100

_SQLITE_DDL = "CREATE VIRTUAL TABLE {table} USING fts5(subject UNINDEXED, words, tokenize='unicode61')"
_POSTGRES_DDL = (
    'CREATE TABLE {table} (subject VARCHAR(13) COLLATE "C" PRIMARY KEY, words TSVECTOR NOT NULL)',
    "CREATE INDEX {table}_words ON {table} USING GIN (words)",
)


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(run: str) -> list[str]:
    """Every character with the one after it; the last stands alone."""
    return [*map(add, run, run[1:]), run[-1]]


def words_of(texts: Iterable[str]) -> list[str]:
    """The words under which something named `texts` is found, each once."""
    from graphql_api.platform.pinyin import spoken, words  # noqa: PLC0415 -- its dictionary is large, and readers need none

    found: list[str] = []
    for run in (run for text in texts for run in _runs(text)):
        if not _HAN.match(run):
            found.append(run)
            continue
        syllables: list[str] = []
        initials = ""
        for word in words(run):
            said, first = spoken(word)
            syllables += said
            initials += first
        found += (*_pairs(run), *syllables, "".join(syllables), initials)
    return list(dict.fromkeys(found))


def wanted_words(query: str) -> list[str]:
    """The words that must all begin some word of what is found; empty where nothing searchable was typed."""
    words: dict[str, None] = {}
    for run in _runs(query[:MAXIMUM_QUERY]):
        if _HAN.match(run) and len(run) > 1:
            words.update(dict.fromkeys(_pairs(run)[:-1]))
        else:
            words[run] = None
    return list(words)


async def create_index(editor: BaseSchemaEditor, table: str) -> None:
    """Make the search table of a module, in a migration."""
    statements: Sequence[str] = [_SQLITE_DDL] if is_sqlite(editor.client) else _POSTGRES_DDL
    for statement in statements:
        await editor.client.execute_query(statement.format(table=table))


async def index(connection: BaseDBAsyncClient, table: str, documents: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Make each subject findable by its texts, and by nothing else."""
    rows = [(subject, words_of(texts)) for subject, texts in documents]
    if not rows:
        return
    if is_sqlite(connection):
        await connection.execute_many(
            f"INSERT OR REPLACE INTO {table} (rowid, subject, words) VALUES (?, ?, ?)",
            [[number_of(subject), subject, " ".join(words)] for subject, words in rows],
        )
        return
    await connection.execute_many(
        f"INSERT INTO {table} (subject, words) VALUES ($1, array_to_tsvector($2::text[])) "
        "ON CONFLICT (subject) DO UPDATE SET words = EXCLUDED.words",
        [[subject, words] for subject, words in rows],
    )


def worded(documents: Iterable[tuple[str, Iterable[str]]]) -> list[tuple[str, str]]:
    """The subjects with their words, for `index_new`; it may be done in a thread."""
    return [(subject, " ".join(words_of(texts))) for subject, texts in documents]


async def index_new(connection: BaseDBAsyncClient, table: str, rows: Sequence[tuple[str, str]]) -> None:
    """Make many subjects findable by their words, none of which has been before."""
    if not rows:
        return
    if not is_sqlite(connection):
        await copy_text(connection, table, ("subject", "words"), rows)
        return
    numbered = [(number_of(subject), subject, words) for subject, words in rows]
    await insert_many(connection, table, ("rowid", "subject", "words"), numbered)


def searched(query: str, *, sqlite: bool) -> str:
    """What the engine is asked for so that a query is found; empty where the query has no searchable word.

    The words hold letters, digits and Chinese characters alone: the tokenizer drops all else.
    """
    words = wanted_words(query)
    return " AND ".join(f'"{word}"*' for word in words) if sqlite else " & ".join(f"{word}:*" for word in words)


def matches(subject: Field, table: str, query: Any, *, sqlite: bool) -> Criterion:
    """The condition that `subject` is found by what `searched` gives; nothing is found by what is empty."""
    if query == "":
        return subject.isnull() & subject.notnull()
    found = Table(table)
    chosen = SQLLiteQuery.from_(found) if sqlite else PostgreSQLQuery.from_(found)
    return subject.isin(chosen.select(found.subject).where(_Matching(found.words, query)))


class _Matching(Criterion):
    """The condition that the words of a search table hold what is asked for."""

    def __init__(self, words: Field, query: Any) -> None:
        super().__init__()
        self._words = words
        self._query = query

    def get_sql(self, ctx: SqlContext) -> str:
        """The condition for the engine."""
        words, query = self._words.get_sql(ctx), Term.wrap_constant(self._query).get_sql(ctx)
        return f"{words} MATCH {query}" if ctx.dialect is Dialects.SQLITE else f"{words} @@ {query}::tsquery"
