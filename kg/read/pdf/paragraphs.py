"""Put rows together to paragraphs, over line ends, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.read.pdf.rows import Row, cells_of, row_text

__all__ = ["Paragraph", "paragraphs_of"]

_LEADING: Final = 1.5  # of the size, where the document does not show its own
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
_NEAR: Final = 3.0
_FLUSH: Final = 2.5
_SHORT: Final = 0.12


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its lines as printed, from the row ``first`` to ``last``.

    ``left`` is where its last row begins, ``is_full`` and ``is_short`` say whether this row
    fills its column.
    """

    lines: list[str]
    first: Row
    last: Row
    is_table: bool = False
    left: float = 0.0
    is_full: bool = False
    is_short: bool = False

    def add(self, row: Row, text: str, right: float) -> None:
        """Take a row more, of a column that ends at ``right``."""
        self.lines.append(text)
        self.left, self.last = row.x0, row
        self.is_full = abs(row.x1 - right) < _FLUSH
        self.is_short = right - row.x1 > _SHORT * (right - row.x0)


def paragraphs_of(streams: Iterable[Sequence[Row]], body: float) -> list[Paragraph]:
    """The paragraphs in order; each stream is a page's column, read from the top down."""
    kept = [list(stream) for stream in streams if stream]
    leading = _leadings(kept)
    found: list[Paragraph] = []
    for stream in kept:
        right = _right_edge(stream)
        for at, row in enumerate(stream):
            below = stream[at + 1] if at + 1 < len(stream) else None
            before = found[-1] if found else None
            cells = cells_of(row)
            text = row_text(row.words) if len(cells) == 1 else "\t".join(map(row_text, cells))
            if not text.strip():
                continue
            table = len(cells) > 1
            if before and (
                _is_next_table_row(before, row, leading, starts=at == 0)
                if table
                else not before.is_table
                and _goes_on(before, row, text, below, leading, right, starts=at == 0)
            ):
                before.add(row, text, right)
            else:
                found.append(Paragraph([], row, row, table))
                found[-1].add(row, text, right)
    return found


def _right_edge(stream: Sequence[Row]) -> float:
    edges = sorted(row.x1 for row in stream)
    return edges[int(len(edges) * 0.9)] if edges else 0.0


def _leadings(streams: Iterable[Sequence[Row]]) -> dict[float, float]:
    """The usual distance of the rows of each size."""
    counts: dict[float, Counter[float]] = {}
    for stream in streams:
        for above, row in pairwise(stream):
            if abs(above.size - row.size) < 0.3 and 0 < above.y - row.y < 3 * row.size:
                key = round(row.size * 2) / 2
                counts.setdefault(key, Counter())[round(above.y - row.y)] += 1
    return {size: c.most_common(1)[0][0] for size, c in counts.items() if c.total() > 8}


def _is_close(above: Row, row: Row, leading: dict[float, float]) -> bool:
    usual = leading.get(round(row.size * 2) / 2, 0.0)
    return above.y - row.y <= max(_LEADING * row.size, 1.25 * usual)


def _is_next_table_row(
    before: Paragraph, row: Row, leading: dict[float, float], *, starts: bool
) -> bool:
    if not before.is_table:
        return False
    return starts or before.last.y - row.y < 3 * row.size


def _goes_on(
    before: Paragraph,
    row: Row,
    text: str,
    below: Row | None,
    leading: dict[float, float],
    right: float,
    *,
    starts: bool,
) -> bool:
    """Whether a row goes on with the paragraph before it."""
    last = before.last
    if len(before.lines) == 1 and _ALONE.fullmatch(before.lines[0].strip()):
        return False
    if abs(last.size - row.size) > 0.08 * row.size or last.is_bold != row.is_bold:
        return _is_inside(before, row, text, leading, starts=starts)
    if starts:
        return _goes_over(before, row, text, below)
    if not _is_close(last, row, leading):
        return False
    if _is_set_right(last, row, right):
        return False
    if len(before.lines) == 1:
        return not _indents(before, row, text, right)
    return row.x0 - before.left < 0.8 * row.size or not _starts(before, text)


def _is_set_right(above: Row, row: Row, right: float) -> bool:
    """Whether two rows are closing lines at the right edge rather than a paragraph."""
    far = min(above.x0, row.x0) > 0.5 * right
    edges = abs(above.x1 - row.x1) < _NEAR and right - row.x1 < _NEAR
    return edges and far


def _is_inside(
    before: Paragraph, row: Row, text: str, leading: dict[float, float], *, starts: bool
) -> bool:
    """Whether a row in another weight is still the middle of a sentence."""
    if row.is_bold or before.last.is_bold or starts:
        return False
    close = _is_close(before.last, row, leading)
    return close and abs(before.last.size - row.size) < 1.2 and text[:1].islower()


def _goes_over(before: Paragraph, row: Row, text: str, below: Row | None) -> bool:
    """Whether the first row of a column or page goes on with the last of the one before."""
    if _LABEL.match(text) and (_SAID.search(before.lines[-1]) or _is_heading(before)):
        return False
    ended = bool(_ENDED.search(before.lines[-1]))
    flush = before.left if len(before.lines) > 1 else below.x0 if below else row.x0
    if row.x0 - flush > 0.8 * row.size:  # its own first line is indented
        return text[:1].islower() and not ended
    if text[:1].islower():
        return True
    if _is_heading(before):
        return False
    if before.is_full and abs(row.x0 - before.left) < _NEAR:
        return True  # a last line seldom ends just at the edge
    if before.is_short and _SAID.search(before.lines[-1]):
        return False
    return not _SAID.search(before.lines[-1]) or (not ended and _was_indented(before))


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.last.is_bold


def _was_indented(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.lines) > 1 and paragraph.first.x0 - paragraph.left > 0.8 * paragraph.last.size
    )


def _indents(before: Paragraph, row: Row, text: str, right: float) -> bool:
    """Whether the second row begins a paragraph of its own."""
    if _LABEL.match(text) and _ENDED.search(before.lines[-1]):
        return True
    first = before.first
    if row.x0 <= first.x0 + 0.8 * row.size:
        short = right - first.x1 > 0.25 * (right - first.x0)
        return short and row.x0 > first.x0 - _NEAR and _starts(before, text)
    hanging = any(abs(word.x0 - row.x0) < _NEAR for word in first.words[1:4])
    return not hanging and bool(_OPENS.match(text)) and bool(_SAID.search(before.lines[-1]))


def _starts(before: Paragraph, text: str) -> bool:
    """Whether a row may begin a paragraph: the sentence before has ended, and it opens one."""
    return bool(_SAID.search(before.lines[-1])) and bool(_OPENS.match(text))
