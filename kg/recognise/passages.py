"""Offer the paragraphs of a document as clean text, each span traced to its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypedDict

from kg.cut import Cleaned, clean_slice
from kg.model import Document, Paragraph

__all__ = ["LONGEST", "PROSE", "Passage", "Span", "Where", "passages"]

PROSE: Final = ("report", "other", "operative")
"""The kinds of paragraph in which a document speaks for itself."""

LONGEST: Final = 20_000
"""The most characters of a paragraph in which anything is recognised."""

_END: Final = re.compile(r"(?<=[.;!?])[”\"’)]?\s+(?=[“\"(]?[A-Z])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Mmes|Dr|Prof|St|No|Nos|Add|Corr|Rev|para|paras|art|chap|sect|vol|Inc|H\.E|e\.g"
    r"|i\.e|cf|resp|Op)|\b[A-Z])\.$"
)


class Span(NamedTuple):
    """A slice of a passage's clean text."""

    start: int
    end: int


class Where(TypedDict):
    """Where a finding stands: what every finding begins with."""

    paragraph: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Passage:
    """A paragraph with its clean text; spans count the characters of ``text``."""

    paragraph: Paragraph
    source: str

    @property
    def text(self) -> str:
        """The clean text."""
        return self.paragraph.text

    @cached_property
    def cleaned(self) -> Cleaned:
        """The clean text with the place of each character in the source."""
        return clean_slice(self.source, self.paragraph.start, self.paragraph.end)

    def sentences(self) -> Iterator[Span]:
        """The sentences in order; a full stop after an abbreviation or initial ends none.

        A semicolon ends one only before a capital, as between the parts of a list.
        """
        start = 0
        for found in _END.finditer(self.text):
            if self.text[found.start() - 1] == ";":
                continue
            if _ABBREVIATION.search(self.text, max(start, found.start() - 12), found.start()):
                continue
            yield Span(start, found.start())
            start = found.end()
        if start < len(self.text):
            yield Span(start, len(self.text))

    def where(self, start: int, end: int) -> Where:
        """The place of ``text[start:end]`` in the source, white space around it left out."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        first, last = self.paragraph.start, self.paragraph.end
        if len(self.text) == last - first:  # nothing was cleaned away, so places are the same
            at, stop = first + start, first + end
        else:
            at, stop = self.cleaned.source_span(start, end)
        quote = self.text[start:end]
        return Where(paragraph=self.paragraph.id, start=at, end=stop, quote=quote)


def passages(document: Document, kinds: Collection[str] = PROSE) -> Iterator[Passage]:
    """The paragraphs of these kinds, in the order of the text, but for those beyond all measure."""
    for paragraph in document.paragraphs:
        if paragraph.kind in kinds and len(paragraph.text) <= LONGEST:
            yield Passage(paragraph, document.source.text)
