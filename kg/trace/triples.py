"""Write a trace as triples: its steps with their evidence, its nodes, and what its rules say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD

from kg.iri import rule_iri
from kg.trace.model import Node, Step, Trace
from kg.vocab import MG, PREFIXES

__all__ = ["as_turtle", "trace_triples"]

_DERIVED_BY: Final = {"text": "byText", "curated": "byCuration", "rule": "byRule"}
_VERIFICATION: Final = {
    "from text": "fromText",
    "second source": "secondSource",
    "unverified": "unverified",
}
_TURTLE: Final = {prefix: str(PREFIXES[prefix]) for prefix in ("mg", "dcterms", "rdfs")}
_TYPE: Final = ox.NamedNode(RDF.type)
_LABEL: Final = ox.NamedNode(RDFS.label)
_STEP: Final = ox.NamedNode(MG.Step)
_RULE: Final = ox.NamedNode(MG.Rule)
_INTEGER: Final = ox.NamedNode(XSD.integer)
_SOURCE, _CITATION = ox.NamedNode(DCTERMS.source), ox.NamedNode(DCTERMS.bibliographicCitation)


def as_turtle(trace: Trace) -> str:
    """The trace as Turtle."""
    text = ox.serialize(trace_triples(trace), format=ox.RdfFormat.TURTLE, prefixes=_TURTLE) or b""
    return text.decode()


def trace_triples(trace: Trace) -> Iterator[ox.Triple]:
    """The triples of a trace: steps first, then the nodes and rules that they name.

    All of them but the labels of things that have none stand in the graph as they are.
    """
    for step in trace.steps:
        yield from _step(step)
    for node in trace.nodes:
        yield from _node(node)
    for name, says in trace.rules.items():
        rule = ox.NamedNode(rule_iri(name))
        yield ox.Triple(rule, _TYPE, _RULE)
        yield ox.Triple(rule, _LABEL, ox.Literal(says, language="en"))


def _node(node: Node) -> Iterator[ox.Triple]:
    iri = ox.NamedNode(node.iri)
    if node.kind != "Thing":
        yield ox.Triple(iri, _TYPE, _term(node.kind))
    yield ox.Triple(iri, _LABEL, ox.Literal(node.label, language="en"))


def _step(step: Step) -> Iterator[ox.Triple]:
    iri = ox.NamedNode(step.iri)
    yield ox.Triple(iri, _TYPE, _STEP)
    yield ox.Triple(iri, _term("stepFrom"), ox.NamedNode(step.start))
    yield ox.Triple(iri, _term("stepTo"), ox.NamedNode(step.end))
    yield ox.Triple(iri, _term("effect"), _term(step.effect))
    yield ox.Triple(iri, _term("strength"), _term(step.strength))
    yield ox.Triple(iri, _term("rule"), ox.NamedNode(rule_iri(step.rule)))
    if step.paragraph:
        yield ox.Triple(iri, _term("statedIn"), ox.NamedNode(step.paragraph))
    yield ox.Triple(iri, _term("derivedBy"), _term(_DERIVED_BY[step.derived_by]))
    if step.verification:
        yield ox.Triple(iri, _term("verification"), _term(_VERIFICATION[step.verification]))
    if step.quote:
        yield ox.Triple(iri, _term("quote"), ox.Literal(step.quote, language="en"))
    for name, offset in (("quoteStart", step.quote_start), ("quoteEnd", step.quote_end)):
        if offset is not None:
            yield ox.Triple(iri, _term(name), ox.Literal(str(offset), datatype=_INTEGER))
    if step.source and step.source.startswith(("https://", "http://")):
        yield ox.Triple(iri, _SOURCE, ox.NamedNode(step.source))
    elif step.source:
        yield ox.Triple(iri, _CITATION, ox.Literal(step.source))


@cache
def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(MG[name])
