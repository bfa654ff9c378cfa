"""Read an RDF file as it is, without ever fetching anything."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from kg.errors import SourceError
from kg.importers.triples import rdflib_graph

__all__ = ["is_rdf", "read_rdf"]

_FORMATS: Final = {
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".ttl": ox.RdfFormat.TURTLE,
    ".xml": ox.RdfFormat.RDF_XML,
}


def is_rdf(path: Path) -> bool:
    """Whether a file's name says that it is RDF."""
    return path.suffix.lower() in _FORMATS


def read_rdf(path: Path) -> Graph:
    """The triples of a file, whatever graphs they stand in.

    The engine's parser is used, which follows no remote JSON-LD context and no external entity.

    Raises:
        SourceError: the file cannot be read, is not of the format that its name says, or holds
            terms of RDF 1.2.
    """
    try:
        quads = ox.parse(path=str(path), format=_FORMATS[path.suffix.lower()])
        triples = [q.triple for q in quads]
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        raise SourceError(str(path), why, "check it") from error
    except (SyntaxError, ValueError) as error:
        why = f"it is not the RDF that its name says ({error})"
        raise SourceError(str(path), why, "mend it there") from error
    try:
        return rdflib_graph(triples)
    except ValueError as error:
        raise SourceError(str(path), str(error), "write it in RDF 1.1") from error
