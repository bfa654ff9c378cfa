"""Lift what a catalogue record states into a draft: one graph for each record."""

from __future__ import annotations

import re
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from kg.authority import Authority
from kg.importers.catalogue import AgendaEntry, CatalogueEntry, SubjectTerm, read_entry
from kg.importers.marcxml import MarcRecord
from kg.importers.ordinals import session_words
from kg.importers.sponsors import sponsors_of
from kg.iri import (
    agenda_iri,
    agenda_item_iri,
    document_iri,
    evidence_iri,
    party_iri,
    record_graph,
    session_iri,
    topic_iri,
)
from kg.lift.builder import date_literal, english
from kg.model import Draft
from kg.ntriples import draft_of
from kg.vocab import MG

__all__ = ["record_draft"]

_RECORDS: Final = "https://digitallibrary.un.org/record/"
_THESAURUS: Final = "http://metadata.un.org/thesaurus/"
_ACT: Final = re.compile(r"/(?P<kind>RES|Res|DEC)[./]")
_CLASSES: Final = {"RES": "Resolution", "Res": "Resolution", "DEC": "Decision"}
_KEY: Final = re.compile(r"[A-Z][A-Z0-9-]+/RES/|[A-Z][A-Z0-9-]*/DEC/")
_PROPOSAL: Final = re.compile(r"/L\.\d")


def record_draft(record: MarcRecord, authority: Authority) -> Draft:
    """The draft of one record: each of its assertions on evidence whose source is the record.

    The library is a second source, so what the document's own text says stands before it. A
    subject is a concept of the UNBIS Thesaurus where the record gives its number there; else a
    topic of ours that keeps the library's number as it is.

    Raises:
        SourceError: the record has no number or no symbol.
    """
    entry = read_entry(record)
    lift = _Record(entry)
    lift.add_work()
    lift.add_acts(authority)
    sponsors, unknown = sponsors_of(entry, authority)
    for sponsor in sponsors:
        lift.say(lift.work, MG.sponsor, sponsor)
    for term in entry.subjects:
        lift.add_subject(term)
    for item in entry.agenda:
        lift.add_item(item)
    said = (*entry.warnings, *(f"no list knows the sponsor {name!r}" for name in unknown))
    where = f"{entry.file}, record {entry.place} ({entry.symbol})"
    return draft_of(
        record_graph(entry.symbol), lift.graph, tuple(f"{where}: {words}" for words in said)
    )


class _Record:
    """The graph of one record in the making."""

    def __init__(self, entry: CatalogueEntry) -> None:
        self.entry = entry
        self.graph = Graph()
        self.work = document_iri(entry.symbol)
        self.source = URIRef(_RECORDS + entry.number)

    def say(self, subject: URIRef, predicate: URIRef, obj: URIRef | Literal | None) -> None:
        """Support an assertion by the record, unless there is nothing to assert."""
        if obj is None:
            return
        name = evidence_iri(subject, predicate, obj.n3(), str(self.source))
        self.graph.add((name, RDF.type, MG.Evidence))
        self.graph.add((name, MG.supportsSubject, subject))
        self.graph.add((name, MG.supportsPredicate, predicate))
        self.graph.add((name, MG.supportsObject, obj))
        self._bear(name)

    def _bear(self, thing: URIRef) -> None:
        self.graph.add((thing, MG.derivedBy, MG.byCuration))
        self.graph.add((thing, MG.verification, MG.secondSource))
        self.graph.add((thing, DCTERMS.source, self.source))

    def _thing(self, thing: URIRef, kind: URIRef, label: str) -> None:
        self.graph.add((thing, RDF.type, kind))
        self.graph.add((thing, RDFS.label, english(label)))

    def add_work(self) -> None:
        """Add the document itself: names, date, language and where the library keeps it."""
        entry = self.entry
        act = _ACT.search(entry.symbol)
        kind = _CLASSES[act["kind"]] if act else "DraftResolution" if entry.draft else "Document"
        self._thing(self.work, MG[kind], entry.symbol)
        named = MG.key if _KEY.match(entry.symbol) else MG.symbol
        self.say(self.work, named, Literal(entry.symbol))
        self.say(self.work, MG.title, english(entry.title) if entry.title else None)
        self.say(self.work, MG.date, date_literal(entry.date) if entry.date else None)
        for language in entry.languages:
            self.say(self.work, MG.language, Literal(language))
        self.say(self.work, MG.catalogueRecord, self.source)
        if entry.address:
            self.say(self.work, MG.officialAddress, URIRef(entry.address))

    def add_acts(self, authority: Authority) -> None:
        """Add what the document became, or what it was before, and its other papers."""
        act = _ACT.search(self.entry.symbol)
        body = authority.body_of_symbol(self.entry.symbol) if act else None
        if body and body.cls == "Body":
            self.say(self.work, MG.adoptedBy, party_iri(body.cls, body.id))
        if act and self.entry.acted_on:
            self.say(self.work, MG.adoptedOn, date_literal(self.entry.acted_on))
        if act and any(v.lower().startswith("adopted without vote") for v in self.entry.votes):
            self.say(self.work, MG.withoutVote, Literal(True))
        for symbol in self.entry.related:
            other = document_iri(symbol)
            if self.entry.draft and _ACT.search(symbol):
                self.say(self.work, MG.adoptedAs, other)
            elif act and _PROPOSAL.search(symbol):
                self.say(other, MG.adoptedAs, self.work)
            else:
                self.say(self.work, DCTERMS.relation, other)

    def add_subject(self, term: SubjectTerm) -> None:
        """Add a subject of the document, with its words and its number."""
        number = term.thesaurus or term.library
        if number is None:
            return
        concept = URIRef(_THESAURUS + number) if term.thesaurus else topic_iri(f"undl-{number}")
        self._thing(concept, SKOS.Concept, term.label)
        self.graph.add((concept, SKOS.prefLabel, english(term.label)))
        if term.library:
            self.graph.add((concept, SKOS.notation, Literal(f"(DHLAUTH){term.library}")))
        self.say(self.work, MG.subject, concept)

    def add_item(self, item: AgendaEntry) -> None:
        """Add an item of the Assembly's agenda, the one that it is part of, and their agenda."""
        session = session_iri("ga", item.session)
        agenda = agenda_iri(session)
        self._thing(
            agenda, MG.Agenda, f"Agenda of the General Assembly's {session_words(item.session)}"
        )
        self.say(agenda, MG.agendaOf, session)
        iri = self._item(session, item.session, item.number)
        whole = item.number.partition("(")[0]
        if whole != item.number:
            self.graph.add((iri, MG.subItemOf, self._item(session, item.session, whole)))
        if item.title:
            self.say(iri, MG.title, english(item.title))
        self.say(self.work, MG.underItem, iri)

    def _item(self, session: URIRef, name: str, number: str) -> URIRef:
        iri = agenda_item_iri(session, number)
        self._thing(
            iri, MG.AgendaItem, f"General Assembly, {session_words(name)}, agenda item {number}"
        )
        self.graph.add((iri, MG.number, Literal(number)))
        self.graph.add((iri, MG.itemOf, agenda_iri(session)))
        self._bear(iri)
        return iri
