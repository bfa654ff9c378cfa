"""Find the longest known names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

__all__ = ["NameIndex", "Named", "plain_letters"]

_WORD: Final = re.compile(r"(?:[A-Z]|\d{1,4}[- ]?(?=[A-Z]))[\w'-]*")
_LIKE: Final = (
    ("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("‑", "-"), ("\u00a0", " "),
    ("“", '"'), ("”", '"'),
)  # fmt: skip


class Named(NamedTuple):
    """A known name in a text: the slice ``[start, end)`` and the key of what bears it."""

    start: int
    end: int
    key: str


def plain_letters(text: str) -> str:
    """The text with one form of quotation mark, hyphen and space; every place stays the same.

    >>> plain_letters("2015–2030, the Council’s")
    "2015-2030, the Council's"
    """
    if not text.isascii():
        for printed, plain in _LIKE:
            if printed in text:
                text = text.replace(printed, plain)
    return text


class NameIndex:
    """Known names by their first word, so that a text is read once whatever their number."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._first: dict[str, list[tuple[str, str]]] = {}
        self._last: dict[str, list[tuple[str, str]]] = {}
        self._lower: list[tuple[str, str]] = []
        for name, key in sorted(names, key=lambda pair: len(pair[0]), reverse=True):
            letters = plain_letters(name)
            word = _WORD.match(letters)
            if word:
                self._first.setdefault(word[0], []).append((letters, key))
            else:
                self._lower.append((letters, key))
            self._last.setdefault(letters.rpartition(" ")[2], []).append((letters, key))

    def find(self, text: str) -> Iterator[Named]:
        """The names in a text of plain letters, in order; of two that overlap, the earlier."""
        lower = [
            Named(at, at + len(name), key)
            for name, key in self._lower
            if (at := text.find(name)) >= 0 and _apart(text, at)
        ]
        return iter(sorted((*self._capital(text), *lower))) if lower else self._capital(text)

    def _capital(self, text: str) -> Iterator[Named]:
        at = 0
        first = self._first
        for word in _WORD.finditer(text):
            if word[0] in first and word.start() >= at:
                found = self.at(text, word.start(), word[0])
                if found:
                    yield found
                    at = found.end

    def at(self, text: str, start: int, word: str | None = None) -> Named | None:
        """The longest name that begins here."""
        if word is None:
            found = _WORD.match(text, start)
            word = found[0] if found else ""
        for name, key in self._first.get(word, ()):
            if text.startswith(name, start):
                end = start + len(name)
                if not text[end : end + 1].isalnum() and _apart(text, start):
                    return Named(start, end, key)
        return None

    def ending(self, text: str, end: int) -> Named | None:
        """The longest name that ends here."""
        word = text[max(0, end - 40) : end].rpartition(" ")[2]
        for name, key in self._last.get(word, ()):
            start = end - len(name)
            if start >= 0 and text.startswith(name, start) and _apart(text, start):
                return Named(start, end, key)
        return None


def _apart(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-/")
