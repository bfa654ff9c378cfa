"""Make a new store from quads that come one by one, and check them against their own digests."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import SourceError, StoreError
from kg.store.engine import (
    LEDGER_GRAPH,
    generation_predicate,
    graph_of,
    in_merge,
    marks_in,
    measured_graph,
)
from kg.store.merge import Merge
from kg.store.room import require_room, writing
from kg.store.writer import Store

__all__ = ["load_quads"]

_AT_ONCE: Final = 100_000
"""The bulk loader keeps all that it is given at once in memory, 1 KB for a quad."""


def load_quads(quads: Iterable[ox.Quad], path: Path, source: str) -> int:
    """Make a store at ``path`` from the quads of a dump; return how many there were.

    Blank nodes keep their labels, which the digests of user graphs count. ``source`` is what an
    error calls the dump.

    Raises:
        SourceError: a graph is not what its digest says, or has none.
        StoreError: there is something at ``path`` already.
        StoreFull: there is no room for it.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(str(path), "is there already", "name a new directory with --store")
    draft = path.with_name(f"{path.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    require_room(path.parent)
    try:
        count = _fill(quads, draft, source)
        with Store(draft) as store:
            store.publish()
        draft.replace(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return count


def _fill(quads: Iterable[ox.Quad], draft: Path, source: str) -> int:
    counted = _Counted(quads)
    draft.mkdir()
    with writing(draft):
        engine = ox.Store(str(draft / "data"))
        both = counted.in_both()
        while chunk := list(islice(both, _AT_ONCE)):
            engine.bulk_extend(chunk)
    _check(engine, source)
    back, _ = Merge(engine).mended()
    if back:
        engine.update(f"DELETE DATA {{\n{chr(10).join(back)}\n}}")
    engine.flush()
    return counted.count


class _Counted:
    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._quads = quads
        self.count = 0

    def in_both(self) -> Iterator[ox.Quad]:
        """The quads, and those of the merge in the default graph as well."""
        everywhere = ox.DefaultGraph()
        for quad in self._quads:
            self.count += 1
            if quad.graph_name == LEDGER_GRAPH and quad.predicate == generation_predicate:
                continue  # the new store counts its own
            yield quad
            if in_merge(graph_of(quad)):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, everywhere)


def _check(engine: ox.Store, source: str) -> None:
    marks = marks_in(engine)
    names = {n.value for n in engine.named_graphs()} - {LEDGER_GRAPH.value}
    strangers = sorted(names - marks.keys())
    if strangers or not marks:
        why = f"it has no digest of <{strangers[0]}>" if strangers else "it holds no digests"
        raise SourceError(source, why, "name a file that dump wrote")
    for name, mark in sorted(marks.items()):
        if measured_graph(engine, name) != mark:
            why = f"the triples of <{name}> are not those that were written"
            raise SourceError(source, why, "copy or download it again")
