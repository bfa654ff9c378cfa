"""Count what the default graph holds, as a whole, by class and by property."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.store import Snapshot

__all__ = ["ENTITIES", "OBJECTS", "SUBJECTS", "TRIPLES", "Counts", "Place", "counted"]

TRIPLES: Final = "triples"
SUBJECTS: Final = "distinctSubjects"
OBJECTS: Final = "distinctObjects"
ENTITIES: Final = "entities"
_MEASURES: Final = (TRIPLES, SUBJECTS, OBJECTS, ENTITIES)


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


def _query(name: str) -> str:
    return (files("kg.portrait") / f"{name}.rq").read_text("utf-8")
