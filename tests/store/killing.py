"""Write user graphs in a process of its own, kill it at random moments, and see what is left."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.ntriples import lines_in
from kg.store import Snapshot, Store

__all__ = ["check", "rounds", "writing"]

DEFAULT = "http://127.0.0.1/graphs/default"
GRAPHS = 3
SIZE = 4
_PATIENCE = 60.0


def updates(number: int) -> str:
    """One update, of one of four kinds, that leaves SIZE triples about a number in one graph."""
    graph, thing = f"urn:x:{number % GRAPHS}", f"<urn:x:n{number}>"
    values = " ".join(str(i) for i in range(SIZE))
    data = f"{thing} <urn:x:p> {values.replace(' ', ', ')}"
    pattern = f"{thing} <urn:x:p> ?o"
    kinds = (
        f"INSERT DATA {{ GRAPH <{graph}> {{ {data} }} }}",
        f"WITH <{graph}> INSERT {{ {pattern} }} WHERE {{ VALUES ?o {{ {values} }} }}",  # noqa: S608
        f"INSERT {{ GRAPH ?g {{ {pattern} }} }} WHERE {{ VALUES ?o {{ {values} }}"  # noqa: S608
        f" BIND(<{graph}> AS ?g) }}",
        f"INSERT DATA {{ {data} }} ; ADD DEFAULT TO <{graph}> ; DROP DEFAULT",
    )
    return kinds[number % len(kinds)]


def write(path: Path, pipe: Connection, first: int) -> None:
    """Make one update after another, and acknowledge each; every few of them are published."""
    with Store(path) as store:
        for number in range(first, sys.maxsize):
            store.update(updates(number), DEFAULT)
            pipe.send(number)
            if number % 7 == 0:
                store.publish()


@contextmanager
def writing(
    path: Path, first: int = 0
) -> Iterator[tuple[multiprocessing.process.BaseProcess, Connection]]:
    """A process that writes to a store, and the pipe on which it acknowledges."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=write, args=(path, theirs, first))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def rounds(path: Path, many: int, seed: int) -> int:
    """Kill a writer ``many`` times; return how many updates were acknowledged, and are there."""
    chance = random.Random(seed)  # noqa: S311 – moments, no secrets
    acknowledged = -1
    for _ in range(many):
        with writing(path, acknowledged + 1) as (process, pipe):
            if not pipe.poll(_PATIENCE):
                raise TimeoutError("the writer acknowledged nothing")
            time.sleep(chance.uniform(0, 0.12))
            process.kill()
            process.join()
            try:
                while True:
                    acknowledged = pipe.recv()
            except EOFError:
                pass
        acknowledged = check(path, acknowledged)
    return acknowledged + 1


def check(path: Path, acknowledged: int, *, pending: int | None = 1) -> int:
    """Fail unless all that was acknowledged is there, and nothing in part.

    Returns the last number that is there: ``pending`` more than were acknowledged may be, or any
    number of them.
    """
    with Store(path) as store:
        view = store.view()
        found = view.recount()
        assert found.digests == store.digests()
        numbers: dict[str, int] = {}
        for graph in store.user_graphs():
            for triple in view.triples(graph=graph):
                assert isinstance(triple.subject, ox.NamedNode)
                numbers[triple.subject.value] = numbers.get(triple.subject.value, 0) + 1
        last = len(numbers) - 1
        assert set(numbers) == {f"urn:x:n{n}" for n in range(last + 1)}
        assert set(numbers.values()) <= {SIZE}
        assert acknowledged <= last
        assert pending is None or last <= acknowledged + pending
        if not store.is_published():
            store.publish()
    assert lines_in("\n".join([*Snapshot.open(path).nquads(), ""]).encode())
    return last
