"""What an act is about, as its caller sees it: the rest looks absent."""

from datetime import date

from governance_core.errors import NotFound
from governance_core.organisation import (
    Person,
    Post,
    Unit,
)
from governance_core.values import PersonId, UnitId
from graphql_api.organisation.queries import require_person, require_unit
from graphql_api.organisation.tables import people, units
from graphql_api.platform.work import Work


async def visible_unit(work: Work, key: str, on: date, path: tuple[str, ...]) -> Unit:
    """The unit of this key."""
    await require_unit(work, key, on, path=path)
    return (await units.load_units([key]))[UnitId(key)]


async def unit_or_none(work: Work, key: str | None, on: date, path: tuple[str, ...]) -> Unit | None:
    """The unit of this key, where one is named."""
    return None if key is None else await visible_unit(work, key, on, path)


async def visible_person(work: Work, key: str, on: date) -> Person:
    """The person of this key."""
    await require_person(work, key, on, path=("person",))
    return (await people.load_people([key]))[PersonId(key)]


async def visible_post(work: Work, key: str, on: date) -> Post:
    """The post of this key."""
    found = await people.load_posts(post_id=key)
    if not found:
        raise NotFound(kind="post", key=key, path=("post",))
    await require_unit(work, found[0].unit, on, path=("post",))
    return found[0]
