"""Write validation results as a validation report in RDF (SHACL 3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.model import ValidationResult
from kg.vocab import PREFIXES

__all__ = ["expanded", "report_triples"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_RDF: Final = PREFIXES["rdf"]
_RDFS: Final = PREFIXES["rdfs"]
_XSD: Final = PREFIXES["xsd"]
_SH: Final = "http://www.w3.org/ns/shacl#"
_TYPED: Final = re.compile(r'(?P<words>".*")\^\^(?P<datatype>\S+)', re.DOTALL)
_TYPE: Final = ox.NamedNode(_RDF + "type")
_COMMENT: Final = ox.NamedNode(_RDFS + "comment")


def report_triples(
    results: Iterable[tuple[str, ValidationResult]],
    shapes: Graph,
    *,
    conforms: bool,
    notes: Sequence[str] = (),
) -> Iterator[ox.Triple]:
    """The report: each result with its focus node, path, value, shape, component and severity.

    A focus node is an IRI alone, or a term as N-Triples writes it. A path that is no IRI is the
    shape's own, written anew. ``notes`` are comments on the report.
    """
    report = ox.BlankNode("report")
    yield ox.Triple(report, _TYPE, _sh("ValidationReport"))
    truth = ox.Literal("true" if conforms else "false", datatype=ox.NamedNode(_XSD + "boolean"))
    yield ox.Triple(report, _sh("conforms"), truth)
    for note in notes:
        yield ox.Triple(report, _COMMENT, ox.Literal(note, language="en"))
    for number, (focus, result) in enumerate(results, 1):
        node = ox.BlankNode(f"result{number}")
        yield ox.Triple(report, _sh("result"), node)
        yield from _result(node, focus, result, shapes)


def _result(
    node: ox.BlankNode, focus: str, result: ValidationResult, shapes: Graph
) -> Iterator[ox.Triple]:
    component = result.component.removesuffix("ConstraintComponent") + "ConstraintComponent"
    yield ox.Triple(node, _TYPE, _sh("ValidationResult"))
    start = _named(focus) if focus.startswith(('"', "_:", "<")) else ox.NamedNode(focus)
    yield ox.Triple(node, _sh("focusNode"), start)
    if result.path is not None:
        yield from _path(node, result, shapes)
    if result.value is not None:
        yield ox.Triple(node, _sh("value"), expanded(result.value))
    yield ox.Triple(node, _sh("resultSeverity"), _sh(result.severity))
    yield ox.Triple(node, _sh("sourceShape"), expanded(result.shape))
    yield ox.Triple(node, _sh("sourceConstraintComponent"), _sh(component))
    yield ox.Triple(node, _sh("resultMessage"), ox.Literal(result.message, language="en"))


def _path(node: ox.BlankNode, result: ValidationResult, shapes: Graph) -> Iterator[ox.Triple]:
    shape = expanded(result.shape)
    path = shapes.value(URIRef(shape.value), SH.path)
    if path is None or isinstance(path, URIRef):
        yield ox.Triple(node, _sh("resultPath"), expanded(result.path or ""))
        return
    yield from _copied(node, _sh("resultPath"), path, shapes, node.value)


def _copied(
    subject: ox.BlankNode, predicate: ox.NamedNode, value: Node, shapes: Graph, name: str
) -> Iterator[ox.Triple]:
    """A value of a path with all that it is made of: lists, inverses, repetitions."""
    if isinstance(value, URIRef):
        yield ox.Triple(subject, predicate, ox.NamedNode(str(value)))
        return
    copy = ox.BlankNode(f"{name}p")
    yield ox.Triple(subject, predicate, copy)
    parts = sorted(shapes.predicate_objects(value))
    for number, (part, inner) in enumerate(parts):
        if part != RDF.type:
            yield from _copied(
                copy, ox.NamedNode(str(part)), inner, shapes, f"{copy.value}{number}"
            )


def expanded(text: str) -> Term:
    """The term of a text that ``kg.validate.terms.prefixed`` wrote.

    >>> expanded("mg:symbol").value
    'https://w3id.org/mandategraph/ontology#symbol'
    >>> str(expanded('"2"^^xsd:integer'))
    '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if text.startswith(('"', "'")):
        typed = _TYPED.fullmatch(text)
        if typed is None:
            return _named(text)
        datatype = ox.NamedNode(_iri(typed["datatype"]))
        return ox.Literal(_named(typed["words"]).value, datatype=datatype)
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    return ox.NamedNode(_iri(text))


def _iri(text: str) -> str:
    if text.startswith("<"):
        return text[1:-1]
    prefix, _, name = text.partition(":")
    return PREFIXES[prefix] + name


def _named(text: str) -> Term:
    """A term as Turtle writes it, which may hold lines within long quotes."""
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    (quad,) = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.TURTLE)
    term: Term | ox.Triple = quad.object
    if isinstance(term, ox.Triple):
        raise TypeError(f"a triple term is no value: {text}")
    return term


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)
