"""Make one text of the pages of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.read.pdf.columns import reading_order
from kg.read.pdf.furniture import furniture_shapes, split_page
from kg.read.pdf.joining import Hyphens, hyphens_of, joined
from kg.read.pdf.notes import Note, part_notes
from kg.read.pdf.page import Page
from kg.read.pdf.paragraphs import Paragraph, paragraphs_of
from kg.read.pdf.rows import Row, body_size, cells_of, row_text, rows_of

__all__ = ["text_of_pages"]

_CALL: Final = re.compile(r"<sup>([^<]{1,8})</sup>")
_STAR: Final = re.compile(r"(?<=[\w:;,.)”])(\*{1,4})(?=[\s;:,.]|$)")
_TITLE: Final = re.compile(r"(\d{1,4}/\d{1,4}(?: ?[A-Z])?\.)\s+(?=\S)")


def text_of_pages(pages: Sequence[Page]) -> str:
    """The text: paragraphs parted by blank lines, each footnote after the paragraph calling it.

    Calls and the marks of footnotes stand as ``<sup>1</sup>``, a starred note as ``* Words``;
    running heads, page numbers, job numbers and bar codes are left out; the cells of a table's
    row are parted by tabs.
    """
    read = [(page, rows_of(page.words, page.index)) for page in pages]
    size = body_size(row for _, rows in read for row in rows)
    shapes = furniture_shapes(read)
    cover: list[str] = []
    streams: list[list[Row]] = []
    noted: list[tuple[int, Note]] = []
    for page, rows in read:
        split = split_page(page, rows, shapes)
        cover.extend(row_text(cell) for row in split.cover for cell in cells_of(row, 2.0))
        text, notes = part_notes(page, split.body, size)
        streams.extend(reading_order(text))
        noted.extend((page.index, note) for note in notes)
    paragraphs = paragraphs_of(streams)
    hyphens = hyphens_of(
        [line.text for p in paragraphs for line in p.lines] + [r for _, n in noted for r in n.rows]
    )
    blocks = [*cover, *_with_notes(paragraphs, _whole(noted), hyphens)]
    return "\n\n".join(filter(None, blocks)) + "\n" if any(blocks) else ""


def _whole(noted: Sequence[tuple[int, Note]]) -> list[tuple[int, Note]]:
    """The footnotes, each with what the next page goes on with."""
    whole: list[tuple[int, Note]] = []
    for page, note in noted:
        if not note.mark and whole:
            at, before = whole[-1]
            whole[-1] = (at, Note(before.mark, before.rows + note.rows))
        else:
            whole.append((page, note))
    return whole


def _with_notes(
    paragraphs: Sequence[Paragraph], noted: Sequence[tuple[int, Note]], hyphens: Hyphens
) -> list[str]:
    """The paragraphs as text, each followed by the footnotes that it calls.

    A footnote that nothing calls stands before the first paragraph of the next page.
    """
    blocks: list[str] = []
    waiting: dict[int, list[Note]] = {}
    for page, note in noted:
        waiting.setdefault(page, []).append(note)
    starred = any(note.mark.startswith("*") for _, note in noted)
    for paragraph in paragraphs:
        first, last = paragraph.first.row.page, paragraph.last.row.page
        for page in [page for page in waiting if page < first]:
            blocks.extend(_note_text(note, hyphens) for note in waiting.pop(page))
        text = _text_of(paragraph, hyphens)
        if starred and "*" in text:
            text = _STAR.sub(r"<sup>\1</sup>", text)
        blocks.append(text)
        for mark in _CALL.findall(text):
            called = _taken(waiting, mark, first, last)
            if called is not None:
                blocks.append(_note_text(called, hyphens))
    return blocks + [_note_text(note, hyphens) for notes in waiting.values() for note in notes]


def _taken(waiting: dict[int, list[Note]], mark: str, first: int, last: int) -> Note | None:
    """The footnote with a mark on one of the pages, taken from those that wait."""
    for page in range(first, last + 1):
        notes = waiting.get(page, [])
        for at, note in enumerate(notes):
            if note.mark == mark:
                return notes.pop(at)
    return None


def _text_of(paragraph: Paragraph, hyphens: Hyphens) -> str:
    if paragraph.is_table:
        return "\n".join(line.text.strip() for line in paragraph.lines)
    text = joined([line.text for line in paragraph.lines], hyphens)
    return _TITLE.sub("\\1\t", text, count=1) if _TITLE.match(text) else text


def _note_text(note: Note, hyphens: Hyphens) -> str:
    text = joined(note.rows, hyphens)
    if note.mark.startswith("*"):
        return f"{note.mark} {text}"
    return f"<sup>{note.mark}</sup> {text}" if note.mark else text
