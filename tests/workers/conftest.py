"""A store wide enough to hang in, pools over it, and what they leave behind."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from api.views import Views
from api.workers import Lanes, Pool
from kg.store import Store
from kg.vocab import DERIVED, ID, MG, ONTOLOGY, REGISTRY

WIDE = 12
LAYERS = 12

PoolMaker = Callable[..., AbstractAsyncContextManager[Pool]]


@pytest.fixture
def anyio_backend() -> str:
    """The event loop that the pool lives in."""
    return "asyncio"


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which each of twelve things of a layer leads to each of the next, twelve times."""
    graph = Graph()
    for layer in range(LAYERS):
        for i in range(WIDE):
            thing = ID[f"x/{layer}/{i}"]
            graph.add((thing, MG.symbol, Literal(f"{layer}-{i}")))
            for j in range(WIDE):
                graph.add((thing, MG.leadsTo, ID[f"x/{layer + 1}/{j}"]))
    path = tmp_path_factory.mktemp("wide") / "store"
    with Store(path) as store:
        store.keep({ONTOLOGY: Graph(), REGISTRY: graph, DERIVED: Graph()})
        store.publish()
    return path


@pytest.fixture
def pool_of(wide: Path) -> PoolMaker:
    """Makes a running pool over the wide store."""

    @asynccontextmanager
    async def make(
        seconds: float = 1.0, path: Path = wide, lanes: Lanes | None = None
    ) -> AsyncIterator[Pool]:
        pool = Pool(path, Views(path, "test"), seconds=seconds, lanes=lanes)
        await pool.start()
        try:
            await warm(pool)
            yield pool
        finally:
            await pool.stop()

    return make


async def warm(pool: Pool) -> None:
    """Wait until every worker that should stand ready does."""
    end = time.monotonic() + 10
    while pool.figures().idle < pool.lanes.quick:
        assert time.monotonic() < end, pool.figures()
        await asyncio.sleep(0.01)


@pytest.fixture
def no_process_stays() -> Iterator[None]:
    """Every process that a test began is gone a moment after it."""
    before = set(children())
    yield
    until = time.monotonic() + 3
    while left := set(children()) - before:
        assert time.monotonic() < until, {pid: children()[pid] for pid in left if pid in children()}
        time.sleep(0.02)


def children() -> dict[int, str]:
    """The workers and nurseries of this process, by id: what they run. Those that ended are out.

    Those of servers that other tests have running below this process are not its own.
    """
    found: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            state, parent = stat.rpartition(")")[2].split()[:2]
            if state != "Z":
                found[int(entry.name)] = (int(parent), command)
    mine = {pid for pid, (_, command) in found.items() if "api.workers.nursery" in command}
    return {pid: found[pid][1] for pid in mine if is_own(pid, mine, found)}


def is_own(pid: int, kin: set[int], found: dict[int, tuple[int, str]]) -> bool:
    """Whether a process descends from this one, by processes of ``kin`` alone."""
    while pid in kin:
        pid = found[pid][0]
    return pid == os.getpid()
