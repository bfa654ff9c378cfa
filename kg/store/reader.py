"""Read the snapshot of a published generation: it never changes and needs no lock."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import StoreDamaged, StoreError
from kg.ntriples import line_of, lines_in, nquads
from kg.store.dataset import Answer, ask
from kg.store.engine import (
    LEDGER_GRAPH,
    OURS,
    graph_digest,
    graph_of,
    in_merge,
    is_curated,
    is_document,
    is_user,
    marks_in,
    summed_graph,
)
from kg.store.ledger import Ledger
from kg.store.merge import by_subject, overruled
from kg.store.room import reading
from kg.vocab import DERIVED

__all__ = ["Recount", "Snapshot", "snapshot_path"]


def snapshot_path(store: Path, generation: int) -> Path:
    """Where the snapshot of a generation lies in a store directory."""
    return store / "snapshots" / str(generation)


@dataclass(frozen=True, slots=True)
class Recount:
    """What the quads of a store themselves say, apart from what was noted of them.

    ``quads`` are those of the named graphs but the ledger's. The default graph should be the merge
    of the graphs that ``in_merge`` names: ``lacking`` triples of them are not in it, and
    ``foreign`` triples are in it and in none of them.
    """

    digests: Mapping[str, str]
    quads: int
    lacking: int
    foreign: int


class Snapshot:
    """A store as one generation left it, for asking.

    ``GRAPH ?g`` shows every named graph, so the store's own notes too: the ledger graph, which
    has the digest and the size of each of the others. Graphs outside the merge (ontology, shapes,
    ledger) are in no answer of a query that names no graph.
    """

    def __init__(
        self, engine: ox.Store, generation: int, digest: str, path: Path | None = None
    ) -> None:
        self._engine, self.generation, self.digest = engine, generation, digest
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Snapshot:
        """Open the newest published generation of a store directory.

        Raises:
            StoreError: there is no store there, or it has published nothing yet.
            StoreDamaged: the ledger names a generation whose snapshot is not there or is broken.
        """
        if not path.is_dir():
            raise StoreError(str(path), "does not exist", "ingest something first, or name another")
        last = Ledger(path / "ledger.jsonl").last()
        if last is None:
            raise StoreError(str(path), "has published nothing yet", "ingest something first")
        try:
            engine = ox.Store.read_only(str(snapshot_path(path, last.generation)))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreDamaged(
                str(path),
                f"cannot show generation {last.generation}",
                "ingest anything, which makes it again from data that are whole; else restore a"
                " backup, or delete the directory and build it again",
            ) from error
        return cls(engine, last.generation, last.digest, path)

    @classmethod
    def open_generation(cls, path: Path, generation: int) -> Snapshot:
        """Open one of the generations whose snapshots are kept; 0 is the empty store.

        Raises:
            StoreError: there is no store there, or no such generation, or it is kept no more.
            StoreDamaged: its snapshot is broken.
        """
        newest = cls.open(path)
        if generation == newest.generation:
            return newest
        if generation == 0:
            return cls(ox.Store(), 0, "")
        kept = sorted(
            int(d.name)
            for d in snapshot_path(path, 0).parent.iterdir()
            if d.name.isdigit() and int(d.name) <= newest.generation
        )
        if generation not in kept:
            gone = 0 < generation < newest.generation
            why = f"{'keeps' if gone else 'has'} no generation {generation}"
            why += " any more" if gone else ""
            raise StoreError(str(path), why, f"name one of {', '.join(map(str, kept))}, or 0")
        entries = Ledger(path / "ledger.jsonl").entries()
        digest = next((e.digest for e in entries if e.generation == generation), "")
        try:
            engine = ox.Store.read_only(str(snapshot_path(path, generation)))
        except (OSError, RuntimeError, ValueError) as error:
            why = f"cannot show generation {generation}"
            raise StoreDamaged(str(path), why, "name another generation") from error
        return cls(engine, generation, digest, path)

    def release(self) -> None:
        """Let go of the engine: from now on there is nothing to see."""
        self._engine = ox.Store()

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """Ask a SPARQL query; variables in ``substitutions`` are bound before it is evaluated.

        Raises:
            QueryError: the query is malformed, or is not allowed.
        """
        return ask(
            self._engine,
            text,
            substitutions=substitutions,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )

    def digests(self) -> dict[str, str]:
        """The canonical hash of every graph, by graph name."""
        return {name: digest for name, (digest, _) in self.marks().items()}

    def marks(self) -> dict[str, tuple[str, int]]:
        """The digest and the number of triples of every graph, by graph name.

        Raises:
            StoreDamaged: the engine could not read something.
        """
        with reading(self._path):
            return marks_in(self._engine)

    def triples(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        obj: ox.NamedNode | ox.Literal | None = None,
        graph: str | None = None,
    ) -> list[ox.Triple]:
        """The triples of a pattern in the default graph, or in the named graph ``graph``."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return [q.triple for q in self._engine.quads_for_pattern(subject, predicate, obj, name)]

    def matching(
        self,
        subject: ox.NamedNode | None = None,
        predicate: str | None = None,
        obj: ox.NamedNode | ox.Literal | None = None,
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern in one named graph, or in all that are ours.

        What stands in the default graph or in user graphs has no part in what we work out.

        They come one by one, so who needs the first alone does not pay for thousands.
        """
        name = ox.NamedNode(predicate) if predicate else None
        where = ox.NamedNode(graph) if graph else None
        quads = self._engine.quads_for_pattern(subject, name, obj, where)
        if graph:
            return iter(quads)
        return (q for q in quads if graph_of(q).startswith(OURS))

    def holds(self, lines: Iterable[str], graph: str) -> set[str]:
        """Those of some N-Triples lines that a named graph holds."""
        text = "".join(f"{line}\n" for line in lines)
        name = ox.NamedNode(graph)
        quads = (
            ox.Quad(q.subject, q.predicate, q.object, name)
            for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        )
        return {line_of(q) for q in quads if q in self._engine}

    def asserted(self, subject: ox.NamedNode, without: Collection[str]) -> list[ox.Triple]:
        """The triples about a thing in our graphs, but not in the derived one or in ``without``."""
        quads = self._engine.quads_for_pattern(subject, None, None, None)
        return [
            q.triple
            for q in quads
            if isinstance(q.graph_name, ox.NamedNode)
            and in_merge(q.graph_name.value)
            and q.graph_name.value not in {str(DERIVED), *without}
        ]

    def graph_names(self) -> list[str]:
        """The names of all graphs but the ledger's, sorted."""
        return sorted(
            g.value
            for g in self._engine.named_graphs()
            if isinstance(g, ox.NamedNode) and g != LEDGER_GRAPH
        )

    def lines(self, graph: str) -> list[str]:
        """The N-Triples lines of a named graph, in no order."""
        quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        return [line_of(q) for q in quads]

    def copy_graph(self, graph: str, out: BinaryIO) -> None:
        """Write the N-Triples of a named graph, in the engine's order, block by block.

        In a snapshot that order is of the terms themselves, so equal graphs are written equally.
        """
        name = ox.NamedNode(graph)
        self._engine.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=name)

    def lines_about(self, subject: ox.NamedNode) -> dict[str, list[str]]:
        """The lines about a thing by the named graph of ours that holds them."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self._engine.quads_for_pattern(subject, None, None, None):
            if graph_of(quad).startswith(OURS):
                found[graph_of(quad)].append(line_of(quad))
        return found

    def recount(self) -> Recount:
        """Hash and count every graph from its quads, and compare the default graph with them.

        Raises:
            StoreDamaged: the engine could not read something.
        """
        with reading(self._path):
            return self._recounted()

    def _recounted(self) -> Recount:
        digests: dict[str, str] = {}
        quads = 0
        merge: set[str] = set()
        for name in self.graph_names():
            if is_user(name):
                digests[name], count = summed_graph(self._engine, name)
                quads += count
                continue
            lines = self.lines(name)
            digests[name] = graph_digest(name, lines)
            quads += len(lines)
            if is_curated(name):
                merge.update(self._not_overruled(lines))
            elif in_merge(name):
                merge.update(lines)
        everything = self._engine.quads_for_pattern(None, None, None, ox.DefaultGraph())
        default = {line_of(q) for q in everything}
        return Recount(digests, quads, len(merge - default), len(default - merge))

    def _not_overruled(self, curated: list[str]) -> Iterator[str]:
        for subject, lines in by_subject(curated).items():
            about = self.lines_about(ox.NamedNode(subject[1:-1]))
            text = [line for name, said in about.items() if is_document(name) for line in said]
            back = overruled(lines, text) if text else set()
            yield from (line for line in lines if line not in back)

    def nquads(self) -> list[str]:
        """Every quad of the named graphs but the ledger's, as sorted canonical N-Quads lines."""
        found: list[str] = []
        for name in self.graph_names():
            text = io.BytesIO()
            self.copy_graph(name, text)
            found += nquads(name, lines_in(text.getvalue())).split("\n")[:-1]
        return sorted(found)
