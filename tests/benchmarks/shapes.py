"""Measure the compiled shapes beside pySHACL, on the same graph and on more of its like."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pyoxigraph as ox
from rdflib import Graph

from kg.judging import Room
from kg.model import Draft
from kg.validate import CompiledShapes, compile_shapes, judge_lines
from kg.validate.judge import found
from kg.vocab import ID

__all__ = ["measured"]

_SIZES = (1, 4, 16)
_Result = TypeVar("_Result")


def measured(drafts: Sequence[Draft], room: Room) -> Iterator[tuple[str, float, str]]:
    """Rows of a table: what was done, in milliseconds, and a note.

    The graph is made larger by saying the same of other things, so that it has the same shape.
    """
    triples = b"".join(draft.triples for draft in drafts)
    size = triples.count(b"\n")
    compiling, compiled = _timed(lambda: compile_shapes(room.shapes))
    yield "compile the shapes", compiling, f"{len(compiled.checks)} queries"
    graph = Graph().parse(data=triples, format="nt")
    slow, _ = _timed(lambda: found(graph, room.shapes))
    yield "judge by pySHACL", slow, _speed(slow, size)
    for times in _SIZES:
        quick, note = _compiled(triples, times, compiled)
        ratio = f"; pySHACL takes {slow / quick:.0f} times as long" if times == 1 else ""
        yield f"judge {times} times as much by the compiled shapes", quick, note + ratio
    lines, _ = _timed(lambda: judge_lines(triples))
    yield "judge the terms of the lines", lines, _speed(lines, size)


def _compiled(triples: bytes, times: int, compiled: CompiledShapes) -> tuple[float, str]:
    store = ox.Store()
    for number in range(times):
        other = triples.replace(ID.encode(), f"{ID}copy{number}/".encode()) if number else triples
        store.load(other, format=ox.RdfFormat.N_TRIPLES)
    taken, _ = _timed(lambda: compiled.found(store))
    return taken, _speed(taken, len(store))


def _speed(milliseconds: float, triples: int) -> str:
    seconds = milliseconds / 1000 / triples * 1e6
    return f"{triples:,} triples, {seconds:.1f} s for a million"


def _timed(run: Callable[[], _Result]) -> tuple[float, _Result]:
    begun = time.perf_counter()
    result = run()
    return (time.perf_counter() - begun) * 1000, result
