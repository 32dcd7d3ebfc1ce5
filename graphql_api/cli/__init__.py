"""The `governance` command."""

import gc
import importlib.util
import sys


def main() -> None:
    """Run the command; without the service's packages, say what to install."""
    if importlib.util.find_spec("typer") is None:
        sys.exit("The governance command needs the service: pip install 'grassroots-governance[server]'")
    gc.disable()  # what is imported stays: to search it for garbage is a quarter of the start
    from graphql_api.cli.commands import app  # noqa: PLC0415 -- only where the service's packages are installed

    gc.freeze()
    gc.enable()
    app()
