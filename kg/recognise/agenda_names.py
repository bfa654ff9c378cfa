"""Recognise the agenda items that headings and sentences name with number and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import AgendaItem, Document
from kg.recognise.agenda_lists import read_list
from kg.recognise.agenda_numbers import ITEM_LIST, item_numbers
from kg.recognise.passages import Passage, passages

__all__ = ["named_items"]

_KINDS: Final = ("heading", "report", "other", "operative")
_LONGEST: Final = 500
_NUMBERED: Final = rf"(?:items?|point) (?:Nos?\. )?(?P<items>{ITEM_LIST})"
_BRACKETED: Final = re.compile(
    rf"(?:[IVXLC]{{1,6}}\.|[A-Z]\.|\d{{1,2}}\.)?\s*(?P<title>[^\s(\[].*?)[\s.:]*"
    rf"[(\[](?:(?:provisional|draft) )?(?:agenda )?{_NUMBERED}(?: of the (?:provisional )?agenda)?"
    r"(?:,? (?:continued|concluded))?[)\]]\W*",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    rf"(?:[IVXLC]{{1,6}}\.|[A-Z]\.|\d{{1,2}}\.)?\s*(?:(?:provisional )?agenda )?{_NUMBERED}"
    r"(?: of the agenda)?(?:\s*[.:–—-]+\s*|,? entitled |\s+(?=[A-Z“]|$)|$)"
    r"[“\"]?(?P<title>.*?)[”\"]?\W*",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    rf"(?P<title>[^\s(].*?)\s*[:,;–—-]\s*agenda {_NUMBERED}\W*", re.IGNORECASE
)
_MENTION: Final = re.compile(
    rf"\b(?P<agenda>agenda )?items? (?P<items>{ITEM_LIST})(?P<of> of (?:the|its) agenda)?"
    r"(?P<by>,? (?:which (?:read|reads)(?: as follows)?:|read as follows:|entitled|on)|:|,)? ?"
    r"[“\"](?P<title>[^”\"]{3,400}?)(?:[”\"]|$)",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:Assembly|Council|Commission|Conference|Committee|Board)(?:’s|'s)?"
    r" (?:at its [\w-]+ session,? (?:under )?|under )?(?:the )?$"
)
_CLOSED: Final = re.compile(r"[”\"] [a-z]")
_RUNNING: Final = re.compile(r"[.;] |[.;]$")
_END: Final = re.compile(r"(?:\s*\([a-z][^()]{3,120}\))?(?:[.;:,]| and)*$")
"""What ends a title and is none of it: a remark in brackets, "(restricted meeting)"."""
_CLOSES: Final = re.compile(r"[.;][”\"]|[”\"][.;]?\s*\n")
_FURTHEST: Final = 4_000


def named_items(document: Document) -> Iterator[AgendaItem]:
    """The items named with their titles, each number once, in the order of the text.

    Of "(agenda items 3 and 4)" after one title, each item has that title.
    """
    seen: set[str] = set()
    for item in (*_of_headings(document), *_of_sentences(document)):
        if item.number not in seen:
            seen.add(item.number)
            yield item


def _of_headings(document: Document) -> Iterator[AgendaItem]:
    waiting: tuple[str, ...] = ()
    for passage in passages(document, _KINDS):
        heading = passage.paragraph.kind == "heading"
        text = passage.text
        if waiting:
            if heading or (len(text) < _LONGEST and not _RUNNING.search(text)):
                yield from _items(passage, waiting, (0, len(text)))
            waiting = ()
            if heading:
                continue
        if len(text) > _LONGEST or passage.paragraph.id.startswith(("annex", "appendix")):
            continue
        found = _LEADING.fullmatch(text) if "tem" in text[:40] or "TEM" in text[:40] else None
        if found and not heading and _CLOSED.search(found["title"]):
            continue
        found = found or _BRACKETED.fullmatch(text) or _TRAILING.fullmatch(text)
        if found is None or (not heading and _RUNNING.search(found["title"])):
            continue
        numbers = item_numbers(found["items"])
        if found["title"]:
            yield from _items(passage, numbers, found.span("title"))
        elif heading or text.strip(" .:").count(" ") < 4:
            waiting = numbers


def _of_sentences(document: Document) -> Iterator[AgendaItem]:
    for passage in passages(document, ("report", "other")):
        if "tem" not in passage.text:
            continue
        for found in _MENTION.finditer(passage.text):
            own = found["agenda"] or found["of"] or found["by"]
            if not own or _OTHERS.search(passage.text, max(0, found.start() - 60), found.start()):
                continue
            numbers = item_numbers(found["items"])
            start, end = found.span("title")
            title = passage.text[start:end]
            colon = title.find(":") if "read" in (found["by"] or "") else -1
            if colon < 0 or len(numbers) != 1:
                yield from _items(passage, numbers, (start, end))
                continue
            yield from _items(passage, numbers, (start, start + colon))
            yield from _parts(document, passage, numbers[0], start + colon)


def _parts(document: Document, passage: Passage, number: str, colon: int) -> Iterator[AgendaItem]:
    """The lettered parts of an item that is quoted: "which read as follows: “Lamps: (a) …"."""
    text = document.source.text
    start = passage.cleaned.positions[colon] + 1
    quoted = _CLOSES.search(text, start, start + _FURTHEST)
    for item in read_list(text, start, quoted.start() if quoted else start + _FURTHEST):
        if item.number.startswith("("):
            yield AgendaItem(
                paragraph=passage.paragraph.id, start=item.start, end=item.end, quote=item.title,
                number=f"{number}{item.number}", parent=f"{number}{item.parent or ''}",
                title=item.title,
            )  # fmt: skip


def _items(
    passage: Passage, numbers: tuple[str, ...], span: tuple[int, int]
) -> Iterator[AgendaItem]:
    words = passage.text[span[0] : span[1]]
    title = _END.sub("", words.strip())
    start = span[0] + words.find(title)
    if not title:
        return
    for number in numbers:
        parent = number.rpartition("(")[0] or None
        where = passage.where(start, start + len(title))
        yield AgendaItem(**where, number=number, parent=parent, title=title)
