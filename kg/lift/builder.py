"""Write assertions into a draft's graph, each with the passage that it rests on."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from kg.iri import document_graph, document_iri, evidence_iri, paragraph_iri
from kg.model import Draft, Finding
from kg.naming import short_name
from kg.ntriples import joined, term_of
from kg.vocab import MG

__all__ = ["Builder", "date_literal", "english"]


def english(words: str) -> Literal:
    """A string for people, in English."""
    return Literal(words, lang="en")


def date_literal(date: str) -> Literal:
    """A date as exact as stated.

    >>> [date_literal(d).datatype.rsplit("#")[1] for d in ("2013", "2013-02", "2013-02-25")]
    ['gYear', 'gYearMonth', 'date']
    """
    parts = date.count("-")
    kind = (XSD.gYear, XSD.gYearMonth, XSD.date)[parts]
    if parts == 2:
        datetime.date.fromisoformat(date)
    elif not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", date):
        raise ValueError(f"{date!r} is not an ISO 8601 date")
    return Literal(date, datatype=kind)


class Builder:
    """A graph in the making, for one document; with ``quotes`` off no words of it are kept."""

    def __init__(self, document: URIRef, *, quotes: bool) -> None:
        self.document = document
        self._lines: set[str] = set()
        self._made: set[URIRef] = set()
        self._classes: set[tuple[URIRef, URIRef]] = set()
        self._quotes = quotes
        self._counts: Counter[str] = Counter()

    def draft(self, warnings: tuple[str, ...] = ()) -> Draft:
        """The draft of everything that was asserted."""
        return Draft(document_graph(self.document), joined(self._lines), warnings)

    def is_a(self, subject: URIRef, kind: URIRef) -> bool:
        """Whether a thing was given this class."""
        return (subject, kind) in self._classes

    def paragraph(self, finding: Finding) -> URIRef:
        """The paragraph that a finding stands in."""
        return paragraph_iri(self.document, finding.paragraph)

    def ordinal(self, scope: str) -> int:
        """1 for the first thing asked for in this scope, 2 for the next …"""
        self._counts[scope] += 1
        return self._counts[scope]

    def add(self, subject: URIRef, predicate: URIRef, obj: URIRef | Literal | None) -> None:
        """Assert a triple, unless there is nothing to assert."""
        if obj is not None:
            self._lines.add(f"<{subject}> <{predicate}> {term_of(obj)} .")

    def kept(self, words: str | None) -> str | None:
        """Words of the document, None where quotes are left out."""
        return words if self._quotes else None

    def add_words(self, subject: URIRef, predicate: URIRef, words: str | None) -> None:
        """Assert words of the document, unless quotes are left out."""
        if words and self._quotes:
            self.add(subject, predicate, english(words))

    def thing(self, subject: URIRef, kind: URIRef, label: str) -> None:
        """Give a thing its class and its label."""
        self._classes.add((subject, kind))
        self.add(subject, RDF.type, kind)
        self.add(subject, RDFS.label, english(label))

    def named(self, subject: URIRef, kind: URIRef, label: str) -> None:
        """Give a thing its class and its label, unless it has them: the first name stays."""
        if not self.is_a(subject, kind):
            self.thing(subject, kind, label)

    def made_by(self, finding: Finding, subject: URIRef, kind: URIRef, label: str) -> None:
        """Give a thing that one passage makes its class, its label and that passage.

        A thing that is made again keeps the passage that made it first.
        """
        self.thing(subject, kind, label)
        if subject not in self._made:
            self._made.add(subject)
            self._passage(subject, finding)

    def evidence(
        self,
        finding: Finding | None,
        subject: URIRef,
        predicate: URIRef,
        obj: URIRef | Literal | None,
    ) -> None:
        """Support an assertion about a thing that several passages describe."""
        if obj is None:
            return
        passage = self.paragraph(finding) if finding else self.document
        node = evidence_iri(subject, predicate, obj.n3(), str(passage))
        if node in self._made:
            return  # the paragraph says it again; its first words for it are enough
        self._made.add(node)
        self.add(node, RDF.type, MG.Evidence)
        self.add(node, MG.supportsSubject, subject)
        self.add(node, MG.supportsPredicate, predicate)
        self.add(node, MG.supportsObject, obj)
        self.add(node, MG.verification, MG.fromText)
        if finding:
            self._passage(node, finding)
        else:
            self.add(node, MG.statedIn, self.document)
            self.add(node, MG.derivedBy, MG.byText)

    def work(self, symbol: str) -> URIRef:
        """The document with this symbol or key."""
        return document_iri(symbol)

    def name_of(self, thing: URIRef) -> str:
        """What to call a paragraph or document of which only the IRI is known."""
        return short_name(thing)

    def supported_document(self, finding: Finding, symbol: str, kind: URIRef) -> None:
        """Say what kind of document a symbol names, as the passage does."""
        work = document_iri(symbol)
        self.thing(work, kind, symbol)
        self.evidence(finding, work, MG.symbol, Literal(symbol))

    def _passage(self, subject: URIRef, finding: Finding) -> None:
        self.add(subject, MG.statedIn, self.paragraph(finding))
        self.add(subject, MG.derivedBy, MG.byText)
        self.add(subject, MG.quoteStart, Literal(finding.start))
        self.add(subject, MG.quoteEnd, Literal(finding.end))
        self.add_words(subject, MG.quote, finding.quote)
