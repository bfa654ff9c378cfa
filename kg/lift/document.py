"""Lift a document: its work, the bytes it was read from, and every paragraph of it."""

from __future__ import annotations

import re
from typing import Final

from rdflib import Literal

from kg.iri import (
    document_iri,
    document_of,
    embedded_draft_iri,
    meeting_iri,
    paragraph_iri,
    session_iri,
    session_key,
    sitting_iri,
    slug,
    source_iri,
    vote_iri,
)
from kg.lift.builder import Builder, date_literal, english
from kg.lift.names import Parties
from kg.model import Document, Paragraph, SourceText
from kg.vocab import MG

__all__ = ["add_document", "add_source", "document_label"]

_CLASSES: Final = {
    "preambular": MG.PreambularParagraph,
    "operative": MG.OperativeParagraph,
    "report": MG.ReportParagraph,
    "footnote": MG.Footnote,
}
_UNNUMBERED: Final = ("title", "heading", "other")


def document_label(document: Document) -> str:
    """What to call a document: symbol, else key, else title, else the file's name."""
    return document.symbol or document.key or document.title or document.source.file


def add_document(build: Builder, document: Document, parties: Parties) -> None:
    """Add the document, its source and its paragraphs, in the order of the text."""
    work = build.document
    build.thing(work, MG[document.type], document_label(document))
    if document.title:
        build.evidence(None, work, MG.title, english(document.title))
    for predicate, date in ((MG.date, document.date), (MG.adoptedOn, document.adopted_on)):
        if date:
            build.evidence(None, work, predicate, date_literal(date))
    _add_adoption(build, document, parties)
    if document.committee_report:
        build.evidence(None, work, MG.documentCites, document_iri(document.committee_report))
    add_source(build, document.source, document.language)
    for number in _embedded(document):
        draft = embedded_draft_iri(work, number)
        build.thing(draft, MG.EmbeddedDraft, f"draft {number} in {document_label(document)}")
        build.evidence(None, draft, MG.recommendedBy, work)
    for position, paragraph in enumerate(document.paragraphs, start=1):
        _add_paragraph(build, document, paragraph, position)


def _add_adoption(build: Builder, document: Document, parties: Parties) -> None:
    """Add who adopted a document, where, from which draft, by which vote; or what became of it."""
    work = build.document
    if document.adopted_by:
        build.evidence(None, work, MG.adoptedBy, parties.body(document.adopted_by))
        _add_sitting(build, document, document.adopted_by)
    for draft in document.drafts:
        build.evidence(None, work, MG.adoptedFrom, document_iri(draft))
    if document.adopted_as:
        build.evidence(None, work, MG.adoptedAs, document_iri(document.adopted_as))
    for sponsor in document.sponsors:
        build.evidence(None, work, MG.sponsor, parties.sponsor(sponsor))
    if document.without_vote is not None:
        build.evidence(None, work, MG.withoutVote, Literal(document.without_vote))
    if document.vote:
        vote = vote_iri(work, "plenary")
        build.thing(vote, MG.RecordedVote, f"recorded vote on {document_label(document)}")
        build.add(vote, MG.voteOn, work)
        build.add(vote, MG.stage, Literal("plenary"))
        build.add(vote, MG.yesCount, Literal(document.vote.yes))
        build.add(vote, MG.noCount, Literal(document.vote.no))
        build.add(vote, MG.abstainCount, Literal(document.vote.abstain))
        build.add(vote, MG.statedIn, work)
        build.add(vote, MG.derivedBy, MG.byText)


def _add_sitting(build: Builder, document: Document, body: str) -> None:
    """Add the numbered meeting at which a body adopted a document.

    The Security Council's meetings are numbered through, those of other bodies in each session.
    """
    number = document.plenary_meeting
    if number is None or document.type == "MeetingReport":
        return
    if body == "sc":
        build.evidence(None, build.document, MG.adoptedAt, meeting_iri(body, str(number)))
    elif document.session is not None:
        session = session_iri(slug(body), session_key(document.session))
        sitting = sitting_iri(session, number)
        build.evidence(None, build.document, MG.adoptedAt, sitting)
        build.evidence(None, sitting, MG.sittingOf, session)


def _embedded(document: Document) -> list[int]:
    """The numbers of the drafts that a document holds."""
    found = (re.match(r"draft(\d*)\.", p.id) for p in document.paragraphs)
    return sorted({int(draft[1] or 1) for draft in found if draft})


def add_source(build: Builder, source: SourceText, language: str | None) -> None:
    """Add the bytes that a document was read from."""
    iri = source_iri(source.sha256)
    build.thing(iri, MG.Source, f"source {source.file}")
    build.add(build.document, MG.readFrom, iri)
    build.add(iri, MG.sha256, Literal(source.sha256))
    build.add(iri, MG.textSha256, Literal(source.text_sha256))
    build.add(iri, MG["format"], Literal(source.format))
    build.add(iri, MG.fileName, Literal(source.file))
    if language:
        build.add(iri, MG.language, Literal(language))


def _add_paragraph(build: Builder, document: Document, paragraph: Paragraph, n: int) -> None:
    iri = paragraph_iri(build.document, paragraph.id)
    build.thing(iri, _CLASSES.get(paragraph.kind, MG.Paragraph), build.name_of(iri))
    build.add(iri, MG.paragraphOf, document_of(iri))
    build.add(iri, MG.readFrom, source_iri(document.source.sha256))
    build.add(iri, MG.number, Literal(printed_number(paragraph)))
    build.add(iri, MG.position, Literal(n))
    build.add(iri, MG.quoteStart, Literal(paragraph.start))
    build.add(iri, MG.quoteEnd, Literal(paragraph.end))
    build.add_words(iri, MG.text, paragraph.text)
    for call in paragraph.calls:
        build.add(iri, MG.hasFootnote, paragraph_iri(build.document, call.footnote))


def printed_number(paragraph: Paragraph) -> str:
    """A paragraph's number as a reader would say it: its id without scope and kind.

    >>> printed_number(Paragraph("VII.op7(a)", "operative", 0, 1, "x"))
    '7(a)'
    """
    last = paragraph.id.rpartition(".")[2]
    if paragraph.kind in _UNNUMBERED:
        return last
    return last.removeprefix("op").removeprefix("pp").removeprefix("fn")
