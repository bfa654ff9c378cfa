"""Judge a batch of graphs by compiled shapes: each constraint is one query on all of them.

pySHACL looks at one focus node after another and takes 0.3 s for 1,000 triples. It judges here
only the shapes that have no queries; its results and these are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef

from kg.model import ValidationResult
from kg.validate.judge import found as found_by_pyshacl
from kg.validate.judge import order
from kg.validate.targets import Need
from kg.validate.terms import prefixed

__all__ = ["Check", "CompiledShapes"]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Check:
    """The query for one constraint: each solution is ``form`` with its focus node and value.

    Where several shapes ask the same, the query asks of the focus nodes of all of them, each of
    ``focuses`` selects those of one, and a solution is a result for each shape whose it is.
    Nothing is found where none of a set of ``needs`` is met.
    """

    form: ValidationResult
    has_value: bool
    query: str
    focuses: tuple[str, ...]
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
        batch = _Batch(store)
        results = [result for check in self.checks for result in batch.results(check)]
        if self._left is not None:
            for node, result in found_by_pyshacl(_default_graph(store), self._left):
                iri = str(node) if isinstance(node, URIRef) or node is None else node.n3()
                results.append((iri, result))
        return tuple(sorted(results, key=lambda pair: order(pair[1])))


class _Batch:
    """A store that is being judged, with what several checks ask of it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._met: dict[Need, bool] = {}
        self._focus_nodes: dict[str, frozenset[_Term]] = {}

    def results(self, check: Check) -> Iterator[tuple[str, ValidationResult]]:
        """The results of one check, each with its focus node."""
        if not all(any(self._is_met(need) for need in needs) for needs in check.needs):
            return
        for solution in self._solutions(check.query):
            this = solution[0]
            value = prefixed(_rdflib(solution[1])) if check.has_value else None
            focus = this.value if isinstance(this, ox.NamedNode) else str(this)
            result = replace(check.form, focus_node=prefixed(_rdflib(this)), value=value)
            for _ in range(self._times(this, check)):
                yield focus, result

    def _times(self, this: _Term, check: Check) -> int:
        if not check.focuses:
            return 1
        return sum(this in self._selected(focus) for focus in check.focuses)

    def _selected(self, focus: str) -> frozenset[_Term]:
        if focus not in self._focus_nodes:
            self._focus_nodes[focus] = frozenset(row[0] for row in self._solutions(focus))
        return self._focus_nodes[focus]

    def _is_met(self, need: Need) -> bool:
        if need not in self._met:
            instance_of = None if need.object is None else ox.NamedNode(need.object)
            quads = self._store.quads_for_pattern(
                None, ox.NamedNode(need.predicate), instance_of, ox.DefaultGraph()
            )
            self._met[need] = next(quads, None) is not None
        return self._met[need]

    def _solutions(self, query: str) -> ox.QuerySolutions:
        solutions = self._store.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"no SELECT query: {query}")
        return solutions


def _rdflib(term: _Term) -> URIRef | BNode | Literal:
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
