"""Lift a document: its work, the bytes it was read from, and every paragraph of it."""

from __future__ import annotations

from typing import Final

from rdflib import Literal

from kg.iri import document_iri, paragraph_iri, source_iri
from kg.lift.builder import Builder, date_literal, english
from kg.lift.names import Parties
from kg.model import Document, Paragraph
from kg.vocab import MG

__all__ = ["add_document", "document_label"]

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
    if document.adopted_by:
        build.evidence(None, work, MG.adoptedBy, parties.body(document.adopted_by))
    if document.committee_report:
        build.evidence(None, work, MG.documentCites, document_iri(document.committee_report))
    _add_source(build, document)
    for position, paragraph in enumerate(document.paragraphs, start=1):
        _add_paragraph(build, document, paragraph, position)


def _add_source(build: Builder, document: Document) -> None:
    source = source_iri(document.source.sha256)
    build.thing(source, MG.Source, f"source of {document_label(document)}")
    build.add(build.document, MG.readFrom, source)
    build.add(source, MG.sha256, Literal(document.source.sha256))
    build.add(source, MG.textSha256, Literal(document.source.text_sha256))
    build.add(source, MG["format"], Literal(document.source.format))
    build.add(source, MG.fileName, Literal(document.source.file))
    if document.language:
        build.add(source, MG.language, Literal(document.language))


def _add_paragraph(build: Builder, document: Document, paragraph: Paragraph, n: int) -> None:
    iri = paragraph_iri(build.document, paragraph.id)
    build.thing(iri, _CLASSES.get(paragraph.kind, MG.Paragraph), build.name_of(iri))
    build.add(iri, MG.paragraphOf, build.document)
    build.add(iri, MG.readFrom, source_iri(document.source.sha256))
    build.add(iri, MG.number, Literal(printed_number(paragraph)))
    build.add(iri, MG.position, Literal(n))
    build.add(iri, MG.quoteStart, Literal(paragraph.start))
    build.add(iri, MG.quoteEnd, Literal(paragraph.end))
    build.add_words(iri, MG.text, paragraph.text)


def printed_number(paragraph: Paragraph) -> str:
    """A paragraph's number as a reader would say it: its id without scope and kind.

    >>> printed_number(Paragraph("VII.op7(a)", "operative", 0, 1, "x"))
    '7(a)'
    """
    last = paragraph.id.rpartition(".")[2]
    if paragraph.kind in _UNNUMBERED:
        return last
    return last.removeprefix("op").removeprefix("pp").removeprefix("fn")
