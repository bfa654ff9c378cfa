"""Working out what a change touches ends where working out everything ends."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from rdflib import Graph, URIRef

from kg.judging import Room
from kg.model import Accepted
from kg.shipped import settle
from kg.store import Store
from kg.vocab import DERIVED, GRAPH, ID, REGISTRY
from tests.derive.test_derive import NAMES, read
from tests.graphs import accepted_graph, turtle

CITING = f"""
@base <{ID}> .
<document/A/RES/91/2/pp/1> a mg:PreambularParagraph ; mg:recalls <document/A/RES/90/1/op/4> .
<document/A/RES/91/2/pp/1/citation/1> a mg:Citation ;
  mg:citingParagraph <document/A/RES/91/2/pp/1> ; mg:effect mg:recalls ;
  mg:citedDocument <document/A/RES/90/1> ; mg:citedParagraph <document/A/RES/90/1/op/4> ;
  mg:statedIn <document/A/RES/91/2/pp/1> ; mg:derivedBy mg:byText .
<document/A/RES/80/6> mg:mayLeadTo <document/A/RES/91/2/pp/1> .
<evidence/again> a mg:Evidence ; mg:supportsSubject <document/A/RES/90/1> ;
  mg:supportsPredicate mg:adoptedOn ; mg:supportsObject "2036-02-02"^^xsd:date ;
  mg:derivedBy mg:byText ; mg:statedIn <document/A/RES/91/2/pp/1> .
"""


def graphs() -> dict[URIRef, Graph]:
    return {iri: read(name) for name, iri in NAMES.items()} | {
        GRAPH["document/A/RES/91/2"]: turtle(CITING)
    }


def whole(accepted: list[Accepted], room: Room) -> Store:
    store = Store()
    store.commit(accepted)
    settle(store, room)
    return store


def same(one: Store, other: Store) -> None:
    for name in map(str, (REGISTRY, DERIVED)):
        assert sorted(one.view().lines(name)) == sorted(other.view().lines(name))
    assert one.digests() == other.digests()
    recount = one.view().recount()
    assert (recount.digests, recount.lacking, recount.foreign) == (one.digests(), 0, 0)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_one_graph_after_another_gives_what_all_at_once_give(
    order: tuple[int, ...], room: Room
) -> None:
    given = [accepted_graph(name, graph) for name, graph in graphs().items()]
    store = whole([], room)

    for index in order:
        settle(store, room, store.commit([given[index]]))

    same(store, whole(given, room))


@pytest.mark.parametrize("seed", range(25))
def test_changing_and_removing_leaves_what_the_rest_alone_gives(seed: int, room: Room) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed makes the case, nothing is kept secret
    store = whole([], room)
    standing: dict[URIRef, Graph] = {}

    for _ in range(6):
        name, graph = chance.choice(list(graphs().items()))
        if name in standing and chance.random() < 0.3:
            del standing[name]
            settle(store, room, store.remove([str(name)]))
            continue
        for triple in chance.sample(sorted(graph), len(graph) // 4):
            graph.remove(triple)
        standing[name] = graph
        settle(store, room, store.commit([accepted_graph(name, graph)]))

    same(store, whole([accepted_graph(n, g) for n, g in standing.items()], room))


@pytest.mark.parametrize("seed", range(6))
def test_a_stop_between_commit_and_settling_is_made_good(seed: int, room: Room) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed makes the case, nothing is kept secret
    given = list(graphs().items())
    store = whole([accepted_graph(name, graph) for name, graph in given], room)

    name, graph = chance.choice(given)
    for triple in chance.sample(sorted(graph), len(graph) // 3):
        graph.remove(triple)
    store.commit([accepted_graph(name, graph)])
    settle(store, room)

    same(store, whole([accepted_graph(n, g) for n, g in given], room))


def test_an_unsettled_store_is_worked_out_from_nothing(room: Room) -> None:
    given = [accepted_graph(name, graph) for name, graph in graphs().items()]
    store = whole(given[:2], room)

    store.commit(given[2:3])
    change = store.commit(given[3:])
    settle(store, room, change)

    assert not change.was_settled
    same(store, whole(given, room))
