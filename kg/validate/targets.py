"""Write the targets of a shape as SPARQL: what gives its focus nodes, and what tests a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kg.validate.paths import NotCompiled, Path

__all__ = ["TARGETS", "Focus", "Need", "classes_below", "focus_of", "instance_test", "reached"]

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True, slots=True)
class Need:
    """A triple without which nothing is found: with a predicate, or of an instance of a class."""

    predicate: URIRef
    object: URIRef | None = None


@dataclass(frozen=True, slots=True)
class Focus:
    """The nodes that a shape is asked about: instances, listed terms, and what a pattern binds.

    Each pattern binds ``?this``. There is a focus node only where one of ``needs`` is met; None
    says that there always is.
    """

    classes: tuple[URIRef, ...] = ()
    terms: tuple[Node, ...] = ()
    patterns: tuple[str, ...] = ()
    needs: frozenset[Need] | None = frozenset()

    @property
    def given(self) -> str:
        """A group graph pattern that binds ``?this`` to each focus node, to some of them twice."""
        groups = [f"{{ {pattern} }}" for pattern in self.patterns]
        if self.terms:
            groups.append(f"{{ VALUES ?this {{ {' '.join(t.n3() for t in self.terms)} }} }}")
        if self.classes:
            listed = " ".join(c.n3() for c in self.classes)
            groups.append(f"{{ VALUES ?class {{ {listed} }} ?this a ?class }}")
        return " UNION ".join(groups)

    @property
    def tested(self) -> str:
        """An expression: ``?this`` is a focus node."""
        tests = [f"SAMETERM(?this, {term.n3()})" for term in self.terms]
        tests += [f"EXISTS {{ {pattern} }}" for pattern in self.patterns]
        if self.classes:
            tests.append(instance_test("?this", self.classes))
        return "(" + " || ".join(tests) + ")"

    def __or__(self, other: Focus) -> Focus:
        """The focus nodes of either."""
        return Focus(
            tuple(dict.fromkeys(self.classes + other.classes)),
            tuple(dict.fromkeys(self.terms + other.terms)),
            tuple(dict.fromkeys(self.patterns + other.patterns)),
            None if self.needs is None or other.needs is None else self.needs | other.needs,
        )


def focus_of(shapes: Graph, shape: Node) -> Focus:
    """The focus nodes that the targets of a shape give.

    Raises:
        NotCompiled: the shape is a class and so its own target.
    """
    if {RDFS.Class, OWL.Class} & set(shapes.objects(shape, RDF.type)):
        raise NotCompiled(f"{shape} is a class")
    classes = [
        below
        for target in _iris(shapes, shape, SH.targetClass)
        for below in classes_below(shapes, target)
    ]
    subjects = _iris(shapes, shape, SH.targetSubjectsOf)
    objects = _iris(shapes, shape, SH.targetObjectsOf)
    terms = tuple(sorted(shapes.objects(shape, SH.targetNode), key=str))
    needs = {Need(RDF.type, c) for c in classes} | {Need(p) for p in subjects + objects}
    return Focus(
        tuple(dict.fromkeys(classes)),
        terms,
        (
            *(f"?this {p.n3()} ?any" for p in subjects),
            *(f"?any {p.n3()} ?this" for p in objects),
        ),
        None if terms else frozenset(needs),
    )


def reached(focus: Focus, path: Path) -> list[Focus]:
    """What a path reaches from each target node apart, since each of them has results of its own.

    Raises:
        NotCompiled: there are other targets than single nodes.
    """
    if focus.classes or focus.patterns:
        raise NotCompiled("a property shape below that of a class or of a property")
    needs = None if path.needs is None else frozenset(Need(p) for p in path.needs)
    return [Focus((), (), (f"{t.n3()} {path.text} ?this",), needs) for t in focus.terms]


def classes_below(shapes: Graph, target: Node) -> list[URIRef]:
    """A class and its subclasses, as the shapes graph has them."""
    below = set(shapes.transitive_subjects(RDFS.subClassOf, target))
    return sorted(c for c in below if isinstance(c, URIRef))


def instance_test(variable: str, classes: tuple[URIRef, ...]) -> str:
    """An expression: what a variable is bound to is an instance of one of the classes.

    One triple pattern and a filter, for the engine answers that by looking one term up; a join
    inside EXISTS it makes anew for each term.
    """
    name = f"{variable}Class"
    listed = ", ".join(c.n3() for c in classes)
    return f"EXISTS {{ {variable} a {name} FILTER({name} IN ({listed})) }}"


def _iris(shapes: Graph, shape: Node, predicate: URIRef) -> list[URIRef]:
    return sorted(p for p in shapes.objects(shape, predicate) if isinstance(p, URIRef))
