"""Judge drafts together: among each other and above what stands in the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kg.authority import Authority, load_authority
from kg.derive import Steps, registry_graph, single_valued
from kg.lift import authority_graph
from kg.model import Draft
from kg.reason import TracingProperty, read_ontology, tracing_properties
from kg.resources import folder
from kg.store import Snapshot, to_rdflib
from kg.validate import Report, Verdict, judge_terms, load_shapes, verdicts
from kg.vocab import ID, MG

__all__ = ["Room", "judge", "load_room"]

_NAMES: Final = (RDF.type, RDFS.label, MG.symbol, MG.key, MG.paragraphOf, MG.number, MG.heldBy)


@dataclass(frozen=True, slots=True)
class Room:
    """What judging and deriving need, loaded once: vocabulary, shapes, authority lists."""

    ontology: Graph
    shapes: Graph
    authority: Authority
    authority_graph: Graph
    tracing: tuple[TracingProperty, ...]
    steps: Steps
    single: frozenset[str]

    @property
    def effects(self) -> frozenset[URIRef]:
        """The properties whose triples are steps."""
        return frozenset(p.iri for p in self.tracing)


def load_room() -> Room:
    """Load ontology, shapes and authority lists from the files that ship.

    Raises:
        AuthorityError: a list is malformed.
        ShapesError: the folder of shapes holds none.
    """
    ontology = read_ontology([folder("ontology")])
    tracing = tracing_properties(ontology)
    shapes = load_shapes(folder("shapes"), folder("ontology"))
    authority = load_authority()
    return Room(
        ontology=ontology,
        shapes=shapes,
        authority=authority,
        authority_graph=authority_graph(authority),
        tracing=tracing,
        steps=Steps(tracing, ontology),
        single=single_valued(shapes),
    )


def judge(drafts: Sequence[Draft], room: Room, standing: Snapshot) -> tuple[Verdict, ...]:
    """The verdict on each draft, in their order; one run of the shapes judges them all.

    The drafts are judged with what the registry would say of them and what they lean on: the
    names of what they mention, and what else is said of the shared things that they speak of. A
    draft with a term that no graph of ours may hold is told so, and no shape is asked about it.
    """
    faults = [judge_terms(draft.graph) for draft in drafts]
    well_formed = [draft for draft, found in zip(drafts, faults, strict=True) if not found]
    judged = iter(_judge_by_shapes(well_formed, room, standing))
    return tuple(
        Verdict(draft, Report(found)) if found else next(judged)
        for draft, found in zip(drafts, faults, strict=True)
    )


def _judge_by_shapes(
    drafts: Sequence[Draft], room: Room, standing: Snapshot
) -> tuple[Verdict, ...]:
    context = registry_graph(_together(drafts), room.single)
    world = Graph()
    for graph in (*(draft.graph for draft in drafts), context):
        world += graph
    lists = _Lists(room, standing, frozenset(str(d.name) for d in drafts))
    for thing in set(world.objects(None, MG.supportsSubject)):
        lists.add_what_else_is_said(thing, world, context)
    for thing in list(_mentioned(world)):
        lists.add_names(thing, world, context)
    return verdicts(drafts, room.shapes, context)


def _together(drafts: Sequence[Draft]) -> Snapshot:
    """The drafts in one store in memory, each under its name and all in the default graph."""
    engine = ox.Store()
    for draft in drafts:
        for graph in (ox.NamedNode(draft.name), ox.DefaultGraph()):
            engine.load(draft.triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return Snapshot(engine, 0, "")


def _mentioned(world: Graph) -> Iterator[Node]:
    """The things of ours that are spoken of and not described."""
    for thing in set(world.objects()) | set(world.subjects()):
        ours = isinstance(thing, URIRef) and thing.startswith(ID)
        if ours and (thing, RDF.type, None) not in world:
            yield thing


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the authority lists and the store say: the drafts' own former graphs left out."""

    room: Room
    standing: Snapshot
    replaced: frozenset[str]

    def add_names(self, thing: Node, world: Graph, context: Graph) -> None:
        """Add the class and names of a thing, as far as the drafts do not give them."""
        self._add(thing, world, context, frozenset(_NAMES))

    def add_what_else_is_said(self, thing: Node, world: Graph, context: Graph) -> None:
        """Add what is said of a thing with properties that the drafts do not use of it."""
        self._add(thing, world, context, None)

    def _add(
        self, thing: Node, world: Graph, context: Graph, wanted: frozenset[URIRef] | None
    ) -> None:
        for graph in (self.room.authority_graph, self._stands(thing)):
            known = set(world.predicates(thing))
            for triple in graph.triples((thing, None, None)):
                if triple[1] not in known and (wanted is None or triple[1] in wanted):
                    context.add(triple)
                    world.add(triple)

    def _stands(self, thing: Node) -> Graph:
        graph = Graph()
        for triple in self.standing.asserted(ox.NamedNode(str(thing)), self.replaced):
            graph.add((thing, URIRef(triple.predicate.value), to_rdflib(triple.object)))
        return graph
