"""Tell the lines of the source apart in the clean text of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.recognise.passages import Passage, Span

__all__ = ["lines_of"]

_CELL: Final = re.compile(r"\n|\t| {3,}")


def lines_of(passage: Passage) -> Iterator[Span]:
    """The lines of the source, or the cells of its columns, as slices of the clean text."""
    paragraph, at = passage.paragraph, 0
    for cell in _CELL.split(passage.source[paragraph.start : paragraph.end]):
        words = " ".join(cell.split())
        found = passage.text.find(words, at) if words else -1
        if found >= 0:
            at = found + len(words)
            yield Span(found, at)
