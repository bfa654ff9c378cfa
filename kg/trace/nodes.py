"""Describe the nodes of a trace: what each is called, what it is, and of when."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.naming import short_name
from kg.store import Snapshot
from kg.trace.model import Node
from kg.vocab import MG

__all__ = ["Nodes"]

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_DATES: Final = tuple(str(MG[n]) for n in ("date", "adoptedOn", "startDate"))
_WHOLE: Final = tuple(str(MG[n]) for n in ("paragraphOf", "givenIn", "recommendedBy"))
_GENERAL: Final = ("UnplacedParagraph", "Paragraph", "Document", "Concept", "Statement")


class Nodes:
    """The nodes of one view, each described once."""

    def __init__(self, view: Snapshot) -> None:
        self._view = view
        self._described: dict[str, Node] = {}

    def describe(self, iri: str) -> Node:
        """The node with this IRI.

        Its date is the one it bears, else that of its adoption or first day, else that of the
        document it stands in or, for a draft inside another, of the one that recommends it.
        """
        if iri not in self._described:
            self._described[iri] = Node(
                iri=iri,
                id=short_name(iri),
                kind=self._kind(iri),
                label=next(iter(self._values(iri, _LABEL)), short_name(iri)),
                date=self._date(iri),
            )
        return self._described[iri]

    def _values(self, iri: str, predicate: str) -> list[str]:
        triples = self._view.triples(subject=ox.NamedNode(iri), predicate=ox.NamedNode(predicate))
        return sorted(
            t.object.value for t in triples if isinstance(t.object, ox.NamedNode | ox.Literal)
        )

    def _kind(self, iri: str) -> str:
        names = [v.rpartition("#")[2] for v in self._values(iri, _TYPE)]
        special = [n for n in names if n not in _GENERAL]
        return (special or names or ["Thing"])[0]

    def _date(self, iri: str) -> str | None:
        for predicate in _DATES:
            for value in self._values(iri, predicate):
                return value
        for predicate in _WHOLE:
            for whole in self._values(iri, predicate):
                return self._date(whole)
        return None
