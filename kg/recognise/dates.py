"""Find dates and spans of days, as exact as they are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.model import Document
from kg.recognise.passages import passages

__all__ = [
    "DAY",
    "MONTH",
    "MONTH_NAME",
    "DateSpan",
    "day_of",
    "find_dates",
    "find_days",
    "iso_day",
    "iso_month",
]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH: Final = "|".join(_MONTHS)
DAY: Final = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}) \d{{4}}"
"""The pattern of one full date."""

MONTH: Final = rf"(?:{_MONTH}) \d{{4}}"
"""The pattern of a month with its year."""

MONTH_NAME: Final = rf"(?:{_MONTH})"
"""The pattern of a month's name."""

_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_SPAN: Final = re.compile(
    rf"{_WEEKDAY}(?P<d1>\d{{1,2}})(?:(?: (?P<m1>{_MONTH}))?(?: (?P<y1>\d{{4}}))?"
    rf" ?(?P<join>to|until|and|–|—|-) ?{_WEEKDAY}(?P<d2>\d{{1,2}}))?"
    rf" (?P<m2>{_MONTH})(?: (?P<y2>\d{{4}})\b)?"
)

_ITEM: Final = re.compile(
    rf"{_WEEKDAY}(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:of )?(?P<month>{_MONTH}))?"
    r"(?:,? (?P<year>(?:19|20)\d\d))?(?![\d/:.]\d)(?![-–]?(?:st|nd|rd|th)\b)"
)
_JOIN: Final = re.compile(
    r"\s?[–—‑-]\s?|,? (?:to|until|till|through|up to|and|as well as|and again)(?: also)?"
    r"(?: from| on| between)? |[,;] (?:and )?(?:from |on )?"
)
_MOST_ITEMS: Final = 24


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from ``first`` to ``last`` (ISO 8601), equal for one day; ``[start, end)``."""

    start: int
    end: int
    first: str
    last: str


def find_dates(text: str) -> Iterator[DateSpan]:
    """Every full date and span of days with its year, in the order of the text.

    >>> [(d.first, d.last) for d in find_dates("from 28 October to 1 November 2019")]
    [('2019-10-28', '2019-11-01')]
    >>> [(d.first, d.last) for d in find_dates("29 December 2022–3 January 2023, 1 May 2024")]
    [('2022-12-29', '2023-01-03'), ('2024-05-01', '2024-05-01')]
    """
    for found in _SPAN.finditer(text):
        if not found["y2"]:
            continue
        last = _iso(found["y2"], found["m2"], found["d2"] or found["d1"])
        first = last
        if found["d2"]:
            year, month = found["y1"] or found["y2"], found["m1"] or found["m2"]
            first = _iso(year, month, found["d1"])
            if first and last and first > last and not found["y1"]:
                first = _iso(str(int(year) - 1), month, found["d1"])
        # A day that no calendar has (31 June) is left unread; the words stand in the paragraph.
        if first and last:
            yield DateSpan(found.start(), found.end(), first, last)


def find_days(text: str) -> Iterator[DateSpan]:
    """The days of meetings: each whole list of days and spans as one, from its first to its last.

    A day without its month or year has those of the next in the list that has them.

    >>> [(d.first, d.last) for d in find_days("8 December 2023 and 14–22 March 2024")]
    [('2023-12-08', '2024-03-22')]
    >>> [(d.first, d.last) for d in find_days("on 28 February and 1 and 2 March 2019, 14 States")]
    [('2019-02-28', '2019-03-02')]
    """
    at = 0
    while found := _ITEM.search(text, at):
        at = found.end()
        items = [found]
        while len(items) < _MOST_ITEMS:
            join = _JOIN.match(text, items[-1].end())
            following = _ITEM.match(text, join.end()) if join else None
            if following is None:
                break
            items.append(following)
        while items and not items[-1]["month"]:
            items.pop()
        days = _days(items)
        if days:
            at = items[-1].end()
            yield DateSpan(items[0].start(), at, min(days), max(days))


def _days(items: list[re.Match[str]]) -> list[str]:
    """The days of a list in ISO 8601; none where no year is printed or a day is impossible."""
    years = [item["year"] for item in items]
    known = next((year for year in reversed(years) if year), None)
    if known is None:
        return []
    days: list[str] = []
    year, month, before = int(known), "", 13
    for item in reversed(items):
        month = item["month"] or month
        number = _MONTHS.index(month) + 1
        if item["year"]:
            year = int(item["year"])
        elif number > before:
            year -= 1
        before = number
        day = _iso(str(year), month, item["day"])
        if day is None:
            return []
        days.append(day)
    return days


def iso_day(words: str) -> str | None:
    """A full date in ISO 8601; None for a day that no calendar has.

    >>> iso_day("21 December 2010")
    '2010-12-21'
    """
    day, month, year = words.split()
    return _iso(year, month, day.rstrip("dhnrst"))


def iso_month(words: str) -> str:
    """A month in ISO 8601.

    >>> iso_month("December 1994")
    '1994-12'
    """
    month, year = words.split()
    return f"{year}-{_MONTHS.index(month) + 1:02}"


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return None


def day_of(document: Document) -> date | None:
    """The day whose names of States hold: the meeting's first in the title, else the cover's.

    Where neither is dated, the first date of the text that stands in a span of days.
    """
    for span in find_dates(document.title or ""):
        return date.fromisoformat(span.first)
    if document.date and len(document.date) == len("2013-03-01"):
        return date.fromisoformat(document.date)
    for passage in passages(document):
        for span in find_dates(passage.text):
            if span.first != span.last:
                return date.fromisoformat(span.first)
    return None
