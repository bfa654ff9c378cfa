"""Recognise meetings and sessions: whose, which, when, where, with how many sittings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Citation, Document, Meeting
from kg.recognise.dates import DateSpan, find_days
from kg.recognise.meeting_cover import Cover, read_cover
from kg.recognise.meeting_owners import whose_meeting
from kg.recognise.meeting_words import Mention, mentions
from kg.recognise.numbers import ORDINAL, WHOLE, ordinal_of, whole_of
from kg.recognise.passages import Passage, Span, passages
from kg.recognise.places import ONLINE, is_online, places_in
from kg.recognise.reporting import ReportingBody, front_lines, reporting_body

__all__ = ["held_under", "recognise_meetings"]

_KIND: Final = r"(?:(?:plenary|formal|official|public|closed|open|private) (?:and |or )?){0,3}"
_SITTINGS: Final = (
    re.compile(rf"\b(?P<count>{WHOLE}) {_KIND}(?:meetings|sittings) were held\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:held|holding|convened|had|consisted of|comprised|met in|met for|during its"
        rf"|a total of)"
        rf" (?:a total of |in total )?(?P<count>{WHOLE}) {_KIND}(?:meetings|sittings)\b(?! of )",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:held|consisted of|comprised) (?:its |the )?(?P<first>{ORDINAL}) (?:to|through|–|-) "
        rf"(?:the )?(?P<last>{ORDINAL}) {_KIND}meetings\b",
        re.IGNORECASE,
    ),
)
_HELD_SO: Final = re.compile(
    r"^(?:The |It |This |Its )?[^.;]{0,320}?\b(?:meetings?|sessions?|conference"
    r"|plenary)\b[^.;]{0,140}"
    r"\b(?:held|convened|organi[sz]ed|conducted|took place|met)\b"
    r"|\b(?:held|convened) its [^.;]{0,100}\b(?:session|meeting)\b"
    r"|\b(?:participants?|delegat\w+|representatives|members|experts)\b[^.;]{0,100}"
    r"\b(?:participat\w+|attend\w+|present|join\w+|took part|connected)\b"
    r"|\b(?:participat\w+|attend\w+|present|joined|took part|attendance)\b[^.;]{0,60}"
    r"\b(?:online|remotely|virtually)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:background|streamed|streaming|broadcast|available|posted|published|website|database"
    r"|platform"
    r"|tools?|survey|informal|training|course|webcast|register|future|service|crime|trade|child"
    r"|round ?table|prior to|side event)\b",
    re.IGNORECASE,
)
_HYBRID: Final = re.compile(
    r"\b(?:held|convened|organi[sz]ed|conducted|took place|met|meeting|session)\b[^.;]{0,160}"
    r"\b(?:(?:as|in) an? (?:fully )?(?:hybrid|virtual|online)"
    r"|hybrid (?:meeting|session|format|mode)"
    r"|virtually|by videoconference|in[- ]person and (?:online|virtual\w*|remote\w*))\b",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|next|future|previous|workshops?|seminars?"
    r"|webinars?|training|courses?|informal|side events?|round ?tables?|prior to|survey"
    r"|consultations|task force|intersessional)\b",
    re.IGNORECASE,
)
_ORGANIZATION: Final = re.compile(
    r"introduction|organi[sz]ation|opening|attendance|participa|procedur|closing|closure|duration"
    r"|format",
    re.IGNORECASE,
)
_POSTPONED: Final = re.compile(
    r"\b(?:originally|initially|previously|first) (?:scheduled|planned|to (?:be held"
    r"|have been held)|foreseen)"
    r"|\b(?:had been|was|were|been) (?:scheduled|planned) (?:to|for)\b|\bpostponed from\b",
    re.IGNORECASE,
)
_UNDER: Final = re.compile(
    r"(?i)\b(?:pursuant to|in accordance with|in (?:response to|compliance with|conformity with"
    r"|line with)"
    r"|as (?:mandated|requested|decided|called for) (?:by|in)|on the basis of|under the terms of"
    r"|mandated by"
    r"|established (?:by|pursuant to|in)|convened (?:by|under)|by|in)\b[^.;]{0,160}$"
)
_MEETS: Final = re.compile(r"\b(?:held|convened?|met|session|meeting|established)\b")
_YEAR: Final = re.compile(r"(?:19|20)\d|\b(?:held|met)\b")
_FIRST: Final = 30
_FEW_DAYS: Final = 3


def recognise_meetings(document: Document, authority: Authority) -> tuple[Meeting, ...]:
    """The meetings that are said to be held on stated days, in the order of the text.

    The one that the report is of is ``own``: title, cover and text are put together in it. Where
    they disagree on the days the cover's hold where they are around the text's, but for a few
    first days.
    """
    body = reporting_body(document, authority)
    cover = read_cover(document, body, authority)
    names = body.heads if body else ()
    found = [
        (passage, mention, _meeting(passage, mention, body, authority))
        for passage in passages(document)
        if _YEAR.search(passage.text)
        for mention in _first_each(mentions(passage.text, names))
    ]
    chosen = _own([(mention, meeting) for _, mention, meeting in found], cover, body)
    meetings = [meeting for _, _, meeting in found]
    others = [
        meeting
        for index, (_, mention, meeting) in enumerate(found)
        if index != chosen and meeting.end_date and _is_sure(mention, meeting, cover, body)
    ]
    own = _completed(meetings[chosen], cover, document) if chosen is not None else None
    if own is not None and body is not None:
        own = replace(own, body=body.key)
    if own is None:
        own = _from_cover(document, cover, body)
    if own is None:
        return tuple(others)
    return tuple(sorted((own, *_not_own(others, own)), key=lambda m: m.start))


def _is_sure(mention: Mention, meeting: Meeting, cover: Cover, body: ReportingBody | None) -> bool:
    """Whether it is sure enough whose meeting it is: of the reporting body, one like its own."""
    if body is not None and meeting.body is None:
        return False
    if body is None or meeting.body != body.key or (mention.of and mention.ordinal):
        return True
    like = cover.event is None or mention.event == cover.event
    return like and (mention.ordinal is not None or mention.lead == "its" or bool(mention.of))


def held_under(meetings: Sequence[Meeting], citations: Sequence[Citation]) -> tuple[Meeting, ...]:
    """The meetings, the own one with the resolution or decision by which it was held."""
    return tuple(replace(m, held_under=_mandate(m, citations)) if m.own else m for m in meetings)


def _mandate(own: Meeting, citations: Sequence[Citation]) -> str | None:
    for citation in citations:
        if citation.paragraph != own.paragraph or citation.cites not in ("resolution", "decision"):
            continue
        before = own.quote[: max(0, citation.start - own.start)]
        if own.start <= citation.start < own.end and _UNDER.search(before[-200:]):
            return citation.symbol
    return None


def _first_each(found: Iterator[Mention]) -> Iterator[Mention]:
    """The mentions, but none whose days a wider one has told already."""
    end = -1
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if mention.end > end or mention.days is None or mention.start >= end:
            end = max(end, mention.end)
            yield mention
        elif not mention.around and mention.end == end:  # the second of "second and third sessions"
            yield mention


def _meeting(
    passage: Passage, mention: Mention, body: ReportingBody | None, authority: Authority
) -> Meeting:
    sentence = _sentence(passage, mention)
    count = _sittings(passage.text[sentence.start :])
    days = mention.days
    return Meeting(
        **passage.where(sentence.start, sentence.end),
        body=whose_meeting(
            passage.text[sentence.start : mention.start],
            passage.text[mention.end : mention.end + 200],
            mention,
            body,
            authority,
        ),
        ordinal=mention.ordinal,
        start_date=days.first if days and not mention.last_only else None,
        end_date=days.last if days else None,
        place=places_in(mention.around, authority),
        sittings=count if mention.held else None,
        event=mention.event,
        resumed=mention.part.lower() if mention.part else None,
    )


def _sentence(passage: Passage, mention: Mention) -> Span:
    for sentence in passage.sentences():
        if sentence.start <= mention.start < sentence.end:
            return Span(sentence.start, max(sentence.end, mention.end))
    return Span(mention.start, mention.end)


def _own(
    found: list[tuple[Mention, Meeting]], cover: Cover, body: ReportingBody | None
) -> int | None:
    """The index of the meeting that the report is of."""

    def fits(index: int) -> int:
        mention, meeting = found[index]
        ours = body is None or meeting.body == body.key
        agree = cover.ordinal is not None and meeting.ordinal == cover.ordinal
        ours = ours or (agree and _begins_as(mention.of, body))
        if not ours or (cover.ordinal and meeting.ordinal and not agree):
            return 0
        days = mention.days
        same = (
            days and cover.days and days.first <= cover.days.last and cover.days.first <= days.last
        )
        if days and cover.days and not same:
            return 0
        whole = same and cover.days and days and days.last == cover.days.last
        score = 4 * bool(agree) + 4 * bool(same) + 2 * mention.held + bool(meeting.place)
        score += 2 * bool(whole)
        met = mention.held and days and meeting.ordinal is None and cover.days is None
        if mention.last_only or (not (agree or same or met) and (cover.ordinal or cover.days)):
            return 0
        return score + (1 if days else 0)

    scores = [fits(index) for index in range(len(found))]
    best = max(scores, default=0)
    return scores.index(best) if best > 2 else None


def _begins_as(of: str | None, body: ReportingBody | None) -> bool:
    """Whether a printed name goes on from a name of the body ("Conference of the Parties to …")."""
    names = [head for head in body.heads if " " in head] if body else []
    return of is not None and any(of.casefold().startswith(name.casefold()) for name in names)


def _completed(own: Meeting, cover: Cover, document: Document) -> Meeting:
    start, end = own.start_date, own.end_date
    days = cover.days
    if days and (start is None or end is None):
        start, end = days.first, days.last
    elif days and start and end and days.first <= start and end <= days.last:
        start, end = (start, end) if _corrects(start, end, days) else (days.first, days.last)
    place = own.place if any(p != ONLINE for p in own.place) else cover.place or own.place
    afar = ONLINE in own.place or ONLINE in cover.place or _from_afar(document)
    return replace(
        own,
        own=True,
        ordinal=own.ordinal or cover.ordinal,
        event=cover.event or own.event,
        start_date=start,
        end_date=end,
        place=(*(p for p in place if p != ONLINE), *((ONLINE,) if afar else ())),
        sittings=own.sittings or _sittings_elsewhere(document),
        postponed_from=_postponed(document, start),
        resumed=own.resumed or (cover.part.lower() if cover.part else None),
    )


def _corrects(start: str, end: str, days: DateSpan) -> bool:
    """Whether the text's days are those of the cover's to the last, without one or a few first."""
    whole = all(len(day) == len("2020-01-01") for day in (start, days.first))
    if start == end or end != days.last or not whole:
        return False
    return (date.fromisoformat(start) - date.fromisoformat(days.first)).days <= _FEW_DAYS


def _from_cover(document: Document, cover: Cover, body: ReportingBody | None) -> Meeting | None:
    """The own meeting where no paragraph tells of it, by title and cover alone."""
    if body is None or (cover.days is None and cover.ordinal is None):
        return None
    at = next((p for p in document.paragraphs if p.kind == "title"), None) or next(
        (p for p in document.paragraphs if p.kind in ("report", "other")), None
    )
    if at is None:
        return None
    whole = Passage(at, document.source.text)
    return _completed(
        Meeting(**whole.where(0, len(at.text)), body=body.key, event=cover.event or "meeting"),
        cover,
        document,
    )


def _not_own(others: list[Meeting], own: Meeting) -> Iterator[Meeting]:
    """The others, each where it is first told of, without second mentions of the own one."""
    told: set[tuple[str | None, str | None, str | None]] = set()
    told_so: list[Meeting] = []
    for meeting in others:
        key = (meeting.body, meeting.start_date, meeting.end_date)
        if key in told:
            continue
        told.add(key)
        if meeting.ordinal and any(
            _within(meeting, one) for one in told_so if _is_same(one, meeting)
        ):
            continue
        told_so.append(meeting)
        ours = meeting.body == own.body
        same = ours and meeting.ordinal is not None and meeting.ordinal == own.ordinal
        session = meeting.event == own.event == "session" and meeting.ordinal is not None
        inside = ours and not session and _within(meeting, own)
        if not same and not inside:
            yield meeting


def _is_same(one: Meeting, other: Meeting) -> bool:
    return (one.body, one.ordinal, one.event) == (other.body, other.ordinal, other.event)


def _within(meeting: Meeting, own: Meeting) -> bool:
    """Whether all its days are days of the own one, as those of a sitting are."""
    first, last = meeting.start_date or meeting.end_date, meeting.end_date
    if not (first and last and own.start_date and own.end_date):
        return False
    return own.start_date <= first and last <= own.end_date


def _organizational(document: Document) -> Iterator[Passage]:
    """The paragraphs that tell how the meeting was held: the first, and those so headed."""
    for number, passage in enumerate(passages(document)):
        if passage.paragraph.id.startswith("annex"):
            return
        headed = any(_ORGANIZATION.search(words) for words in passage.paragraph.heading[-2:])
        if number < _FIRST or headed or "online and in" in passage.text:
            yield passage


def _from_afar(document: Document) -> bool:
    for passage in _organizational(document):
        for sentence in passage.sentences():
            words = passage.text[sentence.start : sentence.end]
            if not is_online(words):
                continue
            if _HYBRID.search(words) and not _ANOTHER.search(words):
                return True
            if _BEFORE.search(words):
                continue
            if _HELD_SO.search(words):
                return True
    return False


def _postponed(document: Document, start: str | None) -> str | None:
    """The first day on which the meeting was to begin, where the report tells of another."""
    for passage in _organizational(document):
        found = _POSTPONED.search(passage.text)
        days = (
            next(find_days(passage.text[found.end() : found.end() + 200]), None) if found else None
        )
        if days and start and days.first < start:
            return days.first
    return None


def _sittings(text: str) -> int | None:
    for pattern in _SITTINGS:
        found = pattern.search(text)
        if found is None:
            continue
        groups = found.groupdict()
        if groups.get("count"):
            return whole_of(groups["count"])
        return ordinal_of(groups["last"]) - ordinal_of(groups["first"]) + 1
    return None


def _sittings_elsewhere(document: Document) -> int | None:
    """The number of sittings told under another heading, or between title and first number."""
    told = (*(p.text for p in _organizational(document)), " ".join(front_lines(document)))
    return next((number for text in told if (number := _sittings(text))), None)
