"""Running PostgreSQL's own programs, fed or read through a pipe."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from graphql_api.platform.backup.archive import PIECE, Measured
from graphql_api.platform.errors import ToolMissing


def found_tool(name: str, where: str) -> str:
    """The path of a program.

    Args:
        name: the program.
        where: the folder that it is in, or PATH.

    Raises:
        ToolMissing: it is not there.
    """
    found = shutil.which(name, path=None if where == "PATH" else str(Path(where).expanduser()))
    if found is None:
        raise ToolMissing(tool=name, where=where, path=("GOVERNANCE_POSTGRES_TOOLS",))
    return found


def read_from(command: Sequence[str], environment: Mapping[str, str], into: Measured) -> str | None:
    """Run a program and write down what it says; what it complains of where it fails."""
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=complaints) as running:  # noqa: S603 -- a program that the operator has named
            assert running.stdout is not None  # noqa: S101 -- it is a pipe
            try:
                while piece := running.stdout.read(PIECE):
                    into.write(piece)
            except BaseException:
                running.kill()
                raise
        return _complaint(running.returncode, complaints)


def write_to(command: Sequence[str], environment: Mapping[str, str], source: IO[bytes]) -> str | None:
    """Run a program and give it all of `source`; what it complains of where it fails."""
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=complaints) as running:  # noqa: S603 -- a program that the operator has named
            assert running.stdin is not None  # noqa: S101 -- it is a pipe
            try:
                with suppress(BrokenPipeError):  # it has ended early, and says why
                    shutil.copyfileobj(source, running.stdin, PIECE)
            except BaseException:
                running.kill()
                raise
        return _complaint(running.returncode, complaints)


def _complaint(returned: int, complaints: IO[bytes]) -> str | None:
    if not returned:
        return None
    complaints.seek(0)
    return complaints.read().decode(errors="replace").strip() or f"it ended with {returned}"
