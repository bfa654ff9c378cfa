"""Find the longest known names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["NameIndex", "Named", "capital_words", "plain_letters"]

_WORD: Final = re.compile(r"(?:[A-Z]|\d{1,4}[- ]?(?=[A-Z]))[\w'-]*")
_LIKE: Final = (
    ("’", "'"), ("ʼ", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("\u2010", "-"), ("\u2011", "-"),
    ("\u2012", "-"), ("\u2212", "-"), ("\u00a0", " "), ("\u202f", " "), ("“", '"'), ("”", '"'),
)  # fmt: skip


_MORE: Final = 4
"""How many letters behind its first word tell names apart."""
_SHORTER: Final = ""
"""How names begin that have no more letters."""


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


@lru_cache(maxsize=2)
def capital_words(text: str) -> list[tuple[int, str]]:
    """The words of a text with which a name can begin, kept for the next index that is asked."""
    return [(word.start(), word[0]) for word in _WORD.finditer(text)]


def _lower(letters: str) -> str:
    """The text in lower case, if every place stays the same."""
    lower = letters.lower()
    return lower if len(lower) == len(letters) else letters


class NameIndex:
    """Known names by their first word, so that a text is read once whatever their number.

    The first word of a name is written as in the list, the others in any case.
    """

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._first: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._last: dict[str, list[tuple[str, str]]] = {}
        self._plain: dict[str, list[tuple[str, str]]] = {}
        for name, key in sorted(names, key=lambda pair: len(pair[0]), reverse=True):
            letters = plain_letters(name)
            word = _WORD.match(letters)
            entry = (_lower(letters), key)
            if word:
                begins = entry[0][: len(word[0]) + _MORE]
                begins = begins if len(begins) == len(word[0]) + _MORE else _SHORTER
                self._first.setdefault(word[0], {}).setdefault(begins, []).append(entry)
            else:
                self._plain.setdefault(entry[0].partition(" ")[0], []).append(entry)
            if " " in letters:
                self._last.setdefault(entry[0].rpartition(" ")[2], []).append(entry)
        self._longest = max((len(name) for name, _ in names), default=0)

    def find(self, text: str) -> list[Named]:
        """The names in a text of plain letters, in order; of two that overlap, the earlier."""
        lower = _lower(text)
        found = [
            Named(at, at + len(name), key)
            for word, names in self._plain.items()
            if word in lower
            for name, key in names
            if (at := lower.find(name)) >= 0 and _apart(text, at)
        ]
        longest = {name.start: name for name in sorted(found)}
        capitalised = self._capitalised(text, lower)
        if not longest:
            return list(capitalised)
        apart = (
            one
            for one in capitalised
            if not any(o.start < one.start and one.end <= o.end for o in longest.values())
        )
        return sorted((*longest.values(), *apart))

    def _capitalised(self, text: str, lower: str) -> Iterator[Named]:
        at = 0
        first = self._first
        for start, letters in capital_words(text):
            if letters not in first:
                if letters[0] > "9":
                    continue
                digits = len(letters) - len(letters.lstrip("0123456789- "))
                start, letters = start + digits, letters[digits:]  # "1989 Convention on …"
            if letters in first and start >= at and _apart(text, start):
                found = _begun(first[letters], letters, lower, start)
                if found:
                    yield found
                    at = found.end

    def at(self, text: str, start: int) -> Named | None:
        """The longest name that begins here."""
        word = _WORD.match(text, start)
        if word is None or word[0] not in self._first or not _apart(text, start):
            return None
        near = _lower(text[start : start + self._longest + 1])
        found = _begun(self._first[word[0]], word[0], near, 0)
        return Named(start, start + found.end, found.key) if found else None

    def ending(self, text: str, end: int) -> Named | None:
        """The longest name of several words that ends here."""
        floor = max(0, end - self._longest - 1)
        near = _lower(text[floor:end])
        for name, key in self._last.get(near.rpartition(" ")[2], ()):
            start = end - len(name)
            if near.endswith(name) and _apart(text, start):
                return Named(start, end, key)
        return None


def _begun(
    names: dict[str, list[tuple[str, str]]], word: str, lower: str, start: int
) -> Named | None:
    """The longest of the names with which the text goes on; ``names`` by how they begin."""
    for begins in (lower[start : start + len(word) + _MORE], _SHORTER):
        for name, key in names.get(begins, ()):
            if lower.startswith(name, start):
                end = start + len(name)
                if not lower[end : end + 1].isalnum():
                    return Named(start, end, key)
    return None


def _apart(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-/")
