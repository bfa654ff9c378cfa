"""Find the agreements, accords and road maps between parties, by their name or their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.recognise.citing.unlisted import name_left, right_of
from kg.recognise.dates import MONTH_NAME, iso_day

__all__ = ["Accord", "find_accords"]

_STEMS: Final = ("Agreement", "Accord", "Communiqué", "Roadmap", "Road Map", "Road map")
_ROADS: Final = ("Roadmap", "Road Map", "Road map")
_ANY_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH_NAME}(?: \d{{4}})?|{MONTH_NAME} \d{{1,2}}, \d{{4}})"
)
_DAY_FIRST: Final = re.compile(rf"\b(?P<day>{_ANY_DAY}) (?P<left>(?:[A-Z][\w'/-]* )*)$")
_DAYS_LAST: Final = re.compile(
    rf",? (?:of|dated|signed on) (?P<days>{_ANY_DAY}(?:(?:,? and |, ){_ANY_DAY})*)"
)
_ONE_DAY: Final = re.compile(_ANY_DAY)
_YEAR: Final = re.compile(r"\b\d{4}$")
_TURNED: Final = re.compile(rf"(?P<month>{MONTH_NAME}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})")
_SUBJECT: Final = re.compile(
    r" (?:between|on|for|concerning|relating to|regarding|establishing) (?:the |an? )?[A-Z]"
)
_ROAD_SUBJECT: Final = re.compile(r" (?:of|for|on|to) (?:the |an? )?[A-Z]")
_CAPITAL: Final = re.compile(r"\b[A-Z][\w'/-]*")
_FURTHER: Final = re.compile(r"s? (?!I\b|In\b)[A-Z][a-z]|-")
_KINDS: Final = frozenset(
    ("Peace", "Political", "Final", "Framework", "Revitalized", "Revitalised", "Comprehensive",
     "Inclusive", "Joint", "Partial", "Temporary", "General", "Transition", "Transitional",
     "National", "The", "This", "That", "Said", "Such", "Draft", "Present", "In", "By", "Under",
     "Our", "A", "An", "New", "International", "Global", "Regional", "Technical", "Common",
     "States", "State", "Parties", "Party", "Each", "Any", "Both", "First", "Second",
     "Provisional", "Additional", "Strategic", "Partnership", "Implementation", "Integrated",
     "Member", "Universal", "Constitutional", "World", "Priority", "Signing", "Renewed",
     "Revised", "Amended", "Existing")
)  # fmt: skip
"""Words that tell the kind of an agreement and make no name: "the Final Peace Agreement"."""
_MANY: Final = frozenset(
    ("Supply", "Environmental", "Trade", "Free", "Cooperation", "Forces", "Investment",
     "Safeguards", "Multilateral", "Bilateral", "Partnership", "Service", "Loan", "Ceasefire",
     "Status", "Implementing", "Economic", "Fisheries", "Framework")
)  # fmt: skip
"""Words that with the plural are those of a class: "Multilateral Environmental Agreements"."""
_SPEAKERS: Final = frozenset(
    ("Council", "Government", "Assembly", "Summit", "Commission", "Meeting", "Union", "Group",
     "Ministers", "Authority", "Committee", "Conference", "Leaders", "Security", "Ministerial",
     "AU", "ECOWAS", "IGAD", "SADC", "Nations")
)  # fmt: skip
"""Whose communiqué is a statement, not an instrument between parties."""


_LONG: Final = 3
"""So many words of a kind make a name: "the Lamp and Harbour Partnership Agreement"."""


class Accord(NamedTuple):
    """A name in a text of plain letters, ``[start, end)``, its noun, its date, its class."""

    start: int
    end: int
    head: str
    day: str | None
    cls: str


def find_accords(plain: str) -> Iterator[Accord]:
    """The agreements that are named or dated, of several with one noun each by its date."""
    for stem in _STEMS if "Road" in plain else _STEMS[: -len(_ROADS)]:
        at = plain.find(stem)
        while at >= 0:
            end = at + len(stem)
            several = plain.startswith("s", end)
            end += several
            if not plain[end : end + 1].isalnum() and plain[at - 1 : at] in ("", " ", '"', "("):
                yield from _named(plain, at, end, stem, several=several)
            at = plain.find(stem, end)


def _named(plain: str, at: int, end: int, stem: str, *, several: bool) -> Iterator[Accord]:
    first = _DAY_FIRST.search(plain, max(0, at - 90), at)
    left = first["left"] if first else name_left(plain, at)
    start = first.start() if first else at - len(left)
    last = _DAYS_LAST.match(plain, end)
    right = end if last else right_of(plain, end)
    if right == end and _FURTHER.match(plain, end):
        return
    kinds = _CAPITAL.findall(left)
    words = set(kinds) - (_KINDS if len(kinds) < _LONG else frozenset(("The", "This", "That")))
    if stem == "Communiqué" and (words & _SPEAKERS or not (words or first)):
        return
    if stem == "Accord" and left.endswith("National "):
        return  # "the Government of National Accord"
    road = stem in _ROADS
    subject = (_ROAD_SUBJECT if road else _SUBJECT).match(plain, end)
    told = subject is not None and bool(set(_CAPITAL.findall(plain, end, right)) - _KINDS)
    if not (first or last or told or (words - _MANY if several else words)):
        return
    cls = "Declaration" if road or stem == "Communiqué" else "Treaty"
    if not last:
        yield Accord(start, right, stem, _iso(first["day"]) if first else None, cls)
        return
    for position, (begin, stop, day) in enumerate(_days(last)):
        yield Accord(begin if position else start, stop, stem, day, cls)


def _days(last: re.Match[str]) -> list[tuple[int, int, str | None]]:
    """Each day of a list with its place; the year that is printed once is that of those before."""
    days: list[tuple[int, int, str | None]] = []
    year = ""
    for found in reversed(list(_ONE_DAY.finditer(last.string, last.start("days"), last.end()))):
        own = _YEAR.search(found[0])
        year = own[0] if own else year
        shown = found[0] if own else f"{found[0]} {year}"
        days.append((found.start(), found.end(), _iso(shown)))
    return days[::-1]


def _iso(words: str) -> str | None:
    turned = _TURNED.fullmatch(words)
    if turned:
        words = f"{turned['day']} {turned['month']} {turned['year']}"
    return iso_day(words) if _YEAR.search(words) else None
