"""Let good and bad clients at one server together, kill its workers, and watch that all is well."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.soak.bad import BAD, Bounds
from tests.soak.good import GOOD, Knowledge, update, written
from tests.soak.record import Record
from tests.soak.served import Server, kill, serve
from tests.soak.wire import Wire

__all__ = ["Summary", "soak"]

_DEADLINE = 1.0
_HEAD, _BODY = 0.7, 0.7
_WRITERS = 2
_MEMORY = 512 << 20
_GROWTH = 200 << 20
"""Bytes that the server itself may take beyond what it took when it was quiet."""
_SETTINGS = {
    "query_timeout": f"{_DEADLINE}",
    "update_timeout": "10",
    "head_seconds": f"{_HEAD}",
    "body_seconds": f"{_BODY}",
    "worker_memory": f"{_MEMORY}",
    "client_slow_seconds": "20",
    "workers": "2",
}
_PATIENCE = 30.0
_CALMING = 10
_IDLE = 0.3
"""Seconds of processor time in a second that a server at rest may take."""
_VICTIMS = ("worker",) * 12 + ("writer",) * 2 + ("nursery",)


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a soak; sizes in bytes."""

    record: Record
    seconds: float
    quiet: int
    most: int
    status: int
    orphans: int

    @property
    def is_well(self) -> bool:
        """Whether nothing was wrong."""
        return not self.record.faults

    def __str__(self) -> str:
        record = self.record
        killed = ", ".join(f"{many} {kind}s" for kind, many in sorted(record.killed.items()))
        lines = [
            f"{self.seconds:.0f} s: {record.answers.total():,} answers, all of them right,"
            f" {record.refusals.total():,} refusals, {len(record.acknowledged):,} updates"
            f" acknowledged, none lost; killed: {killed or 'none'}; longest query"
            f" {record.over:+.2f} s against its deadline; memory of the server"
            f" {self.quiet / 1e6:.0f} → {self.most / 1e6:.0f} MB at most; {self.orphans} orphans",
            "answered: " + _counts(record.answers),
            "refused: " + _counts(record.refusals),
            "why good clients were refused: " + _counts(record.reasons),
            "statuses (0: dropped): " + _counts(record.statuses),
        ]
        faults = [f"FAULT: {sentence}" for sentence in record.faults]
        return "\n".join([lines[0] if self.is_well else "NOT WELL", *faults, *lines[1:]])


async def soak(store: Path, seconds: float, *, margin: float, seed: int) -> Summary:
    """Let the storm go for so many seconds over a store, which user graphs are written to.

    ``margin`` is by how much an answer may come after its deadline on this machine.
    """
    record = Record()
    server = serve(store, **_SETTINGS)
    try:
        quiet_wire = Wire(server.port, "127.0.0.1", _PATIENCE)
        known = await Knowledge.gather(store, quiet_wire)
        quiet = most = server.resident()
        bounds = Bounds(_DEADLINE, _HEAD, _BODY, margin)
        began = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            watch = tasks.create_task(_watch(server, began + seconds, record, quiet))
            tasks.create_task(_kill(server, began + seconds, record, random.Random(seed)))  # noqa: S311
            for work in _clients(server, known, bounds, record, began + seconds, seed):
                tasks.create_task(work)
        most = max(most, watch.result())
        took = time.monotonic() - began
        await _calm(server, known, record)
        server.family()
        status = await asyncio.to_thread(server.stop)
    finally:
        server.end()
    orphans = [process for process in server.seen if process.is_alive]
    for process in orphans:
        record.fault(f"process {process.pid} outlived the server: {process.command}")
    if status:
        record.fault(f"the server ended with status {status}")
    if lost := record.acknowledged - written(store):
        record.fault(f"{len(lost)} acknowledged updates are lost: {sorted(lost)[:5]}")
    return Summary(record, took, quiet, most, status, len(orphans))


def _clients(
    server: Server, known: Knowledge, bounds: Bounds, record: Record, until: float, seed: int
) -> Iterator[Coroutine[None, None, None]]:
    """The work of each client, each at an address of its own."""
    number = itertools.count()
    addresses = (f"127.0.1.{n}" for n in range(1, 255))

    def client() -> tuple[Wire, random.Random]:
        wire = Wire(server.port, next(addresses), _PATIENCE)
        return wire, random.Random(f"{seed} {wire.source}")  # noqa: S311 - no secrets

    for good in GOOD:
        wire, chance = client()
        yield _repeat(until, record, chance, good, wire, known, record, chance)
    for bad in BAD:
        wire, chance = client()
        yield _repeat(until, record, chance, bad, wire, bounds, record, chance)
    for _ in range(_WRITERS):
        wire, chance = client()
        yield _repeat(until, record, chance, lambda w: update(w, record, next(number)), wire)


async def _repeat(
    until: float,
    record: Record,
    chance: random.Random,
    act: Callable[..., Coroutine[None, None, None]],
    *values: object,
) -> None:
    while time.monotonic() < until:
        try:
            await act(*values)
        except TimeoutError:
            record.fault(f"{act.__name__}: no end within {_PATIENCE:g} s")
        except OSError:
            record.answers["dropped"] += 1
        await asyncio.sleep(chance.uniform(0, 0.05))


async def _watch(server: Server, until: float, record: Record, quiet: int) -> int:
    """Look at processes and memory all along; the most that the server took."""
    most = 0
    while time.monotonic() < until:
        if server.process.poll() is not None:
            record.fault(f"the server ended by itself, with status {server.process.returncode}")
            return most
        server.family()
        most = max(most, server.resident())
        if most > quiet + _GROWTH:
            record.fault(f"the server grew from {quiet / 1e6:.0f} to {most / 1e6:.0f} MB")
        await asyncio.sleep(0.1)
    return most


async def _kill(server: Server, until: float, record: Record, chance: random.Random) -> None:
    """Kill workers, and now and then the writer or the nursery."""
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(0.1, 0.8))
        kind = chance.choice(_VICTIMS)
        victims = server.family().get(kind, [])
        if victims and kill(chance.choice(victims)):
            record.killed[kind] += 1


async def _calm(server: Server, known: Knowledge, record: Record) -> None:
    """After the storm: soon no processor time is burnt any more, and good clients are answered."""
    burnt = _IDLE + 1
    for _ in range(_CALMING):
        before = server.processor_seconds()
        await asyncio.sleep(1.0)
        burnt = server.processor_seconds() - before
        if burnt <= _IDLE:
            break
    else:
        record.fault(f"{burnt:.2f} s of processor time in a second when nobody asks")
    wire = Wire(server.port, "127.0.0.1", _PATIENCE)
    reasons: Counter[str] = Counter()
    for _ in range(_CALMING):
        earlier = record.reasons.copy()
        for good in GOOD:
            await good(wire, known, record, random.Random(1))  # noqa: S311 - no secrets
        reasons = record.reasons - earlier
        if not reasons:
            return
    record.fault(f"good clients are refused when nobody else asks: {_counts(reasons)}")


def _counts(counted: Counter[str] | Counter[int]) -> str:
    return ", ".join(f"{name} {many:,}" for name, many in sorted(counted.items()))
