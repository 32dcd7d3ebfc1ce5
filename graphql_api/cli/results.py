"""`governance results check` and `export`: whether results are what they rest on, and a cycle as a workbook."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from governance_core.errors import NotFound
from graphql_api.assessment.exports import write_cycle
from graphql_api.assessment.queries import NotReproduced, results_not_reproduced, tallied_cycles
from graphql_api.cli.refusing import refusing
from graphql_api.cli.serving import service_from_environment
from graphql_api.organisation import names_of_people
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.errors import WouldOverwrite
from graphql_api.platform.export_files import one_instant

MOST_TOLD = 100

app = typer.Typer(help="The results of assessment cycles, and what they rest on.", no_args_is_help=True)


@app.callback()
def _results() -> None:
    """The results of assessment cycles, and what they rest on."""


@app.command()
def check(code: Annotated[str | None, typer.Argument(help="The cycle's code; all of them by default.")] = None) -> None:
    """Work every result in view out again from what was known then, and tell those that are not the same."""

    async def run() -> int:
        async with service_from_environment().running(), one_instant():
            cycles = await tallied_cycles(code)
            if code is not None and not cycles:
                raise NotFound(kind="assessment cycle with results", key=code, path=("code",))
            wrong = 0
            for cycle, tally in cycles:
                differing = [one async for one in results_not_reproduced(cycle, tally)]
                await _tell(cycle.code, differing)
                wrong += len(differing)
            return wrong

    with refusing():
        wrong = asyncio.run(run())
    if wrong:
        raise typer.Exit(1)


@app.command()
def export(
    code: Annotated[str, typer.Argument(help="The cycle's code.")],
    file: Annotated[Path, typer.Argument(help="The workbook to be written (.xlsx).")],
    *,
    both: Annotated[bool, typer.Option("--both-languages", help="Headings in Chinese and English.")] = False,
) -> None:
    """Write a cycle's results in view, with all they rest on, into an Excel workbook to be signed."""

    async def run() -> None:
        if file.exists():
            raise WouldOverwrite(file=str(file))
        async with service_from_environment().running() as service:
            await write_cycle(service.begin_for(SYSTEM), code, file, both=both)

    with refusing():
        asyncio.run(run())
    typer.echo(f"Written to {file}.")


async def _tell(cycle: str, differing: list[NotReproduced]) -> None:
    if not differing:
        typer.echo(f"{cycle}: all as worked out again.")
        return
    typer.echo(f"{cycle}: {len(differing)} differ", err=True)
    first = differing[:MOST_TOLD]
    names = await names_of_people([one.person for one in first])
    for one in first:
        moves = "".join(f"; {move.code}: {move.before} kept, {move.after} by the facts" for move in one.because)
        told = f"{names.get(one.person, one.person)} ({one.appraisal}), {', '.join(one.what)}{moves}"
        typer.echo(f"  {told}", err=True)
    if len(differing) > len(first):
        typer.echo(f"  and {len(differing) - len(first)} more", err=True)
