"""How the command line tells a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from governance_core.errors import GovernanceError, InvalidInput


def refuse(refusal: GovernanceError) -> NoReturn:
    """Tell a refusal, every fault of it on its own line, and end with an error."""
    for fault in refusal.faults if isinstance(refusal, InvalidInput) else (refusal,):
        typer.echo(f"{fault.code}: {fault.describe('zh-CN')} / {fault.describe('en')}", err=True)
    raise typer.Exit(1)


@contextmanager
def refusing() -> Iterator[None]:
    """Tell a refusal of what is done inside, and end with an error."""
    try:
        yield
    except GovernanceError as refusal:
        refuse(refusal)
