"""What things and terms are called, in English, read from the graph and from its ontology."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from api.queries import query_text
from kg.store import Snapshot
from kg.vocab import ID, MG, PREFIXES

__all__ = ["Labels", "TermEntry", "Vocabulary", "read_vocabulary"]

_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_KEPT: Final = 50_000


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the ontology: its IRI, kind, label, definition and example."""

    iri: str
    kind: str
    label: str
    definition: str | None
    example: str | None

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the ontology by IRI, and which of its properties a trace follows."""

    terms: dict[str, TermEntry]
    tracing: frozenset[str]
    specific_tracing: frozenset[str]

    def label(self, iri: str) -> str | None:
        """The label of a term, or None."""
        term = self.terms.get(iri)
        return term.label if term else None


class Labels:
    """Labels of one view, each looked up once."""

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._snapshot, self._vocabulary = snapshot, vocabulary
        self._known: dict[str, str] = {}

    def label(self, iri: str) -> str:
        """What an IRI is called: its label, the English one first, else its short form."""
        term = self._vocabulary.label(iri)
        if term:
            return term
        known = self._known.get(iri)
        if known is None:
            triples = self._snapshot.triples(ox.NamedNode(iri), _LABEL)
            known = _english(t.object for t in triples) or short_form(iri)
            if len(self._known) < _KEPT:
                self._known[iri] = known
        return known


def read_vocabulary(snapshot: Snapshot) -> Vocabulary:
    """Read the terms that the ontology graph declares."""
    rows = snapshot.query(query_text("terms")).solutions()
    terms = {}
    for row in rows:
        iri, kind = row["term"].value, row["kind"].value.rpartition("#")[2]
        terms[iri] = TermEntry(
            iri=iri,
            kind=kind,
            label=row["label"].value,
            definition=row["definition"].value if "definition" in row else None,
            example=row["example"].value if "example" in row else None,
        )
    tracing = {row["property"].value for row in snapshot.query(query_text("tracing")).solutions()}
    general = {
        str(MG[n + end]) for n in ("leadsTo", "follows") for end in ("", "Strongly", "Weakly")
    }
    return Vocabulary(terms, frozenset(tracing | general), frozenset(tracing - general))


def short_form(iri: str) -> str:
    """A short form of an IRI for people: the path of ours, a prefixed name, else itself.

    >>> short_form("https://w3id.org/mandategraph/id/state/ZAF")
    'state/ZAF'
    >>> short_form("http://www.w3.org/2004/02/skos/core#Concept")
    'skos:Concept'
    """
    if iri.startswith(ID):
        return unquote(iri.removeprefix(ID))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _english(terms: Iterable[object]) -> str | None:
    literals = sorted((t.language != "en", t.value) for t in terms if isinstance(t, ox.Literal))
    return literals[0][1] if literals else None
