"""Gather the lines of a body into paragraphs, headings and footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.cut.gathered import Gathered
from kg.cut.gathering import Gatherer
from kg.cut.lines import Line

__all__ = ["Gathered", "gather"]


def gather(
    text: str,
    lines: Sequence[Line],
    items: Mapping[str, str] | None = None,
    *,
    names: bool = False,
) -> Gathered:
    """The paragraphs of a body's lines.

    ``items`` gives the item of the agenda that only the table of contents prints, by the plain
    title of the heading; ``names`` says that whatever stands apart is a paragraph.

    A number begins a paragraph where it is the next one; other numbered lines after a colon are
    a list inside the paragraph. A paragraph goes on over blank lines, rules and page furniture
    until its sentence ends. What bears no number is kept as ``other``.
    """
    gatherer = Gatherer(text, lines, items or {}, names)
    for index in range(len(lines)):
        gatherer.take(index)
    paragraphs = tuple(block.paragraph(text) for block in gatherer.blocks)
    return Gathered(paragraphs, tuple(gatherer.warnings))
