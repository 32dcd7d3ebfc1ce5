"""The two servers of a run, each one worker process of uvicorn, and what their processes cost."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graphql_api.testing.servers import free_port

SERVICE = "graphql_api.cli.serving:application"
LIMIT = "benchmarks.requests.limit.application:application"
_WAIT = 30
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server process.

    Attributes:
        name: "service" or "limit".
        port: where it listens on 127.0.0.1.
        pid: its process.
    """

    name: str
    port: int
    pid: int

    @property
    def processor(self) -> float:
        """The seconds of processor time it has used."""
        each = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[0]) for one in each) / 1e9

    @property
    def memory(self) -> float:
        """The memory it has resident, in MiB."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE / 2**20


@contextmanager
def started(name: str, application: str, **environment: str) -> Iterator[Server]:
    """One worker on a free port, with uvloop and httptools, and no log of accesses.

    Raises:
        RuntimeError: it did not start.
    """
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", application, "--factory", "--host", "127.0.0.1", "--port", str(port),
               "--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio", "--no-access-log",
               "--log-level", "warning"]  # fmt: skip
    with subprocess.Popen(command, env=os.environ | environment) as process:  # noqa: S603 -- ours
        try:
            _wait_for(port, process)
            yield Server(name=name, port=port, pid=process.pid)
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except urllib.error.HTTPError:
            return
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("a server did not start")


@contextmanager
def both(url: str) -> Iterator[tuple[Server, Server]]:
    """The service and the LIMIT over one database."""
    settings = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_MIGRATE": "false", "GOVERNANCE_ANSWERS_MIB": "0"}
    with started("service", SERVICE, **settings) as service, started("limit", LIMIT, LIMIT_DATABASE_URL=url) as limit:
        yield service, limit
