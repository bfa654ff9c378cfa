"""Describe the nodes of a trace: what each is called, what it is, and of when."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from kg.iri import document_of
from kg.naming import short_name
from kg.store import Snapshot
from kg.trace.model import Node
from kg.vocab import ID, MG

__all__ = ["Nodes", "paragraph_of"]

_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_DATES: Final = tuple(ox.NamedNode(MG[n]) for n in ("date", "adoptedOn", "startDate"))
_WHOLE: Final = tuple(ox.NamedNode(MG[n]) for n in ("paragraphOf", "givenIn", "recommendedBy"))
_MANDATE: Final = f"{ID}mandate/"
_BELOW: Final = ("meeting/", "instrument/", "body/")
_MOST_HOPS: Final = 8
_GENERAL: Final = frozenset(("UnplacedParagraph", "Paragraph", "Document", "Concept", "Statement"))


class Nodes:
    """The nodes of one view, each described once."""

    def __init__(self, view: Snapshot) -> None:
        self._view = view
        self._described: dict[str, Node] = {}
        self._dates: dict[str, str | None] = {}
        self._classes: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._described) + len(self._dates) + len(self._classes)

    def describe(self, iri: str) -> Node:
        """The node with this IRI, with the date that ``date`` gives."""
        found = self._described.get(iri)
        if found is None:
            name, thing = short_name(iri), ox.NamedNode(iri)
            label = next(iter(self._values(thing, _LABEL)), name)
            found = Node(iri, name, self._kind(thing), label, self.date(iri))
            self._described[iri] = found
        return found

    def classes(self, iri: str) -> frozenset[str]:
        """The local names of a thing's classes, and of those of the document it stands in."""
        if iri not in self._classes:
            whole = str(document_of(URIRef(paragraph_of(iri))))
            self._classes[iri] = frozenset(
                value.removeprefix(MG)
                for thing in {iri, whole}
                for value in self._values(ox.NamedNode(thing), _TYPE)
            )
        return self._classes[iri]

    def date(self, iri: str) -> str | None:
        """When a thing is of.

        Its date is the one it bears, else that of its adoption or first day, else that of the
        document it stands in or, for a draft inside another, of the one that recommends it.
        """
        return self._dated(iri, _MOST_HOPS)

    def _values(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        triples = self._view.triples(thing, predicate)
        return sorted(
            t.object.value for t in triples if isinstance(t.object, ox.NamedNode | ox.Literal)
        )

    def _kind(self, thing: ox.NamedNode) -> str:
        names = [v.rpartition("#")[2] for v in self._values(thing, _TYPE)]
        special = [n for n in names if n not in _GENERAL]
        return (special or names or ["Thing"])[0]

    def _dated(self, iri: str, hops: int) -> str | None:
        if iri not in self._dates:
            self._dates[iri] = self._date(ox.NamedNode(iri), hops)
        return self._dates[iri]

    def _date(self, thing: ox.NamedNode, hops: int) -> str | None:
        for predicate in _DATES:
            for value in self._values(thing, predicate):
                return value
        for predicate in _WHOLE if hops else ():
            for whole in self._values(thing, predicate):
                return self._dated(whole, hops - 1)
        return None


def paragraph_of(node: str) -> str:
    """A mandate's paragraph, from its IRI; any other node itself.

    >>> paragraph_of(f"{ID}mandate/A/RES/90/1/op/2/clause/2").removeprefix(str(ID))
    'document/A/RES/90/1/op/2'
    >>> paragraph_of(f"{ID}mandate/meeting/weights/1/report/para/8").removeprefix(str(ID))
    'meeting/weights/1/report/para/8'
    """
    if not node.startswith(_MANDATE):
        return node
    path = node.removeprefix(_MANDATE).partition("/clause/")[0]
    return f"{ID}{path}" if path.startswith(_BELOW) else f"{ID}document/{path}"
