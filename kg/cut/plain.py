"""Cut a document without numbered paragraphs: letters, notes and statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.cut.acts.blocks import blocks_of
from kg.cut.front import read_front, symbol_of_file_name
from kg.cut.lines import Line
from kg.model import Document, Paragraph, SourceText

__all__ = ["cut_plain"]

_GENRE: Final = re.compile(
    r"(?:Statements? by the President|Letter dated|Note by|Note verbale|Report of|President[’']s? "
    r"statement|Ministerial declaration|Provisional agenda|Secretary-General[’']s bulletin)",
    re.IGNORECASE,
)
_OPENING: Final = 20


def cut_plain(source: SourceText, lines: Sequence[Line], symbol: str | None) -> Document | None:
    """A document whose paragraphs are counted; None where nothing says that it is a document.

    A symbol, the user's or the file's, says so, or a title of one of the usual kinds.
    """
    blocks = tuple(blocks_of(source.text))
    named = symbol or symbol_of_file_name(source.file)
    title = next((b for b in blocks[:_OPENING] if _GENRE.match(b.words)), None)
    if title is None and named is None:
        return None
    body = [b for b in blocks if title is None or b.start > title.start]
    paragraphs: list[Paragraph] = []
    if title is not None:
        paragraphs.append(
            Paragraph("title", "title", title.start, title.end, title.words, numbered=False)
        )
    for number, block in enumerate(body or blocks, 1):
        paragraphs.append(
            Paragraph(str(number), "report", block.start, block.end, block.words, numbered=False)
        )
    said = "was given by the user" if symbol else "is the file's name"
    return Document(
        source=source,
        paragraphs=tuple(paragraphs),
        type="Document",
        symbol=named,
        title=title.words if title else None,
        date=read_front(lines).date,
        warnings=(f"the symbol {named} {said}; the text states none",) if named else (),
    )
