"""Work out the registry: what all evidence together says of each shared thing, once.

It is a function of the document, curated and authority graphs: taking one of them away takes away
what only that one supported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.iri import display_name, document_of
from kg.rules import rule_text
from kg.store import Snapshot
from kg.vocab import ID, MG

__all__ = ["registry_graph", "single_valued"]

_RANK = {str(MG.fromText): 1, str(MG.secondSource): 2, str(MG.unverified): 3}
_OFFICIAL = re.compile(r"(A|S|E|A/HRC)/RES/")
_KEYED = re.compile(r"[A-Z-]+/(RES|DEC)/|A/DEC/|[A-Z]+/DEC/")
_SESSION = re.compile(r"body/([^/]+)/session/([^/]+)$")
_MEETING = re.compile(r"meeting/([^/]+)/([^/]+)$")


@dataclass(frozen=True, slots=True, order=True)
class _Support:
    """One object that evidence supports; the lowest rank is the best: 0 is a text that was read."""

    rank: int
    words: str


def single_valued(shapes: Graph) -> frozenset[str]:
    """The properties of which a shape says that a thing has at most one."""
    return frozenset(
        str(path)
        for shape in shapes.subjects(SH.maxCount, Literal(1))
        for path in shapes.objects(shape, SH.path)
        if isinstance(path, URIRef)
    )


def registry_graph(view: Snapshot, single: frozenset[str]) -> Graph:
    """The registry of what stands in ``view``; of a property in ``single`` the best value.

    What a text says wins over what a curator says, a verified value over an unverified one, and
    between equals the first in code point order; the others stay as evidence.
    """
    out: dict[tuple[str, str], dict[str, ox.NamedNode | ox.Literal]] = defaultdict(dict)
    ranks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in view.query(rule_text("registry-evidence")).solutions():
        subject, predicate, value = row["subject"], row["predicate"], row["object"]
        if isinstance(value, ox.BlankNode):
            continue
        key, words = (str(subject), str(predicate)), str(value)
        rank = 0 if "byText" in str(row["derivedBy"]) else _rank(row.get("verification"))
        out[key][words] = value
        ranks[key][words] = min(rank, ranks[key].get(words, rank))
    lines = []
    for key, values in out.items():
        kept = values
        if key[1][1:-1] in single:
            best = min(_Support(ranks[key][words], words) for words in values)
            kept = {best.words: values[best.words]}
        lines += [f"{key[0]} {key[1]} {words} ." for words in kept]
    graph = Graph()
    graph.parse(data="\n".join(lines), format="nt")
    _name_mentioned(view, graph)
    return graph


def _rank(state: object) -> int:
    return _RANK.get(str(state)[1:-1], 3)


def _name_mentioned(view: Snapshot, graph: Graph) -> None:
    described: dict[str, set[str]] = defaultdict(set)
    for row in view.query(rule_text("registry-described")).solutions():
        described[_value(row["thing"])].add(_value(row["property"]))
    for row in view.query(rule_text("registry-mentioned")).solutions():
        thing = URIRef(_value(row["thing"]))
        for predicate, value in _names(thing):
            known = str(predicate) in described[str(thing)]
            if not known and (thing, predicate, None) not in graph:
                graph.add((thing, predicate, value))


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _names(thing: URIRef) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    path = thing.removeprefix(ID)
    if path.startswith("document/") and document_of(thing) == thing:
        name = display_name(thing)
        yield RDF.type, _document_class(name)
        yield RDFS.label, Literal(name, lang="en")
        if not name.startswith("digest/"):
            yield (MG.key if _is_key(name) else MG.symbol), Literal(name)
        return
    session, meeting = _SESSION.match(path), _MEETING.match(path)
    found = session or meeting
    if found:
        kind = "session" if session else "meeting"
        yield RDF.type, MG.Session if session else MG.Meeting
        yield RDFS.label, Literal(f"{found[1].upper()}, {kind} {found[2]}", lang="en")
        yield MG.heldBy, ID[f"body/{found[1]}"]


def _is_key(name: str) -> bool:
    return bool(_KEYED.match(name)) and not _OFFICIAL.match(name)


def _document_class(name: str) -> URIRef:
    if "/RES/" in name:
        return MG.Resolution
    if "/DEC/" in name:
        return MG.Decision
    return MG.Document
