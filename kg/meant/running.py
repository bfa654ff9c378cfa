"""Measure the longest stretch of what is told that a paragraph of a cited text says too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.meant.cited import CitedText, Part
from kg.meant.words import Word

__all__ = ["likely", "stretch"]

_APART: Final = 0.6
"""What a shared word tells whose neighbour is another one there; it costs as much to lack one."""
_LACKING: Final = 0.36
_HALF: Final = 8.0
"""So much shared makes it as likely as not that the paragraph is meant."""


def stretch(told: Iterable[Word], part: Part, cited: CitedText) -> tuple[float, frozenset[str]]:
    """The weight of the best stretch of words that a paragraph shares, and its words.

    Rare words weigh more, and so do those that stand side by side in both texts; words that the
    paragraph lacks count against a stretch, so that it is no longer than what is retold.
    """
    best = now = 0.0
    begin = end = start = 0
    before: str | None = None
    words = tuple(told)
    for at, word in enumerate(words):
        if now <= 0:
            now, start = 0.0, at
        weight = cited.weight(word.form)
        if word.form not in part.forms:
            now -= _LACKING * weight
        elif before and (before, word.form) in part.pairs:
            now += weight
        else:
            now += _APART * weight
        if now > best:
            best, begin, end = now, start, at + 1
        before = word.form
    return best, frozenset(w.form for w in words[begin:end]) & part.forms


def likely(weight: float) -> float:
    """A score from 0 to 1 for a weight.

    >>> likely(0.0), likely(8.0)
    (0.0, 0.5)
    """
    return weight / (weight + _HALF)
