"""How much of the town an operator asks for."""

from datetime import date

from governance_core.errors import NotInExistence
from graphql_api.organisation.queries import path_at, unit_named
from graphql_api.platform.exporting import Extent
from graphql_api.platform.reading.declare import Moment
from graphql_api.platform.service import Service
from graphql_api.platform.work import civil_day


async def extent_of(service: Service, unit: str | None = None, as_of: date | None = None) -> Extent:
    """The whole town, or a unit's subtree, on a day; today where none is said.

    Raises:
        NotFound: there is no such unit.
        Ambiguous: there are several.
        NotInExistence: it does not exist on that day.
    """
    day = as_of or civil_day(service.clock())
    if unit is None:
        return Extent(as_of=day)
    path = await path_at(service.cache, await unit_named(service, unit), Moment(as_of=day))
    if path is None:
        raise NotInExistence(subject=unit, on=day, path=("unit",))
    return Extent(as_of=day, path=path)
