"""Read from title and cover which session a report is of, on which days and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.model import Document
from kg.recognise.dates import DateSpan, find_days
from kg.recognise.meeting_words import PART
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.places import places_in
from kg.recognise.reporting import ReportingBody, front_lines

__all__ = ["Cover", "read_cover"]

_TITLED: Final = re.compile(
    rf"\b(?:{PART} )?(?P<ordinal>{ORDINAL}) (?:[a-z-]+ ){{0,3}}?(?P<event>session|meeting"
    rf"|conference|congress)\b",
    re.IGNORECASE,
)
_TITLED_BODY: Final = re.compile(
    rf"\b(?P<ordinal>{ORDINAL}) (?=(?:[\w-]+ ){{0,6}}(?:Meeting|Conference|Congress|Forum"
    rf"|Workshop|Session)\b)",
    re.IGNORECASE,
)
_SESSION_LINE: Final = re.compile(
    rf"^(?:{PART} )?(?P<ordinal>{ORDINAL})(?: (?:and {ORDINAL} )?[a-z-]+){{0,3}}? "
    rf"(?P<event>session|meeting|part)\b",
    re.IGNORECASE,
)
_ITEM_LINE: Final = re.compile(r"^(?:Provisional )?(?:agenda )?items? \d", re.IGNORECASE)
_NO_LINE: Final = re.compile(r"distr|original|date:|official records|supplement", re.IGNORECASE)
_LONGEST: Final = 180


@dataclass(frozen=True, slots=True)
class Cover:
    """What title and cover tell of the meeting that a report is of; None where they do not."""

    ordinal: int | None = None
    event: str | None = None
    days: DateSpan | None = None
    place: tuple[str, ...] = ()
    part: str | None = None


def read_cover(document: Document, body: ReportingBody | None, authority: Authority) -> Cover:
    """What title and cover tell.

    The session of a parent before which the report lies, printed above "Agenda item 3", is not
    the report's own.
    """
    title = document.title or ""
    titled = _TITLED.search(title) or _TITLED_BODY.search(title)
    ordinal = ordinal_of(titled["ordinal"]) if titled else None
    event = titled.groupdict().get("event") if titled else None
    part = titled.groupdict().get("part") if titled else None
    if not event and re.search(r"\b(?:of|on) (?:the |its )?meeting\b", title):
        event = "meeting"
    days = next(find_days(title), None)
    place = places_in(title[: days.start] if days else "", authority) if days else ()
    place = _titled_place(title, days, authority) if days else place
    lines = front_lines(document)
    session = _session_line(lines, ordinal, body)
    dated = _dated(lines, ordinal, body)
    if session:
        ordinal = ordinal or ordinal_of(session["ordinal"])
        event = event or session["event"].lower()
        part = part or session["part"]
    if dated:
        words, span = dated
        days = days or span
        place = place or places_in(words[: span.start] + " | " + words[span.end :], authority)
    kind = {"part": "session", "congress": "conference"}.get((event or "").lower(), event)
    return Cover(ordinal, kind.lower() if kind else None, days, place, part)


def _titled_place(title: str, days: DateSpan, authority: Authority) -> tuple[str, ...]:
    held = re.search(r"\b(?:held|convened|meeting) (?=(?:in|at|on|from|virtually|online)\b)", title)
    if held is None:
        return ()
    words = title[held.end() : max(held.end(), days.start)] + " | " + title[days.end :]
    return places_in(words, authority)


def _session_line(
    lines: list[str], ordinal: int | None, body: ReportingBody | None
) -> re.Match[str] | None:
    """The line of the own session: with the ordinal of the title, or that of the body's cover."""
    before_item = any(_ITEM_LINE.match(line) for line in lines)
    for index, line in enumerate(lines):
        found = _SESSION_LINE.match(line)
        if not found or len(line) > _LONGEST:
            continue
        number = ordinal_of(found["ordinal"])
        if ordinal is not None and number != ordinal:
            continue
        doubtful = ordinal is None and (_is_organ(lines[:index]) or before_item)
        if not doubtful or _body_above(lines[:index], body):
            return found
    return None


def _dated(
    lines: list[str], ordinal: int | None, body: ReportingBody | None
) -> tuple[str, DateSpan] | None:
    """The line of place and days that is not that of another session; with its days."""
    tied: int | None = None
    foreign = False
    for index, line in enumerate(lines):
        session = _SESSION_LINE.match(line)
        if session:
            tied = ordinal_of(session["ordinal"])
            foreign = not _body_above(lines[:index], body) and _is_organ(lines[:index])
        if len(line) > _LONGEST or _NO_LINE.search(line):
            continue
        span = next(find_days(line), None)
        if span is None or (ordinal is not None and tied not in (None, ordinal)):
            continue
        if ordinal is None and foreign:
            continue
        alone = line.strip("() .") == line[span.start : span.end]
        if alone and span.first == span.last:
            continue
        return line, span
    return None


def _is_organ(above: list[str]) -> bool:
    last = next((line for line in reversed(above) if line), "")
    organs = ("General Assembly", "Human Rights Council", "Economic and Social Council")
    return last in organs or re.match(r"(?i)official records", last) is not None


def _body_above(above: list[str], body: ReportingBody | None) -> bool:
    """Whether the words right above a line end with a name of the body."""
    said = " ".join(line for line in above if line)[-400:].casefold()
    return body is not None and any(said.endswith(head.casefold()) for head in body.heads)
