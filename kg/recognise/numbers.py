"""Read whole numbers and ordinals, in figures or in words."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ORDINAL", "WHOLE", "ordinal_of", "whole_of"]

_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_ORDINAL_UNITS: Final = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

_UNIT_WORD: Final = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_TEN_WORD: Final = "|".join(_TENS[2:])
_ORDINAL_WORD: Final = "|".join(sorted(_ORDINAL_UNITS[1:], key=len, reverse=True))
_TENTH_WORD: Final = "|".join(t[:-1] + "ieth" for t in _TENS[2:])

WHOLE: Final = rf"(?:\d{{1,4}}|(?:{_TEN_WORD})(?:[- ](?:{_UNIT_WORD}))?|{_UNIT_WORD})"
"""A pattern for a whole number: ``87``, ``seven``, ``forty-one``."""

_HUNDREDS: Final = r"(?:(?:one|two|three)[- –‑])?hundred(?:[- –‑]and)?[- –‑]"
ORDINAL: Final = (
    rf"(?:\d{{1,4}}(?:st|nd|rd|th)|(?:{_HUNDREDS})?"
    rf"(?:(?:{_TEN_WORD})[- –‑](?:{_ORDINAL_WORD})|{_TENTH_WORD}|{_ORDINAL_WORD})"
    r"|(?:(?:one|two|three)[- –‑])?hundredth)"
)
"""A pattern for an ordinal: ``7th``, ``second``, ``sixty-seventh``, ``one hundred and third``."""


def whole_of(words: str) -> int:
    """The number that ``WHOLE`` matched.

    >>> whole_of("87"), whole_of("Seven"), whole_of("forty-one")
    (87, 7, 41)
    """
    text = words.lower().strip()
    if text.isdigit():
        return int(text)
    if text in _UNITS:
        return _UNITS.index(text)
    tens, _, unit = text.replace(" ", "-").partition("-")
    return 10 * _TENS.index(tens) + (_UNITS.index(unit) if unit else 0)


def ordinal_of(words: str) -> int:
    """The number that ``ORDINAL`` matched.

    >>> ordinal_of("7th"), ordinal_of("Second"), ordinal_of("sixty-seventh"), ordinal_of("fortieth")
    (7, 2, 67, 40)
    >>> ordinal_of("one-hundred-and-thirty-fourth"), ordinal_of("two hundredth")
    (134, 200)
    """
    text = re.sub(r"[ –‑]", "-", words.lower().strip())
    figures = re.match(r"\d+", text)
    if figures:
        return int(figures[0])
    hundred = re.match(r"(?:(one|two|three)-)?hundred(?:th$|-(?:and-)?)", text)
    base = 100 * _UNITS.index(hundred[1] or "one") if hundred else 0
    text = text[hundred.end() :] if hundred else text
    if not text:
        return base
    if text in _ORDINAL_UNITS:
        return base + _ORDINAL_UNITS.index(text)
    if text.endswith("ieth"):
        return base + 10 * _TENS.index(text.removesuffix("ieth") + "y")
    tens, _, unit = text.partition("-")
    return base + 10 * _TENS.index(tens) + _ORDINAL_UNITS.index(unit)
