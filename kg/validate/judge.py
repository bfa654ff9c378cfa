"""Judge a data graph by the shapes, through pySHACL, into a validation report of plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rdflib import RDFS, SH, Graph, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.term import Node

from kg.model import ValidationResult
from kg.validate.terms import judge_terms, prefixed

__all__ = ["Report", "found", "judge", "order", "path_text", "report"]

_UNARY_PATHS = (
    (SH.inversePath, "^{}"),
    (SH.zeroOrMorePath, "{}*"),
    (SH.oneOrMorePath, "{}+"),
    (SH.zeroOrOnePath, "{}?"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What validating a graph gives: every result, violations first."""

    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no result of any severity (SHACL 3.6.1.1)."""
        return not self.results

    @property
    def violations(self) -> tuple[ValidationResult, ...]:
        """The results for which a draft is refused."""
        return tuple(r for r in self.results if r.severity == "Violation")

    @property
    def warnings(self) -> tuple[ValidationResult, ...]:
        """The results that are kept beside the data: warnings and notes."""
        return tuple(r for r in self.results if r.severity != "Violation")


def judge(graph: Graph, shapes: Graph) -> Report:
    """Judge any RDF graph: its terms, then every focus node of the shapes."""
    return Report(judge_terms(graph) + report(graph, shapes))


def report(
    data: Graph,
    shapes: Graph,
    *,
    context: Graph | None = None,
    focus: Collection[Node] | None = None,
) -> tuple[ValidationResult, ...]:
    """Every result of validating ``data``, violations first, then by focus node, shape and value.

    ``context`` is in the data graph too; with ``focus`` only the results whose focus node is in it
    are given. ``shapes`` comes from ``load_shapes`` and brings the class hierarchy. Neither graph
    is changed.
    """
    return tuple(
        result for node, result in found(data, shapes, context) if focus is None or node in focus
    )


def found(
    data: Graph, shapes: Graph, context: Graph | None = None
) -> tuple[tuple[Node | None, ValidationResult], ...]:
    """Every result with its focus node as a term, in the order of ``report``."""
    # pySHACL takes 0.15 s to import, which every command would pay at its start.
    import pyshacl

    merged = _merge(data, context or (), shapes.triples((None, RDFS.subClassOf, None)))
    # A copy of the shapes, for pySHACL adds two triples of its own. Its ``focus_nodes`` option is
    # not used: it also drops the value nodes that ``sh:node``, ``sh:or`` and ``sh:not`` look at.
    _, answer, _ = pyshacl.validate(
        merged, shacl_graph=_merge(shapes), inplace=True, inference="none", advanced=False
    )
    results = [
        (answer.value(node, SH.focusNode), _result(answer, shapes, node))
        for node in answer.objects(None, SH.result)
    ]
    return tuple(sorted(results, key=lambda pair: order(pair[1])))


def _merge(*graphs: Iterable[tuple[Node, Node, Node]]) -> Graph:
    merged = Graph()
    for triples in graphs:
        for triple in triples:
            merged.add(triple)
    return merged


def order(result: ValidationResult) -> tuple[str, ...]:
    """What results are sorted by: violations first, then focus node, shape and the rest."""
    rank = {"Violation": "0", "Warning": "1"}.get(result.severity, "2")
    rest = (result.path or "", result.value or "", result.component, result.message)
    return (rank, result.focus_node, result.shape, *rest)


def _result(answer: Graph, shapes: Graph, node: Node) -> ValidationResult:
    path = answer.value(node, SH.resultPath)
    value = answer.value(node, SH.value)
    messages = {str(message) for message in answer.objects(node, SH.resultMessage)}
    return ValidationResult(
        severity=prefixed(answer.value(node, SH.resultSeverity)).removeprefix("sh:"),
        shape=prefixed(answer.value(node, SH.sourceShape)),
        component=prefixed(answer.value(node, SH.sourceConstraintComponent)).removeprefix("sh:"),
        focus_node=prefixed(answer.value(node, SH.focusNode)),
        path=None if path is None else path_text(shapes, path),
        value=None if value is None else prefixed(value),
        message=" ".join(sorted(messages)),
    )


def path_text(shapes: Graph, path: Node) -> str:
    """A path as SPARQL writes it; the blank nodes of a path keep their names from the shapes."""
    if isinstance(path, URIRef):
        return prefixed(path)
    for predicate, form in _UNARY_PATHS:
        inner = shapes.value(path, predicate)
        if inner is not None:
            return form.format(path_text(shapes, inner))
    choices = shapes.value(path, SH.alternativePath)
    members, joint = (choices, "|") if choices is not None else (path, "/")
    return "(" + joint.join(path_text(shapes, step) for step in RdfList(shapes, members)) + ")"
