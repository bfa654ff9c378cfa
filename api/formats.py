"""The formats that answers come in: their names, media types and what the engine calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

__all__ = [
    "CSV",
    "GRAPHS",
    "HTML",
    "JSON",
    "JSONLD",
    "RESULTS",
    "SOLUTIONS_CSV",
    "TEXT",
    "TURTLE",
    "Format",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``name`` is its file ending, ``media`` its media types, the main one first."""

    name: str
    title: str
    media: tuple[str, ...]
    graph: ox.RdfFormat | None = None
    results: ox.QueryResultsFormat | None = None
    w3c: str | None = None

    def content_type(self, media: str) -> str:
        """The Content-Type header for one of the media types."""
        return f"{media}; charset=utf-8" if media.startswith("text/") else media


HTML: Final = Format("html", "HTML", ("text/html", "application/xhtml+xml"))
JSON: Final = Format("json", "JSON", ("application/json",))
CSV: Final = Format("csv", "CSV", ("text/csv",))
TEXT: Final = Format("txt", "Text", ("text/plain",))

TURTLE: Final = Format(
    "ttl", "Turtle", ("text/turtle", "application/x-turtle"), ox.RdfFormat.TURTLE, w3c="Turtle"
)
JSONLD: Final = Format(
    "jsonld",
    "JSON-LD",
    ("application/ld+json", "application/json"),
    ox.RdfFormat.JSON_LD,
    w3c="JSON-LD",
)
GRAPHS: Final = (
    TURTLE,
    JSONLD,
    Format("nt", "N-Triples", ("application/n-triples",), ox.RdfFormat.N_TRIPLES, w3c="N-Triples"),
    Format(
        "rdf",
        "RDF/XML",
        ("application/rdf+xml", "application/xml", "text/xml"),
        ox.RdfFormat.RDF_XML,
        w3c="RDF_XML",
    ),
    Format("nq", "N-Quads", ("application/n-quads",), ox.RdfFormat.N_QUADS, w3c="N-Quads"),
    Format("trig", "TriG", ("application/trig",), ox.RdfFormat.TRIG, w3c="TriG"),
)

SOLUTIONS_CSV: Final = Format(
    "csv", "CSV", ("text/csv",), results=ox.QueryResultsFormat.CSV, w3c="SPARQL_Results_CSV"
)
RESULTS: Final = (
    Format(
        "json",
        "JSON",
        ("application/sparql-results+json", "application/json"),
        results=ox.QueryResultsFormat.JSON,
        w3c="SPARQL_Results_JSON",
    ),
    Format(
        "xml",
        "XML",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        results=ox.QueryResultsFormat.XML,
        w3c="SPARQL_Results_XML",
    ),
    SOLUTIONS_CSV,
    Format(
        "tsv",
        "TSV",
        ("text/tab-separated-values",),
        results=ox.QueryResultsFormat.TSV,
        w3c="SPARQL_Results_TSV",
    ),
)
