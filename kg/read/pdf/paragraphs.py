"""Put rows together to paragraphs, over line ends, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.read.pdf.page import Word
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
_SET_RIGHT: Final = 0.5  # of the column's width
_APART: Final = 4.0  # ems: no line is stretched so far
_JUSTIFIED: Final = 3  # lines that end at one place


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its lines as printed, from the row ``first`` to ``last``.

    ``column`` is where its column begins and ``left`` where its last row does; ``is_full`` and
    ``is_short`` say whether that row fills its column.
    """

    lines: list[str]
    first: Row
    last: Row
    is_table: bool = False
    column: float = 0.0
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
    widest = max((row.x1 for stream in kept for row in stream), default=0.0)
    found: list[Paragraph] = []
    for stream in kept:
        right, left = _right_edge(stream, widest), min(row.x0 for row in stream)
        for at, row in enumerate(stream):
            below = stream[at + 1] if at + 1 < len(stream) else None
            before = found[-1] if found else None
            cells = cells_of(row)
            table = len(cells) > 1 and _is_table(stream, at, cells)
            text = "\t".join(map(row_text, cells)) if table else row_text(row.words)
            if not text.strip():
                continue
            if before and (
                _is_next_table_row(before, row, leading, starts=at == 0)
                if table
                else not before.is_table
                and _goes_on(before, row, text, below, leading, right, starts=at == 0)
            ):
                before.add(row, text, right)
            else:
                found.append(Paragraph([], row, row, table, left))
                found[-1].add(row, text, right)
    return found


def _is_table(stream: Sequence[Row], at: int, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a row with wide gaps is a table's, rather than a line stretched to its column."""
    size = stream[at].size
    gaps = [b[0].x0 - a[-1].x1 for a, b in pairwise(cells)]
    stretched = len(cells) == len(stream[at].words) > 2 and max(gaps) < 1.2 * min(gaps)
    if max(gaps) > _APART * size and not stretched:
        return True
    for near in (*stream[max(0, at - 2) : at], *stream[at + 1 : at + 3]):
        others = cells_of(near)
        if len(others) == len(cells) and all(map(_stand_in_line, cells[1:], others[1:])):
            return True
    return False


def _stand_in_line(cell: Sequence[Word], other: Sequence[Word]) -> bool:
    begins = abs(cell[0].x0 - other[0].x0) < _NEAR
    return begins or abs(cell[-1].x1 - other[-1].x1) < _NEAR


def _right_edge(stream: Sequence[Row], widest: float) -> float:
    """Where the lines of a column end; that of the document where the column has too few."""
    edges = sorted(row.x1 for row in stream)
    edge = edges[int(len(edges) * 0.9)]
    flush = sum(abs(x1 - edge) < _FLUSH for x1 in edges)
    return edge if flush >= _JUSTIFIED else widest + 2 * _FLUSH


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
    if _is_set_right(before, row, right):
        return False
    if len(before.lines) == 1:
        return not _indents(before, row, text, right)
    return row.x0 - before.left < 0.8 * row.size or not _starts(before, text)


def _is_set_right(before: Paragraph, row: Row, right: float) -> bool:
    """Whether a row and the one before it are closing lines at the right edge of the column."""
    above, far = before.last, right - _SET_RIGHT * (right - before.column)
    edges = abs(above.x1 - row.x1) < _NEAR and right - row.x1 < 2 * _NEAR
    return edges and above.x0 > far and row.x0 > far


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
