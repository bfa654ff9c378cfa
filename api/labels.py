"""What things and terms are called, in English, read from the graph and from its ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from api.queries import query_text
from kg.store import Snapshot
from kg.vocab import ID, MG, PREFIXES

__all__ = ["Labels", "TermEntry", "Vocabulary", "read_vocabulary"]

_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_KEPT: Final = 50_000
_DIGESTS: Final = ("evidence", "source", "step")


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
    """The terms of the ontology by IRI, what stands above them, and how a trace reads.

    ``supers`` holds for each class those above it and itself, ``tracing`` the properties that a
    trace follows, ``phrases`` how an effect reads from cause to consequence ("is recalled by").
    """

    terms: Mapping[str, TermEntry]
    supers: Mapping[str, frozenset[str]]
    tracing: frozenset[str]
    phrases: Mapping[str, str]

    def label(self, iri: str) -> str | None:
        """The label of a term, or None."""
        term = self.terms.get(iri)
        return term.label if term else None

    def phrase(self, effect: str) -> str:
        """How an effect reads from cause to consequence."""
        return self.phrases.get(effect) or self.label(effect) or short_form(effect)

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """The classes and all that stand above them."""
        return frozenset().union(*(self.supers.get(c, frozenset((c,))) for c in classes))


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
    supers: dict[str, set[str]] = {}
    for row in snapshot.query(query_text("superclasses")).solutions():
        supers.setdefault(row["class"].value, set()).add(row["super"].value)
    tracing = [row["property"].value for row in snapshot.query(query_text("tracing")).solutions()]
    phrases = (files("kg.trace") / "phrases.rq").read_text("utf-8")
    return Vocabulary(
        terms=terms,
        supers={name: frozenset(above) for name, above in supers.items()},
        tracing=frozenset([*tracing, str(MG.leadsTo), str(MG.follows)]),
        phrases={
            row["effect"].value: row["phrase"].value for row in snapshot.query(phrases).solutions()
        },
    )


def short_form(iri: str) -> str:
    """A short form of an IRI for people: the path of ours, a prefixed name, else itself.

    >>> short_form("https://w3id.org/mandategraph/id/state/ZAF")
    'state/ZAF'
    >>> short_form("http://www.w3.org/2004/02/skos/core#Concept")
    'skos:Concept'
    """
    if iri.startswith(ID):
        kind, _, key = unquote(iri.removeprefix(ID)).partition("/")
        return f"{kind} {key[:8]}…" if kind in _DIGESTS else f"{kind}/{key}" if key else kind
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _english(terms: Iterable[object]) -> str | None:
    literals = sorted((t.language != "en", t.value) for t in terms if isinstance(t, ox.Literal))
    return literals[0][1] if literals else None
