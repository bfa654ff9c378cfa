"""Tell the kinds of graphs apart, and how many triples the graphs of each hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.store.engine import in_merge, is_curated, is_document
from kg.vocab import GRAPH

__all__ = ["Kind", "kinds_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of graph; ``triples`` is the sum over its graphs.

    ``is_merged``: the default graph is made from them.
    """

    name: str
    title: str
    words: str
    triples: int
    is_merged: bool


_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "documents": (
        "Documents",
        "What the texts of the documents say; a graph for each document, {n:,} in all.",
    ),
    "curated": (
        "Curated facts",
        "What people and libraries noted; a graph for each file or record, {n:,} in all. Where a"
        " text says otherwise the default graph holds what the text says alone.",
    ),
    "authority": ("Authority lists", "States, bodies, instruments and topics."),
    "registry": ("Registry", "What all evidence together supports, each triple once."),
    "derived": ("Derived graph", "What follows from the others: inverses, classes above, steps."),
    "ontology": ("Ontology", "The vocabulary; it stands outside the default graph."),
    "shapes": ("Shapes", "What a graph must have; they stand outside the default graph."),
}


def kinds_of(sizes: Mapping[str, int]) -> tuple[Kind, ...]:
    """The kinds that some graphs are of, from the number of triples of each graph by its name.

    >>> (kind,) = kinds_of({f"{GRAPH}document/A/RES/1/1": 4, f"{GRAPH}document/A/RES/1/2": 5})
    >>> kind.name, kind.triples, kind.is_merged
    ('documents', 9, True)
    """
    members: dict[str, list[str]] = {name: [] for name in _TEXTS}
    for graph in sizes:
        members.get(_kind(graph), []).append(graph)
    return tuple(
        Kind(
            name,
            _TEXTS[name][0],
            _TEXTS[name][1].format(n=len(graphs)),
            sum(sizes[graph] for graph in graphs),
            in_merge(graphs[0]),
        )
        for name, graphs in members.items()
        if graphs
    )


def _kind(graph: str) -> str:
    if is_document(graph):
        return "documents"
    return "curated" if is_curated(graph) else graph.removeprefix(str(GRAPH))
