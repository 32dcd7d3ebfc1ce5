"""`governance roll-ups check` and `rebuild`: of sums over subtrees, and of what else is kept beside its facts."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from graphql_api.cli.refusing import refusing
from graphql_api.cli.serving import service_from_environment
from graphql_api.platform import recounted
from graphql_api.platform.access import SYSTEM
from graphql_api.platform.roll_ups import Found, RollUps, check, rebuild
from graphql_api.platform.service import Service
from graphql_api.platform.work import civil_day

app = typer.Typer(
    help="What is kept beside the facts it is made from: tallies and other sums over subtrees, people's gaps.",
    no_args_is_help=True,
)
FromParts = Annotated[
    bool,
    typer.Option("--from-scores", help="Count the sums alone, and take the scores that are summed as they are."),
]


@app.command(name="check")
def check_(*, from_scores: FromParts = False) -> None:
    """Count everything anew, and tell what is kept and differs; nothing is changed."""

    async def run() -> bool:
        async with service_from_environment().running() as service:
            wrong = 0
            for one in _declared(service, from_scores=from_scores):
                wrong += _tell(one, await check(one, from_parts=from_scores))
            for other in () if from_scores else service.modules.recounted:
                wrong += _told(other.name, *await recounted.check(other, civil_day(service.clock())))
            return wrong > 0

    with refusing():
        differs = asyncio.run(run())
    if differs:
        raise typer.Exit(1)


@app.command(name="rebuild")
def rebuild_(*, from_scores: FromParts = False) -> None:
    """Count everything anew, and put right what differs; who changes what is summed meanwhile waits."""

    async def run() -> list[tuple[str, int]]:
        async with service_from_environment().running() as service:
            begin, declared = service.begin_for(SYSTEM), _declared(service, from_scores=from_scores)
            done = [(one.name, await rebuild(begin, one, from_parts=from_scores)) for one in declared]
            others = () if from_scores else service.modules.recounted
            return [*done, *[(other.name, await other.rebuild(begin)) for other in others]]

    with refusing():
        done = asyncio.run(run())
    for name, wrong in done:
        typer.echo(f"{name}: {wrong} put right.")


def _declared(service: Service, *, from_scores: bool) -> Sequence[RollUps]:
    """The sums over subtrees; where scores are taken as they are, those of scores alone."""
    return [one for one in service.modules.roll_ups if one.sums.stored is not None or not from_scores]


def _tell(declared: RollUps, found: Found) -> int:
    differences = []
    for one in found.first:
        unit, key = (found.names.get(name, name) for name in (one.unit, one.key))
        differences.append(f"{unit} ({one.unit}), {key}: {one.what}")
    return _told(declared.name, found.count, differences)


def _told(name: str, count: int, first: Sequence[str]) -> int:
    if not count:
        typer.echo(f"{name}: all as a recount says.")
        return 0
    typer.echo(f"{name}: {count} differ", err=True)
    for one in first:
        typer.echo(f"  {one}", err=True)
    if count > len(first):
        typer.echo(f"  and {count - len(first)} more", err=True)
    return count
