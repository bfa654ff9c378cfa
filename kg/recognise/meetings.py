"""Recognise meetings and sessions: whose, which, when, where, with how many sittings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import Document, Meeting
from kg.recognise.dates import DateSpan, find_dates
from kg.recognise.names import ReportingBody, body_named, reporting_body
from kg.recognise.numbers import ORDINAL, WHOLE, ordinal_of, whole_of
from kg.recognise.passages import Passage, Span, passages

__all__ = ["recognise_meetings"]

_EVENT: Final = r"(?P<event>session|meeting|conference|congress)"
_OF_BODY: Final = re.compile(
    rf"^(?:the |its )?(?:(?P<ordinal>{ORDINAL}) )?(?:[a-z]+ )?{_EVENT} of (?:the )?(?P<body>.+?)"
    r"(?: \([A-Z][\w. /-]*\))? (?:was|were) (?:held|convened)\b",
    re.IGNORECASE,
)
_ITS: Final = re.compile(
    rf"^its (?:(?P<ordinal>{ORDINAL}) )?{_EVENT} (?:was|were) (?:held|convened)\b", re.IGNORECASE
)
_BODY_HELD: Final = re.compile(
    r"^(?!We\b|It\b)(?:The )?(?P<body>[A-Z].+?)(?: \([A-Z][\w. /-]*\))? (?:held"
    r"|convened) (?:its|a|an) "
    rf"(?:(?P<ordinal>{ORDINAL}) )?(?:[a-z-]+ )?{_EVENT}\b"
)
_BODY_MET: Final = re.compile(
    rf"^(?!We\b|It\b)(?:The )?(?P<body>[A-Z].+?)(?: \([A-Z][\w. /-]*\))? met (?:(?:in|at|for its) )"
    rf"(?:(?P<ordinal>{ORDINAL}) (?P<event>session|meeting))?"
)
_NAMED: Final = re.compile(
    rf"^(?:The )?(?:(?P<ordinal>(?i:{ORDINAL})) )?(?P<body>(?:[\w-]+ )*Meeting\b.*?"
    r"|[\w ]*Conference\b.*?)"
    r" (?:was|were) held\b"
)
_TITLED: Final = re.compile(
    rf"\b(?P<ordinal>{ORDINAL}) (?P<event>session|meeting)\b", re.IGNORECASE
)
_SITTINGS: Final = re.compile(
    rf"\b(?P<count>{WHOLE}) (?:plenary |formal )?(?:meetings|sittings) were held"
    rf"|\bheld (?:a total of )?(?P<active>{WHOLE}) (?:plenary |formal )?(?:meetings|sittings)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"\b(?:in|at) (?P<place>[A-Z][\w’'.-]+(?: (?:(?:de|of|do|da|la|el|and) )?[A-Z][\w’'.-]+)*)"
)
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NO_PLACE: Final = re.compile(rf"{_MONTH}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CLAUSE_END: Final = re.compile(
    r";|, (?:which|where|hosted|pursuant|in accordance)\b| \(the report"
)
_BROKEN: Final = re.compile(rf"\d{{1,2}} {_MONTH} \d{{1,3}}(?!\d)")


def recognise_meetings(document: Document, authority: Authority) -> tuple[Meeting, ...]:
    """The meetings that are said to have been held on stated days, in the order of the text.

    The one that the report is of is ``own``: its days or its ordinal stand in the title, or it
    is the first of the reporting body.
    """
    body = reporting_body(document, authority)
    found = [m for p in passages(document) for m in _meetings(p, document, body, authority)]
    own = _own(found, document, body)
    if own is None:
        return tuple(found)
    titled = _TITLED.search(document.title or "")
    found[own] = replace(
        found[own],
        own=True,
        ordinal=found[own].ordinal or (ordinal_of(titled["ordinal"]) if titled else None),
        event="session" if titled and titled["event"] == "session" else found[own].event,
        sittings=found[own].sittings or _sittings_elsewhere(document),
    )
    return tuple(found)


def _meetings(
    passage: Passage, document: Document, body: ReportingBody | None, authority: Authority
) -> Iterator[Meeting]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        for pattern in (_OF_BODY, _ITS, _BODY_HELD, _BODY_MET, _NAMED):
            found = pattern.search(words)
            if found:
                held = _after(words, found.end() - (len("in ") if pattern is _BODY_MET else 0))
                if held and (held[0] or found.groupdict().get("ordinal")):
                    yield _meeting(passage, sentence, found, held, (document, body, authority))
                break


def _after(words: str, at: int) -> tuple[DateSpan | None, tuple[str, ...]] | None:
    """The days and places that follow, up to the first word of another clause.

    Where the first date has lost a digit of its year, no later one is taken in its place.
    """
    clause = _CLAUSE_END.split(words[at:])[0]
    days = next(find_dates(clause), None)
    broken = _BROKEN.search(clause)
    if broken and (days is None or broken.start() < days.start):
        days, clause = None, clause[: broken.end()]
    elif days is None:
        return None
    places = [
        place
        for found in _PLACE.finditer(clause)
        for place in re.split(r" and (?=[A-Z])", found["place"])
        if not _NO_PLACE.match(place)
    ]
    return days, tuple(dict.fromkeys(p.rstrip(".") for p in places))


def _meeting(
    passage: Passage,
    sentence: Span,
    found: re.Match[str],
    held: tuple[DateSpan | None, tuple[str, ...]],
    known: tuple[Document, ReportingBody | None, Authority],
) -> Meeting:
    _, body, authority = known
    groups = found.groupdict()
    days, places = held
    event = (groups.get("event") or "meeting").lower()
    count = _SITTINGS.search(passage.text, sentence.start)
    return Meeting(
        **passage.where(sentence.start, max(sentence.end, count.end() if count else 0)),
        body=_whose(groups.get("body"), body, authority),
        ordinal=ordinal_of(groups["ordinal"]) if groups.get("ordinal") else None,
        start_date=days.first if days else None,
        end_date=days.last if days else None,
        place=places,
        sittings=whole_of(count["count"] or count["active"]) if count else None,
        event="session" if event == "session" else "meeting",
    )


def _whose(words: str | None, body: ReportingBody | None, authority: Authority) -> str | None:
    if words is None:
        return body.key if body else None
    return body_named(words, body, authority)


def _own(found: list[Meeting], document: Document, body: ReportingBody | None) -> int | None:
    """The index of the meeting that the report is of."""
    title = document.title or ""
    days = next(find_dates(title), None)
    ordinal = _TITLED.search(title)
    for index, meeting in enumerate(found):
        if days and (meeting.start_date, meeting.end_date) == (days.first, days.last):
            return index
    for index, meeting in enumerate(found):
        if ordinal and meeting.ordinal == ordinal_of(ordinal["ordinal"]):
            return index
    for index, meeting in enumerate(found):
        if body and meeting.body == body.key and not days and not ordinal:
            return index
    return 0 if len(found) == 1 and not days and not ordinal else None


def _sittings_elsewhere(document: Document) -> int | None:
    for passage in passages(document):
        found = _SITTINGS.search(passage.text)
        if found:
            return whole_of(found["count"] or found["active"])
    return None
