"""Tell under which item of the agenda a paragraph stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Document, ListedDocument, Paragraph
from kg.recognise.agenda_numbers import UNDER_ITEM, item_numbers

__all__ = ["ItemsAbove", "under_items"]

_IN_HEADING: Final = re.compile(
    r"\((?:provisional )?(?:agenda )?items? [^)]+\)|^(?:Agenda )?items? \d", re.IGNORECASE
)
_IN_CONTENTS: Final = re.compile(r"\s\(agenda items? [^)\n]{1,40}", re.IGNORECASE)
_LONGEST: Final = 400
_LINES: Final = 4
_TAKEN_UP: Final = re.compile(
    r"\b(?:considered|took up|discussed|consideration of|turned to|examined|addressed|dealt with)"
    r" (?:the |its )?(?P<items>(?:agenda )?(?:sub-?)?items? \d[^.;:“\"]{0,60})"
)
_NUMERAL: Final = re.compile(r"^\W*(?:[IVXLC]+|[A-Z]|\d{1,2})(?:\.|\s)\s*|^\W+")
_WORDS: Final = re.compile(r"[\W\d_]+")


class ItemsAbove:
    """The items under which the paragraphs of a document stand, asked for in their order.

    The item is the one that the words name, else that of the heading above, as the heading or
    the table of contents prints it, else the one that the chapter began by taking up.
    """

    def __init__(self, document: Document) -> None:
        self._contents = _contents(document.source.text)
        self._taken: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def enter(self, paragraph: Paragraph) -> None:
        """Note which item the paragraph says is taken up."""
        taken = _TAKEN_UP.search(paragraph.text, 0, 600)
        items = _items(taken["items"]) if taken else ()
        if items:
            self._taken = (paragraph.heading[:1], items)

    def of(self, words: str, paragraph: Paragraph) -> tuple[str, ...]:
        """The items of what the words say in this paragraph."""
        if items := _items(words):
            return items
        for heading in reversed(paragraph.heading):
            stated = _IN_HEADING.search(heading)
            items = _items(stated[0]) if stated else self._contents.get(_plain(heading), ())
            if items:
                return items
        if self._taken and self._taken[0] == paragraph.heading[:1]:
            return self._taken[1]
        return ()


def under_items(listed: Sequence[ListedDocument], document: Document) -> tuple[ListedDocument, ...]:
    """The listed documents, each with the items of the agenda under which it stands."""
    items = ItemsAbove(document)
    found: dict[str, tuple[str, ...]] = {}
    named = {one.paragraph for one in listed}
    for paragraph in document.paragraphs:
        items.enter(paragraph)
        if paragraph.id in named:
            found[paragraph.id] = items.of(paragraph.text[:2000], paragraph)
    return tuple(replace(one, under_items=found.get(one.paragraph, ())) for one in listed)


def _items(words: str) -> tuple[str, ...]:
    found = UNDER_ITEM.search(words)
    return item_numbers(found["items"]) if found else ()


def _contents(text: str) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for found in _IN_CONTENTS.finditer(text):
        items = _items(found[0])
        lines = text[max(0, found.start() - _LONGEST) : found.start()].split("\n")[-_LINES:]
        for first in range(len(lines)):
            known.setdefault(_plain(" ".join(lines[first:])), items)
    return known


def _plain(title: str) -> str:
    return _WORDS.sub(" ", _NUMERAL.sub("", title)).strip().casefold()
