"""What only reports bring: mandates, resumptions, terms of office, items, participants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.judging import Room, judge
from kg.lift import lift
from kg.model import (
    AgendaItem,
    Attendee,
    Citation,
    Finding,
    Findings,
    ListedDocument,
    Mandate,
    Meeting,
    NoteCall,
    Officer,
    Outcome,
    Paragraph,
    Participant,
)
from kg.vocab import ID, MG
from tests.lift.findings import REPORT, RESOLUTION, Where, at

EVENT = ID["body/ccpcj/session/44"]
REPORT_IRI = ID["body/ccpcj/session/44/report"]


def lifted(room: Room, *findings: Finding, **meeting: object) -> Graph:
    """The graph of a report of the forty-fourth session with these findings; it conforms."""
    own = Meeting(**at("1"), body="ccpcj", ordinal=44, event="session", own=True)
    own = replace(own, **meeting)  # type: ignore[arg-type]
    report = Findings(REPORT.document, (own, *findings), ())
    draft = lift(report, room.authority)
    (verdict,) = judge([draft], room)
    assert [result.sentence for result in verdict.report.violations] == []
    return draft.graph


def supported(graph: Graph, predicate: URIRef) -> set[tuple[Node | None, Node | None]]:
    """What evidence says by this property."""
    return {
        (graph.value(e, MG.supportsSubject), graph.value(e, MG.supportsObject))
        for e in graph.subjects(MG.supportsPredicate, predicate)
    }


def cited(paragraph: str | None) -> Citation:
    return Citation(
        **at("1"),
        cites="paragraph" if paragraph else "resolution",
        symbol="A/RES/80/5",
        as_printed="80/5",
        target_paragraph=paragraph,
    )


def test_a_meeting_is_held_under_the_mandate_of_the_paragraph_that_is_named(room: Room) -> None:
    graph = lifted(room, cited("op3"), mandates=(cited("op3"),))

    mandate = ID["mandate/A/RES/80/5/op/3"]
    assert supported(graph, MG.heldUnder) == {(EVENT, mandate)}
    assert supported(graph, MG.givenIn) == {(mandate, ID["document/A/RES/80/5/op/3"])}
    assert supported(graph, MG.mayLeadTo) == set()


def test_a_resolution_named_without_its_paragraph_may_lead_to_the_meeting(room: Room) -> None:
    graph = lifted(room, cited(None), mandates=(cited(None),))

    assert supported(graph, MG.heldUnder) == set()
    assert supported(graph, MG.mayLeadTo) == {(ID["document/A/RES/80/5"], EVENT)}


@pytest.mark.parametrize("word", ["resumed", "Reconvened"])
def test_a_session_that_is_taken_up_again_resumes_the_one_of_its_number(
    word: str, room: Room
) -> None:
    graph = lifted(room, resumed=word, postponed_from="2035-05")

    again = ID[f"body/ccpcj/session/44-{word.lower()}"]
    assert supported(graph, MG.resumes) == {(again, EVENT)}
    assert supported(graph, MG.firstSetFor) == {
        (again, Literal("2035-05", datatype=XSD.gYearMonth))
    }


def test_an_organizational_session_resumes_none(room: Room) -> None:
    graph = lifted(room, resumed="organizational", ordinal=None)

    assert supported(graph, MG.resumes) == set()
    assert (ID["body/ccpcj/session/organizational"], RDF.type, MG.Session) in graph


def test_an_officer_is_elected_for_a_term_and_may_represent_an_organization(room: Room) -> None:
    graph = lifted(
        room,
        Officer(
            **at("1"),
            name="Ana Pérez",
            role="Rapporteur",
            represents="World Health Organization",
            elected=True,
            term="for 2036",
        ),
    )

    part = REPORT_IRI + "/para/1/participation/ana-perez"
    assert graph.value(URIRef(part), MG.electedAt) == EVENT
    assert graph.value(URIRef(part), MG["term"]) == Literal("for 2036", lang="en")
    assert graph.value(URIRef(part), MG.represents) == ID["organization/who"]


def test_a_person_printed_in_two_ways_keeps_the_first_name(room: Room) -> None:
    one = Officer(**at("1"), name="Ana Pérez", role="Chair", iso3="ARG")
    two = replace(one, **at("2"), name="ANA PEREZ")

    graph = lifted(room, one, two)

    assert len(set(graph.subjects(RDF.type, MG.Person))) == 1
    assert len(set(graph.subjects(RDF.type, MG.Participation))) == 2


def test_who_is_on_a_list_of_participants_has_delegation_and_function(room: Room) -> None:
    graph = lifted(
        room,
        Participant(
            **at("2"),
            name="Ana Pérez",
            role="representative",
            function="Chief Metrologist",
            represents="Argentina",
            iso3="ARG",
        ),
    )

    (part,) = graph.subjects(RDF.type, MG.Participation)
    assert graph.value(part, MG.function) == Literal("Chief Metrologist", lang="en")
    assert graph.value(part, MG.represents) == ID["state/ARG"]
    assert graph.value(part, MG.role) == Literal("representative")


def test_who_attended_is_of_a_category_and_counted_once_in_a_paragraph(room: Room) -> None:
    guild = Attendee(**at("2"), name="Guild of Weighers", attendee_kind="ngo", status="observer")

    graph = lifted(room, guild, guild)

    (part,) = graph.subjects(RDF.type, MG.Participation)
    category = Literal("non-governmental organization", lang="en")
    assert graph.value(part, MG.category) == category


def test_a_document_is_listed_under_its_item_even_where_no_agenda_is_printed(room: Room) -> None:
    graph = lifted(
        room,
        AgendaItem(**at("1"), number="4(a)", parent="4", title="Small weights"),
        ListedDocument(**at("2"), symbol="WT/1", role="note", under_items=("4(a)", "5")),
    )

    agenda = ID["body/ccpcj/session/44/agenda"]
    assert supported(graph, MG.listedUnder) == {
        (ID["document/WT/1"], URIRef(agenda + "/4/a")),
        (ID["document/WT/1"], URIRef(agenda + "/5")),
    }
    assert (URIRef(agenda + "/4/a"), MG.subItemOf, URIRef(agenda + "/4")) in graph
    assert (URIRef(agenda + "/4"), RDF.type, MG.AgendaItem) in graph


def test_an_outcome_that_asks_entrusts_the_mandate_of_its_words(room: Room) -> None:
    asks = Mandate(**at("2"), verb="requests", addressees=("secretariat",), type="report")

    graph = lifted(
        room,
        Outcome(**at("2"), verb="notes"),
        Outcome(**at("2"), verb="requests", addressee="secretariat", due="2036-06-30"),
        asks,
    )

    outcome = URIRef(REPORT_IRI + "/para/2/outcome/2")
    mandate = ID["mandate/body/ccpcj/session/44/report/para/2"]
    assert set(graph.subject_objects(MG.entrusts)) == {(outcome, mandate)}
    assert graph.value(outcome, MG.dueBy) == Literal("2036-06-30", datatype=XSD.date)


def test_a_paragraph_that_names_a_report_cites_the_document_of_its_note(room: Room) -> None:
    text = "1. Takes note of the report of the Committee on its third session;\n\n1 WT/2035/9."
    call = text.index(";")
    paragraph = Paragraph("op1", "operative", 0, call + 1, text[: call + 1])
    note = Paragraph("fn1", "footnote", call + 3, len(text), text[call + 3 :])
    document = replace(
        RESOLUTION.document,
        source=replace(RESOLUTION.document.source, text=text),
        paragraphs=(replace(paragraph, calls=(NoteCall(call, call, "fn1"),)), note),
    )
    where: Where = {"paragraph": "fn1", "start": call + 5, "end": len(text), "quote": "WT/2035/9"}
    noted = Citation(**where, cites="document", symbol="WT/2035/9", as_printed="WT/2035/9")

    graph = lift(Findings(document, (noted,), ()), room.authority).graph

    resolution, report = ID["document/A/RES/90/1"], ID["document/WT/2035/9"]
    assert (URIRef(resolution + "/op/1"), MG.notes, report) in graph
    (citation,) = graph.subjects(MG.effect, MG.notes)
    words = "report of the Committee on its third session"
    assert graph.value(citation, MG.quote) == Literal(words, lang="en")
