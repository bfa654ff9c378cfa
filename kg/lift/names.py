"""Give the IRI of a party, known to the authority list or named by a document alone."""

from __future__ import annotations

import re
from typing import Final

from rdflib import RDFS, URIRef

from kg.authority import Authority
from kg.iri import body_iri, party_iri, slug, state_iri
from kg.lift.builder import Builder, english

__all__ = ["Parties"]

_ARTICLE: Final = re.compile(r"^[Tt]he (?=\w)")


class Parties:
    """The parties that a document names.

    Of an unknown one the document is evidence for its name: several may spell it differently.
    """

    def __init__(self, authority: Authority, build: Builder) -> None:
        self._authority, self._build = authority, build

    def body(self, name: str, kind: str = "Body") -> URIRef:
        """The party with this id or name on the authority list, else of these printed words."""
        bodies, key = self._authority.bodies, self.key(name)
        known = bodies.get(name) or self._authority.body(name) or bodies.get(key)
        if known:
            return party_iri(known.cls, known.id)
        iri = party_iri(kind, key)
        self._build.evidence(None, iri, RDFS.label, english(_ARTICLE.sub("", name)))
        return iri

    def holder(self, name: str) -> URIRef:
        """The body of this id or name that holds a meeting, also where it is listed as no organ."""
        iri = self.body(name)
        known = self._authority.bodies.get(iri.rpartition("/")[2])
        if known is None or known.cls == "Body":
            return iri
        body = body_iri(known.id)
        self._build.evidence(None, body, RDFS.label, english(known.name))
        return body

    @staticmethod
    def key(name: str) -> str:
        """The key of a body by its id or printed name, an article before it left out.

        >>> Parties.key("The Working Group on Weights")
        'working-group-on-weights'
        """
        return slug(_ARTICLE.sub("", name))

    def addressee(self, name: str) -> URIRef:
        """Somebody who is asked: a State by its iso3, else as ``body`` has it."""
        if name in self._authority.states:
            return state_iri(name)
        return self.body(name)

    def sponsor(self, name: str) -> URIRef:
        """A State with this name, else as ``body`` has it."""
        state = self._authority.state(name)
        return state_iri(state.iso3) if state else self.body(name)

    def name(self, name: str) -> str:
        """The name of the party with this id, or else the printed words as they are."""
        known = self._authority.bodies.get(name)
        return known.name if known else name
