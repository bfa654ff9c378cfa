"""Recognise the agenda as adopted: its items and sub-items, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.authority import Authority
from kg.cut import clean_slice
from kg.model import AgendaItem, Document
from kg.recognise.passages import Passage, passages

__all__ = ["recognise_agenda"]

_INTRODUCED: Final = re.compile(
    r"\badopted\b[^:]{0,120}\bagenda\b[^:]*:|\bagenda\b[^:]{0,80}\b(?:as follows|read as follows"
    r"|was adopted)\b[^:]*:",
    re.IGNORECASE,
)
_FEWEST: Final = 2
_ITEM: Final = re.compile(
    r"^[ \t]*(?:[-–*][ \t]+)?[*_]{0,2}(?:(?P<number>\d{1,2})\.|\((?P<letter>[a-z]{1,2}"
    r"|[ivx]+)\))[*_]{0,2}[ \t]+(?=\S)",
    re.MULTILINE,
)


def recognise_agenda(document: Document, authority: Authority) -> tuple[AgendaItem, ...]:
    """The items of the agenda that the meeting adopted, in order; ``3(a)`` has the parent ``3``.

    They are numbered lines inside the paragraph that introduces them.
    """
    text = document.source.text
    return tuple(item for p in passages(document) for item in _items(p, text))


def _items(passage: Passage, text: str) -> Iterator[AgendaItem]:
    introduced = _INTRODUCED.search(passage.text)
    if not introduced:
        return
    # Lines are what part the items, and clean text has none: the source is read here.
    begin = passage.cleaned.positions[introduced.end() - 1] + 1
    found = list(_ITEM.finditer(text, begin, passage.paragraph.end))
    ends = [*(item.start() for item in found[1:]), passage.paragraph.end]
    if len(found) < _FEWEST:
        return
    number = ""
    for item, end in zip(found, ends, strict=bool(found)):
        title = clean_slice(text, item.end(), end)
        words = re.sub(r"[.;:,]?(?: and)?$", "", title.text)
        if not words:
            continue
        start, stop = title.source_span(0, len(words))
        number = item["number"] or number
        letter = item["letter"]
        yield AgendaItem(
            paragraph=passage.paragraph.id,
            start=start,
            end=stop,
            quote=words,
            number=f"{number}({letter})" if letter else number,
            parent=number if letter else None,
            title=words,
        )
