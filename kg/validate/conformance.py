"""Write as a SPARQL expression that a value conforms to what a shape asks of it.

The SPARQL of this and the next module is made from the shapes graph and stands in no ``.rq`` file:
an expression holds others as deep as shapes hold shapes. Only terms are put in, as rdflib writes
them, which escapes what is in a literal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Final

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.term import Node

from kg.validate.paths import NotCompiled, read_path
from kg.validate.targets import TARGETS, classes_below, instance_test

__all__ = ["Conformance", "asked"]

# What is said about a shape and asks nothing of a node.
_NO_CONSTRAINT: Final = frozenset(
    (
        *TARGETS,
        RDF.type,
        SH.path,
        SH.name,
        SH.message,
        SH.severity,
        SH.description,
        SH.order,
        SH.deactivated,
    )
)
_DATATYPES: Final = {
    XSD.string: "true",
    RDF.langString: "true",
    XSD.gYear: "true",  # pySHACL takes any words here; kg.validate.terms does not
    XSD.gYearMonth: "true",
    # ISNUMERIC answers quickly, but not for a number beyond 64 bits.
    XSD.integer: 'ISNUMERIC({0}) || REGEX(STR({0}), "^\\\\s*[+-]?[0-9]+\\\\s*$")',
    XSD.boolean: 'STR({0}) IN ("true", "false", "1", "0")',
    # Python's dates are of the years 1 to 9999.
    XSD.date: (
        "DATATYPE(<http://www.w3.org/2001/XMLSchema#date>(STR({0}))) = DATATYPE({0})"
        ' && REGEX(STR({0}), "^[0-9]{{4}}-") && !STRSTARTS(STR({0}), "0000")'
    ),
}
_NODE_KINDS: Final = {
    SH.IRI: "ISIRI({0})",
    SH.Literal: "ISLITERAL({0})",
    SH.BlankNode: "ISBLANK({0})",
    SH.BlankNodeOrIRI: "(ISIRI({0}) || ISBLANK({0}))",
    SH.BlankNodeOrLiteral: "(ISBLANK({0}) || ISLITERAL({0}))",
    SH.IRIOrLiteral: "(ISIRI({0}) || ISLITERAL({0}))",
}


def asked(shapes: Graph, shape: Node) -> list[tuple[Node, Node]]:
    """Each parameter that a shape has with each of its objects, always in the same order."""
    pairs = shapes.predicate_objects(shape)
    return sorted(pair for pair in pairs if pair[0] not in _NO_CONSTRAINT)


class Conformance:
    """Writes expressions; each variable inside one has a name of its own."""

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._fresh = count(1)
        self._open: list[Node] = []

    def test(self, parameter: Node, argument: Node, value: str) -> str | None:
        """An expression for one object of a parameter; None if it is not about single values.

        Raises:
            NotCompiled: the object has no expression.
        """
        write = _VALUE_TESTS.get(parameter)
        return None if write is None else write(self, argument, value)

    def conforms(self, shape: Node, value: str) -> str:
        """An expression: a value conforms to a shape, of which nothing is an error.

        Raises:
            NotCompiled: the shape asks something that has no expression, or of itself.
        """
        if shape in self._open:
            raise NotCompiled(f"{shape} is asked within itself")
        if self._shapes.value(shape, SH.deactivated) == Literal(True):
            return "true"
        self._open.append(shape)
        tests = list(self._parts(shape, value))
        self._open.pop()
        return "(" + " && ".join(tests or ["true"]) + ")"

    def _parts(self, shape: Node, value: str) -> Iterator[str]:
        path = self._shapes.value(shape, SH.path)
        for parameter, argument in asked(self._shapes, shape):
            if path is not None:
                yield self._on_path(parameter, argument, value, path)
            elif parameter == SH.property:
                yield self.conforms(argument, value)
            else:
                test = self.test(parameter, argument, value)
                if test is None:
                    raise NotCompiled(f"{parameter} within a shape")
                yield test

    def _on_path(self, parameter: Node, argument: Node, value: str, path: Node) -> str:
        """What a property shape asks of the node that its path starts from."""
        other = f"?v{next(self._fresh)}"
        reach = f"{value} {read_path(self._shapes, path).text} {other}"
        test = self.test(parameter, argument, other)
        if test is not None:
            return f"!EXISTS {{ {reach} FILTER(!{test}) }}"
        if (parameter, argument) == (SH.minCount, Literal(1)):
            return f"EXISTS {{ {reach} }}"
        if (parameter, argument) == (SH.maxCount, Literal(0)):
            return f"!EXISTS {{ {reach} }}"
        if parameter == SH.disjoint:
            return f"!EXISTS {{ {value} {argument.n3()} {other} . {reach} }}"
        raise NotCompiled(f"{parameter} within a shape")

    def _members(self, head: Node) -> list[Node]:
        return list(RdfList(self._shapes, head))

    # ── one for each constraint component ──

    def _class(self, argument: Node, value: str) -> str:
        return instance_test(value, tuple(classes_below(self._shapes, argument)))

    def _datatype(self, argument: Node, value: str) -> str:
        allowed = _DATATYPES.get(URIRef(str(argument)))
        if allowed is None:
            raise NotCompiled(f"which words {argument} allows")
        same = f"DATATYPE({value}) = {argument.n3()}"
        return f"COALESCE({same} && ({allowed.format(value)}), false)"

    def _in(self, argument: Node, value: str) -> str:
        # Not IN, which compares what literals stand for.
        same = (f"SAMETERM({value}, {member.n3()})" for member in self._members(argument))
        return "(" + (" || ".join(same) or "false") + ")"

    def _min_inclusive(self, argument: Node, value: str) -> str:
        return f"COALESCE({value} >= {argument.n3()}, false)"

    def _node(self, argument: Node, value: str) -> str:
        return self.conforms(argument, value)

    def _node_kind(self, argument: Node, value: str) -> str:
        return _NODE_KINDS[URIRef(str(argument))].format(value)

    def _not(self, argument: Node, value: str) -> str:
        return f"!{self.conforms(argument, value)}"

    def _or(self, argument: Node, value: str) -> str:
        members = self._members(argument)
        classes = [self._only_class(member) for member in members]
        if all(classes):  # one look at the classes of a value instead of one for each class
            joint = sorted({below for listed in classes for below in listed})
            return instance_test(value, tuple(joint))
        return "(" + " || ".join(self.conforms(member, value) for member in members) + ")"

    def _pattern(self, argument: Node, value: str) -> str:
        return f"COALESCE(REGEX(STR({value}), {Literal(str(argument)).n3()}), false)"

    def _only_class(self, shape: Node) -> list[URIRef]:
        """The classes of which a shape asks one, if it asks nothing else."""
        asked = list(self._shapes.predicate_objects(shape))
        if [predicate for predicate, _ in asked] != [SH["class"]]:
            return []
        return classes_below(self._shapes, asked[0][1])


_VALUE_TESTS: Final[Mapping[Node, Callable[[Conformance, Node, str], str]]] = {
    SH["class"]: Conformance._class,
    SH.datatype: Conformance._datatype,
    SH["in"]: Conformance._in,
    SH.minInclusive: Conformance._min_inclusive,
    SH.node: Conformance._node,
    SH.nodeKind: Conformance._node_kind,
    SH["not"]: Conformance._not,
    SH["or"]: Conformance._or,
    SH.pattern: Conformance._pattern,
}
