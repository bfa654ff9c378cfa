"""Findings made by hand: a report of a meeting, and a resolution."""

from __future__ import annotations

from typing import Final, TypedDict

from kg.model import (
    Adoption,
    AgendaItem,
    AttendanceCount,
    Attendee,
    Citation,
    Document,
    Expression,
    Findings,
    ListedDocument,
    Mandate,
    Meeting,
    Officer,
    Outcome,
    Paragraph,
    SourceText,
    Statement,
    Unread,
)

__all__ = ["QUOTES", "REPORT", "RESOLUTION", "SENTENCES", "at"]

QUOTES: Final = {
    "1": (10, 60, "the fourth meeting was held"),
    "2": (110, 160, "statements were made"),
    "fn1": (210, 230, "see the report"),
    "pp1": (20, 40, "recalling what was said"),
    "op4": (60, 90, "asks for what is to be done"),
    "op5": (95, 99, "notes"),
}
SENTENCES: Final = {
    "1": "First, the fourth meeting was held.",
    "2": "Second, statements were made.",
    "fn1": "Note: see the report.",
    "pp1": "Recalling what was said,",
    "op4": "4. Asks for what is to be done;",
    "op5": "5. Notes;",
}


class Where(TypedDict):
    """Where a finding stands."""

    paragraph: str
    start: int
    end: int
    quote: str


def at(paragraph: str) -> Where:
    """Where a finding stands, for its making."""
    start, end, quote = QUOTES[paragraph]
    return {"paragraph": paragraph, "start": start, "end": end, "quote": quote}


def paragraph(name: str, kind: str) -> Paragraph:
    start, end, _ = QUOTES[name]
    return Paragraph(name, kind, start - 10, end + 5, SENTENCES[name])


def source(file: str) -> SourceText:
    return SourceText(file, "text/plain", "", "a" * 64, "b" * 64)


REPORT: Final = Findings(
    document=Document(
        source=source("report.txt"),
        paragraphs=(
            paragraph("1", "report"),
            paragraph("2", "report"),
            paragraph("fn1", "footnote"),
        ),
        type="MeetingReport",
        title="Report on the fourth meeting",
        date="2035-05",
        language="en",
        body="eg-cybercrime",
        warnings=("two numbers differ",),
    ),
    findings=(
        Meeting(
            **at("1"),
            body="eg-cybercrime",
            ordinal=4,
            start_date="2035-05-06",
            end_date="2035-05-07",
            place=("Vienna",),
            sittings=2,
            own=True,
        ),
        Meeting(**at("1"), body="ccpcj", ordinal=44, event="session"),
        Officer(**at("1"), name="Ana Pérez", role="Chair", represents="Argentina", iso3="ARG"),
        AgendaItem(**at("1"), number="3", title="Weights"),
        AgendaItem(**at("1"), number="3(a)", parent="3", title="Small weights"),
        ListedDocument(**at("1"), symbol="E/CN.15/2035/1", title="A study", role="note"),
        ListedDocument(**at("2"), symbol="E/CN.15/2035/INF.1", role="list of participants"),
        AttendanceCount(**at("2"), category="Member States", count=12),
        AttendanceCount(**at("2"), category="intergovernmental organizations"),
        Attendee(
            **at("2"),
            name="World Health Organization",
            attendee_kind="specialized agency",
            attendee_id="who",
            status="observer",
        ),
        Statement(
            **at("2"),
            speaker="Argentina",
            speaker_kind="state",
            speaker_id="ARG",
            iso3="ARG",
            capacity="representative",
            agenda_item=("3", "3(a)"),
            form="statement",
        ),
        Statement(**at("2"), speaker="Argentina", speaker_kind="state", iso3="ARG", form="opening"),
        Statement(
            **at("2"),
            speaker="European Union",
            speaker_kind="organization",
            speaker_id="eu",
            on_behalf_of="eu-member-states",
            form="statement",
        ),
        Statement(
            **at("2"),
            speaker="an institute of weights",
            speaker_kind="organization",
            form="presentation",
        ),
        Outcome(
            **at("2"),
            verb="recommended",
            object="that more be weighed",
            addressee="ccpcj",
            due="ccpcj/session/44",
        ),
        Outcome(**at("2"), verb="agreed"),
        Adoption(**at("2"), date="2035-05-07", sitting=2, symbol="UNODC/CCPCJ/EG.4/2035/L.1"),
        Citation(
            **at("fn1"), cites="document", symbol="E/CN.15/2011/19", as_printed="E/CN.15/2011/19"
        ),
    ),
    unread=(),
)

RESOLUTION: Final = Findings(
    document=Document(
        source=source("A_RES_90_1.txt"),
        paragraphs=(
            paragraph("pp1", "preambular"),
            paragraph("op4", "operative"),
            paragraph("op5", "operative"),
        ),
        type="Resolution",
        symbol="A/RES/90/1",
        title="Weights",
        adopted_on="2035-12-01",
        adopted_by="ga",
    ),
    findings=(
        Citation(
            **at("pp1"),
            cites="resolution",
            body="ga",
            symbol="A/RES/80/5",
            as_printed="80/5",
            effect="recalls",
            target_paragraph="op3",
        ),
        Citation(
            **at("pp1"),
            cites="resolution",
            body="ga",
            symbol="A/RES/80/6",
            as_printed="80/6",
            effect="recalls",
        ),
        Citation(
            **at("pp1"),
            cites="paragraph",
            as_printed="paragraph 42 of it",
            instrument="salvador-declaration",
            effect="reaffirms",
            target_paragraph="42",
        ),
        Citation(**at("pp1"), cites="treaty", as_printed="a treaty that nobody knows"),
        Citation(**at("pp1"), cites="declaration", as_printed="Salvador Declaration"),
        Citation(
            **at("op5"), cites="document", symbol="A/90/7", as_printed="A/90/7", effect="notes"
        ),
        Mandate(
            **at("op4"),
            verb="requests",
            addressees=("ccpcj",),
            type="establish body",
            deliverable="a group on weights",
            due_session="45",
            due_body="ecosoc",
            due_date="2036-06",
            frequency="annually",
        ),
        Mandate(
            **at("op4"),
            verb="invites",
            addressees=("member-states", "the weighers"),
            type="other",
            due_session="46",
            due_body="ccpcj",
        ),
        Expression(**at("op5"), verb="notes"),
    ),
    unread=(Unread("op5", "no clause that asks"),),
)
