"""The data that every server answers from: the graph that ships and a synthetic one beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.judging import load_room
from kg.search import refresh
from kg.shipped import build_shipped, shipped_digest
from kg.store import Snapshot, Store, load_quads
from kg.store.engine import LEDGER_GRAPH, measured_graph, sha256_predicate, triples_predicate
from kg.store.reader import snapshot_path
from kg.vocab import GRAPH, ID

__all__ = ["PER_THING", "SYNTHETIC", "WORD", "Material", "prepare"]

SYNTHETIC = f"{GRAPH}curated/benchmark"
"""The name of the synthetic graph; as a curated one it is part of the default graph too."""
WORD = "urn:benchmark:"
"""What the name of each property and class in it begins with, and nothing else."""
PER_THING = 5
"""Triples of each synthetic thing."""

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_THING, _NUMBER, _NEXT, _NAME, _DAY = (
    ox.NamedNode(f"{WORD}{name}") for name in ("Thing", "number", "next", "name", "day")
)
_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


@dataclass(frozen=True, slots=True)
class Material:
    """``store`` is a directory of ours, ``engine`` the engine's directory in it.

    ``shipped`` and ``synthetic`` hold the default graph as N-Triples, in two parts.
    """

    store: Path
    engine: Path
    shipped: Path
    synthetic: Path
    things: int

    @property
    def rows(self) -> int:
        """Triples of the synthetic graph."""
        return self.things * PER_THING


def prepare(cache: Path, things: int) -> Material:
    """The data with so many synthetic things, built where it is not there or is out of date."""
    folder = cache / f"{shipped_digest()[:12]}-{things}"
    store = folder / "store"
    if not folder.is_dir():
        for old in cache.glob(f"*-{things}"):
            shutil.rmtree(old)
        draft = cache / f"draft-{things}"
        shutil.rmtree(draft, ignore_errors=True)
        _build(draft, things)
        draft.rename(folder)
    engine = snapshot_path(store, Snapshot.open(store).generation)
    return Material(store, engine, folder / "shipped.nt", folder / "synthetic.nt", things)


def _build(folder: Path, things: int) -> None:
    only = folder / "only"
    with Store(only) as store:
        build_shipped(store, load_room(), shipped_digest())
    shipped = ox.Store.read_only(str(snapshot_path(only, Snapshot.open(only).generation)))
    _dump(shipped, ox.DefaultGraph(), folder / "shipped.nt")
    synthetic = ox.Store()
    graph = ox.NamedNode(SYNTHETIC)
    synthetic.bulk_extend(quads(graph, things))
    _dump(synthetic, graph, folder / "synthetic.nt")
    digest, many = measured_graph(synthetic, SYNTHETIC)
    marks = [
        ox.Quad(graph, sha256_predicate, ox.Literal(digest), LEDGER_GRAPH),
        ox.Quad(graph, triples_predicate, ox.Literal(many), LEDGER_GRAPH),
    ]

    named = (q for q in shipped if not isinstance(q.graph_name, ox.DefaultGraph))
    load_quads(chain(named, synthetic, marks), folder / "store", "the benchmark's data")
    shutil.rmtree(only)
    refresh(folder / "store")  # else it would be made while others are measured


def quads(graph: ox.NamedNode, things: int) -> Iterator[ox.Quad]:
    """The quads of the synthetic graph: things in a ring, five triples each."""
    names = [ox.NamedNode(f"{ID}benchmark/{n}") for n in range(things)]
    for n, thing in enumerate(names):
        day = ox.Literal(f"20{n % 90 + 10}-{n % 12 + 1:02}-{n % 28 + 1:02}", datatype=_DATE)
        yield ox.Quad(thing, _TYPE, _THING, graph)
        yield ox.Quad(thing, _NUMBER, ox.Literal(n), graph)
        yield ox.Quad(thing, _NEXT, names[(n + 1) % things], graph)
        yield ox.Quad(thing, _NAME, ox.Literal(f"thing number {n}", language="en"), graph)
        yield ox.Quad(thing, _DAY, day, graph)


def _dump(engine: ox.Store, graph: ox.NamedNode | ox.DefaultGraph, path: Path) -> None:
    with path.open("wb") as out:
        engine.dump(out, ox.RdfFormat.N_TRIPLES, from_graph=graph)
