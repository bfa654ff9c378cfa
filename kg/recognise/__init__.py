"""Recognise what the paragraphs of a document state, one module for each kind of finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import (
    Adoption,
    Attendee,
    Citation,
    Document,
    Expression,
    Finding,
    Findings,
    ListedDocument,
    Mandate,
    Meeting,
    Statement,
)
from kg.recognise.acts import read_acts
from kg.recognise.adoption import recognise_adoption
from kg.recognise.agenda import recognise_agenda
from kg.recognise.attendance import (
    recognise_attendance,
    recognise_attendees,
    undecided_names,
)
from kg.recognise.citations import recognise_citations
from kg.recognise.citing.names import plain_letters
from kg.recognise.clauses import recognise_clauses
from kg.recognise.documents import recognise_documents
from kg.recognise.mandates import mandates_of, recognise_mandates
from kg.recognise.meeting_mandates import with_mandates
from kg.recognise.meetings import held_under, recognise_meetings
from kg.recognise.officers import recognise_officers
from kg.recognise.outcomes import outcomes_of, recognise_outcomes
from kg.recognise.participants import recognise_participants
from kg.recognise.reporting import reporting_body
from kg.recognise.speech_items import under_items
from kg.recognise.statements import recognise_statements
from kg.recognise.unread import unread_paragraphs

__all__ = [
    "recognise",
    "recognise_adoption",
    "recognise_agenda",
    "recognise_attendance",
    "recognise_attendees",
    "recognise_citations",
    "recognise_clauses",
    "recognise_documents",
    "recognise_mandates",
    "recognise_meetings",
    "recognise_officers",
    "recognise_outcomes",
    "recognise_participants",
    "recognise_statements",
]

_ACTS: Final = ("Resolution", "Decision", "DraftResolution")


def recognise(document: Document, authority: Authority) -> Findings:
    """Everything recognised in a document, in the order of the text, and what was not read.

    Of a report of a meeting, the document comes back with what only its findings tell: its body
    and its adoption. Of a list of participants the delegations and persons are read. Of a
    resolution, decision or draft the clauses are read; of any other document what it cites and
    no more.
    """
    if document.type in _ACTS:
        return _of_act(document, authority)
    if document.type == "ParticipantList":
        people = recognise_participants(document, authority)
        own = (m for m in recognise_meetings(document, authority) if m.own)
        return _in_order(document, (*recognise_citations(document, authority), *own, *people))
    if document.type != "MeetingReport":
        return _in_order(document, recognise_citations(document, authority))
    return _of_report(document, authority)


def _of_act(document: Document, authority: Authority) -> Findings:
    clauses = (_without_past(c, document) for c in recognise_clauses(document, authority))
    return _in_order(document, (*recognise_citations(document, authority), *clauses))


def _without_past(clause: Mandate | Expression, document: Document) -> Mandate | Expression:
    """The clause itself; a day before the text was adopted is not one by which to do something."""
    adopted = document.adopted_on
    due = clause.due_date if isinstance(clause, Mandate) else None
    if isinstance(clause, Mandate) and due and adopted and due < adopted[: len(due)]:
        return replace(clause, due_date=None, date_role=None)
    return clause


def _in_order(document: Document, found: Sequence[Finding]) -> Findings:
    ordered = sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))
    return Findings(document, tuple(ordered), unread_paragraphs(document.paragraphs, ordered))


def _of_report(document: Document, authority: Authority) -> Findings:
    """What a report of a meeting states.

    A document that is listed or adopted in a passage is not also cited there.
    """
    listed = recognise_documents(document, authority)
    adopted = recognise_adoption(document, authority)
    meetings = recognise_meetings(document, authority)
    statements = recognise_statements(document, authority)
    attendees = recognise_attendees(document, authority)
    cited = _without(recognise_citations(document, authority), (*listed, *adopted))
    acts = read_acts(document, authority)
    found: list[Finding] = [
        *_outside_names(cited, (*attendees, *statements)),
        *under_items(listed, document),
        *adopted,
        *with_mandates(
            held_under(meetings, cited), document, reporting_body(document, authority), cited
        ),
        *recognise_officers(document, authority),
        *statements,
        *recognise_attendance(document, authority),
        *attendees,
        *recognise_agenda(document, authority),
        *outcomes_of(acts),
        *mandates_of(acts),
    ]
    return _in_order(_completed(document, authority, meetings, adopted), found)


def _without(
    citations: Sequence[Citation], others: Sequence[ListedDocument | Adoption]
) -> list[Citation]:
    taken = {(other.paragraph, other.symbol) for other in others if other.symbol}
    titles = [(o.paragraph, o.title) for o in others if isinstance(o, ListedDocument) and o.title]
    return [
        c
        for c in citations
        if (c.paragraph, c.symbol) not in taken and not (c.symbol is None and _titles(c, titles))
    ]


def _titles(citation: Citation, titles: Sequence[tuple[str, str]]) -> bool:
    """Whether it is the title of a document listed there, and names that document itself."""
    return any(
        paragraph == citation.paragraph and title.startswith(citation.as_printed)
        for paragraph, title in titles
    )


def _outside_names(
    citations: Sequence[Citation], named: Sequence[Attendee | Statement]
) -> list[Citation]:
    """The citations without the treaties whose bodies attended or spoke under their names."""
    places: dict[str, list[str]] = {}
    for one in named:
        name = one.name if isinstance(one, Attendee) else one.speaker
        places.setdefault(one.paragraph, []).append(plain_letters(name))
    return [
        c
        for c in citations
        if c.cites not in ("treaty", "declaration")
        or not any(plain_letters(c.as_printed) in name for name in places.get(c.paragraph, ()))
    ]


def _completed(
    document: Document,
    authority: Authority,
    meetings: Sequence[Meeting],
    adopted: Sequence[Adoption],
) -> Document:
    own = next((meeting for meeting in meetings if meeting.own), None)
    titled = reporting_body(document, authority)
    body = own.body if own and own.body else titled.key if titled else None
    last = adopted[-1] if adopted else None
    return replace(
        document,
        warnings=(*document.warnings, *undecided_names(document, authority)),
        body=document.body or body,
        adopted_on=document.adopted_on or (last.date if last else None),
        adopted_by=document.adopted_by or (body if last else None),
    )
