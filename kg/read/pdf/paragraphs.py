"""Put lines together to paragraphs, over line ends, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.read.pdf.lines import NEAR, Line, lines_of
from kg.read.pdf.rows import Row

__all__ = ["Paragraph", "paragraphs_of"]

_LEADING: Final = 1.5  # of the size, where the document does not show its own
_INDENT: Final = 0.8  # of the size
_LABEL: Final = re.compile(
    r"[“\"«]?(?:\d{1,3}\.\s|\([a-z]{1,5}\)\s|\(\d{1,3}\)\s|\d{1,4}/\d{1,4}\.\s|[•–—]\s)"
)
_ALONE: Final = re.compile(
    r"(?:Annex|Appendix|Enclosure|Chapter|Part|Section|Article|Rule|Title)"
    r"(?: [IVXLC]+| \d{1,3}| [A-Z])?"
    r"|[IVXLC]{1,7}|[A-Z]\.?",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(
    r"[.;:?!](?:<sup>[^<]*</sup>)?[”\"’')\]]*$|[”\"’')\]]+[.;:,]?$|;\s(?:and|or)$"
)
_SAID: Final = re.compile(r"[.;:,?!\])”](?:<sup>[^<]*</sup>)?[”\"’')\]]*$|;\s(?:and|or)$")
_OPENS: Final = re.compile(r"[“\"«(]?[A-Z\d]")


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its lines as printed."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line it ends with."""
        return self.lines[-1]

    @property
    def is_table(self) -> bool:
        """Whether its lines are the rows of a table."""
        return self.first.is_table


def paragraphs_of(streams: Sequence[Sequence[Row]]) -> list[Paragraph]:
    """The paragraphs in order; each stream is a page's column, read from the top down."""
    kept = [stream for stream in streams if stream]
    leading = _leadings(kept)
    found: list[Paragraph] = []
    for line in lines_of(kept):
        if found and _goes_on(found[-1], line, leading):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    return found


def _leadings(streams: Sequence[Sequence[Row]]) -> dict[float, float]:
    """The usual distance of the rows of each size."""
    counts: dict[float, Counter[float]] = {}
    for stream in streams:
        for above, row in pairwise(stream):
            if abs(above.size - row.size) < 0.3 and 0 < above.y - row.y < 3 * row.size:
                key = round(row.size * 2) / 2
                counts.setdefault(key, Counter())[round(above.y - row.y)] += 1
    return {size: c.most_common(1)[0][0] for size, c in counts.items() if c.total() > 8}


def _is_close(above: Line, line: Line, leading: Mapping[float, float]) -> bool:
    usual = leading.get(round(line.size * 2) / 2, 0.0)
    return above.row.y - line.row.y <= max(_LEADING * line.size, 1.25 * usual)


def _goes_on(before: Paragraph, line: Line, leading: Mapping[float, float]) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = before.last
    if before.is_table or line.is_table:
        both = before.is_table and line.is_table
        return both and (line.starts or last.row.y - line.row.y < 3 * line.size)
    if len(before.lines) == 1 and _ALONE.fullmatch(last.text.strip()):
        return False
    if abs(last.size - line.size) > 0.08 * line.size or last.row.is_bold != line.row.is_bold:
        return _is_inside(last, line, leading)
    if line.starts:
        return _goes_over(before, line)
    if not _is_close(last, line, leading) or (last.to_right and line.to_right):
        return False
    if len(before.lines) == 1:
        return not _begins(last, line)
    return line.indent - last.indent < _INDENT * line.size or not _may_begin(last, line)


def _is_inside(last: Line, line: Line, leading: Mapping[float, float]) -> bool:
    """Whether a line in another size is still the middle of a sentence."""
    if line.row.is_bold or last.row.is_bold or line.starts:
        return False
    close = _is_close(last, line, leading)
    return close and abs(last.size - line.size) < 1.2 and line.text[:1].islower()


def _goes_over(before: Paragraph, line: Line) -> bool:
    """Whether the first line of a column or page goes on with the last of the one before."""
    last = before.last
    said = bool(_SAID.search(last.text))
    ended = bool(_ENDED.search(last.text))
    if _LABEL.match(line.text) and (said or last.row.is_bold):
        return False
    if len(before.lines) > 1:
        flush = last.indent
    else:
        flush = line.indent if line.below is None else line.below
    if line.indent - flush > _INDENT * line.size:  # it is indented as a first line is
        return line.text[:1].islower() and not ended
    if line.text[:1].islower():
        return True
    if last.row.is_bold:
        return False
    if last.is_full and abs(line.indent - last.indent) < NEAR:
        return True  # a last line seldom ends just at the edge
    if last.is_short and said:
        return False
    return not said or (not ended and _was_indented(before))


def _was_indented(paragraph: Paragraph) -> bool:
    first, last = paragraph.first, paragraph.last
    return len(paragraph.lines) > 1 and first.indent - last.indent > _INDENT * last.size


def _begins(first: Line, line: Line) -> bool:
    """Whether the line after a first one begins a paragraph of its own."""
    if _LABEL.match(line.text) and _ENDED.search(first.text):
        return True
    if line.indent <= first.indent + _INDENT * line.size:
        level = line.indent > first.indent - NEAR
        return first.is_short and level and _may_begin(first, line)
    hanging = any(abs(word.x0 - line.row.x0) < NEAR for word in first.row.words[1:4])
    return not hanging and _may_begin(first, line)


def _may_begin(last: Line, line: Line) -> bool:
    """Whether a line may begin a paragraph: the sentence before has ended, and it opens one."""
    return bool(_SAID.search(last.text)) and bool(_OPENS.match(line.text))
