"""An import that is killed leaves the database as it was before it."""

import asyncio
import signal
import sys
from pathlib import Path

from graphql_api.organisation.tables import UnitRow, UnitStateRow
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings
from graphql_api.platform.tables import AuditEntryRow, EventRow

TOWN = Path(__file__).parents[3] / "graphql_api" / "cli" / "demo" / "town"

# Imports the committed town, and stands still when the people's turn comes: the units are written by then.
IMPORTER = """
import asyncio, sys, time
from pathlib import Path
from graphql_api.modules import built_in_modules
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.modules import Modules
from graphql_api.platform.service import Service
from graphql_api.platform.settings import Settings

def stand_still(kind, done, total):
    if kind == "people":
        print("half-way", flush=True)
        time.sleep(600)

async def run():
    service = Service(Settings(database_url=sys.argv[1]), Modules(loaded=built_in_modules()))
    async with service.running():
        with service.database.active():
            await import_folder(service, Path(sys.argv[2]), report=stand_still)

asyncio.run(run())
"""


async def _kept(service: Service) -> tuple[int, ...]:
    with service.database.active():
        return tuple([await table.all().count() for table in (UnitRow, UnitStateRow, AuditEntryRow, EventRow)])


async def test_an_import_killed_half_way_leaves_nothing_and_can_be_done_again(database_url, modules):
    """After kill -9 no unit, event or audit entry is there; the next import brings everything in."""
    importer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORTER, database_url, str(TOWN), stdout=asyncio.subprocess.PIPE
    )
    assert importer.stdout is not None
    said = await asyncio.wait_for(importer.stdout.readline(), 60)
    importer.send_signal(signal.SIGKILL)
    await importer.wait()

    assert said == b"half-way\n"
    service = Service(Settings(database_url=database_url), modules)
    async with service.running():
        assert await _kept(service) == (0, 0, 0, 0)
        with service.database.active():
            await import_folder(service, TOWN)
        units, *_ = await _kept(service)
        assert units > 600
