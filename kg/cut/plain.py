"""Cut what is neither an act nor a report with numbers: statements, letters and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.cut.acts.blocks import Block, blocks_of
from kg.cut.acts.forms import Forms
from kg.cut.acts.front import read_front
from kg.cut.acts.items import Item, Zone, paragraphs_of
from kg.cut.acts.notes import tie_notes
from kg.cut.acts.reading import read_text
from kg.cut.acts.words import iso_date, ordinal
from kg.cut.cleaning import clean
from kg.model import Document, SourceText

__all__ = ["cut_plain", "cut_statement"]

_GENRE: Final = re.compile(
    r"(?:Statements? by the President|Letters? dated|Note by|Note verbale|Report of|President[’']s?"
    r" statement|Ministerial declaration|Provisional agenda|Secretary-General[’']s bulletin"
    r"|Draft decision|Rules of procedure)",
    re.IGNORECASE,
)
_PRESIDENT: Final = re.compile(r"\bPresident of the ([A-Z]\w*(?: [A-Z]\w*)*)")
_STATED: Final = re.compile(r"\bthe President of the [A-Z][^:]{3,900}\bstatement\b")
_MEETING: Final = re.compile(
    r"\bAt (?:its|the) ([\w-]+(?: and [\w-]+)?) (?:plenary |closed )?meeting"
)
_PRINTED: Final = re.compile(r"PRST (?P<number>(?:OS/)?\d+/\d+)\.?\s+(?P<title>.+)", re.DOTALL)
_OPENING: Final = 20


def cut_statement(
    source: SourceText, authority: Authority, symbol: str | None, said: str
) -> Document | None:
    """A statement of a president, read as a document with paragraphs; None where it is none.

    The lines up to the one that says who made the statement, and when, are no paragraphs.
    """
    blocks = tuple(blocks_of(source.text))
    at = next((n for n, b in enumerate(blocks[:_OPENING]) if _states(b)), None)
    if at is None:
        return None
    words = blocks[at].words
    meeting = _MEETING.search(words)
    names = [name for b in blocks[: at + 1] for name in (b.words, *_PRESIDENT.findall(b.words))]
    body = next(filter(None, map(authority.body, names)), None)
    front = read_front(blocks[:at])
    document = _document(source, authority, blocks[at + 1 :], _title(blocks[:at]))
    return _named(
        replace(
            document,
            body=body.id if body else None,
            adopted_on=iso_date(words),
            plenary_meeting=ordinal(meeting[1]) if meeting else None,
            session=front.session,
            agenda_items=front.agenda_items,
        ),
        symbol,
        said,
    )


def cut_plain(
    source: SourceText, authority: Authority, symbol: str | None, said: str
) -> Document | None:
    """A document without numbered paragraphs; None where nothing says that it is a document.

    A symbol, the user's or the file's, says so, or a title of one of the usual kinds.
    """
    blocks = tuple(blocks_of(source.text))
    at = next((n for n, b in enumerate(blocks[:_OPENING]) if _GENRE.match(b.words)), None)
    if at is None and symbol is None:
        return None
    title = None if at is None else (blocks[at].start, blocks[at].end)
    body = blocks if at is None or at + 1 == len(blocks) else blocks[at + 1 :]
    date = next(
        (d for b in blocks[:_OPENING] if len(b.words) < 120 and (d := iso_date(b.words))), None
    )
    return _named(replace(_document(source, authority, body, title), date=date), symbol, said)


def _states(block: Block) -> bool:
    return block.words.endswith(":") and _STATED.search(block.words) is not None


def _title(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The slice of a statement's title: after its number, else the words that say what it is."""
    for block in blocks:
        printed = _PRINTED.fullmatch(block.words)
        if printed:
            return block.end - len(printed["title"]), block.end
    last = next((b for b in reversed(blocks) if _GENRE.match(b.words)), None)
    return (last.start, last.end) if last else None


def _document(
    source: SourceText,
    authority: Authority,
    blocks: Sequence[Block],
    title: tuple[int, int] | None,
) -> Document:
    reading = read_text(source.text, blocks, Forms.of(authority))
    tie_notes(source.text, [reading])
    headed = [Item("title", *title, Zone("body"), numbered=False)] if title else []
    paragraphs, odd = paragraphs_of(source.text, (*headed, *reading.items))
    return Document(
        source=source,
        paragraphs=paragraphs,
        type="Document",
        title=clean(source.text[slice(*title)]) if title else None,
        warnings=(*reading.warnings, *odd),
    )


def _named(document: Document, symbol: str | None, said: str) -> Document:
    if symbol is None:
        return document
    warning = f"the symbol {symbol} {said}; the text states none"
    return replace(document, symbol=symbol, warnings=(warning, *document.warnings))
