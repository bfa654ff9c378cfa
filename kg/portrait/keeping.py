"""Keep the description of the data set in its store, at a cost that only the change decides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from rdflib import Graph

from kg.errors import StoreError
from kg.portrait.change import changed
from kg.portrait.counts import TRIPLES, Counts, Place, counted
from kg.portrait.examples import example_triples
from kg.portrait.graph import counts_in, dataset_triples, marked_digest
from kg.portrait.kinds import kinds_of
from kg.questions import questions
from kg.store import Change, Snapshot, Store
from kg.store.engine import in_merge
from kg.store.ledger import digest_of_digests
from kg.vocab import VOID

__all__ = ["counted_digest", "keep_portrait", "sizes_of"]

_SUBJECT_COSTS: Final = 50
"""To read a subject in two generations costs about what counting so many triples does."""


def keep_portrait(store: Store, touched: Collection[str] | None = None) -> Change:
    """Put the description of what stands into the store's VoID graph; to be done before publishing.

    ``touched`` are all lines that any graph lost or won since the generation that readers see,
    None where they are not known. Both ways give equal graphs.
    """
    view = store.view()
    counts = _counts(store, view, touched)
    graph = Graph()
    described = dataset_triples(counts, kinds_of(sizes_of(view)), counted_digest(view))
    for triple in (*described, *example_triples(questions())):
        graph.add(triple)
    return store.keep({VOID: graph})


def counted_digest(view: Snapshot) -> str:
    """One name for all the graphs that the default graph is made from."""
    return digest_of_digests({n: d for n, d in view.digests().items() if in_merge(n)})


def sizes_of(view: Snapshot) -> dict[str, int]:
    """The number of triples of each graph, as the ledger graph has them."""
    return {name: count for name, (_, count) in view.marks().items()}


def _counts(store: Store, view: Snapshot, touched: Collection[str] | None) -> Counts:
    before = _described(store) if touched is not None else None
    if before is None or touched is None:
        return counted(view)
    counts = counts_in(before)
    subjects = {line[: line.index(" ")] for line in touched}
    if len(subjects) * _SUBJECT_COSTS > counts[Place("", "", TRIPLES)]:
        return counted(view)
    return changed(counts, before, view, touched)


def _described(store: Store) -> Snapshot | None:
    """The generation that readers see, if the description in it was made for it."""
    if store.path is None:
        return None
    try:
        shown = Snapshot.open(store.path)
    except StoreError:  # nothing was published, or its snapshot is lost: all is counted
        return None
    return shown if marked_digest(shown) == counted_digest(shown) else None
