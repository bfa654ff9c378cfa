"""Hold the paragraphs of a body while its lines are gathered, and afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from kg.cut.cleaning import clean
from kg.model import Paragraph

__all__ = ["Block", "Gathered"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The paragraphs in the order of the text, and what was odd about their numbers."""

    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class Block:
    """A paragraph that may go on: its words are ``[start, end)`` of the source."""

    ident: str
    kind: str
    start: int
    end: int
    indent: int
    numbered: bool
    heading: tuple[str, ...]

    def paragraph(self, text: str) -> Paragraph:
        """The paragraph that it became, of a source text."""
        words = clean(text[self.start : self.end])
        return Paragraph(
            self.ident, self.kind, self.start, self.end, words, self.numbered, self.heading
        )
