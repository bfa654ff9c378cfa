"""Take the footnotes out from below the text of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.pdf.page import Page
from kg.read.pdf.rows import Row, row_text

__all__ = ["Note", "part_notes"]

_RULE: Final = re.compile(r"[_—–-]{8,}")
_SMALLER: Final = 0.95
_SHORT: Final = 0.5
_MARK: Final = re.compile(r"(?:<sup>([^<]{1,8})</sup>|(\*{1,4})(?=\s|[A-Z]))\s*")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark, its rows; no mark where it goes on from the page before."""

    mark: str
    rows: tuple[str, ...]


def part_notes(page: Page, rows: Sequence[Row], body: float) -> tuple[list[Row], list[Note]]:
    """The rows of the text, and the footnotes below it in order."""
    at, skip = _first_note(page, rows, body)
    text = [row for row in rows[:at] if not _is_rule(row)]
    return text, _notes(rows[at + skip :])


def _first_note(page: Page, rows: Sequence[Row], body: float) -> tuple[int, int]:
    """Where the footnotes begin, and how many rows the line above them takes."""
    for at in range(len(rows) - 1, 0, -1):
        if _is_rule(rows[at]) and _are_notes(rows[at + 1 :], body):
            return at, 1
    lines = [
        r.y for r in page.rules if 20 < r.width < _SHORT * page.width and r.x0 < page.width / 3
    ]
    for y in sorted(lines):
        at = next((n for n, row in enumerate(rows) if row.y < y), len(rows))
        if at and _are_notes(rows[at:], body):
            return at, 0
    at = len(rows)
    while at and rows[at - 1].size < _SMALLER * body:
        at -= 1
    while at < len(rows) and not _has_mark(rows[at]):
        at += 1
    return at, 0


def _is_rule(row: Row) -> bool:
    return bool(_RULE.fullmatch(row_text(row.words)))


def _are_notes(rows: Sequence[Row], body: float) -> bool:
    if not rows:
        return False
    return all(row.size < _SMALLER * body for row in rows) or _has_mark(rows[0])


def _has_mark(row: Row) -> bool:
    return bool(_MARK.match(row_text(row.words)))


def _notes(rows: Sequence[Row]) -> list[Note]:
    notes: list[Note] = []
    mark, lines = "", list[str]()
    for row in rows:
        text = row_text(row.words)
        if _RULE.fullmatch(text):
            continue
        found = _MARK.match(text)
        if found:
            if lines:
                notes.append(Note(mark, tuple(lines)))
            mark, lines = found[1] or found[2], [text[found.end() :]]
        else:
            lines.append(text)
    if lines:
        notes.append(Note(mark, tuple(lines)))
    return notes
