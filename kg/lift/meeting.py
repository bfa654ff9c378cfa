"""Lift meetings: when, where, by which mandate, what they resume, the adoption of reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef

from kg.iri import (
    attendance_iri,
    mandate_iri,
    meeting_iri,
    paragraph_iri,
    session_iri,
    session_key,
    sitting_iri,
    slug,
)
from kg.lift.builder import Builder, date_literal, english
from kg.lift.names import Parties
from kg.model import Adoption, AttendanceCount, Citation, Finding, Findings, Meeting
from kg.naming import event_name
from kg.vocab import MG

__all__ = ["Event", "add_meetings", "due_event", "event_iri"]

_AGAIN: Final = ("resumed", "reconvened")


@dataclass(frozen=True, slots=True)
class Event:
    """The meeting or session that a document reports on."""

    iri: URIRef
    finding: Meeting

    @classmethod
    def of(cls, findings: Findings) -> Event | None:
        """The event of a report; None where the document reports on none."""
        for finding in findings.findings:
            if isinstance(finding, Meeting) and finding.own:
                iri = event_iri(finding)
                return cls(iri, finding) if iri else None
        return None


def event_iri(meeting: Meeting) -> URIRef | None:
    """A meeting's IRI: keyed by its ordinal, else its part or first day; None without its body.

    A session that was resumed is another one than that which it resumes: ``3-resumed``.
    """
    key = _key(meeting)
    if not meeting.body or not key:
        return None
    mint = session_iri if meeting.event == "session" else meeting_iri
    return mint(Parties.key(meeting.body), key)


def _key(meeting: Meeting) -> str | None:
    part = slug(meeting.resumed) if meeting.resumed else None
    if meeting.ordinal:
        return f"{meeting.ordinal}-{part}" if part in _AGAIN else str(meeting.ordinal)
    return part or meeting.start_date


def due_event(due: str) -> URIRef | None:
    """The session that an outcome is due at, from ``<body>/session/<n>``; None for a date."""
    body, found, key = due.partition("/session/")
    return session_iri(Parties.key(body), session_key(key)) if found else None


def add_meetings(build: Builder, findings: Findings, event: Event, parties: Parties) -> None:
    """Add every meeting that the document describes, and its own one in full."""
    for finding in findings.findings:
        match finding:
            case Meeting():
                _add_meeting(build, finding, parties)
            case AttendanceCount():
                _add_attendance_count(build, finding, event)
            case Adoption():
                _add_adoption(build, finding, event, parties)
            case _:
                pass
    if findings.document.type == "MeetingReport":
        build.evidence(event.finding, build.document, MG.reportOf, event.iri)


def _add_meeting(build: Builder, meeting: Meeting, parties: Parties) -> None:
    iri = event_iri(meeting)
    if iri is None or meeting.body is None:
        return
    kind = MG.Session if meeting.event == "session" else MG.Meeting
    label = event_name(iri, parties.name(meeting.body))
    build.named(iri, kind, label)
    support = build.evidence
    support(meeting, iri, MG.heldBy, parties.holder(meeting.body))
    if meeting.ordinal:
        support(meeting, iri, MG.ordinal, Literal(meeting.ordinal))
    days = (
        (MG.startDate, meeting.start_date),
        (MG.endDate, meeting.end_date),
        (MG.firstSetFor, meeting.postponed_from),
    )
    for predicate, day in days:
        if day:
            support(meeting, iri, predicate, date_literal(day))
    for place in meeting.place:
        support(meeting, iri, MG.place, english(place))
    _add_sittings(build, meeting, iri, label)
    _add_resumption(build, meeting, iri)
    _add_mandates(build, meeting, iri)


def _add_sittings(build: Builder, meeting: Meeting, iri: URIRef, label: str) -> None:
    if not meeting.sittings:
        return
    build.evidence(meeting, iri, MG.sittings, Literal(meeting.sittings))
    for number in range(1, meeting.sittings + 1):
        sitting = sitting_iri(iri, number)
        build.made_by(meeting, sitting, MG.Sitting, f"{label}, sitting {number}")
        build.add(sitting, MG.ordinal, Literal(number))
        build.add(sitting, MG.sittingOf, iri)


def _add_resumption(build: Builder, meeting: Meeting, iri: URIRef) -> None:
    """Say which session is resumed: the one of the same number."""
    if meeting.ordinal and meeting.body and slug(meeting.resumed or "") in _AGAIN:
        mint = session_iri if meeting.event == "session" else meeting_iri
        first = mint(Parties.key(meeting.body), str(meeting.ordinal))
        build.evidence(meeting, iri, MG.resumes, first)


def _add_mandates(build: Builder, meeting: Meeting, iri: URIRef) -> None:
    """Say by which mandate a meeting was held, where the text tells the paragraph.

    A resolution that is named without a paragraph is undecided: it may lead to the meeting.
    """
    decided = {c.symbol for c in meeting.mandates if _paragraph(c)}
    for citation in meeting.mandates:
        if citation.symbol is None:
            continue
        work, paragraph = build.work(citation.symbol), _paragraph(citation)
        if paragraph:
            asking = paragraph_iri(work, paragraph)
            mandate = mandate_iri(asking)
            build.evidence(citation, mandate, MG.givenIn, asking)
            build.evidence(citation, iri, MG.heldUnder, mandate)
        elif citation.symbol not in decided:
            build.evidence(citation, work, MG.mayLeadTo, iri)


def _paragraph(citation: Citation) -> str | None:
    """The operative paragraph that is cited, if one is."""
    target = citation.target_paragraph
    return target if target and target.rpartition(".")[2].startswith("op") else None


def _add_attendance_count(build: Builder, count: AttendanceCount, event: Event) -> None:
    first = attendance_iri(build.paragraph(count), count.category)
    iri = attendance_iri(build.paragraph(count), count.category, build.ordinal(first))
    how_many = "a number not stated" if count.count is None else str(count.count)
    build.made_by(count, iri, MG.AttendanceCount, f"{count.category}: {how_many}")
    build.add(iri, MG.category, english(count.category))
    build.add(iri, MG.inEvent, event.iri)
    if count.count is not None:
        build.add(iri, MG["count"], Literal(count.count))


def _named_sitting(build: Builder, finding: Finding, event: Event, number: int) -> URIRef:
    """The sitting of this number; how many there were may not be stated."""
    iri = sitting_iri(event.iri, number)
    if not build.is_a(iri, MG.Sitting):
        build.made_by(finding, iri, MG.Sitting, f"sitting {number}")
        build.add(iri, MG.ordinal, Literal(number))
        build.add(iri, MG.sittingOf, event.iri)
    return iri


def _add_adoption(build: Builder, adoption: Adoption, event: Event, parties: Parties) -> None:
    report = build.document
    if adoption.date:
        build.evidence(adoption, report, MG.adoptedOn, date_literal(adoption.date))
    if adoption.sitting:
        sitting = _named_sitting(build, adoption, event, adoption.sitting)
        build.evidence(adoption, report, MG.adoptedAt, sitting)
    if event.finding.body:
        build.evidence(adoption, report, MG.adoptedBy, parties.holder(event.finding.body))
    if adoption.symbol:
        build.supported_document(adoption, adoption.symbol, MG.Document)
        build.evidence(adoption, build.work(adoption.symbol), MG.adoptedAs, report)
