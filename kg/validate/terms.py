"""Find the terms that no shape can target: blank nodes, and IRIs that are none."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import ValidationResult

__all__ = ["judge_terms"]

_SHAPE = "mgsh:Terms"


def judge_terms(graph: Graph) -> tuple[ValidationResult, ...]:
    """A violation for each blank node and each IRI outside RFC 3987, in the order of their text.

    A graph without blank nodes has one hash, the digest of its sorted N-Quads. An IRI that the
    engine would refuse at commit is refused here, where the term that bears it can be named.
    """
    terms = {term for triple in graph for term in _named(*triple)}
    results = (_judge(term) for term in sorted(terms, key=lambda t: (str(t), type(t).__name__)))
    return tuple(result for result in results if result is not None)


def _named(*triple: Node) -> Iterator[BNode | URIRef]:
    for term in triple:
        if isinstance(term, BNode | URIRef):
            yield term
        elif isinstance(term, Literal) and term.datatype is not None:
            yield term.datatype


def _judge(term: BNode | URIRef) -> ValidationResult | None:
    if isinstance(term, BNode):
        return _violation("NodeKind", f"_:{term}", "Everything is named by an IRI.")
    try:
        pyoxigraph.NamedNode(str(term))
    except ValueError as error:
        why = f"An IRI is one by RFC 3987, but here: {error}."
        return _violation("IRI", f"<{term}>", why)
    return None


def _violation(component: str, term: str, message: str) -> ValidationResult:
    return ValidationResult("Violation", _SHAPE, component, term, None, None, message)
