"""Recognise the agenda as adopted: its items and sub-items, as a tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from kg.authority import Authority
from kg.model import AgendaItem, Document, Paragraph
from kg.recognise.agenda_lists import Item, read_list
from kg.recognise.agenda_names import named_items
from kg.recognise.passages import Passage, passages

__all__ = ["recognise_agenda"]

_SHORT: Final = 3
"""What has fewer items gives way to a longer list."""
_SAID: Final = (
    r"(?:as follows|reads?|read(?:s|ing)? as follows|was adopted|as adopted|included|comprised"
    r"|contained|consisted of|following|set out below|reproduced below|given below)"
)
_INTRODUCED: Final = re.compile(
    r"\b(?:adopted|approved|agreed (?:on|upon))\b[^:]{0,250}?\bagenda\b[^:]{0,300}:"
    rf"|\bagenda\b[^:]{{0,300}}?\b{_SAID}\b[^:]{{0,160}}:"
    rf"|\bfollowing (?:[\w-]+ ){{0,3}}(?:items|agenda)\b[^:]{{0,200}}:",
    re.IGNORECASE,
)
_NO_COLON: Final = re.compile(
    r"\b(?:adopted the following agenda|agenda (?:was adopted|is|was) as follows)\b[^:]{0,120}\.?$"
)
_AGENDA: Final = re.compile(r"\bagenda\b", re.IGNORECASE)
_LATER: Final = re.compile(
    r"\bagenda (?:for|of) (?:its|the|their) (?:next|forthcoming|following|subsequent|[\w-]+ session"
    r" and)\b|\b(?:following|with|these) (?:[\w-]+ ){0,3}(?:amendments?|changes"
    r"|modifications|additions|corrections|decisions?)\b[^:]{0,60}:$"
    r"|\b(?:approved|recommended|recommends|endorsed|decides?)\b[^:]{0,120}\bprovisional agenda"
    r" (?:for|of)\b"
    r"|\bagenda item\b|\bunder (?:this|the|that) (?:agenda )?item\b|\bitem \d",
    re.IGNORECASE,
)
"""What is no agenda of this meeting: that of the next, changes of one, parts under one item."""
_HEADED: Final = re.compile(
    r"(?:(?:annex|appendix)(?: [ivx\d]+)?\W+)?(?:the )?(?:adopted |final |provisional )?agenda"
    r"(?: (?:of|for) the .{0,120}(?:session|meeting|conference|congress|forum|seminar|workshop)"
    r"(?:,? (?:of|on|for) .{1,120})?)?(?:,? as adopted.{0,60})?\W*",
    re.IGNORECASE,
)


def recognise_agenda(document: Document, authority: Authority) -> tuple[AgendaItem, ...]:
    """The items of the agenda that the meeting adopted, in order; ``3(a)`` has the parent ``3``.

    They are numbered lines after the words that introduce them. Where no list is printed, they are
    those that headings and sentences name with number and title.
    """
    return _printed(document) or tuple(named_items(document))


def _printed(document: Document) -> tuple[AgendaItem, ...]:
    best: tuple[AgendaItem, ...] = ()
    for passage, start in _openings(document):
        number = _number(passage.paragraph)
        found = read_list(document.source.text, start, len(document.source.text), number)
        if len(found) > 1 and _is_whole(found[0].number):
            items = tuple(_placed(document, passage.paragraph, found))
            if not best or (len(best) < _SHORT <= len(items)):
                best = items
    return best


def _is_whole(first: str) -> bool:
    """Whether a list begins where an agenda does."""
    return first in ("1", "1(a)", "1.1", "(a)", "2")


def _openings(document: Document) -> Iterator[tuple[Passage, int]]:
    """Each paragraph that introduces an agenda, and where in the source its words end."""
    headed: list[tuple[Passage, int]] = []
    for passage in passages(document, ("report", "other", "heading", "operative")):
        text = passage.text
        if passage.paragraph.kind == "heading":
            if _HEADED.fullmatch(text):
                headed.append((passage, passage.paragraph.end))
            continue
        if not _AGENDA.search(text):
            continue
        introduced = _INTRODUCED.search(text) or _NO_COLON.search(text)
        if introduced and not _LATER.search(_sentence(text, introduced)):
            yield passage, passage.cleaned.positions[introduced.end() - 1] + 1
        elif _HEADED.fullmatch(text):
            headed.append((passage, passage.paragraph.end))
    yield from headed


def _sentence(text: str, introduced: re.Match[str]) -> str:
    start = max(text.rfind(". ", 0, introduced.start()) + 1, introduced.start() - 200, 0)
    return text[start : introduced.end()]


def _number(paragraph: Paragraph) -> int | None:
    digits = re.match(r"\d+$", paragraph.id)
    return int(digits[0]) if digits else None


def _placed(document: Document, opening: Paragraph, items: Sequence[Item]) -> Iterator[AgendaItem]:
    """The items as findings, each in the paragraph in which it stands."""
    paragraphs = [p for p in document.paragraphs if p.kind not in ("footnote", "title")]
    starts = [p.start for p in paragraphs]
    for item in items:
        at = paragraphs[max(bisect_right(starts, item.start) - 1, 0)]
        inside = at.start <= item.start and item.end <= at.end
        yield AgendaItem(
            paragraph=at.id if inside else opening.id, start=item.start, end=item.end,
            quote=item.title, number=item.number, parent=item.parent, title=item.title,
        )  # fmt: skip
