"""Tell whether a body can have adopted a resolution of this number on that day."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["fits", "may_be", "roman_value"]

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FIRST: Final = 1945
_SLASHED: Final = 31
"""The Assembly's session from which its numbers are written 31/1; before, 3201 (S-VI), 1 (I)."""
_ON_TIME: Final = 45
"""The Assembly's session from which each has ended when the next one began."""
_YEARLY: Final = {"ccpcj": 1991, "cnd": 1957, "csw": 1956, "csocd": 1962}
"""The year before a commission's first yearly session, counted back from its present ones."""
_BY_YEAR: Final = (
    "ecosoc", "commission-human-rights", "sub-commission-human-rights", "cpd", "cstd",
)  # fmt: skip
_SINCE: Final = {"cpd": 1994, "cstd": 1993}
"""The year of the first session of a commission that numbers its acts by the year."""
_FEW: Final = {"cpd": (20, 101, 110), "cstd": (20, 101, 110)}
"""The last number of a body in a year, and the first and last of its further decisions."""
_LAST: Final = {"unea": 12, "un-habitat-assembly": 12}
"""A session that bodies of few sessions have not come to."""
_NUMBERED_IN_ROMAN: Final = (
    "ecosoc", "tc", "commission-human-rights", "sub-commission-human-rights", "cnd", "cpd", "csw",
    "statistical-commission", "eca", "ece", "eclac", "escap", "unctad",
)  # fmt: skip
_LAST_IN_ROMAN: Final = 2_200
"""A number that the Economic and Social Council has not come to before it began each year anew."""
_LARGEST: Final = {"hrc": 140, "ccpcj": 20, "cnd": 30, "unea": 40, "csw": 20}
"""A number beyond which none of the body's has gone in a session."""


def roman_value(numeral: str) -> int:
    """The value of a roman numeral.

    >>> roman_value("XXIX"), roman_value("LVI")
    (29, 56)
    """
    values = [_ROMAN.get(c, 0) for c in numeral]
    pairs = zip(values, (*values[1:], 0), strict=True)
    return sum(-v if v < after else v for v, after in pairs)


def may_be(body: str, form: str, session: str | None, serial: str | None) -> bool:
    """Whether a body numbers its resolutions in this form; True where nothing is known of it."""
    number = int(session) if session and session.isdecimal() else None
    if form == "year":
        return body == "sc"
    if session and session[:3] == "SS." and session[3:].isdecimal():
        return body not in ("ga", "ecosoc", "hrc", "unea")
    if body == "sc":
        return form == "plain"
    if form == "roman":
        if body == "ecosoc" and serial and serial.isdecimal() and int(serial) > _LAST_IN_ROMAN:
            return False
        return _roman_may_be(body, session or "")
    if form != "session":
        return body not in ("ga", "ecosoc", "hrc", "ccpcj", "cnd", "unea")
    if number is None and "S" in (session or ""):  # a special session
        return body not in ("ecosoc", "ccpcj", "cnd")
    if number is None:  # "decision XIII/6", as conferences of parties number theirs
        return body not in ("ga", "ecosoc", "hrc", "ccpcj", "cnd", "unea", "un-habitat-assembly")
    if body == "ga":
        return _SLASHED <= number < 200
    if body in _BY_YEAR:
        return number > _FIRST and _in_year(body, number, serial)
    if number > _LAST.get(body, number):
        return False
    small = serial is None or not serial.isdecimal() or int(serial) <= _LARGEST.get(body, 9999)
    return number <= _FIRST and small


def _in_year(body: str, year: int, serial: str | None) -> bool:
    """Whether a body that numbers by the year may have come to this number in it."""
    if body not in _FEW or serial is None or not serial.isdecimal():
        return year >= _SINCE.get(body, year)
    last, first_further, last_further = _FEW[body]
    few = int(serial) <= last or first_further <= int(serial) <= last_further
    return few and year >= _SINCE[body]


def _roman_may_be(body: str, session: str) -> bool:
    if body == "ga":
        return session.startswith(("S-", "ES-")) or 0 < roman_value(session) < _SLASHED
    return body in _NUMBERED_IN_ROMAN


def fits(form: str, session: str | None, day: str, body: str = "ga") -> bool:
    """Whether a session of the body fits the day; True where nothing is known of it.

    >>> fits("session", "69", "2014-12-18"), fits("session", "57", "2014-12-18")
    (True, False)
    """
    year = int(day[:4])
    if form == "year":
        return session == day[:4]
    if form not in ("session", "roman") or session is None:
        return False
    numeral = re.fullmatch(r"[IVXLC]+", session)
    number = roman_value(session) if numeral else int(session) if session.isdecimal() else None
    if number is None:
        return body != "ga" or session.startswith(("S-", "ES-"))
    if number > _FIRST:
        return number - 1 <= year <= number + 1
    if body == "ga":
        opens = _FIRST + number
        if number == 1:  # in two parts, the first from January
            return year == opens
        if number >= _ON_TIME:
            return f"{opens}-09-10" <= day < f"{opens + 1}-09-20"
        return f"{opens}-09-01" <= day < f"{opens + 1}-10-01"
    if body in _YEARLY:
        return year == _YEARLY[body] + number
    if body == "hrc":
        return abs(year - 2007 - (number - 3) / 3) <= 1
    return True
