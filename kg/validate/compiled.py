"""Judge a batch of graphs by compiled shapes: each constraint is one query on all of them.

pySHACL looks at one focus node after another and takes 0.3 s for 1,000 triples. It judges here
only the shapes that have no queries; its results and these are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef

from kg.model import ValidationResult
from kg.validate.judge import found as found_by_pyshacl
from kg.validate.judge import order
from kg.validate.targets import Need
from kg.validate.terms import prefixed

__all__ = ["Check", "CompiledShapes"]


@dataclass(frozen=True, slots=True)
class Check:
    """The queries for one constraint, one for each shape that asks it of its focus nodes.

    Each solution is one result, which is ``form`` with its focus node and value. ``screen`` asks
    of all those focus nodes together; where it finds nothing, neither does a query. Nothing is
    found either where none of a set of ``needs`` is met.
    """

    form: ValidationResult
    has_value: bool
    queries: tuple[str, ...]
    screen: str | None
    needs: tuple[frozenset[Need], ...]


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """The checks of a shapes graph; ``left`` names the shapes that pySHACL judges."""

    checks: tuple[Check, ...]
    left: tuple[str, ...]
    _left: Graph | None = None

    def found(self, store: ox.Store) -> tuple[tuple[str, ValidationResult], ...]:
        """Every result for a store's default graph with its focus node, sorted as in a report.

        A focus node is given by its IRI alone, any other term as N-Triples writes it. The store
        is not changed; what stands in its named graphs is not looked at.
        """
        vocabulary = _Vocabulary(store)
        results = [
            result
            for check in self.checks
            if vocabulary.meets(check)
            for result in _results(store, check)
        ]
        if self._left is not None:
            for node, result in found_by_pyshacl(_default_graph(store), self._left):
                iri = str(node) if isinstance(node, URIRef) or node is None else node.n3()
                results.append((iri, result))
        return tuple(sorted(results, key=lambda pair: order(pair[1])))


class _Vocabulary:
    """Which predicates and classes a store's default graph uses, looked up once each."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[Need, bool] = {}

    def meets(self, check: Check) -> bool:
        return all(any(self._is_met(need) for need in needs) for needs in check.needs)

    def _is_met(self, need: Need) -> bool:
        if need not in self._known:
            instance_of = None if need.object is None else ox.NamedNode(need.object)
            quads = self._store.quads_for_pattern(
                None, ox.NamedNode(need.predicate), instance_of, ox.DefaultGraph()
            )
            self._known[need] = next(quads, None) is not None
        return self._known[need]


def _results(store: ox.Store, check: Check) -> Iterator[tuple[str, ValidationResult]]:
    if check.screen is not None and next(_solutions(store, check.screen), None) is None:
        return
    for query in check.queries:
        for solution in _solutions(store, query):
            this = solution[0]
            value = solution[1] if check.has_value else None
            iri = this.value if isinstance(this, ox.NamedNode) else str(this)
            yield (
                iri,
                replace(
                    check.form,
                    focus_node=prefixed(_rdflib(this)),
                    value=None if value is None else prefixed(_rdflib(value)),
                ),
            )


def _solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    solutions = store.query(query)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"no SELECT query: {query}")
    return solutions


def _rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | Literal:
    """A term as ``prefixed`` writes it; a string bears no datatype, as in N-Triples."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError(f"a triple term is no value: {term}")
    datatype = URIRef(term.datatype.value)
    if term.language or datatype == XSD.string:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=datatype)


def _default_graph(store: ox.Store) -> Graph:
    text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return Graph().parse(data=text, format="nt")
