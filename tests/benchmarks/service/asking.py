"""Run the clients that ask, each in a process of its own, and take their figures."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.service.material import WORD
from tests.benchmarks.service.processes import Memory, processor_seconds, spent_between
from tests.benchmarks.service.servers import Server

__all__ = ["CSV", "JSON", "Load", "Stream", "ask_many", "begin", "query", "read_rows", "result"]

JSON = "application/sparql-results+json"
CSV = "text/csv"

_HERE = Path(__file__).parent
_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Load:
    """What came of many small questions; times in milliseconds.

    ``refused`` counts all that was not status 200; ``cost`` is the server's processor time for
    each answer, None where some of its processes ended meanwhile.
    """

    rate: float
    p50: float
    p95: float
    refused: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class Stream:
    """What came of one long answer: ``first`` in milliseconds, ``grown`` in megabytes."""

    status: str
    rows: int
    rate: float
    first: float
    grown: float


def query(name: str) -> str:
    """A query of the folder, without its head."""
    lines = (_HERE / "queries" / f"{name}.rq").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def begin(script: str, orders: Mapping[str, object]) -> subprocess.Popen[str]:
    """Start a client with its orders."""
    client = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-P", str(_HERE / f"{script}.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdin is not None
    client.stdin.write(json.dumps(orders))
    client.stdin.close()
    client.stdin = None
    return client


def result(client: subprocess.Popen[str]) -> Any:
    """What a client found, when it ends."""
    try:
        text, _ = client.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        client.kill()
        client.communicate()
        raise
    return json.loads(text)


class Numbers:
    """Which numbers each server was asked for each target, so that no question comes twice."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, str], int] = {}

    def first(self, server: Server, target: str) -> int:
        """The number to begin with."""
        return self._next.get((server.name, target), 0)

    def note(self, server: Server, target: str, number: int, most: int) -> None:
        """The last number that was asked, of so many."""
        self._next[server.name, target] = number
        if number > most:
            sys.stderr.write(f"{server.name} was asked some questions twice: it is too fast\n")


def ask_many(
    server: Server,
    target: str,
    *,
    accept: str,
    things: int,
    seconds: float,
    numbers: Numbers | None = None,
    connections: int = 8,
    pause: float = 0.0,
    grace: float = 10.0,
) -> Load:
    """Ask for so many seconds; ``{n}`` in the target is another number each time.

    What is under way at the end has ``grace`` seconds more, which then count as well.
    """
    orders = {
        "port": server.port,
        "target": target,
        "accept": accept,
        "things": things,
        "seconds": seconds,
        "connections": connections,
        "pause": pause,
        "grace": grace,
        "first": numbers.first(server, target) if numbers else 0,
    }
    before = processor_seconds(server.process.pid)
    found = result(begin("load", orders))
    spent = spent_between(before, processor_seconds(server.process.pid))
    if numbers:
        numbers.note(server, target, found["next"], things)
    answered = found["answered"]
    return Load(
        rate=answered / found["seconds"],
        p50=found["p50"],
        p95=found["p95"],
        refused=sum(found["statuses"].values()) - answered,
        cost=None if spent is None else spent / max(1, answered) * 1000,
    )


def read_rows(server: Server, text: str, accept: str, patience: float) -> Stream:
    """Read all triples of the synthetic graph, each of which names one of its words once."""
    orders = {
        "port": server.port,
        "target": server.target(text),
        "accept": accept,
        "mark": WORD,
        "patience": patience,
    }
    with Memory(server.process.pid) as memory:
        found = result(begin("streaming", orders))
    rows = found["marks"]  # without those that the border of two chunks cuts
    return Stream(found["status"], rows, rows / found["seconds"], found["first"], memory.grown)
