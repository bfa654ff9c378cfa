"""Read from a snapshot what a search should find of a thing: its names, its words, its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import URIRef

from kg.iri import document_of
from kg.search.acts import Place, Series, act_place, event_place, first
from kg.search.classes import Classes
from kg.store import Snapshot
from kg.vocab import ID, MG, PREFIXES

__all__ = ["CLOSE", "OPEN", "Reader", "Row", "folded", "touched"]

OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
"""The marks round a match in a snippet: private-use characters, which no row's words hold."""

_MARKS: Final = {ord(OPEN): None, ord(CLOSE): None}
_HIDDEN: Final = frozenset(
    (
        *("AttendanceCount", "BodyName", "Citation", "ConceptScheme", "DatedName", "Evidence"),
        *("Participation", "Rule", "Source", "StateName", "StatusInterval", "Step"),
    )
)
_ACT: Final = re.compile(r"(?:[^/]+/)*(?:res|dec)/(\d[^/]*(?:/\d[^/]*)?|e?s-\d+/\d+)")
_DRAFT: Final = re.compile(r"/draft/\d+$")
_TEXTS: Final = {
    "Mandate": ("quote", "deliverable"),
    "Outcome": ("quote",),
    "Statement": ("quote", "asPrinted", "role"),
    "Person": ("role",),
    "RecordedVote": ("note",),
    "Paragraph": ("text",),
    "Document": ("note",),
    "Event": ("place", "note"),
}
"""What is read as the words of a thing, by its class or one above; Event stands for the rest."""
_PARTS: Final = frozenset(("Mandate", "Outcome", "RecordedVote", "Statement"))
_WITH_EVENTS: Final = tuple(ID + kind for kind in ("document/", "meeting/", "body/"))
_NAMES: Final = ("altLabel", "prefLabel", "acronym", "officialName", "iso3")
_DAYS: Final = ("adoptedOn", "date", "startDate")


@cache
def _predicate(name: str) -> ox.NamedNode:
    skos = name in ("altLabel", "prefLabel", "note")
    return ox.NamedNode((PREFIXES["skos"] if skos else str(MG)) + name)


_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")


@dataclass(frozen=True, slots=True)
class Row:
    """What is searched of a thing, and what a hit shows; ``spellings`` name it outright.

    ``work`` is the IRI of the document that it is a part of, its own where it is no part of one;
    ``place`` is that of the work and stands with the work's own row alone; ``heading`` is what is
    searched in the place of the label, where that repeats the name of the work.
    """

    iri: str
    kind: str
    label: str
    title: str = ""
    names: str = ""
    text: str = ""
    number: str | None = None
    work: str = ""
    heading: str | None = None
    symbol: str | None = None
    place: Place = field(default_factory=Place)
    spellings: frozenset[str] = frozenset()


def folded(spelling: str) -> str:
    """A symbol without what people write in more than one way: case, spaces, escapes.

    >>> folded("a/res/2625%20(xxv)"), folded("A/RES/67/244_B")
    ('a/res/2625(xxv)', 'a/res/67/244b')
    """
    return re.sub(r"[\s_]+", "", unquote(spelling)).casefold()


def touched(snapshot: Snapshot, graph: str) -> set[str]:
    """The IRIs of the things that a graph speaks of, those among them that a search may find."""
    query = (files("kg.search") / "touched.rq").read_text("utf-8")
    rows = snapshot.query(query, default_graphs=(graph,)).solutions()
    return {row["thing"].value for row in rows}


class Reader:
    """Reads rows from one snapshot."""

    def __init__(self, snapshot: Snapshot, classes: Classes, series: Series) -> None:
        self._snapshot, self._classes, self._series = snapshot, classes, series

    def row(self, iri: str) -> Row | None:
        """The row of a thing, None where it is none that a search finds."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return None
        types = [o.value for o in self._objects(node, _TYPE) if isinstance(o, ox.NamedNode)]
        kind = self._classes.narrowest(types)
        labels = self._words(node, _LABEL) if kind and kind not in _HIDDEN else []
        if not kind or not labels:
            return None
        above = self._classes.named(types)
        if "Paragraph" in above:
            return self._paragraph(node, kind, labels[0])
        if above & _PARTS:
            text = self._text(node, above)
            return Row(iri, kind, labels[0], text=text, work=self._work(node, above))
        return self._thing(node, kind, labels, above)

    def leads_to(self, iri: str) -> list[str]:
        """The things that the registry may name beside one that a graph speaks of."""
        if _work_of(iri) != iri or not iri.startswith(_WITH_EVENTS):
            return []
        node = ox.NamedNode(iri)
        found = (
            o
            for name in ("adoptedAt", "sittingOf", "heldBy", "reportOf")
            for o in self._objects(node, _predicate(name))
        )
        return [o.value for o in found if isinstance(o, ox.NamedNode)]

    def _thing(
        self, node: ox.NamedNode, kind: str, labels: Sequence[str], above: frozenset[str]
    ) -> Row:
        document = "Document" in above
        symbols = self._words(node, _predicate("symbol")) if document else []
        symbols += self._words(node, _predicate("key")) if document else []
        work = _work_of(node.value)
        return Row(
            iri=node.value,
            kind=kind,
            label=labels[0],
            title=_joined([*symbols, *self._words(node, _predicate("title"))]),
            names=_joined([*labels[1:], *([] if document else self._names(node))]),
            text=self._text(node, above),
            number=self._number(node),
            work=work,
            symbol=next(iter(symbols), None),
            place=self._place(node, symbols) if work == node.value else Place(),
            spellings=_spellings(node.value, symbols) if document else frozenset(),
        )

    def _number(self, node: ox.NamedNode) -> str | None:
        return next(iter(self._words(node, _predicate("number"))), None)

    def _paragraph(self, node: ox.NamedNode, kind: str, label: str) -> Row:
        text = self._words(node, _predicate("text")) or self._quoted(node)
        number = self._number(node)
        return Row(
            iri=node.value,
            kind=kind,
            label=label,
            text=_joined(text),
            number=number,
            work=_work_of(node.value),
            # "report of eg-cybercrime meeting 2, paragraph 10" says nothing of what it is about.
            heading=None if "/id/document/" in node.value else f"paragraph {number}",
        )

    def _quoted(self, node: ox.NamedNode) -> list[str]:
        """The words that others quote from a passage whose text the graph does not hold."""
        quotes: set[str] = set()
        for triple in self._snapshot.triples(predicate=_predicate("statedIn"), obj=node):
            subject = triple.subject
            if isinstance(subject, ox.NamedNode) and "/id/step/" not in subject.value:
                quotes.update(self._words(subject, _predicate("quote")))
        return [q for q in sorted(quotes) if not any(q != other and q in other for other in quotes)]

    def _text(self, node: ox.NamedNode, above: frozenset[str]) -> str:
        which = next((k for k in _TEXTS if k in above), "Event")
        words = [w for name in _TEXTS[which] for w in self._words(node, _predicate(name))]
        return _joined(
            w for i, w in enumerate(words) if not any(w in before for before in words[:i])
        )

    def _names(self, node: ox.NamedNode) -> list[str]:
        """Other names, those of other times too."""
        names = [w for name in _NAMES for w in self._words(node, _predicate(name))]
        dated = self._snapshot.triples(predicate=_predicate("nameOf"), obj=node)
        for name in sorted(t.subject.value for t in dated if isinstance(t.subject, ox.NamedNode)):
            names += self._words(ox.NamedNode(name), _LABEL)
            names += self._words(ox.NamedNode(name), _predicate("officialName"))
        return names

    def _work(self, node: ox.NamedNode, above: frozenset[str]) -> str:
        if "RecordedVote" in above:
            voted = self._objects(node, _predicate("voteOn"))
            return next((o.value for o in voted if isinstance(o, ox.NamedNode)), node.value)
        return _work_of(node.value)

    def _place(self, node: ox.NamedNode, symbols: Sequence[str]) -> Place:
        path = node.value.removeprefix(ID)
        said = [event_place(path)]
        for name in ("adoptedAt", "adoptedBy", "heldBy", "reportOf"):
            said += [
                event_place(o.value.removeprefix(ID))
                for o in self._objects(node, _predicate(name))
                if isinstance(o, ox.NamedNode)
            ]
        said += [act_place(symbol, self._series) for symbol in symbols]
        days = [w for name in _DAYS for w in self._words(node, _predicate(name))]
        years = [int(d[:4]) for d in days if d[:4].isdigit()]
        return first([Place(year=years[0] if years else None), *said])

    def _objects(
        self, node: ox.NamedNode, predicate: ox.NamedNode
    ) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
        return [t.object for t in self._snapshot.triples(node, predicate)]

    def _words(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        """The literals of a property, English ones first, without the marks of snippets."""
        found = [o for o in self._objects(node, predicate) if isinstance(o, ox.Literal)]
        ordered = sorted(found, key=lambda o: (o.language not in ("en", None), o.value))
        return [" ".join(o.value.translate(_MARKS).split()) for o in ordered]


def _work_of(iri: str) -> str:
    """The document that a thing is a part of by its IRI, itself where it is no part of one.

    >>> _work_of(f"{ID}mandate/A/RES/65/230/op/9").removeprefix(ID)
    'document/A/RES/65/230'
    >>> _work_of(f"{ID}document/E/RES/2019/19/draft/1/pp/1").removeprefix(ID)
    'document/E/RES/2019/19'
    >>> _work_of(f"{ID}mandate/meeting/eg-cybercrime/2/report/para/3").removeprefix(ID)
    'meeting/eg-cybercrime/2/report'
    """
    path = iri.removeprefix(ID)
    if path.startswith("mandate/"):
        below = path.removeprefix("mandate/")
        events = ("meeting/", "body/", "instrument/")
        path = below if below.startswith(events) else f"document/{below}"
    if not path.startswith(("document/", "meeting/", "body/", "instrument/")):
        return iri
    return ID + _DRAFT.sub("", document_of(URIRef(ID + path)).removeprefix(ID))


def _spellings(iri: str, symbols: Sequence[str]) -> frozenset[str]:
    """What names a document outright: symbol, key, path, and of an act its number alone."""
    path = iri.removeprefix(ID)
    whole = {folded(s) for s in (*symbols, path, path.removeprefix("document/"))}
    acts = (_ACT.fullmatch(spelling) for spelling in whole)
    return frozenset(whole | {act[1] for act in acts if act})


def _joined(words: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(w for w in words if w))
