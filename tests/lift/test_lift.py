"""Findings become triples in which every assertion bears the passage that it rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import kg.lift
from kg.iri import paragraph_iri
from kg.judging import Room, judge
from kg.lift import lift
from kg.model import Adoption, Draft, Findings, Mandate, Meeting, Outcome, Statement
from kg.store import Store
from kg.validate.terms import judge_terms
from kg.vocab import GRAPH, ID, MG
from tests.graphs import assert_same, turtle
from tests.lift.findings import QUOTES, REPORT, RESOLUTION, SENTENCES, at

HERE = Path(__file__).parent
CASES = {"report": REPORT, "resolution": RESOLUTION}
WORKS = {
    "report": ID["meeting/eg-cybercrime/4/report"],
    "resolution": ID["document/A/RES/90/1"],
}
EVIDENCE = f"{ID}evidence/"
PASSAGE = (MG.statedIn, MG.derivedBy, MG.quoteStart, MG.quoteEnd, MG.quote)


@pytest.fixture(params=CASES, name="case")
def a_case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def draft(case: str, room: Room) -> Draft:
    return lift(CASES[case], room.authority)


def without_passages(graph: Graph) -> Graph:
    """The graph without labels and passages, each piece of evidence a blank node."""
    out = Graph()
    for subject, predicate, obj in graph:
        told = (subject, predicate) in ((subject, RDFS.label), (subject, MG.verification))
        if predicate not in PASSAGE and not told and obj != MG.Evidence:
            out.add((nameless(subject), predicate, obj))
    return out


def nameless(term: Node) -> Node:
    return BNode(str(term)[-64:]) if str(term).startswith(EVIDENCE) else term


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.lift.__all__ == sorted(kg.lift.__all__)


def test_findings_become_the_triples_that_they_should(case: str, draft: Draft) -> None:
    expected = turtle(f"@base <{ID}> .\n" + (HERE / f"{case}.expected.ttl").read_text("utf-8"))

    found = without_passages(draft.graph)

    assert_same(found, expected)


def test_every_assertion_bears_its_passage(case: str, draft: Draft) -> None:
    work = WORKS[case]
    expected = {
        paragraph_iri(work, name): (Literal(start), Literal(end), Literal(quote, lang="en"))
        for name, (start, end, quote) in QUOTES.items()
    } | {work: (None, None, None)}

    bearers = set(draft.graph.subjects(MG.derivedBy))
    assert bearers >= set(draft.graph.subjects(RDF.type, MG.Evidence))
    for bearer in bearers:
        passage = draft.graph.value(bearer, MG.statedIn)
        found = tuple(draft.graph.value(bearer, p) for p in PASSAGE[2:])
        assert found == expected[URIRef(str(passage))], bearer
        assert draft.graph.value(bearer, MG.derivedBy) == MG.byText


def test_a_paragraph_bears_its_offsets(case: str, draft: Draft) -> None:
    for paragraph in CASES[case].document.paragraphs:
        iri = paragraph_iri(WORKS[case], paragraph.id)
        offsets = [draft.graph.value(iri, p) for p in (MG.quoteStart, MG.quoteEnd)]
        assert offsets == [Literal(paragraph.start), Literal(paragraph.end)]


def test_evidence_of_a_text_is_verified_from_text(draft: Draft) -> None:
    evidence = set(draft.graph.subjects(RDF.type, MG.Evidence))

    assert set(draft.graph.subjects(MG.verification, MG.fromText)) == evidence
    assert all(str(e).startswith(EVIDENCE) for e in evidence)


def test_everything_that_has_a_class_has_one_label(draft: Draft) -> None:
    for thing in set(draft.graph.subjects(RDF.type)) - set(
        draft.graph.subjects(RDF.type, MG.Evidence)
    ):
        (label,) = draft.graph.objects(thing, RDFS.label)
        assert isinstance(label, Literal)
        assert (label.language, bool(label.strip())) == ("en", True)


def test_a_draft_bears_the_name_of_its_document(case: str, draft: Draft) -> None:
    path = WORKS[case].removeprefix(ID).removeprefix("document/")

    assert draft.name == GRAPH[f"document/{path}"]


def test_a_draft_holds_no_blank_node(draft: Draft) -> None:
    assert not [t for triple in draft.graph for t in triple if isinstance(t, BNode)]


def test_a_draft_conforms(case: str, draft: Draft, room: Room) -> None:
    (verdict,) = judge([draft], room, Store().view())

    assert [r.sentence for r in verdict.report.violations] == []


def test_warnings_of_the_document_are_kept(room: Room) -> None:
    assert lift(REPORT, room.authority).warnings == ("report.txt: two numbers differ",)


def test_without_quotes_no_sentence_of_the_document_is_left(case: str, room: Room) -> None:
    graph = lift(CASES[case], room.authority, quotes=False).graph

    for predicate in (MG.text, MG.quote, MG.deliverable):
        assert not list(graph.subject_objects(predicate))
    words = graph.serialize(format="nt")
    sentences = [*SENTENCES.values(), *(quote for *_, quote in QUOTES.values())]
    assert not [s for s in sentences if len(s) > 10 and s in words]
    assert list(graph.subject_objects(MG.quoteStart))


def test_lifting_twice_gives_the_same(case: str, draft: Draft, room: Room) -> None:
    assert set(lift(CASES[case], room.authority).graph) == set(draft.graph)


def name_of(findings: Findings, room: Room) -> str:
    return lift(findings, room.authority).name.removeprefix(GRAPH)


def test_a_document_is_named_by_symbol_then_key_then_meeting_then_digest(room: Room) -> None:
    keyed = replace(RESOLUTION.document, symbol=None, key="CCPCJ/RES/26/4")
    nameless_resolution = replace(RESOLUTION.document, symbol=None)
    no_meeting = replace(REPORT, findings=())

    assert name_of(replace(RESOLUTION, document=keyed), room) == "document/CCPCJ/RES/26/4"
    assert name_of(REPORT, room) == "document/meeting/eg-cybercrime/4/report"
    assert name_of(no_meeting, room) == f"document/digest/{'a' * 64}"
    assert name_of(replace(RESOLUTION, document=nameless_resolution), room) == (
        f"document/digest/{'a' * 64}"
    )


def test_names_that_no_list_knows_are_minted_as_iris(room: Room) -> None:
    strange = "Groupe d'experts <des poids> & mesures"
    meeting = Meeting(**at("1"), body=strange, ordinal=1, own=True)
    mandate = Mandate(
        **at("1"), verb="asks", type="other", due_session="twenty second", due_body=strange
    )
    homeless = Mandate(
        **at("2"), verb="asks", type="other", addressees=("ccpcj",), due_session="70"
    )
    outcome = Outcome(**at("1"), verb="asked", addressee=strange, due=f"{strange}/session/2 a")
    document = replace(REPORT.document, body=strange, adopted_by=strange)
    found = replace(REPORT, document=document, findings=(meeting, mandate, homeless, outcome))

    draft = lift(found, room.authority)

    body = ID["body/groupe-d-experts-des-poids-mesures"]
    named = draft.graph.value(None, MG.supportsSubject, body)
    assert str(draft.graph.value(named, MG.supportsObject)) == strange
    assert (None, MG.dueAt, URIRef(f"{body}/session/twenty-second")) in draft.graph
    assert (None, MG.dueAt, URIRef(f"{body}/session/2-a")) in draft.graph
    assert len(set(draft.graph.subjects(MG.dueAt))) == len((mandate, outcome))
    assert not judge_terms(draft.graph)


def test_an_item_or_a_sitting_that_no_list_gives_is_described_by_its_number(room: Room) -> None:
    statement = Statement(
        **at("2"),
        speaker="Argentina",
        speaker_kind="state",
        iso3="ARG",
        form="statement",
        agenda_item=("5(b)",),
    )
    found = replace(
        REPORT, findings=(REPORT.findings[0], statement, Adoption(**at("2"), sitting=3))
    )

    draft = lift(found, room.authority)

    event = ID["meeting/eg-cybercrime/4"]
    for item, number in (("5", "5"), ("5/b", "5(b)")):
        assert (URIRef(f"{event}/agenda/{item}"), MG.number, Literal(number)) in draft.graph
    assert (URIRef(f"{event}/sitting/3"), MG.sittingOf, event) in draft.graph
    (verdict,) = judge([draft], room, Store().view())
    assert [r.sentence for r in verdict.report.violations] == []


def test_what_a_paragraph_says_twice_is_supported_by_its_first_words(room: Room) -> None:
    own = REPORT.findings[0]
    again = replace(own, start=70, end=90, quote="the meeting, again")

    once = lift(replace(REPORT, findings=(own,)), room.authority).graph
    twice = lift(replace(REPORT, findings=(own, again)), room.authority).graph

    assert set(twice) == set(once)


def test_a_state_has_its_names_by_day(room: Room) -> None:
    graph = room.authority_draft.graph
    turkey = ID["state/TUR"]

    names = {
        (str(graph.value(n, MG.officialName)), str(graph.value(n, MG.validUntil)))
        for n in graph.subjects(MG.nameOf, turkey)
    }
    assert ("Turkey", "2022-06-01") in names
    assert graph.value(turkey, RDFS.label) == Literal("Türkiye", lang="en")
    assert graph.value(turkey, MG.m49) == Literal("792")


def test_a_body_of_the_lists_stands_below_its_parent(room: Room) -> None:
    graph = room.authority_draft.graph

    assert (ID["body/ccpcj"], MG.parentBody, ID["body/ecosoc"]) in graph
    assert (ID["organization/who"], RDF.type, MG.Organization) in graph
    assert not [t for triple in graph for t in triple if isinstance(t, BNode)]
