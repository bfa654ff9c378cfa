"""Count what the default graph holds: as a whole, or what a change makes of an earlier count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final, NamedTuple

import pyoxigraph as ox
from rdflib import RDF

from kg.store import Snapshot
from kg.vocab import ID

__all__ = ["ENTITIES", "OBJECTS", "SUBJECTS", "TRIPLES", "Counts", "Place", "changed", "counted"]

TRIPLES: Final = "triples"
SUBJECTS: Final = "distinctSubjects"
OBJECTS: Final = "distinctObjects"
ENTITIES: Final = "entities"
_MEASURES: Final = (TRIPLES, SUBJECTS, OBJECTS, ENTITIES)
_TYPE: Final = ox.NamedNode(str(RDF.type))

_Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Place(NamedTuple):
    """What is counted where: ``measure`` is a local name of VoID.

    An empty class or property stands for all of them, so two empty ones for the whole graph.
    """

    of_class: str
    of_property: str
    measure: str


Counts = Counter[Place]
"""A number for each place; one that is not there is 0."""


def counted(view: Snapshot) -> Counts:
    """Count the whole default graph of a store, at a cost that grows with it.

    Objects are told apart in the whole and for each property, not for each class.
    """
    counts: Counts = Counter()
    for name in ("whole", "properties", "classes", "pairs"):
        for row in view.query(_query(name)).solutions():
            of_class, of_property = (
                term.value if isinstance(term, ox.NamedNode) else ""
                for term in (row.get("class"), row.get("property"))
            )
            for measure in _MEASURES:
                number = row.get(measure)
                if isinstance(number, ox.Literal) and int(number.value):
                    counts[Place(of_class, of_property, measure)] = int(number.value)
    return counts


def changed(counts: Counts, before: Snapshot, after: Snapshot, subjects: Iterable[str]) -> Counts:
    """The counts of ``after``, from those of ``before`` and all subjects that differ in the two.

    Only these subjects are read, and the objects that one of them won or lost are looked up, so
    the cost is that of the change. Subjects are IRIs, as no graph of ours holds a blank node.
    """
    result = counts.copy()
    lost: set[ox.Triple] = set()
    won: set[ox.Triple] = set()
    for subject in subjects:
        node = ox.NamedNode(subject)
        old, new = before.triples(node), after.triples(node)
        result.subtract(_contribution(subject, old))
        result.update(_contribution(subject, new))
        lost |= {*old} - {*new}
        won |= {*new} - {*old}
    asking = _query("object")
    result.subtract(_absent(lost - won, after, asking))
    result.update(_absent(won - lost, before, asking))
    return Counter({place: number for place, number in result.items() if number})


def _contribution(subject: str, triples: list[ox.Triple]) -> Counts:
    """What one subject has a part in, its objects left out."""
    counts: Counts = Counter()
    if not triples:
        return counts
    classes = [
        t.object.value
        for t in triples
        if t.predicate == _TYPE and isinstance(t.object, ox.NamedNode)
    ]
    properties = Counter(t.predicate.value for t in triples)
    counts[Place("", "", SUBJECTS)] = 1
    if subject.startswith(ID):
        counts[Place("", "", ENTITIES)] = 1
    for of_class in classes:
        counts[Place(of_class, "", ENTITIES)] = 1
    for of_class in ("", *classes):
        counts[Place(of_class, "", TRIPLES)] = len(triples)
        for of_property, number in properties.items():
            counts[Place(of_class, of_property, TRIPLES)] = number
            counts[Place(of_class, of_property, SUBJECTS)] = 1
    return counts


def _absent(triples: set[ox.Triple], view: Snapshot, asking: str) -> Iterator[Place]:
    """The objects of triples that a store has not got, for each property and as a whole."""
    used: dict[_Object, set[ox.NamedNode]] = defaultdict(set)
    for triple in triples:
        used[triple.object].add(triple.predicate)
    for term, properties in used.items():
        if not isinstance(term, ox.NamedNode | ox.Literal):
            raise TypeError(f"no graph of ours holds such a term: {term}")
        given = {"o": term}
        absent = [
            p
            for p in properties
            if not view.query(asking, substitutions=given | {"p": p}).boolean()
        ]
        yield from (Place("", p.value, OBJECTS) for p in absent)
        gone = len(absent) == len(properties)
        if gone and not view.query(asking, substitutions=given).boolean():
            yield Place("", "", OBJECTS)


def _query(name: str) -> str:
    return (files("kg.portrait") / f"{name}.rq").read_text("utf-8")
