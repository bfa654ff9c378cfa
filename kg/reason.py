"""Say what the ontology entails: which properties a trace follows, and whether it is consistent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rdflib import OWL, RDFS, Graph, URIRef
from rdflib import Literal as RdfLiteral

from kg.errors import ReasonerError
from kg.vocab import MG

__all__ = ["TracingProperty", "tracing_properties"]

_STRENGTHS: Final[tuple[tuple[Literal["strong", "weak"], URIRef, URIRef], ...]] = (
    ("strong", MG.leadsToStrongly, MG.followsStrongly),
    ("weak", MG.leadsToWeakly, MG.followsWeakly),
)
_TRUE: Final = RdfLiteral(True)
_GENERAL: Final = frozenset((MG.leadsTo, MG.follows, *(p for s in _STRENGTHS for p in s[1:])))


@dataclass(frozen=True, slots=True)
class TracingProperty:
    """A property by which one thing leads to, or follows from, another.

    ``forward`` is True where its subject is the cause (it stands under ``mg:leadsTo``); ``supers``
    are all its super-properties up to ``mg:leadsTo`` or ``mg:follows``, sorted; ``strength`` is
    None where neither is said (``mg:cites``); ``active`` is the one of the pair that names the
    effect of a step.
    """

    iri: URIRef
    inverse: URIRef
    forward: bool
    supers: tuple[URIRef, ...]
    strength: Literal["strong", "weak"] | None
    active: URIRef


def tracing_properties(ontology: Graph) -> tuple[TracingProperty, ...]:
    """Each property that names an effect, in both directions, sorted by IRI.

    The general ones (``mg:leadsTo``, ``mg:follows`` and their strong and weak halves) are not
    among them: they name no effect, and come as ``supers``.

    Raises:
        ReasonerError: a property lacks its one inverse, or its pair has no one active voice.
    """
    found = {
        p
        for top in (MG.leadsTo, MG.follows)
        for p in ontology.transitive_subjects(RDFS.subPropertyOf, top)
        if isinstance(p, URIRef)
    }
    return tuple(_read_property(ontology, p) for p in sorted(found - _GENERAL))


def _read_property(ontology: Graph, iri: URIRef) -> TracingProperty:
    supers = {
        p
        for p in ontology.transitive_objects(iri, RDFS.subPropertyOf)
        if isinstance(p, URIRef) and p != iri
    }
    inverse = _only(set(_inverses(ontology, iri)), f"{iri} has not exactly one owl:inverseOf")
    voiced = {p for p in (iri, inverse) if (p, MG.activeVoice, _TRUE) in ontology}
    active = _only(voiced, f"of {iri} and {inverse} not exactly one has mg:activeVoice")
    strength = next((s for s, *both in _STRENGTHS if supers & set(both)), None)
    return TracingProperty(
        iri, inverse, MG.leadsTo in supers, tuple(sorted(supers)), strength, active
    )


def _inverses(ontology: Graph, iri: URIRef) -> Iterator[URIRef]:
    for other in (*ontology.objects(iri, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, iri)):
        if isinstance(other, URIRef):
            yield other


def _only(found: set[URIRef], otherwise: str) -> URIRef:
    if len(found) != 1:
        raise ReasonerError(otherwise, "correct ontology/trace.ttl")
    return found.pop()
