"""Put the rows of a page in reading order where they stand in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.read.pdf.rows import Row, trimmed

__all__ = ["reading_order"]

_LEAST: Final = 5  # rows on either side that make a column
_FILL: Final = 0.6
_STEPS: Final = 24
_GUTTER: Final = 1.0  # ems at least


def reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows as they are read: one list for each column, and for what spans both.

    Columns of prose are told from the cells of a table by how full their rows are.
    """
    if len(rows) < 2 * _LEAST:
        return [list(rows)]
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    best: tuple[int, int, float] | None = None
    for step in range(_STEPS + 1):
        x = left + (right - left) * (0.35 + 0.30 * step / _STEPS)
        run = _longest_run(rows, x, left, right)
        if run and (best is None or run[1] - run[0] > best[1] - best[0]):
            best = (*run, x)
    if best is None:
        return [list(rows)]
    first, end, x = best
    streams = reading_order(rows[:first]) if first else []
    for x0, x1 in ((left - 1, x), (x, right + 1)):
        parts = (trimmed(row, x0, x1) for row in rows[first:end])
        streams.append([part for part in parts if part])
    if end < len(rows):
        streams.extend(reading_order(rows[end:]))
    return [stream for stream in streams if stream]


def _longest_run(
    rows: Sequence[Row], x: float, left: float, right: float
) -> tuple[int, int] | None:
    """The longest run of rows that leave ``x`` free and are prose on both sides of it."""
    best: tuple[int, int] | None = None
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and _is_free(rows[at], x):
            continue
        longer = best is None or at - start > best[1] - best[0]
        if at - start >= _LEAST and longer and _is_prose(rows[start:at], x, left, right):
            best = (start, at)
        start = at + 1
    return best


def _is_free(row: Row, x: float) -> bool:
    """Whether a row has a gap at ``x``, or stands on one side of it."""
    before, after = -1e9, 1e9
    for word in row.words:
        if word.x1 <= x:
            before = max(before, word.x1)
        elif word.x0 >= x:
            after = min(after, word.x0)
        else:
            return False
    return after - before >= _GUTTER * row.size


def _is_prose(rows: Sequence[Row], x: float, left: float, right: float) -> bool:
    """Whether the rows fill the room on both sides, as far as they reach into it."""
    fills: tuple[list[float], list[float]] = ([], [])
    for row in rows:
        for side in (0, 1):
            inside = [w for w in row.words if (w.x0 >= x) == bool(side)]
            if inside:
                fills[side].append(max(w.x1 for w in inside) - min(w.x0 for w in inside))
    widths = (x - left, right - x)
    return all(
        len(fill) >= _LEAST and sum(fill) / len(fill) > _FILL * width
        for fill, width in zip(fills, widths, strict=True)
    )
