"""Lift findings into a draft graph: the only place where words become triples."""

from __future__ import annotations

from rdflib import URIRef

from kg.authority import Authority
from kg.iri import digest_iri, document_iri, report_iri
from kg.lift.authority import authority_graph
from kg.lift.builder import Builder
from kg.lift.citations import add_citations, add_listed_documents
from kg.lift.document import add_document
from kg.lift.mandates import add_mandates, add_outcomes
from kg.lift.meeting import Event, add_meetings
from kg.lift.names import Parties
from kg.lift.statements import add_statements
from kg.model import Draft, Findings

__all__ = ["authority_graph", "lift", "work_of"]


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
        add_statements(build, findings, event, parties)
        add_listed_documents(build, findings, event)
    add_outcomes(build, findings, event, parties)
    add_mandates(build, findings, parties)
    warnings = tuple(f"{findings.document.source.file}: {w}" for w in findings.document.warnings)
    return build.draft(warnings)


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
