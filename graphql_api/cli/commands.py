"""The commands of `governance`, one function each."""

import asyncio
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.progress import Progress

from governance_core.errors import GovernanceError, UnknownValue
from graphql_api.app import create_app
from graphql_api.cli import backups, plugins, results, roll_ups
from graphql_api.cli.demo import DEMO_FOLDER, build_demo, demo_line, told_demo
from graphql_api.cli.refusing import refuse, refusing
from graphql_api.cli.serving import service_from_environment
from graphql_api.modules import added_sdl, built_in_modules, installed_modules, up_to_date
from graphql_api.organisation import extent_of, unit_named
from graphql_api.platform.access import Role, issue_token
from graphql_api.platform.export_files import (
    export_folder,
    export_workbook,
    write_empty_folder,
    write_empty_workbook,
)
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.importing import Tally
from graphql_api.platform.schema.build import build_schema
from graphql_api.platform.settings import Settings

app = typer.Typer(help="Grassroots governance: the service and its tools.", no_args_is_help=True)
app.add_typer(plugins.app, name="plugin")
app.add_typer(roll_ups.app, name="roll-ups")
app.add_typer(results.app, name="results")
for _command in (backups.backup, backups.restore, backups.verify_backup):
    app.command()(_command)

SCHEMA_FILE = Path(__file__).parents[1] / "schema.graphql"
LOOPBACK = "127.0.0.1"
GRACE = 10  # seconds that requests under way have when the service is asked to end; subscriptions have no end
WEBSOCKETS = "websockets-sansio"  # uvicorn's other implementations are deprecated, or another package

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on.")]


@app.command()
def serve(
    *,
    host: Host = LOOPBACK,
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="How many processes; more than one needs PostgreSQL and Redis.")] = 1,
    access_log: Annotated[bool, typer.Option(help="Write a line about every request.")] = False,
) -> None:
    """Serve the town of GOVERNANCE_DATABASE_URL."""
    try:
        service = service_from_environment()
    except GovernanceError as refusal:
        refuse(refusal)
    else:
        # Several workers are processes of their own, and each makes the application anew.
        served = create_app(service) if workers == 1 else "graphql_api.cli.serving:application"
        size = service.settings.limits.body_bytes
        uvicorn.run(
            served,
            factory=workers > 1,
            host=host,
            port=port,
            workers=workers,
            ws=WEBSOCKETS,
            ws_max_size=size,
            access_log=access_log,
            timeout_graceful_shutdown=GRACE,
        )


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    settings = Settings()
    with refusing():
        done = asyncio.run(up_to_date(settings, installed_modules(strict=settings.plugins == "strict")))
    for name in done.applied:
        typer.echo(f"applied {name}")
    left_out = [state for state in done.modules.plugins if not state.active]
    for state in left_out:
        typer.echo(f"left out {state.id}: {'; '.join(state.told('en'))}", err=True)
    if left_out:
        raise typer.Exit(1)
    typer.echo("The database is up to date.")


@app.command(name="import")
def import_(
    folder: Annotated[
        Path, typer.Argument(help="A folder with tables (CSV, Excel) and documents (YAML); or one Excel workbook.")
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything and keep nothing.")] = False,
) -> None:
    """Import a folder of units, people, posts, schemes …: all of it, or nothing."""

    async def run(progress: Progress) -> tuple[Tally, ...]:
        tasks = {}

        def report(kind: str, done: int, total: int) -> None:
            if kind not in tasks:
                tasks[kind] = progress.add_task(kind, total=total)
            progress.update(tasks[kind], completed=done)

        async with service_from_environment().running() as service:
            return await import_folder(service, folder, dry_run=dry_run, report=report)

    try:
        with Progress(transient=True) as progress:
            tallies = asyncio.run(run(progress))
    except GovernanceError as refusal:
        refuse(refusal)
    else:
        for tally in tallies:
            told = f"{tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged"
            typer.echo(f"{tally.kind}: {told}")
        if dry_run:
            typer.echo("Nothing was kept: this was a dry run.")
        elif any(tally.added or tally.changed for tally in tallies):
            typer.echo("Imported.")
        else:
            typer.echo("Nothing has changed: nothing was written.")


@app.command()
def export(
    folder: Annotated[Path | None, typer.Argument(help="The folder for the tables (CSV).")] = None,
    *,
    xlsx: Annotated[Path | None, typer.Option(help="Write one Excel workbook instead.")] = None,
    template: Annotated[bool, typer.Option("--template", help="The tables without rows, to be filled in.")] = False,
    unit: Annotated[str | None, typer.Option(help="Only this unit's subtree: its code, name or id.")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today by default.")] = None,
) -> None:
    """Export the town's roster in the tables that an import takes: edit them, and import them again."""
    if (folder is None) == (xlsx is None):
        raise typer.BadParameter("say where to: a folder, or a workbook with --xlsx")

    async def run() -> dict[str, int]:
        async with service_from_environment().running() as service:
            extent = await extent_of(service, unit, as_of.date() if as_of else None)
            if xlsx is not None:
                return await export_workbook(service, xlsx, extent)
            return await export_folder(service, folder or Path(), extent)

    try:
        if not template:
            for kind, rows in asyncio.run(run()).items():
                typer.echo(f"{kind}: {rows}")
        elif xlsx is not None:
            write_empty_workbook(installed_modules(), xlsx)
        else:
            write_empty_folder(installed_modules(), folder or Path())
    except GovernanceError as refusal:
        refuse(refusal)
    else:
        typer.echo(f"Written to {xlsx or folder}.")


@app.command()
def token(
    *,
    role: Annotated[Role, typer.Option(help="What its bearer may do.")],
    unit: Annotated[str, typer.Option(help="Whose subtree its bearer sees: a unit's code, name or id.")],
    label: Annotated[str, typer.Option(help="For whom it is.")],
    person: Annotated[str | None, typer.Option(help="The id of the person it speaks for.")] = None,
    days: Annotated[int, typer.Option(help="How long it is valid.", min=1, max=3660)] = 90,
) -> None:
    """Make an access token and print its secret, which is kept nowhere."""

    async def run() -> str:
        async with service_from_environment().running() as service:
            return await issue_token(
                role=role,
                scope_id=await unit_named(service, unit),
                person_id=person.rpartition(":")[2] if person else None,
                label=label,
                days=days,
                new_id=service.new_id(),
                clock=service.clock,
            )

    try:
        typer.echo(asyncio.run(run()))
    except GovernanceError as refusal:
        refuse(refusal)


@app.command()
def demo(
    *,
    port: Port = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build the demonstration town anew.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Tell address, tokens and queries as one line of JSON.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="The scratch folder.")] = DEMO_FOLDER,
) -> None:
    """Build a demonstration town with synthetic people, and serve it."""
    modules = installed_modules()
    built = build_demo(folder, modules, fresh=fresh)
    typer.echo(demo_line(built, port) if as_json else told_demo(built, port))
    uvicorn.run(create_app(built.service(modules)), host=LOOPBACK, port=port, log_level="warning", ws=WEBSOCKETS)


@app.command()
def schema(
    *,
    write: Annotated[bool, typer.Option("--write", help="Write it to the committed file.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where it differs from the committed file.")] = False,
    plugin: Annotated[str | None, typer.Option(help="Only what this installed plugin adds to it.")] = None,
) -> None:
    """Print the GraphQL schema of the built-in domains, or what a plugin adds to it."""
    if plugin is None:
        file, printed = SCHEMA_FILE, build_schema(built_in_modules()).as_str() + "\n"
    else:
        file, printed = _plugin_schema(plugin)
    if write:
        file.write_text(printed, encoding="utf-8")
    elif check:
        if not file.exists() or file.read_text(encoding="utf-8") != printed:
            typer.echo(f"{file.name} is not what the code says: run `make schema` and read the change", err=True)
            raise typer.Exit(1)
    else:
        typer.echo(printed, nl=False)


def _plugin_schema(name: str) -> tuple[Path, str]:
    """The file beside a plugin's code in which its part of the schema is committed, and what it should say."""
    loaded = {module.name: module for module in installed_modules().loaded if module.practice is not None}
    if name not in loaded:
        refuse(UnknownValue(value=name[:80], known=tuple(loaded), path=("plugin",)))
    return Path(str(files(name))) / "schema.graphql", added_sdl(built_in_modules(), loaded[name])
