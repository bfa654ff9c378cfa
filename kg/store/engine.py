"""What the engine's graphs are called, which of them are in the merge, and their digests."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import StoreDamaged, StoreError, StoreFull, StoreLocked
from kg.ntriples import digest, lines_in, nquads
from kg.vocab import AUTHORITY, DERIVED, GRAPH, ID, LEDGER, MG, ONTOLOGY, REGISTRY, SHAPES, VOID

__all__ = [
    "LEDGER_GRAPH",
    "OURS",
    "REMEDY",
    "SYSTEM",
    "WORKED_OUT",
    "generation_predicate",
    "graph_digest",
    "graph_of",
    "in_merge",
    "is_curated",
    "is_document",
    "is_user",
    "mark_of",
    "marks_in",
    "measured_graph",
    "open_engine",
    "sha256_predicate",
    "sum_of_digests",
    "summed_graph",
    "triples_predicate",
]

SYSTEM = frozenset(map(str, (REGISTRY, DERIVED, ONTOLOGY, SHAPES, VOID)))
WORKED_OUT = frozenset(map(str, (REGISTRY, DERIVED)))
"""The graphs that are a function of the others: amended at each change, never written whole."""
OURS = str(ID).removesuffix("id/")
"""What the names of all graphs of the program's own begin with; no user graph bears such a name."""
REMEDY = "restore a backup (mandategraph restore), or delete the directory and build it again"
"""What to do where a store has lost something."""
LEDGER_GRAPH = ox.NamedNode(str(LEDGER))
sha256_predicate = ox.NamedNode(str(MG.sha256))
generation_predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
triples_predicate = ox.NamedNode("http://rdfs.org/ns/void#triples")

_DOCUMENT, _CURATED = (str(GRAPH) + part for part in ("document/", "curated/"))
_MERGED_WHOLE = frozenset(map(str, (AUTHORITY, REGISTRY, DERIVED)))


def in_merge(graph: str) -> bool:
    """Whether a graph's triples are part of the default graph."""
    return graph in _MERGED_WHOLE or graph.startswith((_DOCUMENT, _CURATED))


def is_document(graph: str) -> bool:
    """Whether it is the graph of a document that was read."""
    return graph.startswith(_DOCUMENT)


def is_curated(graph: str) -> bool:
    """Whether it is the graph of a curated file or a catalogue record."""
    return graph.startswith(_CURATED)


def is_user(graph: str) -> bool:
    """Whether it is a graph that users write, by update or Graph Store Protocol.

    >>> is_user("http://127.0.0.1/graphs/default"), is_user("https://w3id.org/mandategraph/graphs/x")
    (True, False)
    """
    return graph != "" and not graph.startswith(OURS)


def graph_of(quad: ox.Quad) -> str:
    """The name of the graph that a quad stands in; empty for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def graph_digest(graph: str, lines: Iterable[str]) -> str:
    """The digest that the ledger keeps of a graph.

    The SHA-256 of its sorted N-Quads; of the two graphs that are amended at each change, and of
    user graphs, the sum of the lines' own digests, so that the cost of a change does not grow with
    the graph. A blank node counts by the label that the engine has for it.
    """
    if graph in WORKED_OUT or is_user(graph):
        return sum_of_digests(graph, lines)
    return digest(graph, lines)


def sum_of_digests(graph: str, lines: Iterable[str], *, start: str = "0", sign: int = 1) -> str:
    """The sum, modulo 2^256, of the SHA-256 of each N-Quad, added to ``start``, in hexadecimal.

    >>> whole = sum_of_digests("urn:g", ["<urn:a> <urn:b> <urn:c> .", "<urn:d> <urn:b> <urn:c> ."])
    >>> part = sum_of_digests("urn:g", ["<urn:d> <urn:b> <urn:c> ."], start=whole, sign=-1)
    >>> part == sum_of_digests("urn:g", ["<urn:a> <urn:b> <urn:c> ."])
    True
    """
    total = 0
    for line in lines:
        total += int.from_bytes(hashlib.sha256(nquads(graph, [line]).encode()).digest(), "big")
    return f"{(int(start, 16) + sign * total) % (1 << 256):064x}"


def measured_graph(engine: ox.Store, graph: str) -> tuple[str, int]:
    """The digest that the ledger keeps of a graph, and its size, from its triples themselves."""
    if graph in WORKED_OUT or is_user(graph):
        return summed_graph(engine, graph)
    text = io.BytesIO()
    name = ox.NamedNode(graph)
    engine.dump(text, format=ox.RdfFormat.N_TRIPLES, from_graph=name)
    lines = lines_in(text.getvalue())
    return digest(graph, lines), len(lines)


def marks_in(engine: ox.Store) -> dict[str, tuple[str, int]]:
    """The digest and the number of triples that the ledger graph has of each graph."""
    size = engine.quads_for_pattern(None, triples_predicate, None, LEDGER_GRAPH)
    sizes = {q.subject: int(cast(ox.Literal, q.object).value) for q in size}
    return {
        cast(ox.NamedNode, q.subject).value: (
            cast(ox.Literal, q.object).value,
            sizes.get(q.subject, 0),
        )
        for q in engine.quads_for_pattern(None, sha256_predicate, None, LEDGER_GRAPH)
    }


def summed_graph(engine: ox.Store, graph: str) -> tuple[str, int]:
    """The sum digest and the number of the triples of a graph that stands in an engine.

    The graph goes by as the engine writes it, so that a large one costs no memory.
    """
    sums = _Sums(graph)
    name = ox.NamedNode(graph)
    engine.dump(cast(IO[bytes], sums), format=ox.RdfFormat.N_TRIPLES, from_graph=name)
    return f"{sums.total % (1 << 256):064x}", sums.count


def mark_of(engine: ox.Store, graph: str) -> tuple[str, int] | None:
    """The digest and the number of triples that the ledger graph has of a graph."""
    found = {
        q.predicate: q.object.value
        for q in engine.quads_for_pattern(ox.NamedNode(graph), None, None, LEDGER_GRAPH)
        if isinstance(q.object, ox.Literal)
    }
    if sha256_predicate not in found:
        return None
    return found[sha256_predicate], int(found.get(triples_predicate, "0"))


def open_engine(path: Path | None) -> ox.Store:
    """The engine of a store directory, for its one writer; without a path one in memory.

    Raises:
        StoreLocked: another process is writing to it.
        StoreFull: the disk is full.
        StoreDamaged: the engine refuses its files.
        StoreError: the path is no directory, or one that cannot be written.
    """
    if path is None:
        return ox.Store()
    try:
        path.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(path / "data"))
    except FileExistsError as error:
        raise StoreError(
            str(path), "is a file, not a directory", "name a directory with --store"
        ) from error
    except PermissionError as error:
        raise StoreError(
            str(path), "cannot be written", "name another with --store, or change its permissions"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        if re.search(r"\block (file|hold)", str(error), re.IGNORECASE):  # a "block" is no lock
            raise StoreLocked(str(path)) from error
        if "No space left" in str(error):
            raise StoreFull(
                str(path),
                "cannot be opened for writing on a full disk",
                "make room; reading goes on",
            ) from error
        raise StoreDamaged(
            str(path),
            f"cannot be opened by the engine ({_first_line(error)})",
            REMEDY,
        ) from error


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:160] if str(error) else type(error).__name__


class _Sums(io.RawIOBase):
    """Sum up the lines that are written to it, in blocks that end anywhere."""

    def __init__(self, graph: str) -> None:
        super().__init__()
        self._end = f"<{graph}> .\n".encode()
        self._rest = b""
        self.total = 0
        self.count = 0

    def writable(self) -> bool:
        return True

    def write(self, block: bytes, /) -> int:  # type: ignore[override]
        *lines, self._rest = (self._rest + block).split(b"\n")
        sha256, number, end = hashlib.sha256, int.from_bytes, self._end
        self.total += sum(number(sha256(line[:-1] + end).digest(), "big") for line in lines)
        self.count += len(lines)
        return len(block)
