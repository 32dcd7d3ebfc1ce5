"""`governance plugin`: which plugins there are, what is wrong with them, a new one, and migrations for its tables."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from governance_core.errors import GovernanceError, InputFault
from graphql_api.cli.plugins.beginning import new_plugin
from graphql_api.cli.plugins.migrating import write_migration
from graphql_api.modules import installed_modules
from graphql_api.platform.modules import PluginState

app = typer.Typer(help="Villages' plugins: list, check, begin a new one.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The practice's id, like clean_river.")]


def _told(fault: GovernanceError) -> str:
    return f"{fault.code}: {fault.describe('zh-CN')} / {fault.describe('en')}"


def _show(state: PluginState) -> None:
    typer.echo(f"{state.id} {state.version or '-'} {'active' if state.active else 'LEFT OUT'}")
    for fault in state.faults:
        typer.echo(f"  {'.'.join(fault.path)}: {_told(fault)}" if fault.path else f"  {_told(fault)}")


@app.command(name="list")
def list_() -> None:
    """List the installed plugins and say why one is left out."""
    for state in installed_modules().plugins:
        _show(state)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(help="The practice's id; all of them without it.")] = None,
) -> None:
    """Judge the installed plugins as the service does, and fail where one would be left out."""
    found = [state for state in installed_modules().plugins if name in (None, state.id)]
    for state in found:
        _show(state)
    if name is not None and not found:
        typer.echo(f"No plugin {name} is installed: pip install --editable its folder first.", err=True)
    if not all(state.active for state in found) or (name is not None and not found):
        raise typer.Exit(1)


@app.command()
def new(
    name: Name,
    *,
    title: Annotated[str, typer.Option(help="What it is called, in Chinese.")],
    folder: Annotated[Path, typer.Option(help="Where its own folder is made.")] = Path(),
) -> None:
    """Begin a plugin that works: a folder with everything it needs, to be changed file by file."""
    try:
        made = new_plugin(name, title=title, folder=folder)
    except InputFault as fault:
        typer.echo(_told(fault), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{made} is there. Next: pip install --editable {made} && governance plugin check {name}")


@app.command()
def migrations(
    name: Name,
    *,
    called: Annotated[str, typer.Option("--name", help="What the change is, in a word or two.")] = "changed",
) -> None:
    """Write the migration that brings a plugin's tables to what its models say, where there is something to bring."""
    sys.path.insert(0, "src")  # a plugin that is not installed yet is found where `new` has put it
    written = asyncio.run(write_migration(name, called=called))
    typer.echo(f"Wrote {written}" if written else "The tables are what the models say.")
