"""Give the IRI of a party, known to the authority list or named by a document alone."""

from __future__ import annotations

from rdflib import URIRef

from kg.authority import Authority
from kg.iri import party_iri, slug
from kg.lift.builder import Builder
from kg.vocab import MG

__all__ = ["Parties"]


class Parties:
    """The parties that a document names; an unknown one is described in the document's graph."""

    def __init__(self, authority: Authority, build: Builder) -> None:
        self._authority, self._build = authority, build

    def body(self, name: str, kind: str = "Body") -> URIRef:
        """The party with this id or name on the authority list, else of these printed words."""
        known = self._authority.bodies.get(name) or self._authority.body(name)
        if known:
            return party_iri(known.cls, known.id)
        iri = party_iri(kind, slug(name))
        self._build.thing(iri, MG[kind], name)
        return iri

    def name(self, name: str) -> str:
        """The name of the party with this id, or else the printed words as they are."""
        known = self._authority.bodies.get(name)
        return known.name if known else name
