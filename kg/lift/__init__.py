"""Lift findings into a draft graph: the only place where words become triples."""

from __future__ import annotations

from dataclasses import replace

from rdflib import URIRef

from kg.authority import Authority
from kg.iri import digest_iri, document_iri, report_iri, source_graph
from kg.lift.agenda import add_agenda
from kg.lift.authority import authority_graph
from kg.lift.builder import Builder
from kg.lift.citations import add_citations, add_listed_documents
from kg.lift.document import add_document, add_source
from kg.lift.mandates import add_mandates
from kg.lift.meeting import Event, add_meetings
from kg.lift.names import Parties
from kg.lift.outcomes import add_outcomes
from kg.lift.people import add_people
from kg.lift.statements import add_statements
from kg.model import Document, Draft, Findings

__all__ = ["authority_graph", "lift", "lift_source", "work_of"]


def lift(findings: Findings, authority: Authority, *, quotes: bool = True) -> Draft:
    """The draft of one document; with ``quotes`` off, facts and offsets without its sentences.

    No blank nodes; literals for people are tagged English; dates are as exact as stated.
    """
    event = Event.of(findings)
    build = Builder(_work_iri(findings, event), quotes=quotes)
    parties = Parties(authority, build)
    add_document(build, findings.document, parties)
    add_citations(build, findings)
    if event:
        add_meetings(build, findings, event, parties)
        add_people(build, findings, event, parties)
        add_agenda(build, findings, event)
        add_statements(build, findings, event, parties)
        add_listed_documents(build, findings, event)
    mandates = add_mandates(build, findings, parties)
    add_outcomes(build, findings, event, parties, mandates)
    warnings = tuple(f"{findings.document.source.file}: {w}" for w in findings.document.warnings)
    return build.draft(warnings)


def lift_source(document: Document) -> Draft:
    """The draft that records a text as a source of the document that it names, and no more.

    Raises:
        ValueError: it has no symbol, so nothing says of what it is a source.
    """
    if document.symbol is None:
        raise ValueError(f"{document.source.file} names no document")
    build = Builder(document_iri(document.symbol), quotes=False)
    add_source(build, document.source, document.language)
    name = source_graph(build.document, document.source.sha256)
    warnings = tuple(f"{document.source.file}: {w}" for w in document.warnings)
    return replace(build.draft(warnings), name=name)


def work_of(findings: Findings) -> URIRef:
    """The IRI of the document that was read."""
    return _work_iri(findings, Event.of(findings))


def _work_iri(findings: Findings, event: Event | None) -> URIRef:
    """The document's IRI: by symbol or key, else as its meeting's report, else by its digest."""
    document = findings.document
    name = document.symbol or document.key
    if name:
        return document_iri(name)
    if event and document.type == "MeetingReport":
        return report_iri(event.iri)
    return digest_iri(document.source.sha256)
