"""Serve a store in a process of its own, write to it from many threads, and kill it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import StoreLocked
from kg.store import Snapshot, Store

__all__ = ["SIZE", "TOKEN", "Client", "Served", "check", "clients", "opened", "serving"]

TOKEN = "a-token-for-tests"  # noqa: S105 - it opens nothing
SIZE = 5
"""The triples of each update: fewer of them are a half."""
_PATIENCE = 60.0


class Served:
    """A running server; ``end`` kills all of its processes' source, the server itself."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port
        self._clients: list[Client] = []

    def end(self) -> None:
        """Kill the server at once; what it started ends with it."""
        self.process.kill()
        self.process.wait()

    def writer(self) -> int | None:
        """The process id of its writer; None while there is none."""
        found: list[int] = []
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
        for pid in found:
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if b"api.writing.process" in command:
                return pid
        return None

    def client(self) -> Client:
        """A client with a connection of its own."""
        self._clients.append(Client(self.port))
        return self._clients[-1]

    def close(self) -> None:
        """Close the connections of its clients."""
        for client in self._clients:
            client.close()


class Client:
    """Asks and writes over one connection."""

    def __init__(self, port: int, seconds: float = _PATIENCE) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
        self.headers: dict[str, str] = {}

    def ask(
        self, method: str, address: str, body: str | None = None, kind: str = "text/turtle"
    ) -> tuple[int, str]:
        """Status and body of an answer."""
        headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/csv, */*;q=0.5"}
        if body is not None:
            headers["Content-Type"] = kind
        self._connection.request(method, address, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, text

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def update(self, text: str) -> tuple[int, str]:
        """Status and body of the answer to an update."""
        return self.ask("POST", "/update", text, "application/sparql-update")

    def query(self, text: str) -> tuple[int, str]:
        """Status and CSV of the answer to a query."""
        return self.ask("POST", "/sparql", text, "application/sparql-query")


@contextmanager
def serving(path: Path, *, largest: int | None = None, **settings: str) -> Iterator[Served]:
    """The service over a store on a free port; whatever happens it is killed at the end.

    No file can grow beyond ``largest`` bytes.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MANDATEGRAPH_")}
    environment |= {
        "MANDATEGRAPH_TOKEN": TOKEN,
        "MANDATEGRAPH_WORKERS": "1",
        "MANDATEGRAPH_LOG_LEVEL": "error",
        **{f"MANDATEGRAPH_{name.upper()}": value for name, value in settings.items()},
    }
    command = [sys.executable, "-m", "kg", "serve", "--store", str(path), "--port", "0", "--json"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        preexec_fn=None if largest is None else partial(_bound_files, largest),
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server ended before it served"
        port = urlsplit(json.loads(line)["address"]).port
        assert port is not None
        served = Served(process, port)
        with closing(served):
            yield served
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _bound_files(largest: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def insertion(number: int) -> str:
    """One update, of one of three kinds, that leaves SIZE triples about a number."""
    thing = f"<urn:x:n{number}>"
    objects = ", ".join(map(str, range(SIZE)))
    graph = f"urn:x:g{number % 4}"
    values = " ".join(map(str, range(SIZE)))
    kinds = (
        f"INSERT DATA {{ GRAPH <{graph}> {{ {thing} <urn:x:p> {objects} }} }}",
        f"INSERT {{ GRAPH <{graph}> {{ {thing} <urn:x:p> ?o }} }}"  # noqa: S608
        f" WHERE {{ VALUES ?o {{ {values} }} }}",
        f"INSERT DATA {{ {thing} <urn:x:p> {objects} }} ; ADD DEFAULT TO <{graph}> ; DROP DEFAULT",
    )
    return kinds[number % len(kinds)]


class _Writing(threading.Thread):
    def __init__(self, port: int, numbers: Iterator[int], acknowledged: list[int]) -> None:
        super().__init__(daemon=True)
        self._port, self._numbers, self._acknowledged = port, numbers, acknowledged
        self.done = threading.Event()

    def run(self) -> None:
        with closing(Client(self._port)) as client:
            for number in self._numbers:
                if self.done.is_set():
                    return
                try:
                    status, _ = client.update(insertion(number))
                except (OSError, HTTPException):
                    return
                if status == 204:
                    self._acknowledged.append(number)


@contextmanager
def clients(port: int, many: int, first: int) -> Iterator[list[int]]:
    """Threads that write until this ends or the server does; the list has what was acknowledged."""
    acknowledged: list[int] = []
    threads = [
        _Writing(port, iter(range(first + i, sys.maxsize, many)), acknowledged) for i in range(many)
    ]
    for thread in threads:
        thread.start()
    yield acknowledged
    for thread in threads:
        thread.done.set()
    for thread in threads:
        thread.join(_PATIENCE)
        assert not thread.is_alive()


def opened(path: Path) -> Store:
    """The store for writing, as soon as a killed server's writer has let it go."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return Store(path)
        except StoreLocked:
            if time.monotonic() > until:
                raise
            time.sleep(0.005)


def check(path: Path, acknowledged: list[int]) -> None:
    """Fail unless all that was acknowledged was shown and is there, and nothing is half there."""
    shown = _counts(Snapshot.open(path))
    lost = {f"urn:x:n{n}" for n in acknowledged} - shown.keys()
    assert not lost, (sorted(lost), len(shown), len(acknowledged))
    with opened(path) as store:
        view = store.view()
        found = view.recount()
        assert found.digests == store.digests()
        assert (found.lacking, found.foreign) == (0, 0), found
        there = _counts(view)
    assert shown.keys() <= there.keys()
    assert {*there.values(), *shown.values()} <= {SIZE}


def _counts(view: Snapshot) -> dict[str, int]:
    query = "SELECT ?s (COUNT(*) AS ?n) { GRAPH ?g { ?s <urn:x:p> ?o } } GROUP BY ?s"
    found = view.query(query).result
    assert isinstance(found, ox.QuerySolutions)
    return {str(s["s"].value): int(s["n"].value) for s in found}
