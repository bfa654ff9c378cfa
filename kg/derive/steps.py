"""Work out the derived graph: the closure of every effect, a step for each passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.iri import rule_iri, step_iri
from kg.reason import TracingProperty
from kg.rules import rule_text
from kg.store import Snapshot, to_rdflib
from kg.store.engine import in_merge
from kg.vocab import DERIVED, MG

__all__ = ["derived_graph"]

RULES: Final = {
    "citation": "what is cited leads to the paragraph that cites it",
    "given-in": "a paragraph leads to the mandate that it gives",
    "stated-effect": "an effect that is stated leads from its cause to its consequence",
}
_PROVENANCE: Final = tuple(
    str(p)
    for p in (
        MG.statedIn,
        MG.quote,
        MG.quoteStart,
        MG.quoteEnd,
        MG.derivedBy,
        MG.verification,
        DCTERMS.source,
        DCTERMS.bibliographicCitation,
    )
)


@dataclass(frozen=True, slots=True)
class _Effect:
    """An effect triple and the node that bears the passage it rests on."""

    bearer: ox.NamedNode
    subject: URIRef
    predicate: str
    object: URIRef


def derived_graph(view: Snapshot, properties: Sequence[TracingProperty]) -> Graph:
    """The derived graph of what stands in ``view``, set-wise: the order of reading has no part.

    For each triple with a tracing property its inverse and all super-properties of both; for each
    passage that such a triple rests on, one ``mg:Step`` from cause to consequence; where two
    bearers in one passage give the same step, it has the words of the first. And for each
    thing the classes above its own, as the ontology graph in ``view`` has them.
    """
    known = {str(p.iri): p for p in properties}
    graph = Graph()
    for name in known:
        for quad in view.quads(name):
            if _is_asserted_in(quad.graph_name):
                subject, target = to_rdflib(quad.subject), to_rdflib(quad.object)
                _close(graph, URIRef(subject), known[name], URIRef(target), known)
    for rule, sentence in RULES.items():
        node = rule_iri(rule)
        graph.add((node, RDF.type, MG.Rule))
        graph.add((node, RDFS.label, Literal(sentence, lang="en")))
        for effect in sorted(_effects(view, rule), key=lambda e: e.bearer.value):
            if effect.predicate in known:
                _add_step(graph, view, rule, effect, known[effect.predicate], known)
    for row in view.query(rule_text("types")).solutions():
        graph.add((to_rdflib(row["thing"]), RDF.type, to_rdflib(row["class"])))
    return graph


def _is_asserted_in(graph: object) -> bool:
    """Whether a graph asserts what follows is worked out from; a user's graph has no part in it."""
    if not isinstance(graph, ox.NamedNode):
        return False
    return in_merge(graph.value) and graph.value != str(DERIVED)


def _close(
    graph: Graph,
    subject: URIRef,
    prop: TracingProperty,
    target: URIRef,
    known: Mapping[str, TracingProperty],
) -> None:
    for ancestor in prop.supers:
        graph.add((subject, URIRef(ancestor), target))
    inverse = known[str(prop.inverse)]
    for name in (inverse.iri, *inverse.supers):
        graph.add((target, URIRef(name), subject))
    if prop.strength is None:  # a bare citation is weak; the vocabulary cannot say "no other one"
        cause, consequence = (subject, target) if prop.forward else (target, subject)
        graph.add((cause, MG.leadsToWeakly, consequence))
        graph.add((consequence, MG.followsWeakly, cause))


def _effects(view: Snapshot, rule: str) -> Iterator[_Effect]:
    for row in view.query(rule_text(f"steps-{rule}")).solutions():
        bearer, obj = row["bearer"], row["object"]
        if isinstance(bearer, ox.NamedNode) and isinstance(obj, ox.NamedNode):
            subject = URIRef(row["subject"].value)
            yield _Effect(bearer, subject, row["predicate"].value, URIRef(obj.value))


def _add_step(
    graph: Graph,
    view: Snapshot,
    rule: str,
    effect: _Effect,
    prop: TracingProperty,
    known: Mapping[str, TracingProperty],
) -> None:
    start, end = effect.subject, effect.object
    if not prop.forward:
        start, end = end, start
    provenance = [
        t for t in view.triples(subject=effect.bearer) if t.predicate.value in _PROVENANCE
    ]
    passage = _first(provenance, MG.statedIn, DCTERMS.source, DCTERMS.bibliographicCitation)
    step = step_iri(start, end, URIRef(prop.active), rule, passage)
    if (step, RDF.type, MG.Step) in graph:
        return
    graph.add((step, RDF.type, MG.Step))
    graph.add((step, MG.stepFrom, start))
    graph.add((step, MG.stepTo, end))
    graph.add((step, MG.effect, URIRef(prop.active)))
    graph.add((step, MG.strength, MG[prop.strength or "weak"]))
    graph.add((step, MG.rule, rule_iri(rule)))
    for triple in provenance:
        graph.add((step, URIRef(triple.predicate.value), to_rdflib(triple.object)))


def _first(triples: Sequence[ox.Triple], *predicates: URIRef) -> str | None:
    """The first value of the first of the predicates that has one."""
    for predicate in map(str, predicates):
        values = (to_rdflib(t.object) for t in triples if t.predicate.value == predicate)
        for value in sorted(map(str, values)):
            return value
    return None
