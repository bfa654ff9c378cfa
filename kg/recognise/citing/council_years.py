"""Give a resolution of the Security Council that is cited by its number alone its year."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

__all__ = ["council_symbol"]

_FIRST: Final = (
    (1285, 2000), (1335, 2001), (1387, 2002), (1455, 2003), (1522, 2004), (1581, 2005),
    (1652, 2006), (1739, 2007), (1795, 2008), (1860, 2009), (1908, 2010), (1967, 2011),
    (2033, 2012), (2086, 2013), (2133, 2014), (2196, 2015), (2260, 2016), (2337, 2017),
    (2398, 2018), (2452, 2019), (2504, 2020), (2561, 2021), (2618, 2022), (2672, 2023),
    (2722, 2024), (2768, 2025),
)  # fmt: skip
"""The number of the Council's first resolution of each year: its numbers run on for ever."""
_KNOWN: Final = 2778
"""The first number of which the year is not told here."""
_NUMBERS: Final = [number for number, _ in _FIRST]


def council_symbol(number: str) -> str | None:
    """The symbol of a resolution by its bare number, if its year can be told.

    >>> council_symbol("1325"), council_symbol("242"), council_symbol("9999")
    ('S/RES/1325 (2000)', None, None)
    """
    if not number.isdecimal() or not _NUMBERS[0] <= int(number) < _KNOWN:
        return None
    _, year = _FIRST[bisect_right(_NUMBERS, int(number)) - 1]
    return f"S/RES/{number} ({year})"
