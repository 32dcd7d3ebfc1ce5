"""Writing a plugin's migrations: what its models say beyond what its earlier migrations have made."""

from pathlib import Path

from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector


async def write_migration(name: str, *, called: str) -> Path | None:
    """Write the next migration of a plugin, and say where; None where there is nothing to change."""
    app = {"models": [f"{name}.tables"], "migrations": f"{name}.migrations", "default_connection": "default"}
    async with TortoiseContext() as context:
        await context.init(config={"connections": {"default": "sqlite://:memory:"}, "apps": {name: app}})
        if context.apps is None:
            raise RuntimeError("tortoise has loaded no models")
        for writer in await MigrationAutodetector(context.apps, {name: app}).changes():
            number, _, first = writer.name.partition("_")
            writer.name = f"{number}_{first if writer.initial else called}"
            return writer.write()
    return None
