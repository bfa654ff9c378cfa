"""Lift the authority lists: States with their dated names, bodies, instruments and topics."""

from __future__ import annotations

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.authority import Authority, Body, DatedName, Instrument, State
from kg.iri import (
    dated_name_iri,
    instrument_iri,
    party_iri,
    state_iri,
    topic_iri,
    topic_scheme_iri,
)
from kg.lift.builder import date_literal, english
from kg.vocab import MG

__all__ = ["authority_graph"]

_DATED = frozenset(("former", "short", "formal"))


def authority_graph(authority: Authority) -> Graph:
    """The graph of everything on the authority lists; no blank nodes."""
    graph = Graph()
    for state in authority.states.values():
        _add_state(graph, state)
    for body in authority.bodies.values():
        _add_body(graph, body, authority)
    for instrument in authority.instruments.values():
        _add_instrument(graph, instrument)
    scheme = topic_scheme_iri()
    for topic in authority.topics.values():
        iri = topic_iri(topic.id)
        graph.add((iri, RDF.type, SKOS.Concept))
        graph.add((iri, RDFS.label, english(topic.label)))
        graph.add((iri, SKOS.prefLabel, english(topic.label)))
        graph.add((iri, SKOS.inScheme, scheme))
        if topic.unbis:
            unbis = URIRef(f"http://metadata.un.org/thesaurus/{topic.unbis}")
            graph.add((iri, SKOS.exactMatch, unbis))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, RDFS.label, english("topics of mandates")))
    return graph


def _add_state(graph: Graph, state: State) -> None:
    iri = state_iri(state.iso3)
    graph.add((iri, RDF.type, MG.State))
    graph.add((iri, RDFS.label, english(state.name)))
    graph.add((iri, MG.officialName, english(state.official_name)))
    if len(state.iso3) == 3 and state.iso3.isalpha():
        graph.add((iri, MG.iso3, Literal(state.iso3)))
    if state.m49:
        graph.add((iri, MG.m49, Literal(state.m49)))
    for name in state.names:
        if name.kind in _DATED:
            _add_dated_name(graph, iri, MG.StateName, name)


def _add_dated_name(graph: Graph, party: URIRef, kind: URIRef, name: DatedName) -> None:
    if not (name.valid_from or name.valid_until):
        return
    since = name.valid_from.isoformat() if name.valid_from else None
    named = _unused(graph, dated_name_iri(party, name.name, since))
    graph.add((named, RDF.type, kind))
    graph.add((named, RDFS.label, english(name.name)))
    graph.add((named, MG.nameOf, party))
    graph.add((named, MG.officialName, english(name.name)))
    if since:
        graph.add((named, MG.validFrom, date_literal(since)))
    if name.valid_until:
        graph.add((named, MG.validUntil, date_literal(name.valid_until.isoformat())))


def _unused(graph: Graph, named: URIRef) -> URIRef:
    """The IRI, counted on where another spelling of the same words has it already."""
    n = 2
    iri = named
    while (iri, MG.officialName, None) in graph:
        iri = URIRef(f"{named}~{n}")
        n += 1
    return iri


def _add_body(graph: Graph, body: Body, authority: Authority) -> None:
    iri = party_iri(body.cls, body.id)
    graph.add((iri, RDF.type, MG[body.cls]))
    graph.add((iri, RDFS.label, english(body.name)))
    if body.acronym and body.cls == "Body":
        graph.add((iri, MG.acronym, Literal(body.acronym)))
    for other in body.others:
        graph.add((iri, SKOS.altLabel, english(other.name)))
        _add_dated_name(graph, iri, MG.BodyName, other)
    parent = authority.bodies.get(body.parent or "")
    if parent and body.cls == "Body":
        graph.add((iri, MG.parentBody, party_iri(parent.cls, parent.id)))


def _add_instrument(graph: Graph, instrument: Instrument) -> None:
    iri = instrument_iri(instrument.key)
    graph.add((iri, RDF.type, MG[instrument.cls]))
    graph.add((iri, RDFS.label, english(instrument.title)))
    graph.add((iri, MG.title, english(instrument.title)))
    if instrument.date:
        graph.add((iri, MG.date, date_literal(instrument.date)))
