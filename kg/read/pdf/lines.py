"""Say of each row where it stands in its column, and whether it is a table's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.read.pdf.page import Word
from kg.read.pdf.rows import Row, cells_of, row_text

__all__ = ["NEAR", "Line", "lines_of"]

NEAR: Final = 3.0
"""Points within which two edges are one."""

_FLUSH: Final = 2.5
_SHORT: Final = 0.12
_APART: Final = 4.0  # ems: no line is stretched so far
_MANY: Final = 5  # lines that show where a column begins
_JUSTIFIED: Final = 3  # lines that end at one place
_RIGHT_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a line of its column.

    ``indent`` is how far from the column's edge it begins, ``below`` that of the next line where
    there is one; ``is_full`` and ``is_short`` say whether it reaches the other edge, ``to_right``
    that it stands in the right half alone. ``starts`` marks the first line of a column.
    """

    row: Row
    text: str
    indent: float
    below: float | None
    starts: bool
    is_table: bool
    is_full: bool
    is_short: bool
    to_right: bool

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.row.size


def lines_of(streams: Sequence[Sequence[Row]]) -> Iterator[Line]:
    """The lines in the order in which they are read; each stream is a column of a page."""
    widest = max((row.x1 for stream in streams for row in stream), default=0.0)
    known = [_left_edge(stream) for stream in streams if len(stream) >= _MANY]
    for stream in streams:
        starts = True
        left, right = _left_edge(stream), _right_edge(stream, widest)
        if len(stream) < _MANY:
            left = max((x0 for x0 in known if x0 < left + NEAR), default=left)
        for at, row in enumerate(stream):
            cells = cells_of(row)
            table = len(cells) > 1 and _is_table(stream, at, cells)
            text = "\t".join(map(row_text, cells)) if table else row_text(row.words)
            if not text.strip():
                continue
            yield Line(
                row,
                text,
                row.x0 - left,
                stream[at + 1].x0 - left if at + 1 < len(stream) else None,
                starts,
                table,
                abs(row.x1 - right) < _FLUSH,
                right - row.x1 > _SHORT * (right - row.x0),
                row.x0 - left > _RIGHT_HALF * (right - left) and right - row.x1 < 2 * NEAR,
            )
            starts = False


def _left_edge(stream: Sequence[Row]) -> float:
    """Where most lines of a column begin."""
    return Counter(round(row.x0) for row in stream).most_common(1)[0][0]


def _right_edge(stream: Sequence[Row], widest: float) -> float:
    """Where the lines of a column end; beyond the document's edge where they are not justified."""
    edges = sorted(row.x1 for row in stream)
    edge = edges[int(len(edges) * 0.9)]
    flush = sum(abs(x1 - edge) < _FLUSH for x1 in edges)
    return edge if flush >= _JUSTIFIED else widest + 2 * _FLUSH


def _is_table(stream: Sequence[Row], at: int, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a row with wide gaps is a table's, rather than a line stretched to its column."""
    row = stream[at]
    gaps = [b[0].x0 - a[-1].x1 for a, b in pairwise(cells)]
    stretched = len(cells) == len(row.words) > 2 and max(gaps) < 1.2 * min(gaps)
    if max(gaps) > _APART * row.size and not stretched:
        return True
    for near in (*stream[max(0, at - 2) : at], *stream[at + 1 : at + 3]):
        others = cells_of(near)
        if len(others) == len(cells) and all(map(_stand_in_line, cells[1:], others[1:])):
            return True
    return False


def _stand_in_line(cell: Sequence[Word], other: Sequence[Word]) -> bool:
    begins = abs(cell[0].x0 - other[0].x0) < NEAR
    return begins or abs(cell[-1].x1 - other[-1].x1) < NEAR
