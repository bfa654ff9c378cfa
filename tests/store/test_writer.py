"""A commit replaces whole graphs in one transaction, and equal graphs give equal digests."""

from __future__ import annotations

import hashlib
import random

import pyoxigraph as ox
import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import kg.store
from kg.store import Change, Store, to_rdflib
from kg.vocab import DERIVED, GRAPH, ONTOLOGY, REGISTRY
from tests.graphs import accepted, turtle

ONE = "document/A/RES/1/1"
TWO = "document/A/RES/2/2"
CURATED = "curated/chain"
USER = "urn:x:user"
BATCH = (
    (ONE, ":a :p :b ; :q 1 ."),
    (TWO, ":a :p :b ; :q 2 ."),
    (CURATED, ":a :p :b ; :q 1, 2 ."),
    ("authority", ':a :name "Türkiye"@en, "two\\nlines" .'),
)


def triples(store: Store, graph: str | None = None) -> set[str]:
    name = graph if graph is None or ":" in graph else GRAPH + graph
    return {str(t).replace("urn:x:", "") for t in store.view().triples(graph=name and str(name))}


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.store.__all__ == sorted(kg.store.__all__)


def test_a_commit_says_what_it_added_replaced_and_left_alone() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ."), accepted(TWO, ":c :p :d .")])

    change = store.commit(
        [accepted(ONE, ":a :p :z ."), accepted(TWO, ":c :p :d ."), accepted(CURATED, ":e :p :f .")]
    )

    assert change == Change(added=(str(GRAPH[CURATED]),), replaced=(str(GRAPH[ONE]),), removed=())
    assert triples(store, ONE) == {"<a> <p> <z>"}
    assert triples(store) == {"<a> <p> <z>", "<c> <p> <d>", "<e> <p> <f>"}


def test_committing_twice_changes_nothing() -> None:
    store = Store()
    store.commit([accepted(*item) for item in BATCH])
    digest, lines = store.digest(), store.view().nquads()

    change = store.commit([accepted(*item) for item in BATCH])

    assert not change
    assert (store.digest(), store.view().nquads()) == (digest, lines)


def test_equal_literals_in_other_lexical_forms_are_no_change() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :q 01, 1.50 .")])

    assert not store.commit([accepted(ONE, ":a :q 1, 1.5 .")])


def test_removing_a_graph_removes_from_the_merge_what_no_other_holds() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ; :q 1 ."), accepted(TWO, ":a :p :b ; :q 2 .")])

    change = store.remove([str(GRAPH[ONE])])

    assert change.removed == (str(GRAPH[ONE]),)
    assert triples(store) == {
        "<a> <p> <b>",
        '<a> <q> "2"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }
    assert triples(store, ONE) == set()
    assert str(GRAPH[ONE]) not in store.digests()
    assert str(GRAPH[ONE]) not in store.view().graph_names()


def test_a_triple_that_moves_between_graphs_stays_in_the_merge() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ."), accepted(TWO, ":c :p :d .")])

    store.commit([accepted(ONE, ":c :p :d ."), accepted(TWO, ":a :p :b .")])

    assert triples(store) == {"<a> <p> <b>", "<c> <p> <d>"}


def test_removing_both_holders_at_once_removes_the_triple() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ."), accepted(TWO, ":a :p :b ; :q :c .")])

    store.commit([accepted(ONE, ":x :p :y ."), accepted(TWO, ":a :q :c .")])

    assert triples(store) == {"<x> <p> <y>", "<a> <q> <c>"}


def test_what_is_not_ours_stands_outside_the_merge() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ."), accepted(USER, ":u :p :v .")])
    store.keep({ONTOLOGY: turtle(":o :p :o .")})

    assert triples(store) == {"<a> <p> <b>"}
    assert triples(store, USER) == {"<u> <p> <v>"}


def test_a_user_graph_does_not_hold_a_triple_in_the_merge() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b ."), accepted(USER, ":a :p :b .")])

    store.remove([str(GRAPH[ONE])])

    assert triples(store) == set()


def test_what_the_program_makes_itself_is_kept_under_its_own_names_only() -> None:
    with pytest.raises(ValueError, match="not a graph of the program's own making"):
        Store().keep({GRAPH[ONE]: turtle(":a :p :b .")})


def test_a_commit_unsettles_and_keeping_registry_and_steps_settles() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b .")])
    before = store.is_settled()

    store.keep({REGISTRY: Graph(), DERIVED: Graph()})

    assert (before, store.is_settled()) == (False, True)
    store.commit([accepted(ONE, ":a :p :c .")])
    assert not store.is_settled()


def test_a_commit_that_changes_nothing_does_not_unsettle() -> None:
    store = Store()
    store.commit([accepted(ONE, ":a :p :b .")])
    store.keep({REGISTRY: Graph(), DERIVED: Graph()})

    store.commit([accepted(ONE, ":a :p :b .")])

    assert store.is_settled()


def test_blank_nodes_of_the_ontology_can_be_kept_and_replaced() -> None:
    store = Store()
    store.keep({ONTOLOGY: turtle(":a :p [ :q 1 ], [ :q [ :r 2 ] ] .")})

    same = store.keep({ONTOLOGY: turtle(":a :p [ :q [ :r 2 ] ], [ :q 1 ] .")})
    other = store.keep({ONTOLOGY: turtle(":a :p [ :q 3 ] .")})

    assert not same
    assert other.replaced == (str(ONTOLOGY),)
    (solution,) = (
        store.view()
        .query(f"SELECT ?n {{ GRAPH <{ONTOLOGY}> {{ <urn:x:a> <urn:x:p>/<urn:x:q> ?n }} }}")
        .solutions()
    )
    assert solution["n"] == ox.Literal(3)


def test_a_digest_is_the_sha256_of_the_sorted_n_quads() -> None:
    store = Store()
    store.commit(
        [accepted(ONE, ':b :p "Côte d\'Ivoire"@en ; :q 1 ; :r "a\\n\\"b\\\\" . :a :p <urn:x:b> .')]
    )

    integer = "http://www.w3.org/2001/XMLSchema#integer"
    graph = "https://w3id.org/mandategraph/id/graph/document/A/RES/1/1"
    lines = [
        f"<urn:x:a> <urn:x:p> <urn:x:b> <{graph}> .\n",
        f'<urn:x:b> <urn:x:p> "Côte d\'Ivoire"@en <{graph}> .\n',
        f'<urn:x:b> <urn:x:q> "1"^^<{integer}> <{graph}> .\n',
        f'<urn:x:b> <urn:x:r> "a\\n\\"b\\\\" <{graph}> .\n',
    ]
    assert store.digests() == {graph: hashlib.sha256("".join(lines).encode()).hexdigest()}


def test_digests_worked_out_anew_are_those_that_were_written() -> None:
    store = Store()
    store.commit([accepted(*item) for item in BATCH])

    recount = store.view().recount()
    assert recount.digests == store.digests()
    assert (recount.quads, recount.lacking, recount.foreign) == (2 + 2 + 3 + 2, 0, 0)


def test_two_graphs_of_one_name_in_one_commit_are_refused() -> None:
    store = Store()

    with pytest.raises(ValueError, match=r"more than one graph of a commit is named .*A/RES/1/1$"):
        store.commit([accepted(ONE, ":a :p :b ."), accepted(ONE, ":a :p :c .")])

    assert store.digests() == {}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (ox.NamedNode("urn:x:a"), URIRef("urn:x:a")),
        (ox.BlankNode("b1"), BNode("b1")),
        (ox.Literal("réunion", language="fr"), Literal("réunion", lang="fr")),
        (ox.Literal("words"), Literal("words", datatype=XSD.string)),
        (ox.Literal(3), Literal(3)),
    ],
)
def test_a_term_of_the_engine_is_the_same_in_rdflib(term: ox.Literal, expected: Node) -> None:
    assert to_rdflib(term) == expected


def test_a_triple_term_is_no_term_of_rdflib() -> None:
    name = ox.NamedNode("urn:x:a")

    with pytest.raises(TypeError, match="a triple term is no term of rdflib"):
        to_rdflib(ox.Triple(name, name, name))


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_commits_has_no_part_in_the_digest(seed: int) -> None:
    straight, shuffled = Store(), Store()
    straight.commit([accepted(*item) for item in BATCH])
    order = random.Random(seed)  # noqa: S311 – an order, no secret
    steps = [*BATCH, (ONE, ":a :p :old ."), ("document/A/RES/9/9", ":x :p :y .")]
    order.shuffle(steps)

    for name, text in steps:
        shuffled.commit([accepted(name, text)])
    shuffled.commit([accepted(*BATCH[0])])
    shuffled.remove([str(GRAPH["document/A/RES/9/9"])])

    assert shuffled.digest() == straight.digest()
    assert shuffled.view().nquads() == straight.view().nquads()
    assert triples(shuffled) == triples(straight)


def test_a_store_in_memory_has_no_readers_to_publish_for() -> None:
    with pytest.raises(ValueError, match="no readers but its own view"):
        Store().publish()
