"""Take a text apart into words that can be compared, without those that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["Word", "normal", "words_of"]

_WORD: Final = re.compile(r"[^\W_]+")
_EMPTY_WORDS: Final = (
    "a about above after again all also among an and any are as at be been before being "
    "between both but by can could did do does during each either for from further "
    "furthermore had has have having he her here hereby herself him himself his how i if in "
    "inter alia into is it its itself may might mutatis mutandis more moreover most must nor "
    "not of on once only or other our out over own per same shall she should so some such "
    "than that the their theirs them themselves then there therein thereof thereto these they "
    "this those through to too under until up upon us very was we were what when where "
    "whereby which while who whom whose why will with within would you your accordingly "
    "aforementioned appropriate including namely particular particularly regard regarding "
    "respect respectively resolution resolutions decision paragraph paragraphs present "
    "pursuant accordance said entitled well one especially relevant mr mrs ms"
)
_EMPTY: Final = frozenset(_EMPTY_WORDS.split(" "))
_ENDINGS: Final = (
    "izations", "isations", "ization", "isation", "ational", "ations", "ation", "ements", "ement",
    "ments", "ment", "nesses", "ness", "ities", "ings", "ing", "ized", "ised", "izes", "izing",
    "ions", "ion", "ives", "ive", "ally", "ably", "als", "al", "ance", "ence", "able", "ible",
    "ies", "ied", "ors", "ers", "or", "er", "ity", "ize", "ise", "ly", "es", "ed", "s", "e", "y",
)  # fmt: skip
_LONGEST_FIRST: Final = tuple(sorted(_ENDINGS, key=len, reverse=True))
_STEM: Final = 4
"""So many letters at least are left of a word."""
_SHIFTS: Final = {
    "extens": "extend", "decis": "decid", "provis": "provid", "declarat": "declar",
    "respons": "respond", "recognit": "recogn", "proclam": "proclaim", "african": "africa",
    "women": "woman", "children": "child",
}  # fmt: skip


class Word(NamedTuple):
    """A word in the form in which it is compared, and where it is printed."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """A word without its endings, so that forms of one word are alike.

    >>> normal("establishes") == normal("established") == normal("establishment")
    True
    >>> normal("renewal") == normal("renewed")
    True
    """
    if len(word) <= _STEM or not word.isalpha():
        return word
    if word in _SHIFTS:
        return _SHIFTS[word]
    for ending in _LONGEST_FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _STEM and word[-1] in "ey":
        word = word[:-1]
    if len(word) > _STEM and word[-1] == word[-2] and word[-1] not in "s":
        word = word[:-1]
    if len(word) > _STEM and word.endswith("at"):
        word = word[:-2]
    return _SHIFTS.get(word, word)


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of ``text[start:end)`` that say something, in order."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        word = found[0].lower()
        if word in _EMPTY or (len(word) == 1 and not word.isdigit()):
            continue
        yield Word(normal(word), found.start(), found.end())
