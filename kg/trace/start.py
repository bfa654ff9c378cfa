"""Find the paragraphs at which a trace begins."""

from __future__ import annotations

import re
from importlib.resources import files

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import SymbolError
from kg.iri import document_iri, instrument_iri, paragraph_iri, symbol_key, thing_iri
from kg.store import Snapshot
from kg.vocab import ID

__all__ = ["resolve", "work"]

_LABELLED = "http://www.w3.org/2000/01/rdf-schema#label"


def resolve(view: Snapshot, symbol: str, paragraph: str | None = None) -> tuple[str, ...]:
    """The IRIs at which a trace begins: the paragraph, else each paragraph that gives a mandate.

    ``symbol`` is a symbol in any spelling, a key, or an IRI of ours; a thing that gives no
    mandate (a meeting, a report) begins its own trace.

    Raises:
        SymbolError: the graph knows no such document, or no such paragraph of it.
    """
    thing = work(view, symbol)
    if paragraph:
        name = _paragraph_id(paragraph)
        for candidate in (name, f"op{name}"):  # people say "paragraph 9" of a resolution
            start = paragraph_iri(thing, candidate)
            if _is_known(view, start):
                return (str(start),)
        raise SymbolError(
            f"{symbol} {paragraph}",
            "is no paragraph that this graph knows",
            f"leave the paragraph out to see the mandates of {symbol}",
        )
    query = (files("kg.trace") / "mandates.rq").read_text("utf-8")
    rows = view.query(query, substitutions={"document": ox.NamedNode(thing)}).solutions()
    found = [row["paragraph"].value for row in rows if isinstance(row["paragraph"], ox.NamedNode)]
    if not any("position" in row for row in rows):
        found.sort(key=_by_number)
    return tuple(dict.fromkeys(found)) or (str(thing),)


def _by_number(iri: str) -> list[tuple[int, str]]:
    """A key that puts paragraph 9 before paragraph 10."""
    return [(int(p) if p.isdigit() else -1, p) for p in re.split(r"(\d+)", iri)]


def work(view: Snapshot, symbol: str) -> URIRef:
    """The thing that a symbol, key or IRI names, however it is spelt.

    Raises:
        SymbolError: the graph does not know it.
    """
    key = symbol_key(symbol.removeprefix(ID))
    candidates = [thing_iri(key), document_iri(key), document_iri(key.upper()), instrument_iri(key)]
    for candidate in candidates:
        if _is_known(view, candidate):
            return candidate
    raise SymbolError(
        symbol, "is not known to this graph", "ingest the document first, or check the symbol"
    )


def _is_known(view: Snapshot, thing: URIRef) -> bool:
    try:
        node = ox.NamedNode(thing)
    except ValueError:
        return False
    return bool(view.triples(subject=node, predicate=ox.NamedNode(_LABELLED)))


def _paragraph_id(words: str) -> str:
    """A paragraph id from what people type.

    >>> [_paragraph_id(w) for w in ("op9", "OP 9", "op/9", "9", "para 12", "pp 3", "op4(a)")]
    ['op9', 'op9', 'op9', '9', '12', 'pp3', 'op4(a)']
    """
    compact = re.sub(r"[\s/]+", "", words.strip().lower())
    return re.sub(r"^(paragraph|para)\.?", "", compact)
