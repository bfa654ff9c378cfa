"""Work out what a change makes of earlier counts, at a cost that does not grow with the store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from kg.portrait.counts import ENTITIES, OBJECTS, SUBJECTS, TRIPLES, Counts, Place
from kg.store import Snapshot
from kg.store.merge import by_subject
from kg.vocab import ID, MG

__all__ = ["changed"]

_MOST: Final = 1_000
"""What very many triples are about is not read as a whole; the limit of ``about.rq``."""
_TYPE: Final = ox.NamedNode(str(RDF.type))
_MADE: Final = tuple(ox.NamedNode(str(p)) for p in (MG.statedIn, MG.paragraphOf))
_DRAFT: Final = str(MG.EmbeddedDraft)

_Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class _Asking:
    """The queries that are asked about single terms of a store."""

    stands: str
    about: str

    def has(self, view: Snapshot, **given: _Term) -> bool:
        """Whether a triple of these terms stands in the default graph."""
        return view.query(self.stands, substitutions=given).boolean()

    def few(self, view: Snapshot, node: ox.NamedNode) -> set[ox.Triple] | None:
        """The triples about a thing, or None where they are very many."""
        rows = view.query(self.about, substitutions={"s": node}).solutions()
        if len(rows) == _MOST:
            return None
        return {ox.Triple(node, _named(row["p"]), row["o"]) for row in rows}


@dataclass(frozen=True, slots=True)
class _Difference:
    """The triples about one thing that the default graph lost and won, and its part in counts."""

    lost: set[ox.Triple]
    won: set[ox.Triple]
    counts: Counts


def changed(counts: Counts, before: Snapshot, after: Snapshot, touched: Iterable[str]) -> Counts:
    """The counts of ``after``, from those of ``before`` and all lines in which their graphs differ.

    What stands about the subjects of these lines is read, of a thing that very many triples are
    about only what differs, and the objects that were lost or won are looked up. No graph of ours
    holds a blank node.
    """
    asking = _Asking(_query("stands"), _query("about"))
    result = counts.copy()
    lost: set[ox.Triple] = set()
    won: set[ox.Triple] = set()
    for subject, lines in by_subject(touched).items():
        found = _difference(ox.NamedNode(subject[1:-1]), lines, before, after, asking)
        result.update(found.counts)
        lost |= found.lost
        won |= found.won
    result.subtract(_absent(lost, after, asking))
    result.update(_absent(won, before, asking))
    return Counter({place: number for place, number in result.items() if number})


def _difference(
    node: ox.NamedNode, lines: list[str], before: Snapshot, after: Snapshot, asking: _Asking
) -> _Difference:
    old, new = asking.few(before, node), asking.few(after, node)
    if (old is None or new is None) and _is_plain(node, before, after, asking):
        return _of_many(node, lines, before, after, asking)
    old = set(before.triples(node)) if old is None else old
    new = set(after.triples(node)) if new is None else new
    counts = _part(node, new)
    counts.subtract(_part(node, old))
    return _Difference(old - new, new - old, counts)


def _is_plain(node: ox.NamedNode, before: Snapshot, after: Snapshot, asking: _Asking) -> bool:
    """Whether the change of a thing is that of its lines, and its classes stay as they were.

    Of what a text makes, a curated line may stand back or come forth that no graph lost or won
    (``kg.store.merge``).
    """
    classes = _classes(before.triples(node, _TYPE))
    if set(classes) != set(_classes(after.triples(node, _TYPE))) or _DRAFT in classes:
        return False
    return all(
        asking.has(view, s=node) and not any(asking.has(view, s=node, p=p) for p in _MADE)
        for view in (before, after)
    )


def _of_many(
    node: ox.NamedNode, lines: list[str], before: Snapshot, after: Snapshot, asking: _Asking
) -> _Difference:
    text = "".join(f"{line}\n" for line in lines)
    said = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    old, new = ({t for t in said if _stands(t, view)} for view in (before, after))
    lost, won = old - new, new - old
    counts: Counts = Counter()
    for of_class in ("", *_classes(after.triples(node, _TYPE))):
        for sign, triples in ((-1, lost), (1, won)):
            for triple in triples:
                counts[Place(of_class, "", TRIPLES)] += sign
                counts[Place(of_class, triple.predicate.value, TRIPLES)] += sign
        for predicate in {t.predicate for t in lost | won}:
            had, has = (asking.has(view, s=node, p=predicate) for view in (before, after))
            counts[Place(of_class, predicate.value, SUBJECTS)] += has - had
    return _Difference(lost, won, counts)


def _stands(triple: ox.Triple, view: Snapshot) -> bool:
    subject, term = triple.subject, triple.object
    if not isinstance(subject, ox.NamedNode) or not isinstance(term, _Term):
        raise TypeError(f"no graph of ours holds such a triple: {triple}")
    return bool(view.triples(subject, triple.predicate, term))


def _part(node: ox.NamedNode, triples: set[ox.Triple]) -> Counts:
    """What a thing has a part in, its objects left out."""
    counts: Counts = Counter()
    if not triples:
        return counts
    classes = _classes(triples)
    properties = Counter(t.predicate.value for t in triples)
    counts[Place("", "", SUBJECTS)] = 1
    if node.value.startswith(ID):
        counts[Place("", "", ENTITIES)] = 1
    for of_class in classes:
        counts[Place(of_class, "", ENTITIES)] = 1
    for of_class in ("", *classes):
        counts[Place(of_class, "", TRIPLES)] = len(triples)
        for of_property, number in properties.items():
            counts[Place(of_class, of_property, TRIPLES)] = number
            counts[Place(of_class, of_property, SUBJECTS)] = 1
    return counts


def _classes(triples: Iterable[ox.Triple]) -> list[str]:
    return [
        t.object.value
        for t in triples
        if t.predicate == _TYPE and isinstance(t.object, ox.NamedNode)
    ]


def _absent(triples: set[ox.Triple], view: Snapshot, asking: _Asking) -> Iterator[Place]:
    """The objects of triples that a store has not got, for each property and as a whole."""
    used: dict[_Object, set[ox.NamedNode]] = defaultdict(set)
    for triple in triples:
        used[triple.object].add(triple.predicate)
    for term, properties in used.items():
        if not isinstance(term, _Term):
            raise TypeError(f"no graph of ours holds such a term: {term}")
        absent = [p for p in properties if not asking.has(view, o=term, p=p)]
        yield from (Place("", p.value, OBJECTS) for p in absent)
        if len(absent) == len(properties) and not asking.has(view, o=term):
            yield Place("", "", OBJECTS)


def _named(term: object) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"a predicate is an IRI, not {term}")
    return term


def _query(name: str) -> str:
    return (files("kg.portrait") / f"{name}.rq").read_text("utf-8")
