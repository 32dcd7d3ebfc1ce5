"""`governance roll-ups check` and `rebuild`."""

import asyncio
from typing import Annotated

import typer

from graphql_api.cli.refusing import refusing
from graphql_api.cli.serving import service_from_environment
from graphql_api.platform.roll_ups import Found, RollUps, check, rebuild
from graphql_api.platform.service import SYSTEM

app = typer.Typer(help="Sums over subtrees that are kept.", no_args_is_help=True)
FromParts = Annotated[
    bool,
    typer.Option("--from-scores", help="Count the sums alone, and take the scores that are summed as they are."),
]


@app.command(name="check")
def check_(*, from_scores: FromParts = False) -> None:
    """Count everything anew, and tell what is kept and differs; nothing is changed."""

    async def run() -> list[tuple[RollUps, Found]]:
        async with service_from_environment().running() as service:
            declared = service.modules.roll_ups
            return [(one, await check(one, from_parts=from_scores)) for one in declared]

    with refusing():
        found = asyncio.run(run())
    for declared, differing in found:
        _tell(declared, differing)
    if any(differing.count for _, differing in found):
        raise typer.Exit(1)


@app.command(name="rebuild")
def rebuild_(*, from_scores: FromParts = False) -> None:
    """Count everything anew, and put right what differs; who verifies meanwhile waits."""

    async def run() -> list[tuple[str, int]]:
        async with service_from_environment().running() as service:
            begin = service.begin_for(SYSTEM)
            declared = service.modules.roll_ups
            return [(one.name, await rebuild(begin, one, from_parts=from_scores)) for one in declared]

    with refusing():
        done = asyncio.run(run())
    for name, wrong in done:
        typer.echo(f"{name}: {wrong} put right.")


def _tell(declared: RollUps, found: Found) -> None:
    if not found.count:
        typer.echo(f"{declared.name}: all as a recount says.")
        return
    typer.echo(f"{declared.name}: {found.count} differ", err=True)
    for one in found.first:
        unit, key = (found.names.get(name, name) for name in (one.unit, one.key))
        typer.echo(f"  {unit} ({one.unit}), {key}: {one.what}", err=True)
    if found.count > len(found.first):
        typer.echo(f"  and {found.count - len(found.first)} more", err=True)
