"""`governance backup`, `restore` and `verify-backup`."""

from pathlib import Path
from typing import Annotated

import typer

from graphql_api.cli.refusing import refusing
from graphql_api.modules import installed_modules
from graphql_api.platform import backup as backups
from graphql_api.platform.backup import Manifest
from graphql_api.platform.service import system_clock
from graphql_api.platform.settings import Settings

File = Annotated[Path, typer.Argument(help="The file of the backup.")]


def backup(file: File) -> None:
    """Back the town up into a new file, while it is served."""
    with refusing():
        _tell("Backed up", backups.back_up(Settings(), installed_modules().loaded, file, system_clock))


def restore(
    file: File,
    *,
    keep_tokens: Annotated[
        bool, typer.Option("--keep-tokens", help="Leave those tokens valid that were so when the backup was made.")
    ] = False,
) -> None:
    """Restore a backup into the empty database of GOVERNANCE_DATABASE_URL; the service does not run meanwhile."""
    with refusing():
        ended = None if keep_tokens else system_clock()
        manifest = backups.restore(Settings(), installed_modules().loaded, file, tokens_end=ended)
        _tell("Restored and verified", manifest)
        since = f"{manifest.made_at:%Y-%m-%d %H:%M:%S} UTC"
        if keep_tokens:
            typer.echo(f"Tokens revoked after {since} are valid again: revoke them anew.")
        else:
            typer.echo(f"Every token in it is revoked, as some may have been since {since}: make new ones.")


def verify_backup(file: File) -> None:
    """Restore a backup into a database that is thrown away, to see that it could be restored."""
    with refusing():
        _tell("Can be restored", backups.rehearse(Settings(), installed_modules().loaded, file))


def _tell(done: str, manifest: Manifest) -> None:
    contents = manifest.contents
    made = f"made {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC by {manifest.made_by}"
    typer.echo(f"{done}: {contents.rows} rows in {len(contents.tables)} tables, {made}, {contents.engine}")
