"""Lift who took part: officers, those who attended, and the persons of a list of participants."""

from __future__ import annotations

import re
from typing import Final

from rdflib import Literal, URIRef

from kg.iri import meeting_iri, participation_iri, person_iri, session_iri, state_iri
from kg.lift.builder import Builder, english
from kg.lift.meeting import Event
from kg.lift.names import Parties
from kg.model import Attendee, Finding, Findings, Officer, Participant
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.vocab import MG

__all__ = ["add_people"]

_ORDINALS: Final = re.compile(rf"\b{ORDINAL}\b(?=.*\b(?:session|meeting))", re.IGNORECASE)
_CATEGORIES: Final = {
    "un": "United Nations body",
    "specialized agency": "specialized agency",
    "igo": "intergovernmental organization",
    "ngo": "non-governmental organization",
    "institute": "institute",
    "private": "private sector",
    "other": "other",
}
"""What the kinds of attendants are called in the graph; of a State its status says enough."""


def add_people(build: Builder, findings: Findings, event: Event, parties: Parties) -> None:
    """Add every participation; a person stands under the document that names them."""
    for finding in findings.findings:
        match finding:
            case Officer():
                _add_officer(build, finding, event, parties)
            case Attendee():
                _add_attendee(build, finding, event, parties)
            case Participant():
                _add_participant(build, finding, event, parties)
            case _:
                pass


def _add_officer(build: Builder, officer: Officer, event: Event, parties: Parties) -> None:
    held = _session_of(officer, event)
    part = _of_person(build, officer, officer.name, officer.role, held)
    build.add(part, MG.role, Literal(officer.role))
    _represents(build, part, officer.iso3, officer.represents, parties)
    if officer.elected:
        build.add(part, MG.electedAt, event.iri)
    if officer.term:
        build.add(part, MG["term"], english(officer.term))


def _session_of(officer: Officer, event: Event) -> URIRef:
    """The session for which somebody is in office: a later one where the term names it alone."""
    own, term = event.finding, officer.term or ""
    ordinals = [ordinal_of(found[0]) for found in _ORDINALS.finditer(term)]
    if officer.elected and own.body and len(ordinals) == 1 and own.ordinal not in (None, *ordinals):
        mint = session_iri if own.event == "session" else meeting_iri
        return mint(Parties.key(own.body), str(ordinals[0]))
    return event.iri


def _add_participant(build: Builder, one: Participant, event: Event, parties: Parties) -> None:
    part = _of_person(build, one, one.name, one.role or "participant", event.iri)
    role = one.role or one.status
    if role:
        build.add(part, MG.role, Literal(role))
    if one.function:
        build.add(part, MG.function, english(one.function))
    _represents(build, part, one.iso3, one.represents_id or one.represents, parties)


def _of_person(build: Builder, finding: Finding, name: str, role: str, event: URIRef) -> URIRef:
    """A new participation of a person, who may hold two offices in one paragraph."""
    person = person_iri(build.document, name)
    build.named(person, MG.Person, name)
    paragraph = build.paragraph(finding)
    part = participation_iri(paragraph, name, build.ordinal(participation_iri(paragraph, name)))
    build.made_by(finding, part, MG.Participation, f"{name}, {role}")
    build.add(part, MG.participant, person)
    build.add(part, MG.inEvent, event)
    return part


def _represents(
    build: Builder, part: URIRef, iso3: str | None, party: str | None, parties: Parties
) -> None:
    if iso3:
        build.add(part, MG.represents, state_iri(iso3))
    elif party:
        build.add(part, MG.represents, parties.body(party, "Organization"))


def _add_attendee(build: Builder, attendee: Attendee, event: Event, parties: Parties) -> None:
    status = attendee.status or "attended"
    if attendee.attendee_kind == "person":
        part = _of_person(build, attendee, attendee.name, status, event.iri)
    else:
        paragraph = build.paragraph(attendee)
        part = participation_iri(paragraph, attendee.name)
        if build.ordinal(part) > 1:
            return  # who is listed twice in one paragraph attended once
        build.made_by(attendee, part, MG.Participation, f"{attendee.name}, {status}")
        build.add(part, MG.participant, _attending(attendee, parties))
        build.add(part, MG.inEvent, event.iri)
    if attendee.status:
        build.add(part, MG.role, Literal(attendee.status))
    category = _CATEGORIES.get(attendee.attendee_kind)
    if category:
        build.add(part, MG.category, english(category))


def _attending(attendee: Attendee, parties: Parties) -> URIRef:
    if attendee.iso3:
        return state_iri(attendee.iso3)
    return parties.body(attendee.attendee_id or attendee.name, "Organization")
