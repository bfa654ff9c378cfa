"""Judge drafts in their context: what they lean on in each other and in the graph that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.authority import Authority, load_authority
from kg.derive import registry_graph, single_valued
from kg.errors import Refused
from kg.lift import authority_graph
from kg.model import Accepted, Draft
from kg.reason import TracingProperty, read_ontology, tracing_properties
from kg.resources import folder
from kg.store import Snapshot
from kg.validate import Report, accept, load_shapes, report_draft
from kg.vocab import ID, MG

__all__ = ["Room", "Verdicts", "judge", "load_room", "report_on"]

_LEANED_ON: Final = (RDF.type, RDFS.label, MG.symbol, MG.key)


@dataclass(frozen=True, slots=True)
class Room:
    """What judging and deriving need, loaded once: vocabulary, shapes, authority lists."""

    ontology: Graph
    shapes: Graph
    authority: Authority
    authority_graph: Graph
    tracing: tuple[TracingProperty, ...]
    single: frozenset[str]

    @property
    def effects(self) -> frozenset[URIRef]:
        """The properties whose triples are steps."""
        return frozenset(p.iri for p in self.tracing)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of a batch of drafts: taken in, or refused with every reason."""

    accepted: tuple[Accepted, ...]
    refused: tuple[Refused, ...]


def load_room() -> Room:
    """Load ontology, shapes and authority lists from the files that ship.

    Raises:
        AuthorityError: a list is malformed.
        ShapesError: the folder of shapes holds none.
    """
    ontology = read_ontology([folder("ontology")])
    shapes = load_shapes(folder("shapes"), folder("ontology"))
    authority = load_authority()
    return Room(
        ontology=ontology,
        shapes=shapes,
        authority=authority,
        authority_graph=authority_graph(authority),
        tracing=tracing_properties(ontology),
        single=single_valued(shapes),
    )


def judge(drafts: Sequence[Draft], room: Room, standing: Snapshot) -> Verdicts:
    """Judge each draft among the others and above what stands in the store."""
    registry = registry_graph(_together(drafts), room.single)
    described = {s for d in drafts for s in d.graph.subjects(RDF.type)}
    accepted, refused = [], []
    for draft in drafts:
        context = _context(draft, drafts, registry, room, standing, described)
        try:
            accepted.append(accept(draft, room.shapes, context))
        except Refused as refusal:
            refused.append(refusal)
    return Verdicts(tuple(accepted), tuple(refused))


def report_on(draft: Draft, room: Room, standing: Snapshot | None = None) -> Report:
    """Everything the shapes say of one draft, above what stands; nothing is accepted."""
    view = standing or Snapshot(ox.Store(), 0, "")
    registry = registry_graph(_together([draft]), room.single)
    described = set(draft.graph.subjects(RDF.type))
    context = _context(draft, [draft], registry, room, view, described)
    return report_draft(draft, room.shapes, context)


def _together(drafts: Sequence[Draft]) -> Snapshot:
    """The drafts in one store in memory, each under its name and all in the default graph."""
    engine = ox.Store()
    for draft in drafts:
        text = draft.graph.serialize(format="nt", encoding="utf-8")
        for graph in (ox.NamedNode(draft.name), ox.DefaultGraph()):
            engine.load(text, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return Snapshot(engine, 0, "")


def _context(
    draft: Draft,
    drafts: Sequence[Draft],
    registry: Graph,
    room: Room,
    standing: Snapshot,
    described: set[Node],
) -> Graph:
    context = Graph()
    own = set(draft.graph.subjects()) | set(draft.graph.objects(None, MG.supportsSubject))
    mentioned = {o for o in draft.graph.objects() if isinstance(o, URIRef) and o.startswith(ID)}
    others = [d.graph for d in drafts if d is not draft]
    for thing in own | mentioned:
        for triple in registry.triples((thing, None, None)):
            if thing in own or triple[1] in _LEANED_ON:
                context.add(triple)
        for graph in (*others, room.authority_graph):
            _lean(context, graph, thing, whole=thing in own)
        if thing not in described and isinstance(thing, URIRef) and thing.startswith(ID):
            _lean(context, _standing(standing, thing), thing, whole=thing in own)
    return context


def _lean(context: Graph, graph: Graph, thing: Node, *, whole: bool) -> None:
    """Take from ``graph`` what the context does not say of a thing: all of it, or its names."""
    known = set(context.predicates(thing))
    for _, predicate, value in graph.triples((thing, None, None)):
        if predicate not in known and (whole or predicate in _LEANED_ON):
            context.add((thing, predicate, value))


def _standing(view: Snapshot, thing: URIRef) -> Graph:
    graph = Graph()
    for triple in view.triples(subject=ox.NamedNode(thing)):
        graph.add((thing, URIRef(triple.predicate.value), _term(triple.object)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    return URIRef(term.value if isinstance(term, ox.NamedNode) else str(term))
