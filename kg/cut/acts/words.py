"""Read dates and ordinal numbers that are written in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["MONTH", "iso_date", "ordinal"]

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
"""A month, for a regular expression."""

_DATE: Final = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({MONTH})[,.]?\s+(\d{{4}})(?!\d)")
_FIGURE: Final = re.compile(r"(\d{1,5})(?:st|nd|rd|th|d)\b")
_ONES: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS: Final = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


def iso_date(text: str) -> str | None:
    """The first date of a text in ISO 8601; None where there is none that a calendar has.

    >>> iso_date("adopted on 18 December 2019"), iso_date("31 June 2019")
    ('2019-12-18', None)
    """
    for found in _DATE.finditer(text):
        try:
            day = date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        except ValueError:
            continue
        return day.isoformat()
    return None


def ordinal(words: str) -> int | None:
    """The number of an ordinal below a thousand in figures or words.

    >>> ordinal("50th"), ordinal("Seventy-fifth"), ordinal("Hundred and second"), ordinal("x")
    (50, 75, 102, None)
    """
    figure = _FIGURE.search(words)
    if figure:
        return int(figure[1])
    total = 0
    for part in re.split(r"[\s-]+", words.strip().lower()):
        if part in ("and", "one", ""):
            continue
        if part in ("hundred", "hundredth"):
            total = max(total, 1) * 100
        elif part in _ONES:
            total += _ONES.index(part) + 1
        else:
            stem = part.removesuffix("ieth").removesuffix("y")
            if part == stem or stem not in _TENS:
                return None
            total += (_TENS.index(stem) + 2) * 10
    return total or None
