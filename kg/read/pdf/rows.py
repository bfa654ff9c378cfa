"""Put the words of a page together to rows, raised note calls in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.pdf.page import Word

__all__ = ["Row", "body_size", "cells_of", "row_text", "rows_of", "trimmed"]

_SAME_LINE: Final = 0.3  # of the size
_SMALL: Final = 0.82
_SPACE: Final = 0.155  # of the size, where the file has no space
_LABEL: Final = re.compile(
    r"[“\"«]?(?:(?:\d{1,4}(?:/\d{1,4})?(?: ?[A-Z])?\.|\([a-z]{1,5}\)|\(\d{1,3}\)|[a-z]\."
    r"|[IVXLC]{1,7}\.|[A-Z]\.|[•–—*-])\s*){1,3}"
)
_CALL: Final = re.compile(r"(?:\d{1,3}|\*{1,4}|[†‡§]|[a-z]{1,2})(?:,(?:\d{1,3}|[a-z]))*")
_LIGATURES: Final = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\u00a0": " ",
        "\u2010": "-",
        "\u2011": "-",
    }
)
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "o", "le"})


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]
    y: float
    size: float
    page: int

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(word.x1 for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Whether most of its letters are bold."""
        letters = sum(len(w.text) for w in self.words)
        return sum(len(w.text) for w in self.words if w.bold) * 2 > letters


def body_size(rows: Iterable[Row]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += sum(len(w.text) for w in row.words)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def rows_of(words: Sequence[Word], page: int) -> list[Row]:
    """The rows from the top of the page down."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.y, w.x0)):
        last = lines[-1] if lines else None
        if last and abs(last[0].y - word.y) <= _SAME_LINE * min(last[0].size, word.size):
            last.append(word)
        else:
            lines.append([word])
    lines = _with_raised(lines)
    return [_row(line, page) for line in lines]


def _with_raised(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines with small words above or below a baseline put between the words they belong to."""
    kept: list[list[Word]] = []
    pending: list[list[Word]] = []
    for line in lines:
        size = max(w.size for w in line)
        for small in pending:
            _settle(small, line, kept, size)
        pending = []
        above = kept[-1] if kept else None
        if above and _is_lowered(line, above):
            above.extend(line)
        elif all(len(w.text) <= 7 for w in line):
            pending.append(line)
        else:
            kept.append(line)
    for small in pending:
        kept.append(small)
    return kept


def _settle(small: list[Word], line: list[Word], kept: list[list[Word]], size: float) -> None:
    """Give the words of a short line to the one below it where they are raised above that."""
    stay = []
    for word in small:
        lift = word.y - line[0].y
        if word.size < _SMALL * size and 0 < lift < 0.6 * size and _touches(word, line):
            line.append(word.as_raised(line[0].y))
        else:
            stay.append(word)
    if stay:
        kept.append(stay)


def _is_lowered(line: list[Word], above: list[Word]) -> bool:
    size = max(w.size for w in above)
    return all(
        w.size < _SMALL * size and above[0].y - w.y < 0.45 * size and _touches(w, above)
        for w in line
    )


def _touches(word: Word, line: Sequence[Word]) -> bool:
    return any(w.x0 - word.x1 < 2 * w.size and word.x0 - w.x1 < 1.2 * w.size for w in line)


def _row(line: list[Word], page: int) -> Row:
    words = tuple(sorted(line, key=lambda w: w.x0))
    sizes: Counter[float] = Counter()
    for word in words:
        if not word.raised:
            sizes[word.size] += len(word.text)
    size = sizes.most_common(1)[0][0] if sizes else words[0].size
    return Row(words, words[0].y, size, page)


def cells_of(row: Row, gap: float = 1.5) -> list[list[Word]]:
    """The words of a row, parted where the gap is wide (in ems) and unlike the other gaps."""
    gaps = [max(0.0, b.x0 - a.x1) for a, b in zip(row.words, row.words[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 3 else 0.0
    least = max(gap * row.size, 2.5 * usual)
    cells = [[row.words[0]]]
    for word, before in zip(row.words[1:], gaps, strict=True):
        if before > least:
            cells.append([word])
        else:
            cells[-1].append(word)
    labels = 0
    while labels < len(cells) - 1 and _LABEL.fullmatch(row_text(cells[labels])):
        labels += 1
    if labels:
        cells[: labels + 1] = [[word for cell in cells[: labels + 1] for word in cell]]
    return cells


def row_text(words: Sequence[Word]) -> str:
    """The words as text: spaces between them, raised note calls as ``<sup>1</sup>``."""
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        text = word.text.translate(_LIGATURES)
        if word.raised and _CALL.fullmatch(text) and text not in _ORDINALS:
            if before is not None and before.raised:
                parts[-1] = parts[-1].removesuffix("</sup>") + text + "</sup>"
            else:
                parts.append(f"<sup>{text}</sup>")
        elif before is None:
            parts.append(text)
        else:
            gap = word.x0 - before.x1
            # Letter-spacing leaves a gap before a hyphen that passes for a space.
            hyphen = text[:1] == "-" or before.text[-1:] == "-"
            glued = (hyphen or not word.spaced) and gap < _SPACE * word.size
            parts.append(text if glued else f" {text}")
        before = word
    return "".join(parts)


def trimmed(row: Row, x0: float, x1: float) -> Row | None:
    """The part of a row between two abscissas."""
    words = [w for w in row.words if x0 <= (w.x0 + w.x1) / 2 <= x1]
    return _row(words, row.page) if words else None
