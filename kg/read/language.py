"""Tell which official language a text is in."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["language_of"]

_SLICE: Final = 6_000
_LETTERS: Final = 40  # fewer tell nothing
_MOST: Final = 0.5
_SOME: Final = 0.08  # of the words
_CLEARLY: Final = 2.0
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = (
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str | None:
    """The official language that most of a text is in, as ``ar en es fr ru zh``; None if unclear.

    Arabic, Chinese and Russian are told by their letters, the others by their commonest words,
    which stand in ``stopwords.csv``. A text in two languages, or in another one, is unclear.

    >>> language_of("Prie le Secrétaire général de faire rapport sur les phares et sur la mer.")
    'fr'
    >>> language_of("Requests the Keeper to report on the lamps of the harbour.")
    'en'
    """
    sample = _sample(text)
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS}
    counts["latin"] = len(_LATIN.findall(sample))
    most = max(counts, key=lambda name: counts[name])
    total = sum(counts.values())
    # A Chinese word has two letters, so that fewer of them say more.
    if counts["zh"] * 3 > counts["latin"] and counts["zh"] > _LETTERS // 2:
        return "zh"
    if total < _LETTERS or counts[most] < _MOST * total:
        return None
    return most if most != "latin" else _by_words(sample)


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    found = sorted(
        ((sum(words[w] for w in common), name) for name, common in _common_words().items()),
        reverse=True,
    )
    (first, name), (second, _) = found[0], found[1]
    if first < _SOME * words.total() or first < _CLEARLY * second:
        return None
    return name


def _sample(text: str) -> str:
    """The beginning, the middle and the end of a text."""
    if len(text) <= 3 * _SLICE:
        return text
    middle = len(text) // 2
    return f"{text[:_SLICE]} {text[middle : middle + _SLICE]} {text[-_SLICE:]}"


@cache
def _common_words() -> dict[str, frozenset[str]]:
    lines = (files("kg.read") / "stopwords.csv").read_text(encoding="utf-8").splitlines()
    return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(lines)}
