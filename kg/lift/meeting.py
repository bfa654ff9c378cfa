"""Lift meetings: when and where, their sittings, officers, attendance and agenda."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.iri import (
    agenda_iri,
    agenda_item_iri,
    attendance_iri,
    meeting_iri,
    participation_iri,
    person_iri,
    session_iri,
    sitting_iri,
    slug,
    state_iri,
)
from kg.lift.builder import Builder, date_literal, english
from kg.lift.names import Parties
from kg.model import (
    Adoption,
    AgendaItem,
    AttendanceCount,
    Attendee,
    Finding,
    Findings,
    Meeting,
    Officer,
)
from kg.vocab import MG

__all__ = ["Event", "add_meetings", "event_iri", "named_item"]

_PARTY_CLASS = {"state": "State"}


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
    """A meeting's IRI: keyed by its ordinal, else its first day; None without its body."""
    key = str(meeting.ordinal) if meeting.ordinal else meeting.start_date
    if not meeting.body or not key:
        return None
    mint = session_iri if meeting.event == "session" else meeting_iri
    return mint(slug(meeting.body), key)


def add_meetings(build: Builder, findings: Findings, event: Event, parties: Parties) -> None:
    """Add every meeting that the document describes, and its own one in full."""
    for finding in findings.findings:
        match finding:
            case Meeting():
                _add_meeting(build, finding, parties)
            case Officer():
                _add_officer(build, finding, event)
            case AttendanceCount():
                _add_attendance_count(build, finding, event)
            case Attendee():
                _add_attendee(build, finding, event, parties)
            case AgendaItem():
                _add_agenda_item(build, finding, event)
            case Adoption():
                _add_adoption(build, finding, event, parties)
            case _:
                pass
    build.evidence(event.finding, build.document, MG.reportOf, event.iri)


def _add_meeting(build: Builder, meeting: Meeting, parties: Parties) -> None:
    iri = event_iri(meeting)
    if iri is None or meeting.body is None:
        return
    kind = MG.Session if meeting.event == "session" else MG.Meeting
    build.thing(iri, kind, _label(meeting, parties))
    support = build.evidence
    support(meeting, iri, MG.heldBy, parties.body(meeting.body))
    if meeting.ordinal:
        support(meeting, iri, MG.ordinal, Literal(meeting.ordinal))
    if meeting.start_date:
        support(meeting, iri, MG.startDate, date_literal(meeting.start_date))
    if meeting.end_date:
        support(meeting, iri, MG.endDate, date_literal(meeting.end_date))
    for place in meeting.place:
        support(meeting, iri, MG.place, english(place))
    if meeting.sittings:
        support(meeting, iri, MG.sittings, Literal(meeting.sittings))
        for number in range(1, meeting.sittings + 1):
            sitting = sitting_iri(iri, number)
            label = f"{_label(meeting, parties)}, sitting {number}"
            build.made_by(meeting, sitting, MG.Sitting, label)
            build.add(sitting, MG.ordinal, Literal(number))
            build.add(sitting, MG.sittingOf, iri)


def _label(meeting: Meeting, parties: Parties) -> str:
    name = parties.name(meeting.body or "")
    which = f"{meeting.event} {meeting.ordinal}" if meeting.ordinal else meeting.event
    return f"{name}, {which}" + (f" ({meeting.start_date[:4]})" if meeting.start_date else "")


def _add_officer(build: Builder, officer: Officer, event: Event) -> None:
    person = person_iri(build.document, officer.name)
    build.thing(person, MG.Person, officer.name)
    part = participation_iri(build.paragraph(officer), officer.name)
    n = build.ordinal(f"officer {part}")
    if n > 1:  # one person may hold two offices in one paragraph
        part = participation_iri(build.paragraph(officer), officer.name, n)
    build.made_by(officer, part, MG.Participation, f"{officer.name}, {officer.role}")
    build.add(part, MG.participant, person)
    build.add(part, MG.role, Literal(officer.role))
    build.add(part, MG.inEvent, event.iri)
    if officer.iso3:
        build.add(part, MG.represents, state_iri(officer.iso3))


def _add_attendance_count(build: Builder, count: AttendanceCount, event: Event) -> None:
    iri = attendance_iri(build.paragraph(count), count.category)
    how_many = "a number not stated" if count.count is None else str(count.count)
    build.made_by(count, iri, MG.AttendanceCount, f"{count.category}: {how_many}")
    build.add(iri, MG.category, english(count.category))
    build.add(iri, MG.inEvent, event.iri)
    if count.count is not None:
        build.add(iri, MG["count"], Literal(count.count))


def _add_attendee(build: Builder, attendee: Attendee, event: Event, parties: Parties) -> None:
    part = participation_iri(build.paragraph(attendee), attendee.name)
    build.made_by(attendee, part, MG.Participation, f"{attendee.name}, {attendee.status or ''}")
    kind = _PARTY_CLASS.get(attendee.attendee_kind, "Organization")
    party = (
        state_iri(attendee.iso3)
        if attendee.iso3
        else parties.body(attendee.attendee_id or attendee.name, kind)
    )
    build.add(part, MG.participant, party)
    build.add(part, MG.inEvent, event.iri)
    if attendee.status:
        build.add(part, MG.role, Literal(attendee.status))


def _add_agenda_item(build: Builder, item: AgendaItem, event: Event) -> None:
    agenda = agenda_iri(event.iri)
    iri = agenda_item_iri(event.iri, item.number)
    build.thing(agenda, MG.Agenda, "agenda as adopted")
    build.evidence(item, agenda, MG.agendaOf, event.iri)
    build.made_by(item, iri, MG.AgendaItem, f"Item {item.number}: {item.title}")
    build.add(iri, MG.number, Literal(item.number))
    build.add(iri, MG.title, english(item.title))
    build.add(iri, MG.itemOf, agenda)
    build.add(iri, MG.position, Literal(build.ordinal("agenda")))
    if item.parent:
        build.add(iri, MG.subItemOf, agenda_item_iri(event.iri, item.parent))


def named_item(build: Builder, finding: Finding, event: Event, number: str) -> URIRef:
    """The agenda item of this number, described by it alone where no agenda is printed."""
    iri = agenda_item_iri(event.iri, number)
    if not build.is_a(iri, MG.AgendaItem):
        agenda = agenda_iri(event.iri)
        build.thing(agenda, MG.Agenda, "agenda as adopted")
        build.evidence(finding, agenda, MG.agendaOf, event.iri)
        build.made_by(finding, iri, MG.AgendaItem, f"Item {number}")
        build.add(iri, MG.number, Literal(number))
        build.add(iri, MG.itemOf, agenda)
        parent = number.rpartition("(")[0]
        if parent:
            build.add(iri, MG.subItemOf, named_item(build, finding, event, parent))
    return iri


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
        build.evidence(adoption, report, MG.adoptedBy, parties.body(event.finding.body))
    if adoption.symbol:
        build.supported_document(adoption, adoption.symbol, MG.Document)
        build.evidence(adoption, build.work(adoption.symbol), MG.adoptedAs, report)
