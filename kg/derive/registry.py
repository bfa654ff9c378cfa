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

from kg.iri import body_iri, display_name, document_of, paragraph_id
from kg.naming import short_name
from kg.rules import rule_text
from kg.store import Snapshot
from kg.vocab import ID, MG

__all__ = ["registry_graph", "single_valued"]

_RANK = {str(MG.fromText): 1, str(MG.secondSource): 2, str(MG.unverified): 3}
_OFFICIAL = re.compile(r"(A|S|E|A/HRC)/RES/")
_KEYED = re.compile(r"[A-Z-]+/(RES|DEC)/|A/DEC/|[A-Z]+/DEC/")
_UNOFFICIAL = re.compile(r"(^|/)[a-z]+(/|$)")  # a digest, or a draft inside a document
_EVENT = re.compile(r"(?:meeting|body)/(?P<body>[^/]+)/(?P<session>session/)?[^/]+")
_KIND = re.compile(r"/(pp|op|para|fn)(?=/)")
_NO_PARAGRAPH = re.compile(
    r"^(mandate|vote)/|/(citation|statement|outcome|attendance|participation|document)/"
)
_PARAGRAPHS = {
    "pp": MG.PreambularParagraph,
    "op": MG.OperativeParagraph,
    "para": MG.ReportParagraph,
    "fn": MG.Footnote,
}


@dataclass(frozen=True, slots=True, order=True)
class _Support:
    """One object that evidence supports; the lowest rank is the best: 0 is a text that was read."""

    rank: int
    words: str


def single_valued(shapes: Graph) -> frozenset[str]:
    """The properties of which a shape says that a thing has at most one (in each language)."""
    bounds = ((SH.maxCount, Literal(1)), (SH.uniqueLang, Literal(True)))
    return frozenset(
        str(path)
        for constraint, bound in bounds
        for shape in shapes.subjects(constraint, bound)
        for path in shapes.objects(shape, SH.path)
        if isinstance(path, URIRef)
    )


def registry_graph(view: Snapshot, single: frozenset[str]) -> Graph:
    """The registry of what stands in ``view``; of a property in ``single`` the best value.

    What a text says wins over what a curator says, a verified value over an unverified one, and
    between equals the first in code point order; the others stay as evidence. Words in several
    languages have one in each.
    """
    out: dict[tuple[str, str, str], dict[str, ox.NamedNode | ox.Literal]] = defaultdict(dict)
    ranks: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for row in view.query(rule_text("registry-evidence")).solutions():
        subject, predicate, value = row["subject"], row["predicate"], row["object"]
        if isinstance(value, ox.BlankNode):
            continue
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        key, words = (str(subject), str(predicate), language), str(value)
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
        described[row["thing"].value].add(row["property"].value)
    for row in view.query(rule_text("registry-mentioned")).solutions():
        thing = URIRef(row["thing"].value)
        known = described[str(thing)] | {str(p) for p in graph.predicates(thing)}
        for predicate, value in _names(thing):
            if str(predicate) not in known:
                graph.add((thing, predicate, value))


def _names(thing: URIRef) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    """Class, label and place of a thing, as far as its IRI tells them."""
    path = thing.removeprefix(ID)
    document = document_of(thing)
    event = _EVENT.fullmatch(path)
    if event:
        yield RDF.type, MG.Session if event["session"] else MG.Meeting
        yield RDFS.label, Literal(short_name(thing), lang="en")
        yield MG.heldBy, body_iri(event["body"])
    elif document != thing and not _NO_PARAGRAPH.search(path):
        yield from _paragraph_names(thing, document)
    elif document == thing and path.startswith("document/"):
        name = display_name(thing)
        yield RDF.type, _document_class(name)
        yield RDFS.label, Literal(name, lang="en")
        if not _UNOFFICIAL.search(name):
            yield (MG.key if _is_key(name) else MG.symbol), Literal(name)


def _paragraph_names(thing: URIRef, document: URIRef) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    kinds = _KIND.findall(thing.removeprefix(document))
    if not kinds:
        return
    yield RDF.type, _PARAGRAPHS[kinds[-1]]
    yield RDFS.label, Literal(short_name(thing), lang="en")
    yield MG.paragraphOf, document
    if "/unplaced/" in thing:
        yield RDF.type, MG.UnplacedParagraph
    else:
        last = paragraph_id(thing)[1].rpartition(".")[2]
        yield MG.number, Literal(re.sub(r"^(op|pp|fn)", "", last))


def _is_key(name: str) -> bool:
    return bool(_KEYED.match(name)) and not _OFFICIAL.match(name)


def _document_class(name: str) -> URIRef:
    if "/RES/" in name:
        return MG.Resolution
    if "/DEC/" in name:
        return MG.Decision
    return MG.Document
