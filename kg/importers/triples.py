"""Carry the triples that the engine has parsed over to an rdflib graph."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

__all__ = ["rdflib_graph"]

_log: Final = logging.getLogger("rdflib.term")


def rdflib_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The same triples as rdflib has them; an ill-typed literal is kept, for judging.

    Raises:
        ValueError: a term is of RDF 1.2 (a triple term, a base direction), which rdflib lacks.
    """
    known = list(triples)
    for triple in known:
        if isinstance(triple.object, ox.Triple):
            raise ValueError(f"it holds a triple term of RDF 1.2 about {triple.subject}")
        if isinstance(triple.object, ox.Literal) and triple.object.direction is not None:
            raise ValueError(f"it holds a base direction of RDF 1.2 at {triple.subject}")
    graph = Graph()
    with _quiet():
        graph.parse(data=ox.serialize(known, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from telling of ill-typed literals by tracebacks: judging says it in words."""
    before = _log.disabled
    _log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
            yield
    finally:
        _log.disabled = before
