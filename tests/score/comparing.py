"""Compare what the program found in a file with what a person found there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.authority import Authority
from kg.model import Document, Paragraph, VoteCount
from tests.score.citing import compare_citations
from tests.score.clauses import compare_clauses
from tests.score.expected import FIELDS, Annotation, ExpectedDocument, ExpectedParagraph
from tests.score.figures import Tally
from tests.score.likeness import paragraph_key, plain
from tests.score.reading import FoundDocument

__all__ = ["compare"]


def compare(annotation: Annotation, found: Sequence[FoundDocument], authority: Authority) -> Tally:
    """Count what is right in one file.

    A document in another language, in which nothing is recognised, is not expected and counts
    for nothing; any other that is not expected counts as false with all its paragraphs.
    """
    tally = Tally()
    left = list(found)
    for expected in annotation.documents:
        tally.count("documents", expected=1)
        one = _same_document(expected, left, alone=len(found) == len(annotation.documents) == 1)
        if one is None:
            tally.miss("documents", expected.name, "", expected.name, None)
            _compare_document(tally, expected, None, authority)
            continue
        left.remove(one)
        tally.count("documents", found=1, right=1)
        _compare_document(tally, expected, _annotated(expected, _keyed(one)), authority)
    for other in left:
        document = other.document
        if document.language in (None, "en"):
            tally.count("documents", found=1)
            tally.count("paragraphs", found=len(document.paragraphs))
            tally.miss("documents", annotation.file, "", None, _name(document))
    return tally


def _compare_document(
    tally: Tally, expected: ExpectedDocument, found: FoundDocument | None, authority: Authority
) -> None:
    name = expected.name
    if found is not None:
        _compare_fields(tally, expected, found.document)
    _compare_paragraphs(tally, expected, found.document.paragraphs if found else ())
    compare_citations(tally, name, expected.citations, found.citations if found else (), authority)
    operative = [p.id for p in expected.paragraphs if p.kind == "operative"]
    clauses = found.clauses if found else ()
    compare_clauses(tally, name, operative, expected.clauses, clauses, authority)


def _same_document(
    expected: ExpectedDocument, found: Sequence[FoundDocument], *, alone: bool
) -> FoundDocument | None:
    """The document of the same name and part, else of the same name, else the only one."""
    names = (expected.fields["symbol"], expected.fields["key"])
    part = expected.fields["part"]
    named = [f for f in found if (f.document.symbol, f.document.key) == names]
    exact = [f for f in named if f.document.part == part]
    return next(iter([*exact, *named, *(found if alone else ())]), None)


def _keyed(found: FoundDocument) -> FoundDocument:
    """What was found, its paragraphs called as those that are expected."""
    paragraphs = found.document.paragraphs
    return FoundDocument(
        replace(
            found.document,
            paragraphs=tuple(replace(p, id=paragraph_key(p.id)) for p in paragraphs),
        ),
        tuple(replace(c, paragraph=paragraph_key(c.paragraph)) for c in found.citations),
        tuple(replace(c, paragraph=paragraph_key(c.paragraph)) for c in found.clauses),
    )


def _annotated(expected: ExpectedDocument, found: FoundDocument) -> FoundDocument:
    """What was found as far as the person read."""
    ids = [p.id for p in found.document.paragraphs]
    if expected.until not in ids:
        return found
    read = set(ids[: ids.index(expected.until) + 1]) | {p.id for p in expected.paragraphs}
    kept = tuple(p for p in found.document.paragraphs if p.id in read)
    return FoundDocument(
        replace(found.document, paragraphs=kept),
        tuple(c for c in found.citations if c.paragraph in read),
        tuple(c for c in found.clauses if c.paragraph in read),
    )


def _compare_fields(tally: Tally, expected: ExpectedDocument, document: Document) -> None:
    for name in FIELDS:
        wanted, found = expected.fields[name], _field(document, name)
        if not tally.judge(f"field {name}", wanted == found):
            tally.miss(f"field {name}", expected.name, "", wanted, found)


def _field(document: Document, name: str) -> object:
    value: object = getattr(document, name)
    if isinstance(value, VoteCount):
        return {"yes": value.yes, "no": value.no, "abstain": value.abstain}
    return list(value) if isinstance(value, tuple) else value


def _compare_paragraphs(
    tally: Tally, expected: ExpectedDocument, paragraphs: Sequence[Paragraph]
) -> None:
    found = {p.id: p for p in paragraphs}
    wanted = {p.id: p for p in expected.paragraphs}
    tally.count("paragraphs", expected=len(expected.paragraphs), found=len(paragraphs))
    for paragraph in expected.paragraphs:
        one = found.get(paragraph.id)
        if one is not None and _same_paragraph(paragraph, one):
            tally.count("paragraphs", right=1)
        else:
            tally.miss("paragraphs", expected.name, paragraph.id, _row(paragraph), _seen(one))
    for one in paragraphs:
        if one.id not in wanted:
            tally.miss("paragraphs", expected.name, one.id, None, _seen(one))


def _same_paragraph(expected: ExpectedParagraph, found: Paragraph) -> bool:
    starts = plain(found.text).startswith(plain(expected.anchor))
    return starts and found.kind == expected.kind


def _row(paragraph: ExpectedParagraph) -> str:
    return f"{paragraph.kind} {paragraph.anchor!r}"


def _seen(paragraph: Paragraph | None) -> str | None:
    return f"{paragraph.kind} {paragraph.text[:40]!r}" if paragraph else None


def _name(document: Document) -> str:
    return " ".join(_parts(document)) or "a document without a name"


def _parts(document: Document) -> Iterator[str]:
    for value in (document.symbol or document.key, document.part):
        if value:
            yield value
