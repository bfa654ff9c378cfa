"""Find the table of contents of a document, and the agenda items that only it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.cut.headings import plain_title
from kg.cut.lines import Line

__all__ = ["after_contents", "contents_items"]

_CONTENTS: Final = re.compile(r"(?:Table of )?contents?\b.{0,30}", re.IGNORECASE)
_ENTRY: Final = re.compile(
    r"(?:[IVXLC]{1,6}\b\.?|[A-Z]\.|\d{1,2}\.)?\s*(?P<title>\S.{3,400}?)\s*"
    r"\((?P<item>(?:agenda )?items? \d{1,2}(?: ?\([a-z]\))?"
    r"(?:(?:, | and |, and )(?:\d{1,2}|\([a-z]\))(?: ?\([a-z]\))?){0,6})",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"[.:;,][”\"’')]?(?:\d{1,3}/?|[*¹²³⁴-⁹]{1,3})?$")
_HEADS: Final = ("heading", "blank", "rule", "item")
_PROSE: Final = 40
_LONG: Final = 120
_FARTHEST: Final = 1500
"""The most lines of a document in which its contents are looked for."""


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The runs of lines without a blank between them, from and up to an index."""
    first = -1
    for index, line in enumerate(lines):
        if line.kind in ("blank", "rule", "furniture"):
            if first >= 0:
                yield first, index
            first = -1
        elif first < 0:
            first = index
    if first >= 0:
        yield first, len(lines)


def _words(lines: Sequence[Line], first: int, last: int) -> str:
    return " ".join(line.words for line in lines[first:last])


def _is_prose(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether lines are a sentence of the body and no entry of the contents."""
    if lines[first].kind not in ("text", "numbered", "lettered") or lines[last - 1].in_contents:
        return False
    words = _words(lines, first, last)
    return len(words) >= _LONG or (len(words) >= _PROSE and _CLOSED.search(words) is not None)


def after_contents(lines: Sequence[Line]) -> int | None:
    """The index of the first heading after the contents; None where there are no contents."""
    at = next(
        (n for n, line in enumerate(lines[:_FARTHEST]) if _CONTENTS.fullmatch(line.words)), None
    )
    if at is None:
        return None
    first = next((f for f, last in _blocks(lines) if f > at and _is_prose(lines, f, last)), None)
    if first is None:
        return None
    begin = first
    for index in range(first - 1, at, -1):
        line = lines[index]
        titled = line.kind == "text" and len(line.words) < _LONG and not line.words[-1:].isdigit()
        if line.in_contents or not (titled or line.kind in _HEADS):
            break
        if line.kind in ("heading", "text"):
            begin = index
    return begin


def contents_items(lines: Sequence[Line]) -> Mapping[str, str]:
    """The item of the agenda that the contents print for a heading, by its plain title."""
    items: dict[str, str] = {}
    for first, last in _blocks(lines):
        words = _words(lines, first, last)[:600]
        found = _ENTRY.match(words)
        # An entry ends in the number of its page.
        if found and words[-1:].isdigit():
            items[plain_title(found["title"])] = found["item"]
    return items
