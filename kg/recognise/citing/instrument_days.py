"""Read the date that is printed for an instrument, as exact as it is printed."""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.dates import DAY, MONTH, iso_day, iso_month

__all__ = ["printed_day", "year_within"]

_DATED: Final = re.compile(
    rf"\"?,? (?:of|(?:adopted|opened for signature|concluded|signed)(?: [^,;.]{{1,80}}?)?? on"
    rf"|which it adopted(?: [^,;.]{{1,80}}?)?? on) (?P<day>{DAY})"
)
_INSIDE: Final = re.compile(DAY)
_OF_YEAR: Final = re.compile(
    r"(?: thereto)?,? (?:of|(?:adopted|concluded|signed) in) (?P<year>(?:19|20)\d\d)(?:\d{1,2})?\b"
)
"""A year, which may be run into the call of a note: "of 192516"."""
_OF_MONTH: Final = re.compile(rf",? of (?P<month>{MONTH})")
_LAST_MONTH: Final = re.compile(rf" of (?P<month>{MONTH})$")
_ADOPTED: Final = re.compile(r"\b(?:adoption|signature|signing) of the $")
_SIGNED_ON: Final = re.compile(rf"\b(?:adoption|signature|signing) on (?P<day>{DAY}) of the $")
_FIRST: Final = re.compile(
    rf"\bthe (?:(?P<day>{DAY})|(?P<month>{MONTH}))(?: updated| revised| joint| new)? $"
)
"""A date in front of a name: "the January 2012 updated Plan of Action"; a year is of the name."""
_FIRST_INSIDE: Final = re.compile(rf"(?:(?P<day>{DAY})|(?P<month>{MONTH})) ")
_ON_DAY: Final = re.compile(
    r"(?: (?:by|between) [^,;.]{1,60}?)?(?: (?:in|at) [A-Z][\w'-]*(?: [A-Z][\w'-]*)?)?"
    rf" on (?P<day>{DAY})"
)


def printed_day(plain: str, start: int, end: int) -> str | None:
    """The date printed for an instrument, in its name or after it."""
    found = _DATED.match(plain, end)
    if found is None and _ADOPTED.search(plain, max(0, start - 20), start):
        found = _ON_DAY.match(plain, end)
    if found is None:
        found = _SIGNED_ON.search(plain, max(0, start - 50), start)
    if found:
        return iso_day(found["day"])
    first = _FIRST.search(plain, max(0, start - 35), start) or _begins(plain, start)
    if found is None and first:
        return iso_day(first["day"]) if first["day"] else iso_month(first["month"])
    month = _OF_MONTH.match(plain, end) or _LAST_MONTH.search(plain, max(start, end - 20), end)
    if month:
        return iso_month(month["month"])
    inside = _INSIDE.search(plain, start, end)
    if inside and inside.end() == end:
        return iso_day(inside[0])
    if (
        "Protocol" in plain[start:end] and " to the " in plain[start:end]
    ):  # "Protocols Additional to the Conventions of 1949"
        return None
    year = _OF_YEAR.match(plain, end)
    return year["year"] if year else None


def _begins(plain: str, start: int) -> re.Match[str] | None:
    """The date with which a name begins; its day may stand just before the name."""
    places = (start - len("24 "), start - len("4 "), start)
    found = (_FIRST_INSIDE.match(plain, at) for at in places if at >= 0)
    return next((one for one in found if one), None)


def year_within(plain: str, start: int, end: int) -> str | None:
    """The year with which a name ends: "political declaration of 2031"."""
    year = _OF_YEAR.search(plain, start, end)
    return year["year"] if year and year.end() == end else None
