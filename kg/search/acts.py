"""Tell from the symbol of a resolution or decision which body adopted it, and in which session."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.authority.values import Body

__all__ = ["Place", "Series", "act_place", "event_place", "first"]

_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2100
_FORM: Final = re.compile(r"\{(\w+)\}")
_NUMBERED: Final = re.compile(r"(?P<first>(?:E?S-)?\d+)/\d+")
_DATED: Final = re.compile(r"\d+(?: [A-Z])? \((?P<year>\d{4})\)")
_ROMAN: Final = re.compile(r"\d+(?: [A-Z])? \((?P<session>[IVXL]+)\)")
_EVENT: Final = re.compile(
    r"body/(?P<body>[^/]+)(?:/session/(?P<session>[^/]+))?(?:/|$)|meeting/(?P<holder>[^/]+)/"
)
_LETTERS: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a work belongs: the id of a body, ``body/key`` of a session, a year; None: not said."""

    body: str | None = None
    session: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The beginnings and forms of the symbols of each body, the longest first."""

    stems: tuple[tuple[str, str], ...]
    forms: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, bodies: Iterable[Body]) -> Series:
        """The series of the bodies of an authority list."""
        stems: dict[str, str] = {}
        forms = []
        for body in bodies:
            series = body.series or (f"{body.acronym}/RES" if body.acronym else "")
            if _FORM.search(series):
                forms.append((_pattern(series), body.id))
            elif series:
                stems[f"{series}/"] = body.id
                stems[f"{series.removesuffix('/RES')}/DEC/"] = body.id
        longest = sorted(stems.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        return cls(tuple(longest), tuple(forms))


def act_place(symbol: str, series: Series) -> Place:
    """What the symbol of an act says of where it belongs; nothing for other documents.

    >>> from kg.authority import load_authority
    >>> series = Series.of(load_authority().bodies.values())
    >>> act_place("A/RES/65/230", series), act_place("S/RES/2722 (2024)", series).year
    (Place(body='ga', session='ga/65', year=None), 2024)
    >>> act_place("E/RES/2013/39", series), act_place("A/RES/2625 (XXV)", series).session
    (Place(body='ecosoc', session=None, year=2013), 'ga/25')
    >>> act_place("A/74/130", series)
    Place(body=None, session=None, year=None)
    """
    for pattern, body in series.forms:
        found = pattern.fullmatch(symbol)
        if found:
            parts = found.groupdict()
            session, year = parts.get("session"), parts.get("year")
            return Place(
                body, f"{body}/{session}" if session else None, int(year) if year else None
            )
    for stem, body in series.stems:
        if symbol.startswith(stem):
            return _numbered(symbol.removeprefix(stem), body)
    return Place()


def event_place(path: str) -> Place:
    """What the path of a thing below ``…/id/`` says of the body and the session it belongs to.

    >>> event_place("body/ga/session/74/sitting/52")
    Place(body='ga', session='ga/74', year=None)
    >>> event_place("meeting/eg-cybercrime/2/report").body, event_place("state/ZAF").body
    ('eg-cybercrime', None)
    """
    found = _EVENT.match(path)
    if not found:
        return Place()
    body = found["body"] or found["holder"]
    return Place(body, f"{body}/{found['session']}" if found["session"] else None)


def first(places: Iterable[Place]) -> Place:
    """Of each of the three the first that is said."""
    known = list(places)
    return Place(
        next((p.body for p in known if p.body), None),
        next((p.session for p in known if p.session), None),
        next((p.year for p in known if p.year), None),
    )


def _numbered(number: str, body: str) -> Place:
    numbered, dated, roman = (p.match(number) for p in (_NUMBERED, _DATED, _ROMAN))
    if numbered:
        ordinal = numbered["first"]
        if ordinal.isdigit() and _FIRST_YEAR <= int(ordinal) <= _LAST_YEAR:
            return Place(body, None, int(ordinal))
        return Place(body, f"{body}/{ordinal}")
    if dated:
        return Place(body, None, int(dated["year"]))
    if roman:
        return Place(body, f"{body}/{_arabic(roman['session'])}")
    return Place(body)


def _arabic(numeral: str) -> int:
    values = [_LETTERS[letter] for letter in numeral]
    following: Mapping[int, int] = dict(enumerate(values[1:]))
    return sum(-v if v < following.get(i, 0) else v for i, v in enumerate(values))


def _pattern(form: str) -> re.Pattern[str]:
    parts = _FORM.split(form)
    return re.compile(
        "".join(rf"(?P<{p}>\d+)" if i % 2 else re.escape(p) for i, p in enumerate(parts))
    )
