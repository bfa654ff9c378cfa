"""Know the classes of the ontology: what they are called, and which is narrower than which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from kg.store import Snapshot
from kg.vocab import ONTOLOGY

__all__ = ["Classes", "local_name", "read_classes"]


@dataclass(frozen=True, slots=True)
class Classes:
    """Labels and the classes above, both by local name; a class is not above itself."""

    labels: Mapping[str, str]
    above: Mapping[str, frozenset[str]]

    def narrowest(self, types: Iterable[str]) -> str | None:
        """The local name of the class, among those of a thing, above which the others stand.

        Of several that stand beside each other it is the first in the alphabet.
        """
        names = {local_name(t) for t in types}
        over = {a for name in names for a in self.above.get(name, ())}
        return min(names - over, default=None)

    def named(self, types: Iterable[str]) -> frozenset[str]:
        """The local names of classes and of all that stand above them."""
        names = {local_name(t) for t in types}
        return frozenset(names.union(*(self.above.get(n, frozenset()) for n in names)))

    def below(self, name: str) -> list[str]:
        """A class and all that are narrower, by local name, sorted."""
        return sorted({name, *(n for n, above in self.above.items() if name in above)})


def read_classes(snapshot: Snapshot) -> Classes:
    """The classes of a snapshot's ontology graph."""
    query = (files("kg.search") / "classes.rq").read_text("utf-8")
    labels: dict[str, str] = {}
    above: dict[str, set[str]] = {}
    for row in snapshot.query(query, default_graphs=(str(ONTOLOGY),)).solutions():
        name = local_name(row["class"].value)
        labels.setdefault(name, row["label"].value)
        above.setdefault(name, set())
        if "above" in row:
            above[name].add(local_name(row["above"].value))
    return Classes(labels, {n: frozenset(a - {n}) for n, a in above.items()})


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/`` of an IRI."""
    return iri.rpartition("#")[2].rpartition("/")[2]
