"""Read when something is due: the session, the day, what the day means, and how often."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.recognise.frequency import read_frequency
from kg.recognise.numbers import ORDINAL, WHOLE, ordinal_of

__all__ = ["Due", "SessionSpan", "first_session", "read_due"]

_MONTHS: Final = tuple(calendar.month_name)[1:]
_MONTH: Final = "|".join(_MONTHS)
_SESSION: Final = re.compile(
    r"\b(?P<prep>(?:later than )?at|to|for|by|before|of|during|in|until|from|with|beyond"
    r"|prior to)(?: the (?:end|beginning|start|opening|conclusion|close"
    r"|closing) of)? (?P<owner>the|its|their)"
    r" (?:(?:main|first|second|resumed|high-level)(?: part| segment)? of (?:the|its) )?"
    r"(?:(?:forthcoming|upcoming|resumed|regular|annual|main|substantive) )*"
    rf"(?:(?P<year>(?:19|20)\d\d)|(?P<ordinal>{ORDINAL}))(?P<more>(?:,|,? and|,? to"
    rf"|,? or) {ORDINAL})*"
    r" (?:(?:regular|annual|substantive|plenary) )*"
    r"(?P<special>(?:emergency )?special )?sessions?\b"
)
_SESSION_OF: Final = re.compile(
    r"\b(?P<prep>(?:later than )?at|to|for|by|before|during|in|until|prior to) (?P<owner>the|its"
    r"|their)"
    r" (?:(?:organizational|substantive|regular|annual|resumed|main) )*session (?:of|for|in)"
    r" (?P<year>(?:19|20)\d\d)\b"
)
"""A session that is named by its year alone: "its substantive session of 2005"."""
_NEXT: Final = re.compile(
    r"\b(?:at|to|for|by|before|of|during|in) (?:the|its|their|each|a)(?: \w+)? "
    r"(?:next|following|subsequent|forthcoming|upcoming|coming|current)"
    r"(?:,? \w+){0,2} sessions?\b"
    r"|\bat (?:the|its|their) next meeting\b"
    r"|\bin (?:the context of )?(?:the|his|her|its|their)(?: \w+)? (?:next|forthcoming|upcoming)"
    r"(?:,? \w+){0,3} reports?\b"
    r"|\bat the (?:main|first|second|resumed) (?:\w+ )?part of (?:the|its|their)\b"
)
_TOLD: Final = re.compile(
    r"(?<!\bbe )(?<!being )\b(?:adopted|taken|made|held|submitted|presented|agreed"
    r"|endorsed|approved|considered|launched|delivered|requested|contained|reached|issued"
    r"|concluded|established|convened|begun|started|discussed|organized|given|produced"
    r"|(?<!adopt a )(?<!take a )(?<!make a )decisions?"
    r"|mandated|undertaken|initiated|outcomes?|discussions?|deliberations|expressed|raised|sent"
    r"|provided|decided|elected|set out|following|(?<!present )resolutions?|recommended"
    r"|identified|referred)\b"
    r"(?![^;]*\band to [a-z]+ )(?![^;]{0,60}\bto be )(?![^;]* to (?:the "
    r"|its )?[A-Z])(?![^;]*, to [a-z]+ the )[^;]{0,60}$"
)
_DATE: Final = re.compile(
    rf"(?<![\d/.-])(?:(?P<day>\d{{1,2}})(?: (?:and|to) \d{{1,2}}|[-–]\d{{1,2}})? )?"
    rf"(?:(?P<month>{_MONTH})(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,"
    rf"| (?=\d{{4}})))?(?:,? of)? ?)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d/]|[-–]\d|\)| \(| Agenda| (?:regular |substantive )?session"
    r"|(?:(?:,| and|, and) (?:19|20)\d\d)* (?:meetings?|conferences?|sessions?|segments?)\b)"
)
_PART: Final = (
    r"(?: (?:the )?(?:very )?(?:end|beginning|middle|start|close|(?:first|second|third|fourth|last)"
    r" (?:half|quarter)) of(?: the year)?| (?:the year|early|late|mid-|at the latest on|mid))?"
)
_CUES: Final = (
    (
        "deadline",
        re.compile(
            r"\b(?:by|before|(?:no|not) later than|prior to|on or before|deadline of|latest by"
            r"|latest on|due on|due by|in advance of|(?:terminate|end|complete|conclude)d? on)"
            rf"{_PART}(?: on)?\s*$"
        ),
    ),
    (
        "expiry",
        re.compile(
            rf"\b(?:until|till|through|up to|ending(?: on| in)?|expires? on|ends on"
            rf"|expiring on|to){_PART}\s*$"
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:from|as of|as from|starting(?: on| in| from| with)?|beginning(?: on| in| from"
            r"| with)?|commencing(?: on| in| from| with)?|effective(?: from)?|effect(?: on| from)?"
            rf"|start(?: on| in)|begin(?: on| in)|commence(?: on| in)?){_PART}\s*$|^on $"
        ),
    ),
    ("event", re.compile(rf"\b(?:in|on|from|during|for|and){_PART}\s*$")),
)
_NUMBER_OF: Final = (
    rf"(?:an? (?:further |additional |new |initial )?(?:period of )?)?(?:{WHOLE}|an?|a further|a)"
)
_UNIT: Final = (
    r"(?:[- ](?:additional |further |calendar |working )?(?:days?|weeks?|months?|years?))"
)
_RELATIVE: Final = re.compile(
    rf"\bwithin (?:the (?:next|first) )?{_NUMBER_OF}{_UNIT}\b"
    rf"|\bfor (?:an?|the)? ?(?:\w+ )?{_NUMBER_OF}{_UNIT}\b|\bfor (?:an? )?(?:\w+ )?period of\b"
    rf"|\b{WHOLE}{_UNIT} (?:after|following|before|prior to|from|of the (?:adoption|date))\b"
    rf"|\bin (?:the next )?{WHOLE}{_UNIT}(?! of\b| intervals)|\bevery {WHOLE}{_UNIT} thereafter\b"
    rf"|\bwithin the (?:next )?year\b"
    r"|\b(?:before|prior to|in advance of) the (?:end|expiry|expiration) of (?:the|its|this)\b"
    r"(?! year| (?:[\w-]+ ){1,3}session)"
    r"|\b(?:in advance|ahead) of the (?:(?:19|20)\d\d,? )*[^,;]{0,80}\b(?:negotiations"
    r"|deliberations|consideration"
    r"|meetings?|sessions?|conference|segment|forum)\b"
    rf"|\bfor (?:the )?next {WHOLE}{_UNIT}|\bby (?:an additional"
    rf"|a further) (?:period of )?{WHOLE}{_UNIT}"
)


@dataclass(frozen=True, slots=True)
class SessionSpan:
    """A session in ``words[start:end]``; ``its``: the text says "its", not "the".

    ``ordinal`` is the year of a session that is named by it ("its 2021 session").
    """

    start: int
    end: int
    ordinal: str
    its: bool


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due; ``session`` without its body, for which see ``SessionSpan``."""

    session: SessionSpan | None = None
    date: str | None = None
    role: str | None = None
    frequency: str | None = None


def read_due(words: str, kind: str) -> Due:
    """When the thing asked in these words is due; ``kind`` is the mandate's type.

    >>> due = read_due("report by the end of 2026, and every two years thereafter", "report")
    >>> due.date, due.role, due.frequency
    ('2026', 'deadline', 'biennial')
    """
    session = first_session(words)
    found = _dated(words, kind)
    role = found[1] if found else None
    if found is None and (_RELATIVE.search(words) or (session is None and _next(words))):
        role = "relative"
    date = found[0] if found else None
    if session and found is None and (year := _YEAR_OF.match(words, session.end)):
        date, role = year["year"], "deadline"
    if kind == "agenda inclusion":
        words = _ANNUAL_REPORT.sub("", words)
    return Due(session, date, role, read_frequency(words))


_ANNUAL_REPORT: Final = re.compile(r"\bannual (?:\w+ )?reports?\b")
"""What is looked at when a matter is considered, not how often that is."""
_YEAR_OF: Final = re.compile(r", (?:to be held )?in (?P<year>(?:19|20)\d\d)\b(?! and )")
"""The year of the session just named: "at its sixty-sixth session, in 2022"."""
_ADOPTED_BY: Final = re.compile(
    r"(?<!\bbe )\b(?:adopted|agreed|endorsed|approved|taken|decided)(?: upon)? by [^;,]{0,130}$"
)
_SUBMITTED: Final = re.compile(
    r"\bthe (?:[\w-]+ ){0,3}(?:reports?|recommendations)\b[^,;]{0,50} (?:submitted"
    r"|presented) to [^,;]{0,40}$"
)
"""A report that was submitted already: "the reports submitted to the Council at its …"."""
_PREPARING: Final = re.compile(r"\b(?:preparations?|preparatory work|prepar(?:e|ing)) $")
_HOLDS: Final = re.compile(
    r"\b(?:convene|hold|organi[sz]e|host)\b[^;]{0,80}"
    r"\b(?:discussions?|dialogues?|debates?|deliberations),? $"
)
"""A discussion that is yet to be held: "convene a panel discussion, before its fiftieth …"."""
_OF_WHICH: Final = re.compile(
    r"\b(?:of which|which shall|which will|who shall|who will)\b[^;]*$|\bto be negotiated $"
)


def first_session(words: str) -> SessionSpan | None:
    """The first session at which something is due, not one that is told of.

    >>> first_session("implement the decisions adopted at its fiftieth session") is None
    True
    """
    spans = [*_SESSION.finditer(words), *_SESSION_OF.finditer(words)]
    for found in sorted(spans, key=lambda span: span.start()):
        before = words[max(0, found.start() - 150) : found.start()]
        if found["prep"] == "for" and _PREPARING.search(before):
            continue
        if found["prep"] in ("of", "from", "with") and not re.search(
            r"\bagenda $|\b(?:beginning|starting|commencing) $|\bpart $", before
        ):
            continue
        held_then = _HOLDS.search(before) and found["prep"] in (
            "at",
            "before",
            "during",
            "prior to",
        )
        told = not held_then and (
            _ADOPTED_BY.search(before)
            or _SUBMITTED.search(before)
            or _OF_WHICH.search(before)
            or (_TOLD.search(before) and "than" not in found["prep"])
        )
        if found["prep"] == "beyond" or told:
            continue
        held = found.groupdict()
        number = held["year"] or str(ordinal_of(held["ordinal"]))
        if held.get("special"):
            number = ("ES-" if "emergency" in held["special"] else "S-") + number
        return SessionSpan(found.start(), found.end(), number, found["owner"] != "the")
    return None


def _next(words: str) -> bool:
    return any(
        not _TOLD.search(words[max(0, found.start() - 90) : found.start()])
        for found in _NEXT.finditer(words)
    )


def _dated(words: str, kind: str) -> tuple[str, str] | None:
    order = ("deadline", "start", "event", "expiry")
    if kind == "renew":
        order = ("expiry", "start", "deadline", "event")
    elif kind == "convene meeting":
        order = ("event", "deadline", "start", "expiry")
    found = [(date, role) for date, role in _dates(words, kind)]
    for role in order:
        day = next((date for date, said in found if said == role), None)
        if day:
            return day, role
    return None


def _dates(words: str, kind: str) -> Iterator[tuple[str, str]]:
    for found in _DATE.finditer(words):
        before = words[max(0, found.start() - 60) : found.start()]
        for role, cue in _CUES:
            if not cue.search(before):
                continue
            if _RELATING.search(before) or (kind == "finance" and _PERIOD.search(before)):
                continue
            if role == "start" and _told_of(before):
                continue
            if role == "event" and kind == "report" and _IN_A_YEAR.search(before):
                role = "deadline"
            if role == "event" and (kind != "convene meeting" or _told_of(before)):
                continue
            if role == "deadline" and not found["month"] and _horizon(words, found):
                continue
            if role == "expiry" and kind != "renew" and _ONLY_TO.search(before):
                continue
            if (
                role == "expiry"
                and re.search(r"\b(?:from|of) [^,;]{0,30} to\s*$", before)
                and kind != "renew"
            ):
                continue
            if role == "start" and kind == "convene meeting" and not _YEARLY.search(before):
                role = "event"
            iso = _iso(found)
            if iso:
                yield iso, role
            break
    for period in _FROM_TO.finditer(words):
        before = words[max(0, period.start() - 60) : period.start()]
        if _told_of(before) or (kind == "finance" and _PERIOD.search(before)):
            continue
        if iso := _iso(period):
            yield iso, "event" if kind == "convene meeting" else "start"


_FROM_TO: Final = re.compile(
    rf"(?<!covering the period )\bfrom (?P<day>\d{{1,2}}) (?P<month>{_MONTH}) to \d{{1,2}}"
    rf" (?:{_MONTH}) (?P<year>(?:19|20)\d\d)\b(?P<day2>)"
)
"""A period whose year stands at its end: "from 1 July to 31 October 2034"."""
_PERIOD: Final = re.compile(r"\b(?:periods?|years?|biennium)\b[^,;]*$")
"""For what time money is given, which says of nothing when it is due."""
_ONLY_TO: Final = re.compile(r"(?<!up )\bto(?: the year)?\s*$")
_IN_A_YEAR: Final = re.compile(
    r"(?:\breport|\bupdate|\bCouncil|\bAssembly|\bCommission|\bCommittee), in $"
)
_YEARLY: Final = re.compile(r"\b(?:observed|each year|every year|annual(?:ly)?)\b[^;]*$")
"""What begins in a year and does not happen in it: "to be observed annually from 2034"."""
_RELATING: Final = re.compile(
    r"\b(?:that|which|who)\b (?:will|would|is|are|was|were|has|have|had)\b[^,;]*$"
)


def _told_of(before: str) -> bool:
    return bool(
        re.search(r"\b(?:held|adopted|convened|organized|took place)\b[^,;]*$", before)
    ) and not re.search(r"\bto be (?:held|convened|organized)\b[^,;]*$|\bbe held\b", before)


def _horizon(words: str, found: re.Match[str]) -> bool:
    """Whether a year is that of a goal of mankind, not of a thing asked."""
    before = words[max(0, found.start() - 160) : found.start()]
    return found["year"] in ("2015", "2030", "2050") and bool(
        re.search(
            r"\b(?:achiev|attain|reach|realiz|goal|agenda|target|end(?:ing)? |eliminat|eradicat)",
            before,
            re.IGNORECASE,
        )
    )


def _iso(found: re.Match[str]) -> str | None:
    year, month = found["year"], found["month"]
    day = found["day"] or found["day2"]
    if not month:
        return year if not day else None
    number = _MONTHS.index(month) + 1
    if not day:
        return f"{year}-{number:02}"
    if not 1 <= int(day) <= calendar.monthrange(int(year), number)[1]:
        return None
    return f"{year}-{number:02}-{int(day):02}"
