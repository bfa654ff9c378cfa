"""Read the terms of a triple from what people type: symbols, short names, IRIs, words."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from kg.errors import SymbolError
from kg.store import Snapshot
from kg.trace import resolve, work
from kg.vocab import ID, MG, PREFIXES

__all__ = ["object_term", "predicate_iri", "thing_in_words"]

_WEB: Final = ("https://", "http://", "urn:")
_MOST_SPACES: Final = 3


def thing_in_words(view: Snapshot, words: str) -> str:
    """The IRI of a thing: itself, a path below ``…/id/``, a symbol, or one with a paragraph.

    ``A/RES/65/230 op9``, ``mgid:meeting/eg-cybercrime/2``, ``step/0f…``, ``<https://…>``.

    Raises:
        SymbolError: the graph knows nothing of this name.
    """
    given = _unfolded(words)
    for iri in (given, f"{ID}{given}"):
        if iri.startswith(_WEB) and _is_told(view, iri):
            return iri
    if given.startswith(_WEB) and not given.startswith(ID):
        raise _unknown(words)
    try:
        return str(work(view, given))
    except SymbolError:
        parts = given.split(" ")
        for n in range(1, min(_MOST_SPACES, len(parts))):
            try:
                return resolve(view, " ".join(parts[:-n]), " ".join(parts[-n:]))[0]
            except SymbolError:
                continue
    raise _unknown(words)


def predicate_iri(words: str) -> str:
    """The IRI of a property: a local name of ours, a prefixed name, ``a``, or an IRI.

    >>> predicate_iri("leadsTo"), predicate_iri("dcterms:title")
    ('https://w3id.org/mandategraph/ontology#leadsTo', 'http://purl.org/dc/terms/title')
    """
    given = _unfolded(words)
    if given == "a":
        return str(RDF.type)
    return given if given.startswith(_WEB) else str(MG[given])


def object_term(
    view: Snapshot, subject: str, predicate: str, words: str
) -> ox.NamedNode | ox.Literal:
    """The object of a triple: a literal of it that reads so, a literal in quotes, or a thing.

    Raises:
        SymbolError: it is none of these.
    """
    try:
        quads = list(view.matching(ox.NamedNode(subject), predicate))
    except ValueError as error:
        raise SymbolError(predicate, "is no property", "name one like leadsTo") from error
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and words in (quad.object.value, str(quad.object)):
            return quad.object
    given = _unfolded(words)
    if any(q.object == ox.NamedNode(given) for q in quads if given.startswith(_WEB)):
        return ox.NamedNode(given)
    return ox.NamedNode(thing_in_words(view, words))


def _unfolded(words: str) -> str:
    """An IRI without its brackets, or from its prefixed name; other words as they are."""
    given = words.strip()
    if given.startswith("<") and given.endswith(">"):
        return given[1:-1]
    prefix, colon, rest = given.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if colon and prefix in PREFIXES else given


def _is_told(view: Snapshot, iri: str) -> bool:
    try:
        return next(view.matching(ox.NamedNode(iri)), None) is not None
    except ValueError:
        return False


def _unknown(words: str) -> SymbolError:
    return SymbolError(
        words,
        "is nothing that this graph says anything of",
        "check the IRI, or name a document and its paragraph",
    )
