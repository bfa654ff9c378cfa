"""Find the terms that no shape can target: blank nodes, IRIs that are none, ill-typed literals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import ValidationResult
from kg.vocab import PREFIXES

__all__ = ["judge_terms", "prefixed"]

_SHAPE: Final = "mgsh:Terms"
_ZONE: Final = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
# XML Schema 1.1, 3.3.10 and 3.3.11: rdflib takes any words for these two datatypes.
_LEXICAL: Final = {
    XSD.gYear: re.compile(rf"-?([1-9]\d{{3,}}|0\d{{3}}){_ZONE}"),
    XSD.gYearMonth: re.compile(rf"-?([1-9]\d{{3,}}|0\d{{3}})-(0[1-9]|1[0-2]){_ZONE}"),
}


def judge_terms(graph: Graph) -> tuple[ValidationResult, ...]:
    """A violation for each blank node, IRI outside RFC 3987 and ill-typed literal.

    They come in this order: nodes and IRIs by their text, then literals by where they stand.
    A graph without blank nodes has one hash, the digest of its sorted N-Quads. An IRI that the
    engine would refuse at commit is refused here, where the term that bears it can be named.
    Literals are read as rdflib reads them: of dates, those of the years 1 to 9999.
    """
    terms = {term for triple in graph for term in _named(*triple)}
    results = (_judge(term) for term in sorted(terms, key=lambda t: (str(t), type(t).__name__)))
    literals = sorted(_ill_typed(graph), key=lambda r: (r.focus_node, str(r.path), str(r.value)))
    return (*(result for result in results if result is not None), *literals)


def prefixed(term: Node | None) -> str:
    """A term as Turtle writes it with our prefixes."""
    if isinstance(term, Literal):
        datatype = f"^^{prefixed(term.datatype)}" if term.datatype is not None else ""
        return Literal(str(term), lang=term.language).n3() + datatype
    if isinstance(term, BNode):
        return f"_:{term}"
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return f"<{term}>"


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


def _ill_typed(graph: Graph) -> Iterator[ValidationResult]:
    for subject, predicate, obj in graph:
        if isinstance(obj, Literal) and _is_ill_typed(obj):
            # rdflib keeps "false" for whatever is no boolean, so its words cannot be shown.
            value = None if obj.datatype == XSD.boolean else prefixed(obj)
            why = f"A literal is one that its datatype allows, here {prefixed(obj.datatype)}."
            focus, path = prefixed(subject), prefixed(predicate)
            yield ValidationResult("Violation", _SHAPE, "Datatype", focus, path, value, why)


def _is_ill_typed(literal: Literal) -> bool:
    lexical = _LEXICAL.get(literal.datatype) if literal.datatype is not None else None
    return bool(literal.ill_typed) or (lexical is not None and not lexical.fullmatch(str(literal)))


def _violation(component: str, term: str, message: str) -> ValidationResult:
    return ValidationResult("Violation", _SHAPE, component, term, None, None, message)
