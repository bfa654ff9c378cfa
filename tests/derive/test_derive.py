"""What follows from all graphs together does not depend on the order in which they came."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS

import kg.derive
from kg.derive import derived_graph, registry_graph, single_valued
from kg.iri import rule_iri, step_iri
from kg.judging import Room
from kg.model import Accepted
from kg.ntriples import draft_of
from kg.shipped import settle
from kg.store import Store
from kg.validate import accept
from kg.vocab import DERIVED, GRAPH, ID, MG, REGISTRY
from tests.graphs import assert_same, turtle

WORLD = Path(__file__).parent / "world"
NAMES = {
    "document.A.RES.90.1": GRAPH["document/A/RES/90/1"],
    "curated.weights": GRAPH["curated/weights"],
    "curated.again": GRAPH["curated/again"],
}
RESOLUTION = ID["document/A/RES/90/1"]
RECITAL, PARAGRAPH = ID["document/A/RES/90/1/pp/1"], ID["document/A/RES/90/1/op/4"]
MANDATE, BODY, MEETING = ID["mandate/A/RES/90/1/op/4"], ID["body/weights"], ID["meeting/weights/1"]
CITED = ID["document/A/RES/80/5/op/3"]
PAGE, OTHER = "https://example.org/page", "https://example.org/other"


def read(name: str) -> Graph:
    return turtle(f"@base <{ID}> .\n" + (WORLD / f"{name}.ttl").read_text("utf-8"))


def drafts() -> list[Accepted]:
    return [accept(draft_of(iri, read(name)), Graph()) for name, iri in NAMES.items()]


@pytest.fixture
def store(room: Room) -> Store:
    store = Store()
    store.commit(drafts())
    settle(store, room)
    return store


def registry(store: Store, room: Room) -> Graph:
    return registry_graph(store.view(), room.single)


def derived(store: Store, room: Room) -> Graph:
    return derived_graph(store.view(), room.steps)


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.derive.__all__ == sorted(kg.derive.__all__)


def test_the_registry_says_each_thing_once_and_the_best_of_what_is_said(
    store: Store, room: Room
) -> None:
    assert_same(registry(store, room), read("registry.expected"))


def test_the_registry_repeats_nothing_that_a_graph_states(store: Store, room: Room) -> None:
    stated = {t for draft in drafts() for t in Graph().parse(data=draft.triples, format="nt")}

    assert not stated & set(registry(store, room))


def test_a_property_of_which_a_shape_wants_one_is_single_valued() -> None:
    shapes = turtle(
        "mgsh:A sh:property mgsh:A-one, mgsh:A-each, mgsh:A-two ."
        "mgsh:A-one sh:path mg:date ; sh:maxCount 1 ."
        "mgsh:A-each sh:path mg:title ; sh:uniqueLang true ."
        "mgsh:A-two sh:path mg:place ; sh:maxCount 2 ."
    )

    assert single_valued(shapes) == {str(MG.date), str(MG.title)}


def test_a_single_value_is_one_in_each_language(room: Room) -> None:
    store = Store()
    french = "<evidence/titre> a mg:Evidence ; mg:supportsSubject <document/A/RES/90/1> ;" + (
        'mg:supportsPredicate mg:title ; mg:supportsObject "Poids et mesures"@fr ;'
        "mg:derivedBy mg:byCuration ; mg:verification mg:unverified ."
    )
    graph = read("document.A.RES.90.1") + turtle(f"@base <{ID}> . {french}")

    store.commit([accept(draft_of(NAMES["document.A.RES.90.1"], graph), Graph())])

    titles = {str(t) for t in registry(store, room).objects(RESOLUTION, MG.title)}
    assert titles == {"Weights and measures", "Poids et mesures"}


def test_removing_a_graph_removes_what_only_it_supported(store: Store, room: Room) -> None:
    store.remove([str(GRAPH["curated/again"])])
    settle(store, room)

    expected = read("registry.expected")
    expected.remove((MEETING, MG.place, None))
    assert_same(registry(store, room), expected)
    assert {str(s) for s in derived(store, room).objects(None, DCTERMS.source)} == {
        PAGE,
        str(RESOLUTION),
    }


def test_removing_a_document_removes_its_steps_and_the_names_of_what_it_mentioned(
    store: Store, room: Room
) -> None:
    only_curated = Store()
    only_curated.commit(drafts()[1:])
    settle(only_curated, room)

    store.remove([str(GRAPH["document/A/RES/90/1"])])
    settle(store, room)

    assert store.digests() == only_curated.digests()
    names = registry(store, room)
    assert not list(names.predicate_objects(CITED))
    assert str(names.value(RESOLUTION, MG.adoptedOn)) == "2035-01-01"


def test_the_closure_of_every_effect_goes_both_ways_up_to_the_top(store: Store, room: Room) -> None:
    graph = derived(store, room)
    for kind in (MG.Step, MG.Rule):
        for node in list(graph.subjects(RDF.type, kind)):
            graph.remove((node, None, None))
    graph.remove((None, RDF.type, None))

    assert_same(graph, read("closure.expected"))


def test_a_thing_is_of_the_classes_above_its_own(store: Store, room: Room) -> None:
    graph = derived(store, room)

    assert set(graph.objects(RESOLUTION, RDF.type)) == {MG.Document}
    assert set(graph.objects(PARAGRAPH, RDF.type)) == {MG.Paragraph}


STEPS = {
    # from, to, effect, strength, rule, passage
    (CITED, RECITAL, "recalls", "weak", "citation", RECITAL),
    (RECITAL, PARAGRAPH, "motivates", "weak", "stated-effect", PARAGRAPH),
    (PARAGRAPH, MANDATE, "gives", "strong", "given-in", PARAGRAPH),
    (MANDATE, BODY, "establishes", "strong", "stated-effect", PAGE),
    (MANDATE, MEETING, "calls", "strong", "stated-effect", PAGE),
    (MANDATE, MEETING, "calls", "strong", "stated-effect", OTHER),
}


def test_each_effect_gives_one_step_for_each_passage(store: Store, room: Room) -> None:
    graph = derived(store, room)

    found = {
        (
            graph.value(step, MG.stepFrom),
            graph.value(step, MG.stepTo),
            str(graph.value(step, MG.effect)).removeprefix(MG),
            str(graph.value(step, MG.strength)).removeprefix(MG),
            str(graph.value(step, MG.rule)).removeprefix(ID + "rule/"),
            graph.value(step, MG.statedIn) or str(graph.value(step, DCTERMS.source)),
        )
        for step in graph.subjects(RDF.type, MG.Step)
    }
    assert found == STEPS


def test_a_step_is_named_by_its_ends_effect_rule_and_passage(store: Store, room: Room) -> None:
    graph = derived(store, room)

    named = {step_iri(s, e, MG[effect], rule, passage) for s, e, effect, _, rule, passage in STEPS}
    assert named == set(graph.subjects(RDF.type, MG.Step))


def test_a_step_bears_the_evidence_of_its_effect(store: Store, room: Room) -> None:
    graph = derived(store, room)

    step = step_iri(CITED, RECITAL, MG.recalls, "citation", RECITAL)
    assert_same(
        graph.cbd(step),
        turtle(
            f"<{step}> a mg:Step ; mg:stepFrom <{CITED}> ; mg:stepTo <{RECITAL}> ;"
            f"mg:effect mg:recalls ; mg:strength mg:weak ; mg:rule <{rule_iri('citation')}> ;"
            f"mg:statedIn <{RECITAL}> ; mg:derivedBy mg:byText ; mg:quoteStart 10 ;"
            'mg:quoteEnd 40 ; mg:quote "paragraph 3 of resolution 80/5"@en .'
        ),
    )


def test_a_bare_citation_is_a_weak_step(room: Room) -> None:
    store = Store()
    cites = (
        f"<{PARAGRAPH}> mg:cites <{RESOLUTION}> . <{PARAGRAPH}/citation/1> a mg:Citation ;"
        f"mg:citingParagraph <{PARAGRAPH}> ; mg:effect mg:cites ; mg:citedDocument <{RESOLUTION}> ;"
        f"mg:statedIn <{PARAGRAPH}> ; mg:derivedBy mg:byText ."
    )
    store.commit([accept(draft_of(NAMES["curated.again"], turtle(cites)), Graph())])
    graph = derived(store, room)

    step = step_iri(RESOLUTION, PARAGRAPH, MG.cites, "citation", PARAGRAPH)
    for node in list(graph.subjects(RDF.type, MG.Rule)):
        graph.remove((node, None, None))
    assert graph.value(step, MG.strength) == MG.weak
    graph.remove((step, None, None))
    assert_same(
        graph,
        turtle(
            f"<{RESOLUTION}> mg:isCitedBy <{PARAGRAPH}> ; mg:leadsToWeakly <{PARAGRAPH}> ;"
            f"mg:leadsTo <{PARAGRAPH}> . <{PARAGRAPH}> mg:followsWeakly <{RESOLUTION}> ;"
            f"mg:follows <{RESOLUTION}> ."
        ),
    )


def test_what_a_user_put_in_has_no_part_in_what_follows(store: Store, room: Room) -> None:
    before = store.digests()
    said = f"<{RESOLUTION}> mg:cites <{CITED}> ; mg:statedIn <{ID['document/A/RES/1/1/op/1']}> ."
    user = URIRef("urn:x:user")

    store.commit([accept(draft_of(user, turtle(said)), Graph())])
    settle(store, room)

    assert {n: d for n, d in store.digests().items() if n != str(user)} == before


def test_a_body_ends_steps_and_begins_none(store: Store, room: Room) -> None:
    graph = derived(store, room)

    assert list(graph.subjects(MG.stepTo, BODY))
    assert not list(graph.subjects(MG.stepFrom, BODY))
    assert not list(graph.objects(BODY, MG.leadsTo))


def test_a_citation_without_its_paragraph_is_no_step(store: Store, room: Room) -> None:
    graph = derived(store, room)

    undecided = ID["document/A/RES/80/6"]
    assert not [t for t in graph if undecided in t and t[1] != RDF.type]
    assert store.view().query(f"ASK {{ <{undecided}> <{MG.mayLeadTo}> <{RECITAL}> }}").boolean()


def test_leading_on_crosses_all_graphs_without_naming_one(store: Store) -> None:
    rows = store.view().query(f"SELECT ?x {{ <{CITED}> <{MG.leadsTo}>+ ?x }}").solutions()

    assert {URIRef(str(r["x"])[1:-1]) for r in rows} == {RECITAL, PARAGRAPH, MANDATE, BODY, MEETING}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_reading_has_no_part_in_what_follows(
    store: Store, room: Room, order: tuple[int, ...]
) -> None:
    other = Store()
    for index in order:
        other.commit([drafts()[index]])
        settle(other, room)

    assert other.digests() == store.digests()


def test_settling_twice_changes_nothing(store: Store, room: Room) -> None:
    before = store.digests()

    settle(store, room)

    assert store.digests() == before
    assert {str(REGISTRY), str(DERIVED)} < set(before)
