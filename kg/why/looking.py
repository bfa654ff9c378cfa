"""Look things up for an account, and keep the triples that were looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef
from rdflib.namespace import DCTERMS

from kg.iri import document_of
from kg.naming import short_name
from kg.store import Snapshot
from kg.store.engine import LEDGER_GRAPH, graph_of, sha256_predicate
from kg.vocab import DERIVED, ID, MG, ONTOLOGY, PREFIXES
from kg.why.model import Assertion, Finding, GraphMark, Passage, SourceRead

__all__ = ["MOST_QUADS", "Looker", "Said"]

Said: TypeAlias = Mapping[str, Sequence[ox.NamedNode | ox.Literal]]
"""The values of each predicate of a thing in one graph."""

MOST_QUADS: Final = 20_000
_LABEL: Final = ox.NamedNode(RDFS.label)
_TYPE: Final = ox.NamedNode(RDF.type)
_READ_FROM: Final = str(MG.readFrom)
_TEXT: Final = str(MG.text)
_DERIVED: Final = {"byText": "text", "byCuration": "curated", "byRule": "rule"}
_VERIFIED: Final = {
    "fromText": "from text",
    "secondSource": "second source",
    "unverified": "unverified",
}
_GENERAL: Final = frozenset(("UnplacedParagraph", "Paragraph", "Document", "Concept", "Statement"))
_SHORT: Final = 60


class Looker:
    """One view, and what was looked up in it for one account."""

    def __init__(self, view: Snapshot) -> None:
        self.view = view
        self.seen: set[ox.Triple] = set()
        self.cut = False

    def said(self, thing: str, graph_name: str | None = None) -> dict[str, Said]:
        """What our graphs, or one of them, say of a thing, by the graph; very much of it is cut."""
        found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        quads = self.view.matching(ox.NamedNode(thing), graph=graph_name)
        for quad in islice(quads, MOST_QUADS):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                graph = found.setdefault(graph_of(quad), defaultdict(list))
                graph[quad.predicate.value].append(quad.object)
        self.cut = self.cut or next(quads, None) is not None
        return {graph: dict(values) for graph, values in sorted(found.items())}

    def keep(self, thing: str, said: Said) -> None:
        """Keep what one graph says of a thing among the triples of the account."""
        subject = ox.NamedNode(thing)
        self.seen.update(
            ox.Triple(subject, ox.NamedNode(predicate), value)
            for predicate, values in said.items()
            for value in values
        )

    def has(self, thing: str, predicate: str, graph: str) -> bool:
        """Whether a graph says anything of a thing with this predicate."""
        quads = self.view.matching(ox.NamedNode(thing), predicate, graph=graph)
        return next(quads, None) is not None

    def subjects(self, predicate: str, obj: str) -> Iterator[str]:
        """The things of which our graphs say a predicate with this object, each once, sorted."""
        quads = self.view.matching(None, predicate, ox.NamedNode(obj))
        found = {
            q.subject.value
            for q in islice(quads, MOST_QUADS)
            if isinstance(q.subject, ox.NamedNode)
        }
        self.cut = self.cut or next(quads, None) is not None
        yield from sorted(found)

    def finding(self, thing: str) -> Finding:
        """A thing by its class and label."""
        node = ox.NamedNode(thing)
        names = sorted(
            t.object.value.rpartition("#")[2]
            for t in self.view.triples(node, _TYPE)
            if isinstance(t.object, ox.NamedNode)
        )
        special = [n for n in names if n not in _GENERAL]
        return Finding(thing, (special or names or ["Thing"])[0], self.label(thing))

    def label(self, thing: str) -> str:
        """What a thing or a term is called."""
        node = ox.NamedNode(thing)
        graph = None if thing.startswith(ID) else str(ONTOLOGY)
        labels = self.view.triples(node, _LABEL, graph=graph)
        said = sorted(t.object.value for t in labels if isinstance(t.object, ox.Literal))
        return said[0] if said else _named(thing)

    def assertion(self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal) -> Assertion:
        """A triple, how it reads, and whether it stands in the default graph."""
        terms = ox.NamedNode(subject), ox.NamedNode(predicate)
        value = _named(obj.value) if isinstance(obj, ox.NamedNode) else f"“{_cut(obj.value)}”"
        verb = "is a" if predicate == _TYPE.value else self.label(predicate)
        says = f"{_named(subject)} {verb} {value}"
        return Assertion(subject, predicate, obj, says, bool(self.view.triples(*terms, obj)))

    def graph(self, name: str) -> GraphMark:
        """A graph with the digest that the ledger has of it."""
        marks = self.view.triples(
            ox.NamedNode(name), sha256_predicate, graph=str(LEDGER_GRAPH.value)
        )
        found = [t.object.value for t in marks if isinstance(t.object, ox.Literal)]
        return GraphMark(name, min(found, default=None))

    def passages(self, thing: str, said: Said) -> tuple[Passage, ...]:
        """Where it is written, by what one graph says of the thing that bears the passage."""
        paragraphs = {v.value for v in said.get(str(MG.statedIn), ()) if is_node(v)}
        if not paragraphs and _READ_FROM in said:
            paragraphs = {thing}  # a paragraph is its own passage
        return tuple(self._passage(paragraph, thing, said) for paragraph in sorted(paragraphs))

    def _passage(self, paragraph: str, thing: str, said: Said) -> Passage:
        about = self.said(paragraph)
        whole: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for graph, values in about.items():
            if graph != str(DERIVED):
                kept = {p: v for p, v in values.items() if p in _PLACING}
                self.keep(paragraph, kept)
                for predicate, found in values.items():
                    whole[predicate] += found
        text = least(whole, _TEXT)
        quote = text if paragraph == thing else least(said, str(MG.quote))
        source = least(whole, _READ_FROM)
        return Passage(
            paragraph=paragraph,
            id=short_name(paragraph),
            document=str(document_of(URIRef(paragraph))),
            quote=quote,
            start=_number(least(said, str(MG.quoteStart))),
            end=_number(least(said, str(MG.quoteEnd))),
            is_found=None if not quote or not text else _flat(quote) in _flat(text),
            source=self.source(source) if source else None,
        )

    def source(self, iri: str) -> SourceRead:
        """The bytes that a source is."""
        told: dict[str, str] = {}
        for said in self.said(iri).values():
            self.keep(iri, said)
            for predicate, values in said.items():
                told.setdefault(predicate, min(v.value for v in values))
        return SourceRead(
            iri,
            told.get(str(MG.sha256)),
            told.get(str(MG.textSha256)),
            told.get(str(MG["format"])),
            told.get(str(MG.fileName)),
            told.get(str(MG.language)) or told.get(str(DCTERMS.language)),
            told.get(str(MG.officialAddress)) or told.get(str(DCTERMS.source)),
        )


_PLACING: Final = frozenset(
    str(p)
    for p in (RDF.type, RDFS.label, MG.paragraphOf, MG.number, MG.readFrom, MG.position, MG.text)
)


def derived_by(said: Said) -> str | None:
    """Whether a text, a curator or a rule says it."""
    name = least(said, str(MG.derivedBy))
    return _DERIVED.get(name.removeprefix(MG), name) if name else None


def verified(said: Said) -> str | None:
    """How far a curated assertion was checked."""
    name = least(said, str(MG.verification))
    return _VERIFIED.get(name.removeprefix(MG)) if name else None


def told_by(said: Said) -> tuple[str, ...]:
    """What a curator relied on: addresses, documents, names."""
    values = (said.get(str(p), ()) for p in (DCTERMS.source, DCTERMS.bibliographicCitation))
    return tuple(sorted({v.value for found in values for v in found}))


def least(said: Said, predicate: str) -> str | None:
    """The least value of a predicate, or None where it has none."""
    return min((v.value for v in said.get(predicate, ())), default=None)


def is_node(term: object) -> bool:
    """Whether a term is an IRI."""
    return isinstance(term, ox.NamedNode)


def _named(iri: str) -> str:
    if iri.startswith(ID):
        return short_name(iri)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None


def _flat(words: str) -> str:
    return "".join(words.split())


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"
