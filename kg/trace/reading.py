"""Read the steps of a view by pattern, each once, so that the cost is that of what is reached."""

from __future__ import annotations

from collections.abc import Container, Mapping
from importlib.resources import files
from typing import Final
from weakref import WeakKeyDictionary, proxy

import pyoxigraph as ox
from rdflib import URIRef

from kg.iri import document_graph, rule_iri
from kg.store import Snapshot
from kg.trace.model import Step
from kg.trace.nodes import Nodes
from kg.vocab import MG

__all__ = ["Reader", "reader_of"]

KEPT: Final = 60_000
MOST_TRIED: Final = 5_000
_MG: Final = str(MG)
_DCTERMS: Final = "http://purl.org/dc/terms/"
_DERIVED: Final = {"byText": "text", "byCuration": "curated", "byRule": "rule"}
_VERIFIED: Final = {
    "fromText": "from text",
    "secondSource": "second source",
    "unverified": "unverified",
}
_READ_FROM: Final = ox.NamedNode(MG.readFrom)
_MAY_LEAD: Final = ox.NamedNode(MG.mayLeadTo)
_DOCUMENT_CITES: Final = ox.NamedNode(MG.documentCites)
_LABEL: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_FROM, _TO = ox.NamedNode(MG.stepFrom), ox.NamedNode(MG.stepTo)
_EDGES: Final = {
    (True, False): ox.NamedNode(MG.leadsTo),
    (True, True): ox.NamedNode(MG.leadsToStrongly),
    (False, False): ox.NamedNode(MG.follows),
    (False, True): ox.NamedNode(MG.followsStrongly),
}
_NEEDED: Final = ("stepFrom", "stepTo", "effect", "strength", "rule", "derivedBy")


class Reader:
    """The steps and nodes of one view, as they were read so far."""

    def __init__(self, view: Snapshot) -> None:
        self._view = view
        self.nodes: Final = Nodes(view)
        self.phrases: Final[Mapping[str, str]] = _phrases(view)
        self._rules: dict[str, str] = {}
        self._steps: dict[tuple[str, bool], list[str]] = {}
        self._listed = 0
        self._read: dict[str, Step | None] = {}
        self._sources: dict[str, str | None] = {}

    def __len__(self) -> int:
        return self._listed + len(self._read) + len(self.nodes)

    def steps(
        self,
        node: str,
        *,
        forward: bool,
        strong: bool,
        most: int,
        ends: Container[str] | None = None,
    ) -> tuple[tuple[Step, ...], bool]:
        """The steps from a node in the order of ends and IRIs, and whether these are all.

        Where there are more than ``most``, those with the least IRIs are read, and no others.
        ``ends`` are the nodes that they may lead to, if not any.
        """
        iris = self._from(node, forward=forward)
        whole = len(iris) <= most
        if not whole and (strong or ends is not None):
            iris, whole = self._wanted(node, iris, forward, strong, ends)
            whole = whole and len(iris) <= most
        read = (self._step(iri) for iri in iris[:most])
        found = [
            step
            for step in read
            if step is not None
            and (not strong or step.strength == "strong")
            and (ends is None or (step.end if forward else step.start) in ends)
        ]
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.iri))), whole

    def _from(self, node: str, *, forward: bool) -> list[str]:
        key = node, forward
        found = self._steps.get(key)
        if found is None:
            triples = self._view.triples(None, _FROM if forward else _TO, ox.NamedNode(node))
            found = sorted(t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode))
            self._steps[key] = found
            self._listed += 1 + len(found)
        return found

    def _wanted(
        self, node: str, iris: list[str], forward: bool, strong: bool, ends: Container[str] | None
    ) -> tuple[list[str], bool]:
        """Those of very many steps that may be asked for, found from their other ends."""
        after = self.after(node, forward=forward, strong=strong)
        others = sorted(n for n in after if ends is None or n in ends)
        known = set(iris)
        found = {
            iri
            for other in others[:MOST_TRIED]
            for iri in self._from(other, forward=not forward)
            if iri in known
        }
        return sorted(found), len(others) <= MOST_TRIED

    def after(self, node: str, *, forward: bool, strong: bool) -> list[str]:
        """The nodes one step on, without the steps."""
        triples = self._view.triples(ox.NamedNode(node), _EDGES[forward, strong])
        return [t.object.value for t in triples if isinstance(t.object, ox.NamedNode)]

    def undecided_of(self, document: str) -> list[tuple[str, str]]:
        """The document, and each paragraph that cites it and does not say which paragraph."""
        found = self._view.triples(ox.NamedNode(document), _MAY_LEAD)
        return [(document, t.object.value) for t in found if isinstance(t.object, ox.NamedNode)]

    def undecided_in(self, paragraph: str) -> list[tuple[str, str]]:
        """Each document that a paragraph cites without saying which paragraph, and it."""
        found = self._view.triples(None, _MAY_LEAD, ox.NamedNode(paragraph))
        return [(t.subject.value, paragraph) for t in found if isinstance(t.subject, ox.NamedNode)]

    def _step(self, iri: str) -> Step | None:
        if iri not in self._read:
            self._read[iri] = self._as_read(ox.NamedNode(iri))
        return self._read[iri]

    def _as_read(self, node: ox.NamedNode) -> Step | None:
        """A step from its triples; of several values the least, and None where it lacks one."""
        told: dict[str, str] = {}
        for triple in self._view.triples(node):
            value = triple.object
            if isinstance(value, ox.NamedNode | ox.Literal):
                name, text = triple.predicate.value, value.value
                if name not in told or text < told[name]:
                    told[name] = text
        if any(_MG + name not in told for name in _NEEDED):
            return None
        effect = _local(told[_MG + "effect"])
        paragraph = told.get(_MG + "statedIn")
        derived_by = _local(told[_MG + "derivedBy"])
        return Step(
            iri=node.value,
            start=told[_MG + "stepFrom"],
            end=told[_MG + "stepTo"],
            effect=effect,
            phrase=self.phrases.get(effect, effect),
            strength=_local(told[_MG + "strength"]),
            rule=_local(told[_MG + "rule"]),
            paragraph=paragraph,
            quote=told.get(_MG + "quote"),
            source=(self._source(paragraph) if paragraph else None)
            or told.get(_DCTERMS + "source")
            or told.get(_DCTERMS + "bibliographicCitation"),
            derived_by=_DERIVED.get(derived_by, derived_by),
            verification=_VERIFIED.get(_local(told.get(_MG + "verification", ""))),
            quote_start=_offset(told.get(_MG + "quoteStart")),
            quote_end=_offset(told.get(_MG + "quoteEnd")),
        )

    def rule(self, name: str) -> str:
        """What a rule says, as a sentence; its name where the graph has none."""
        if name not in self._rules:
            labels = self._view.triples(ox.NamedNode(rule_iri(name)), _LABEL)
            said = [t.object.value for t in labels if isinstance(t.object, ox.Literal)]
            self._rules[name] = min(said, default=name)
        return self._rules[name]

    def cites(self, later: str, earlier: str) -> bool:
        """Whether the bibliography of a document has another one."""
        cited = ox.NamedNode(earlier)
        return bool(self._view.triples(ox.NamedNode(later), _DOCUMENT_CITES, cited))

    def is_read(self, document: str) -> bool:
        """Whether the text of a document was read, rather than told of by curators."""
        graph = str(document_graph(URIRef(document)))
        return next(self._view.matching(graph=graph), None) is not None

    def _source(self, paragraph: str) -> str | None:
        if paragraph not in self._sources:
            triples = self._view.triples(ox.NamedNode(paragraph), _READ_FROM)
            objects = [t.object for t in triples]
            named = [o.value for o in objects if isinstance(o, ox.NamedNode | ox.Literal)]
            self._sources[paragraph] = min(named, default=None)
        return self._sources[paragraph]


_READERS: Final[WeakKeyDictionary[Snapshot, Reader]] = WeakKeyDictionary()


def reader_of(view: Snapshot) -> Reader:
    """The reader of a view; what it read is kept as long as the view, up to a bound.

    A view never changes, so neither does what was read; and traces of one line share most of it.
    """
    reader = _READERS.get(view)
    if reader is None or len(reader) > KEPT:
        # By a proxy: a reader that held its view would keep it, and its engine, for ever.
        reader = _READERS[view] = Reader(proxy(view))
    return reader


def _phrases(view: Snapshot) -> Mapping[str, str]:
    query = (files("kg.trace") / "phrases.rq").read_text("utf-8")
    rows = view.query(query).solutions()
    return {_local(row["effect"].value): row["phrase"].value for row in rows}


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _offset(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None
