"""Put the rows of a page in reading order where they stand in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.read.pdf.rows import Row, cells_of, trimmed

__all__ = ["reading_order"]

_LEAST: Final = 5  # rows on either side that make a column
_FILL: Final = 0.6
_STEPS: Final = 24


def reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows as they are read: one list for each column, and for what spans both.

    Columns of prose are told from the cells of a table by how full their rows are.
    """
    if len(rows) < 2 * _LEAST:
        return [list(rows)]
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    spans = [[(cell[0].x0, max(w.x1 for w in cell)) for cell in cells_of(r, 1.0)] for r in rows]
    best: tuple[int, int, int, float] | None = None
    for step in range(_STEPS + 1):
        x = left + (right - left) * (0.35 + 0.30 * step / _STEPS)
        run = _longest_run(spans, x, left, right)
        if run and (best is None or run[1] - run[0] > best[1] - best[0]):
            best = (*run, step, x)
    if best is None:
        return [list(rows)]
    first, end, _, x = best
    streams = [*reading_order(rows[:first])] if first else []
    middle = rows[first:end]
    for x0, x1 in ((left - 1, x), (x, right + 1)):
        streams.append([part for row in middle if (part := trimmed(row, x0, x1))])
    if end < len(rows):
        streams.extend(reading_order(rows[end:]))
    return [stream for stream in streams if stream]


def _longest_run(
    spans: Sequence[Sequence[tuple[float, float]]], x: float, left: float, right: float
) -> tuple[int, int] | None:
    """The longest run of rows that leave ``x`` free and are prose on both sides of it."""
    best: tuple[int, int] | None = None
    start = 0
    for at in range(len(spans) + 1):
        if at < len(spans) and not any(a < x < b for a, b in spans[at]):
            continue
        longer = best is None or at - start > best[1] - best[0]
        if at - start >= _LEAST and longer and _is_prose(spans[start:at], x, left, right):
            best = (start, at)
        start = at + 1
    return best


def _is_prose(
    spans: Sequence[Sequence[tuple[float, float]]], x: float, left: float, right: float
) -> bool:
    fills: tuple[list[float], list[float]] = ([], [])
    for row in spans:
        for side, inside in enumerate(
            ([s for s in row if s[1] <= x], [s for s in row if s[0] >= x])
        ):
            if inside:
                fills[side].append(max(b for _, b in inside) - min(a for a, _ in inside))
    widths = (x - left, right - x)
    return all(
        len(fill) >= _LEAST and sum(fill) / len(fill) > _FILL * width
        for fill, width in zip(fills, widths, strict=True)
    )
