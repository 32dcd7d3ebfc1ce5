"""`governance serve` as a process of its own, spoken to over HTTP."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from graphql_api.testing.servers import free_port

GOVERNANCE = Path(sys.executable).parent / "governance"
PATIENCE = 60.0


class ServedTown:
    """A town served by a process, and by its workers where there are several.

    Attributes:
        address: where it listens, host and port.
        process: the process.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, *, workers: int = 1) -> None:
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        command = [str(GOVERNANCE), "serve", "--port", str(port), "--workers", str(workers)]
        with log.open("a") as output:
            self.process = subprocess.Popen(  # noqa: S603 -- our own command
                command, env=os.environ | environment, stdout=output, stderr=output, start_new_session=True
            )

    def answers(self) -> bool:
        """Wait until it answers or has ended; whether it answers."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            try:
                httpx.get(f"http://{self.address}/healthz")
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return True
        return False

    def ask(self, token: str, query: str, /, **variables: Any) -> Any:
        """The data of an answer without errors."""
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        body = httpx.post(
            f"http://{self.address}/graphql",
            json={"query": query, "variables": variables},
            headers=headers,
            timeout=PATIENCE,
        ).json()
        assert "errors" not in body, body
        return body["data"]

    def kill(self) -> None:
        """End the process and its workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE)
