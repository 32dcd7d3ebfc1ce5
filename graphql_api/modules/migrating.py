"""Bringing the tables up to date before anything is served; a plugin that can't be brought along is left out."""

from dataclasses import dataclass

from graphql_api.modules.finding import telling
from graphql_api.platform.database import Database
from graphql_api.platform.errors import PluginNotMigrated
from graphql_api.platform.modules import Modules
from graphql_api.platform.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class UpToDate:
    """The modules whose tables are up to date, and the migrations that it took."""

    modules: Modules
    applied: tuple[str, ...]


async def up_to_date(settings: Settings, modules: Modules) -> UpToDate:
    """Bring the tables of `modules` up to date.

    Raises:
        PluginsRefused: a plugin's migration fails, and faulty plugins are not borne.
    """
    database = Database(settings.database_url, modules.loaded)
    async with database.opened():
        done = await database.migrate()
    faults = {name: PluginNotMigrated(cause=cause, path=("migrations",)) for name, cause in done.failed.items()}
    kept = telling(modules.without(faults), strict=settings.plugins == "strict") if faults else modules
    return UpToDate(modules=kept, applied=done.applied)
