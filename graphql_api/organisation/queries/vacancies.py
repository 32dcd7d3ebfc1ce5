"""Since when posts have had free seats."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from governance_core.organisation import vacant_since
from graphql_api.organisation.queries.sources import APPOINTMENT, POST
from graphql_api.organisation.tables import people
from graphql_api.platform.reading.conditions import known_at
from graphql_api.platform.reading.declare import Moment, Source
from graphql_api.platform.reading.reader import Reader
from graphql_api.platform.reading.statements import selected
from graphql_api.platform.sql import table_of


async def vacant_since_of(reader: Reader, posts: Sequence[str], moment: Moment) -> list[date | None]:
    """Since when each of the posts has had a free seat; None where it has none."""
    known = {str(post.id): post for post in people.posts_of(await _known(reader, POST, posts, moment))}
    held = people.appointments_of(await _known(reader, APPOINTMENT, posts, moment))
    return [
        vacant_since(known[key], [one for one in held if one.post == key], on=moment.as_of) if key in known else None
        for key in posts
    ]


async def _known(reader: Reader, source: Source, posts: Sequence[str], moment: Moment) -> list[Any]:
    """Every version about the posts that was known at the moment, when nobody knew that it would be superseded."""
    question, table = await reader.question(moment), table_of(source.table)
    query = question.query.from_(table).select(*selected(question, source, table, ()))
    rows = await reader.rows(source, query.where(table.post_id.isin(list(posts)) & known_at(moment, table)))
    return [SimpleNamespace(**{**row, "superseded_at": None}) for row in rows]
