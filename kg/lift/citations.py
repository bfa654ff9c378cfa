"""Lift citations and the documents that lay before a meeting."""

from __future__ import annotations

from typing import Final

from rdflib import Literal, URIRef

from kg.iri import citation_iri, instrument_iri, listed_document_iri, paragraph_iri
from kg.lift.agenda import named_item
from kg.lift.builder import Builder, english
from kg.lift.meeting import Event
from kg.lift.notes import cited_through_notes
from kg.model import Citation, Findings, ListedDocument
from kg.vocab import MG

__all__ = ["add_citations", "add_listed_documents"]

_WHOLE: Final = frozenset(("document", "treaty", "declaration"))
_EFFECTS: Final = ("recalls", "reaffirms", "notes", "welcomes", "endorses")
_CIRCULATED: Final = frozenset(("list of participants",))
_CLASSES: Final = {
    "provisional agenda": MG.Agenda,
    "agenda": MG.Agenda,
    "list of participants": MG.ParticipantList,
}


def add_citations(build: Builder, findings: Findings) -> None:
    """Add every citation; ``cites`` only where the text says which paragraph or work is meant.

    A resolution that is cited without a paragraph is undecided: it gives ``documentCites`` and
    ``mayLeadTo`` and is no step.

    A symbol that only says whose paragraph is meant ("paragraph 12 of the report (X)") is a mention
    of the work, of which nothing is said as a whole.
    """
    found = [f for f in findings.findings if isinstance(f, Citation)]
    parts = {_said(c): c.start for c in reversed(found) if c.symbol and c.target_paragraph}
    for c in found:
        _add_citation(build, c, whole=parts.get(_said(c), c.start) >= c.start)
    for citation in cited_through_notes(findings):
        _add_citation(build, citation)


def _said(citation: Citation) -> tuple[str, str | None, str | None]:
    return citation.paragraph, citation.symbol, citation.effect


def _add_citation(build: Builder, citation: Citation, *, whole: bool = True) -> None:
    paragraph = build.paragraph(citation)
    iri = citation_iri(paragraph, build.ordinal(f"citation {paragraph}"))
    build.made_by(citation, iri, MG.Citation, f"citation of {citation.as_printed}")
    build.add(iri, MG.citingParagraph, paragraph)
    build.add(iri, MG.asPrinted, Literal(citation.as_printed))
    work = _work(build, citation)
    if work is None:
        return
    effect = MG[citation.effect] if citation.effect in _EFFECTS else MG.cites
    build.add(iri, MG.effect, effect)
    build.add(iri, MG.citedDocument, work)
    build.add(build.document, MG.documentCites, work)
    if citation.target_paragraph:
        target = paragraph_iri(work, citation.target_paragraph)
        build.add(iri, MG.citedParagraph, target)
        build.add(paragraph, effect, target)
    elif citation.cites in _WHOLE:
        if whole:
            build.add(paragraph, effect, work)
    else:
        build.add(work, MG.mayLeadTo, paragraph)


def _work(build: Builder, citation: Citation) -> URIRef | None:
    if citation.symbol:
        return build.work(citation.symbol)
    return instrument_iri(citation.instrument) if citation.instrument else None


def add_listed_documents(build: Builder, findings: Findings, event: Event) -> None:
    """Add the documents before the meeting and those circulated at it.

    The report cites each that it names by a symbol.
    """
    for finding in findings.findings:
        if not isinstance(finding, ListedDocument):
            continue
        role = (finding.role or "").lower()
        if finding.symbol:
            work = build.work(finding.symbol)
            build.supported_document(finding, finding.symbol, _CLASSES.get(role, MG.Document))
        else:
            name = finding.title or finding.role or "document"
            work = listed_document_iri(build.paragraph(finding), name)
            build.thing(work, MG.Document, name)
        if finding.title:
            build.evidence(finding, work, MG.title, english(finding.title))
        if finding.symbol or role in _CIRCULATED:
            build.add(build.document, MG.documentCites, work)
        if role not in _CIRCULATED:
            build.evidence(finding, work, MG.before, event.iri)
            if finding.role:
                build.evidence(finding, work, MG.laidAs, english(finding.role))
        for item in finding.under_items:
            build.evidence(finding, work, MG.listedUnder, named_item(build, finding, event, item))
