"""Tell what belongs to the page and not to the text: heads, feet, the cover's frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.pdf.page import Page
from kg.read.pdf.rows import Row, cells_of, row_text

__all__ = ["Split", "furniture_shapes", "split_page"]

_TOP: Final = 0.86
_BOTTOM: Final = 0.12
_COVER: Final = 0.55
_WIDE: Final = 0.6
_OFTEN: Final = 0.4  # of the pages: a head or foot may be on every other one
_JOB: Final = r"(?:[A-Z]{1,3}\.)?\d{2}-\d{5}(?: ?\([A-Z]\))?(?: +\d{6})?"
_FOOT: Final = re.compile(
    rf"{_JOB}|\*?\d{{6,8}}\*|[-–—]?\s?\d{{1,4}}\s?[-–—]?|\d{{1,4}} ?/ ?\d{{1,4}}|Page \d{{1,4}}"
    rf"(?: of \d{{1,4}})?|{_JOB}\s+\d{{1,4}}(?: ?/ ?\d{{1,4}})?"
    rf"|\d{{1,4}}(?: ?/ ?\d{{1,4}})?\s+{_JOB}"
    r"|Please recycle|/\.\.\.|\(?E\)?"
)
_HEAD: Final = re.compile(
    r"(?:[A-Z]{1,6}/)[A-Z0-9][\w./()-]*(?: \([XVILC\d]+\))?|Page \d{1,4}|[-–—]?\s?\d{1,4}\s?[-–—]?"
    r"|\d{1,4} ?/ ?\d{1,4}"
)


@dataclass(frozen=True, slots=True)
class Split:
    """The rows of a page that are text, and those of the cover's frame (the first page's)."""

    cover: tuple[Row, ...]
    body: tuple[Row, ...]


def furniture_shapes(pages: Sequence[tuple[Page, Sequence[Row]]]) -> frozenset[tuple[int, str]]:
    """The rows that recur at one height in the margins of several pages: height and shape."""
    seen: Counter[tuple[int, str]] = Counter()
    for page, rows in pages:
        seen.update({_shape(row, page) for row in rows if _in_margin(row, page)})
    least = max(2, int(_OFTEN * len(pages)))
    return frozenset(shape for shape, count in seen.items() if count >= least)


def split_page(page: Page, rows: Sequence[Row], shapes: frozenset[tuple[int, str]]) -> Split:
    """Part the rows of one page; running heads, page numbers and job numbers are left out."""
    wide = _wide_rules(page, rows)
    kept = [row for row in rows if not _is_foot(row, page, shapes)]
    if page.index == 0:
        frame = min((y for y in wide if y > _COVER * page.height), default=page.height)
        cover = tuple(row for row in kept if row.y > frame)
        return Split(cover, tuple(row for row in kept if row.y <= frame))
    head = min((y for y in wide if y > _TOP * page.height), default=page.height)
    body = [row for row in kept if row.y < head]
    return Split((), tuple(row for row in body if not _is_head(row, page, shapes)))


def _wide_rules(page: Page, rows: Sequence[Row]) -> list[float]:
    """The heights of the lines that are as wide as the text."""
    if not rows:
        return []
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    return [rule.y for rule in page.rules if rule.width > _WIDE * width]


def _in_margin(row: Row, page: Page) -> bool:
    if row.words[0].raised:  # a footnote may say the same on many pages: "Ibid., vol. 976."
        return False
    return row.y < _BOTTOM * page.height or row.y > _TOP * page.height


def _shape(row: Row, page: Page) -> tuple[int, str]:
    return round(row.y / 4), re.sub(r"\d+", "#", row_text(row.words))


def _is_foot(row: Row, page: Page, shapes: frozenset[tuple[int, str]]) -> bool:
    if row.y >= _BOTTOM * page.height or row.words[0].raised:
        return False
    if _shape(row, page) in shapes:
        return True
    return all(_FOOT.fullmatch(row_text(cell).strip()) for cell in cells_of(row))


def _is_head(row: Row, page: Page, shapes: frozenset[tuple[int, str]]) -> bool:
    if row.y <= _TOP * page.height:
        return False
    if _shape(row, page) in shapes:
        return True
    return all(_HEAD.fullmatch(row_text(cell).strip()) for cell in cells_of(row))
