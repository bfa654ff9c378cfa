"""An account goes from what is asserted to the rule, the words and the bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, RDF, RDFS

import kg.why
from kg.errors import SymbolError
from kg.iri import document_iri
from kg.store import Snapshot
from kg.vocab import ID, MG
from kg.why import (
    Account,
    Reason,
    account_json,
    account_tree,
    account_turtle,
    object_term,
    predicate_iri,
    thing_in_words,
    why,
    why_triple,
)

TEXT = (Path(__file__).parent / "first.txt").read_text("utf-8")
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
OP1, PP1 = f"{ID}document/A/RES/90/1/op/1", f"{ID}document/A/RES/92/1/pp/1"
CITATION = f"{PP1}/citation/1"
DOCUMENT_GRAPH = f"{ID}graph/document/A/RES/92/1"
LEADS_TO = str(MG.leadsTo)


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def of(view: Snapshot, subject: str, predicate: str, obj: str) -> Account:
    return why_triple(view, subject, predicate, node(obj))


def only(reasons: tuple[Reason, ...]) -> Reason:
    (reason,) = reasons
    return reason


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.why.__all__ == sorted(kg.why.__all__)


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        (OP1, "leadsTo", PP1),
        (OP1, "leadsToWeakly", PP1),
        (OP1, "isRecalledBy", PP1),
        (PP1, "recalls", OP1),
        (PP1, "cites", OP1),
        (PP1, "follows", OP1),
    ],
)
def test_every_way_to_say_an_effect_has_the_chain_down_to_the_digest(
    read: Snapshot, subject: str, predicate: str, obj: str
) -> None:
    step = only(of(read, subject, str(MG[predicate]), obj).reasons)
    found = only(step.because)
    (passage,) = found.passages

    assert step.rule
    assert (step.rule.id, step.rule.says) == (
        "citation",
        "what is cited leads to the paragraph that cites it",
    )
    assert step.assertion
    assert step.assertion.says == "A/RES/92/1 pp1 recalls A/RES/90/1 op1"
    assert found.finding
    assert (found.finding.iri, found.finding.kind) == (CITATION, "Citation")
    assert (found.derived_by, found.told_by) == ("text", ())
    assert passage.paragraph == PP1
    assert passage.document == str(document_iri("A/RES/92/1"))
    assert passage.is_found
    assert TEXT[passage.start : passage.end] == passage.quote
    assert passage.source
    assert passage.source.sha256 == DIGEST
    assert passage.source.file_name == "A_RES_92_1.txt"
    assert passage.source.format == "text/plain"
    assert found.graph
    assert found.graph.name == DOCUMENT_GRAPH
    assert found.graph.sha256 == read.digests()[DOCUMENT_GRAPH]


def test_a_step_is_accounted_for_like_its_triple(read: Snapshot) -> None:
    step = only(of(read, OP1, LEADS_TO, PP1).reasons)
    assert step.finding

    assert only(why(read, step.finding.iri).reasons) == step


def test_a_curated_effect_has_the_curators_source_and_state(read: Snapshot) -> None:
    m1, m3 = f"{ID}mandate/A/RES/90/1/op/1", f"{ID}mandate/A/RES/91/1/op/3"
    step = only(of(read, m1, LEADS_TO, m3).reasons)
    found = only(step.because)

    assert step.rule
    assert step.rule.id == "stated-effect"
    assert (found.derived_by, found.verification) == ("curated", "from text")
    assert found.told_by == (f"{ID}document/A/RES/91/1",)
    assert [p.id for p in found.passages] == ["A/RES/91/1 op3"]
    assert found.passages[0].source is None


def test_an_unverified_effect_without_a_source_says_so(read: Snapshot) -> None:
    m3, meeting = f"{ID}mandate/A/RES/91/1/op/3", f"{ID}meeting/weights/2"
    tree = account_tree(of(read, m3, str(MG.calls), meeting))

    assert "state: curated, unverified" in tree
    assert "source:" not in tree


def test_what_a_rule_made_rests_on_the_findings_that_it_names() -> None:
    store = ox.Store()
    graph, made, found = (node(ID + n) for n in ("graph/derived", "evidence/1", "evidence/2"))
    premise = node("http://www.w3.org/ns/prov#wasDerivedFrom")
    for thing, how in ((made, MG.byRule), (found, MG.byText)):
        store.add(ox.Quad(thing, node(MG.derivedBy), node(how), graph))
        store.add(ox.Quad(thing, node(MG.statedIn), node(PP1), graph))
    store.add(ox.Quad(made, premise, found, graph))
    store.add(ox.Quad(made, premise, made, graph))
    reason = only(why(Snapshot(store, 1, ""), made.value).reasons)

    assert reason.says == "a rule says so"
    assert only(reason.because).says == "a text that was read says so"


def test_a_mandate_leads_from_its_paragraph_by_the_passage_it_bears(read: Snapshot) -> None:
    op, mandate = (f"{ID}{kind}/A/RES/92/1/op/1" for kind in ("document", "mandate"))
    step = only(of(read, op, str(MG.gives), mandate).reasons)

    assert step.rule
    assert step.rule.id == "given-in"
    assert only(step.because).finding == kg.why.Finding(
        mandate,
        "Mandate",
        only(step.because).finding.label,  # type: ignore[union-attr]
    )


def test_what_one_passage_makes_is_told_by_it(read: Snapshot) -> None:
    account = why(read, CITATION)
    reason = only(account.reasons)

    assert (account.kind, account.of, account.generation) == ("Citation", CITATION, 2)
    assert reason.says == "a text that was read says so"
    assert reason.passages[0].quote == "paragraph 1 of its resolution 90/1"


def test_a_thing_of_several_passages_has_each_assertion_with_its_evidence(
    read: Snapshot,
) -> None:
    account = why(read, str(document_iri("A/RES/91/1")))

    told = {r.assertion.says: r for r in account.reasons if r.assertion}
    assert told["A/RES/91/1 was adopted on “2035-12-01”"].verification == "from text"
    assert all(r.assertion is None or r.assertion.stands for r in account.reasons)
    places = {r.graph.name.rpartition("/")[2] for r in account.reasons if r.graph}
    assert {"registry", "world"} <= places


def test_what_the_text_overrules_is_said_to_stand_back(read: Snapshot) -> None:
    date = ox.Literal("2099-01-01", datatype=node("http://www.w3.org/2001/XMLSchema#date"))
    account = why_triple(read, str(document_iri("A/RES/92/1")), str(MG.adoptedOn), _adopted(read))

    assert account.assertion
    assert account.assertion.stands
    with pytest.raises(SymbolError, match="is nothing that this graph says"):
        why_triple(read, str(document_iri("A/RES/92/1")), str(MG.adoptedOn), date)


def _adopted(view: Snapshot) -> ox.Literal:
    (triple,) = view.triples(node(document_iri("A/RES/92/1")), node(MG.adoptedOn))
    assert isinstance(triple.object, ox.Literal)
    return triple.object


def test_a_paragraph_is_told_by_the_bytes_it_was_cut_from(read: Snapshot) -> None:
    (reason, *_) = why(read, PP1).reasons
    (passage,) = reason.passages

    assert reason.says == "the document's text was read so"
    assert str(passage.quote).startswith("Recalling paragraph 1 of its resolution 90/1")
    assert TEXT[passage.start : passage.end].startswith("Recalling paragraph 1")
    assert passage.source
    assert passage.source.sha256 == DIGEST


def test_a_source_and_a_rule_account_for_themselves(read: Snapshot) -> None:
    source = why(read, f"{ID}source/{DIGEST}")
    rule = why(read, f"{ID}rule/given-in")

    assert only(source.reasons).says == f"these bytes were read: SHA-256 {DIGEST}"
    assert only(rule.reasons).says == (
        "rule given-in: a paragraph leads to the mandate that it gives"
    )


def test_a_class_above_rests_on_the_one_below(read: Snapshot) -> None:
    reason = only(of(read, PP1, str(RDF.type), str(MG.Paragraph)).reasons)

    assert reason.says == "it was worked out from what stands in the other graphs"
    below = only(reason.because)
    assert below.assertion
    assert below.assertion.object == node(MG.PreambularParagraph)


def test_what_follows_from_a_name_alone_is_said_to(read: Snapshot) -> None:
    label = ox.Literal("A/RES/90/1 op1", language="en")
    reason = only(why_triple(read, OP1, str(RDFS.label), label).reasons)

    assert reason.says == "the registry says so: it follows from the name of the thing"


def test_json_and_turtle_hold_the_whole_account(read: Snapshot) -> None:
    account = of(read, OP1, LEADS_TO, PP1)
    values = json.loads(account_json(account))
    graph = ox.Store()
    graph.load(account_turtle(account).encode(), format=ox.RdfFormat.TURTLE)

    assert values["assertion"]["object"] == {"type": "uri", "value": PP1}
    (step,) = values["reasons"]
    assert step["rule"]["id"] == "citation"
    assert step["because"][0]["passages"][0]["source"]["sha256"] == DIGEST
    for thing in (CITATION, f"{ID}source/{DIGEST}", PP1, f"{ID}rule/citation"):
        assert list(graph.quads_for_pattern(node(thing), None, None, None)), thing
    assert all(quad.triple in set(read.triples(quad.subject, quad.predicate)) for quad in graph)


def test_a_tree_tells_the_chain_in_the_order_of_the_proof(read: Snapshot) -> None:
    tree = account_tree(of(read, OP1, LEADS_TO, PP1))

    order = [
        "A/RES/90/1 op1 leads to A/RES/92/1 pp1",
        "rule citation: what is cited leads to the paragraph that cites it",
        "finding: Citation document/A/RES/92/1/pp/1/citation/1",
        "paragraph: A/RES/92/1 pp1",
        "words: “paragraph 1 of its resolution 90/1” (characters ",
        f"source: SHA-256 {DIGEST}, A_RES_92_1.txt",
        "state: from text\n      └─ graph: document/A/RES/92/1, SHA-256 ",
    ]
    places = [tree.index(words) for words in order]
    assert places == sorted(places)


def test_very_many_reasons_are_cut_and_that_is_said(
    read: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.why.account.MOST_REASONS", 2)
    account = why(read, str(document_iri("A/RES/91/1")))

    assert (len(account.reasons), account.cut) == (2, True)
    assert account_tree(account).endswith("ask of one assertion")


@pytest.mark.parametrize(
    ("words", "iri"),
    [
        (PP1, PP1),
        (f"<{PP1}>", PP1),
        ("mgid:document/A/RES/92/1/pp/1", PP1),
        ("document/A/RES/92/1/pp/1", PP1),
        ("A/RES/92/1 pp1", PP1),
        ("a/res/92/1 pp 1", PP1),
        ("A/RES/92/1", f"{ID}document/A/RES/92/1"),
        ("meeting/weights/2", f"{ID}meeting/weights/2"),
    ],
)
def test_a_thing_is_named_as_people_name_it(read: Snapshot, words: str, iri: str) -> None:
    assert thing_in_words(read, words) == iri


@pytest.mark.parametrize(
    "words", ["", "A/RES/1/1", "A/RES/92/1 op9", "https://example.org/x", "<no iri>", "a b c d"]
)
def test_what_is_not_known_is_refused_in_a_sentence(read: Snapshot, words: str) -> None:
    with pytest.raises(SymbolError, match="is nothing that this graph says anything of") as no:
        thing_in_words(read, words)

    assert "\n" not in str(no.value)


def test_a_property_is_named_as_people_name_it() -> None:
    assert predicate_iri("a") == str(RDF.type)
    assert predicate_iri("leadsTo") == LEADS_TO
    assert predicate_iri("mg:leadsTo") == LEADS_TO
    assert predicate_iri("dcterms:title") == str(DCTERMS.title)
    assert predicate_iri(f"<{LEADS_TO}>") == LEADS_TO


def test_an_object_is_a_literal_that_reads_so_or_a_thing(read: Snapshot) -> None:
    document = str(document_iri("A/RES/92/1"))

    assert object_term(read, document, str(MG.adoptedOn), "2037-12-01") == _adopted(read)
    assert object_term(read, PP1, str(MG.recalls), "A/RES/90/1 op1") == node(OP1)
    with pytest.raises(SymbolError, match="is nothing"):
        object_term(read, document, str(MG.adoptedOn), "2037-12-02")
    with pytest.raises(SymbolError, match="is no property"):
        object_term(read, document, "no property", "x")
