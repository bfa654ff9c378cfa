"""Start and stop each server on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

from tests.benchmarks.service.material import Material
from tests.benchmarks.service.virtuoso import command as virtuoso_command
from tests.benchmarks.service.virtuoso import fill as fill_virtuoso

__all__ = [
    "ALL",
    "BARE",
    "INSIDE",
    "OURS",
    "OXIGRAPH",
    "PEER",
    "VIRTUOSO",
    "Server",
    "answers",
    "bare",
    "free_port",
    "launch",
    "start",
]

OURS, INSIDE, BARE = "ours, isolated", "ours, WORKERS=0", "bare Starlette route"
PEER, OXIGRAPH, VIRTUOSO = "rdflib-endpoint", "Oxigraph server", "Virtuoso"
ALL = (OURS, INSIDE, BARE, PEER, OXIGRAPH, VIRTUOSO)

_APPS = Path(__file__).parent / "apps"
_ROOT = Path(__file__).parents[3]
_PATIENCE = 120.0
_NO_DEADLINE = 300.0
_TRIES = 2
_PATHS = {PEER: "/", OXIGRAPH: "/query"}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``path`` is where it answers queries."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    path: str
    errors: IO[bytes]

    @property
    def is_ours(self) -> bool:
        """Whether it has pages, traces and search."""
        return self.name in (OURS, INSIDE)

    def target(self, query: str) -> str:
        """The path of a query; ``{n}`` stays as it is."""
        return f"{self.path}?query={quote(query, safe='').replace('%7Bn%7D', '{n}')}"

    def stop(self) -> None:
        """End it and all that it started."""
        self.errors.close()
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def start(
    name: str, material: Material, programs: Path | None, scratch: Path, deadline: float | None
) -> Server | str:
    """A server that answers, or one sentence why there is none.

    ``deadline`` is set where the server knows one.
    """
    why = ""
    for _ in range(_TRIES):  # another process may take the port first
        port = free_port()
        if name == VIRTUOSO:
            command = virtuoso_command(scratch, port, deadline)
        elif programs is None and name in (PEER, OXIGRAPH):
            command = None
        else:
            command = _command(name, material, programs or Path(), port, deadline)
        if command is None:
            return "not installed" + (" (Debian: virtuoso-opensource-7)" * (name == VIRTUOSO))
        process, errors = launch(command, _settings(name, material, deadline))
        server = Server(name, process, port, _PATHS.get(name, "/sparql"), errors)
        try:
            failed = answers(server)
            if failed is None and name == VIRTUOSO:
                failed = fill_virtuoso(scratch, material)
        except BaseException:
            server.stop()
            raise
        if failed is None:
            return server
        server.stop()
        why = failed
    return why


def _command(
    name: str, material: Material, programs: Path, port: int, deadline: float | None
) -> list[str]:
    if name in (OURS, INSIDE):
        where = ["--store", str(material.store), "--port", str(port)]
        return [sys.executable, "-m", "kg", "serve", *where]
    if name == BARE:
        return bare(sys.executable, port, "uvicorn")
    if name == PEER:
        script = str(_APPS / "endpoint.py")
        return [str(programs / "python"), script, str(material.engine), str(port)]
    where = ["--location", str(material.engine), "--bind", f"127.0.0.1:{port}"]
    limit = ["--timeout-s", f"{deadline:.0f}"] if deadline else []
    return [str(programs / "oxigraph"), "serve-read-only", *where, *limit]


def _settings(name: str, material: Material, deadline: float | None) -> dict[str, str]:
    if name not in (OURS, INSIDE):
        return {"BENCHMARK_STORE": str(material.engine)}
    return {
        "MANDATEGRAPH_LOG_LEVEL": "warning",  # no other one here logs each request
        "MANDATEGRAPH_CLIENT_SLOW_SECONDS": "100000",
        "MANDATEGRAPH_QUERY_TIMEOUT": f"{deadline or _NO_DEADLINE}",
        **({"MANDATEGRAPH_WORKERS": "0"} if name == INSIDE else {}),
    }


def bare(python: str, port: int, host: str) -> list[str]:
    """The command of the bare route under uvicorn, hypercorn or granian, one process each."""
    if host == "uvicorn":
        quiet = ["--no-access-log", "--log-level=critical", "--port", str(port)]
        return [python, "-m", "uvicorn", "--factory", "bare:make", *quiet]
    if host == "hypercorn":
        where = f"127.0.0.1:{port}"
        return [python, "-m", "hypercorn", "-b", where, "-k", "uvloop", "bare:make()"]
    flags = ["--interface", "asgi", "--factory", "--no-ws", "--log-level", "critical"]
    return [python, "-m", "granian", *flags, "--port", str(port), "bare:make"]


def launch(
    command: Sequence[str], settings: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Run a server in a group of its own, without our own settings; it, and its complaints."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MANDATEGRAPH_")}
    errors: IO[bytes] = TemporaryFile()  # noqa: SIM115 - the server's, until it stops
    process = subprocess.Popen(  # noqa: S603 - commands of this module
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env={**kept, "PYTHONPATH": f"{_ROOT}", **settings},
        cwd=_APPS,
        process_group=0,  # of the same session: whose share of the processor is one (autogroup)
    )
    return process, errors


def answers(server: Server) -> str | None:
    """Wait until it answers; a sentence where it does not."""
    end = time.monotonic() + _PATIENCE
    request = f"GET {server.target('ASK {}')} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    request += "Accept: application/sparql-results+json, */*;q=0.1\r\nConnection: close\r\n\r\n"
    while time.monotonic() < end:
        if server.process.poll() is not None:
            server.errors.seek(0)
            said = server.errors.read().decode("utf-8", "replace").split()
            status = server.process.returncode
            return f"it ended at once (status {status}): {' '.join(said)[-300:]}"
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
                connection.sendall(request.encode())
                if connection.recv(64).startswith(b"HTTP/1."):
                    return None
        except OSError:
            time.sleep(0.1)
    return f"it did not answer within {_PATIENCE:.0f} s"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
