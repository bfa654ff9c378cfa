"""Two documents name one person where office, party, body and name agree, and only there."""

from __future__ import annotations

import itertools

import pytest
from rdflib import Graph, URIRef

from kg.derive import derived_graph
from kg.iri import rule_iri
from kg.judging import Room
from kg.model import Accepted
from kg.ntriples import draft_of
from kg.shipped import settle
from kg.store import Store
from kg.validate import accept
from kg.vocab import DERIVED, GRAPH, ID, MG
from tests.graphs import turtle

DEFAULTS = {
    "name": "Ana Pérez",
    "role": "Chair",
    "state": "ARG",
    "event": "body/weights/session/3",
}


def report(number: int, **said: str) -> Accepted:
    """A report that names one officer."""
    held = DEFAULTS | said
    graph = turtle(
        f"""@base <{ID}> .
        <document/WT/{number}/para/1/participation/x> a mg:Participation ;
            rdfs:label "x"@en ; mg:participant <document/WT/{number}/person/x> ;
            mg:role "{held["role"]}" ; mg:represents <state/{held["state"]}> ;
            mg:inEvent <{held["event"]}> ; mg:statedIn <document/WT/{number}/para/1> ;
            mg:quoteStart 1 ; mg:quoteEnd 9 ; mg:derivedBy mg:byText .
        <document/WT/{number}/person/x> a mg:Person ; rdfs:label "{held["name"]}"@en ."""
    )
    return accept(draft_of(GRAPH[f"document/WT/{number}"], graph), Graph())


def person(number: int) -> URIRef:
    return ID[f"document/WT/{number}/person/x"]


def pairs(store: Store) -> set[tuple[URIRef, URIRef]]:
    graph = derived(store)
    return {(URIRef(str(a)), URIRef(str(b))) for a, b in graph.subject_objects(MG.samePersonAs)}


def derived(store: Store) -> Graph:
    lines = "".join(f"{line}\n" for line in store.view().lines(str(DERIVED)))
    return Graph().parse(data=lines, format="nt")


def stored(room: Room, *reports: Accepted) -> Store:
    store = Store()
    for one in reports:
        settle(store, room, store.commit([one]))
    return store


@pytest.mark.parametrize("event", ["body/weights/session/4", "body/weights/session/3-resumed"])
def test_the_same_office_in_meetings_that_follow_each_other_makes_one_person(
    event: str, room: Room
) -> None:
    store = stored(room, report(1), report(2, event=event))

    assert pairs(store) == {(person(1), person(2)), (person(2), person(1))}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Ana Perez"},
        {"role": "Rapporteur"},
        {"state": "CHL"},
        {"event": "body/lengths/session/4"},
        {"event": "body/weights/session/5"},
        {"event": "meeting/weights/2019-05-06"},
    ],
)
def test_one_thing_that_differs_leaves_two_persons(other: dict[str, str], room: Room) -> None:
    assert pairs(stored(room, report(1), report(2, **other))) == set()


def test_delegates_of_one_name_are_not_taken_to_be_one(room: Room) -> None:
    delegates = (report(1, role="representative"), report(2, role="representative"))

    assert pairs(stored(room, *delegates)) == set()


def test_the_evidence_names_the_rule_and_the_passages_of_both_documents(room: Room) -> None:
    graph = derived(stored(room, report(1), report(2)))

    evidence = set(graph.subjects(MG.supportsPredicate, MG.samePersonAs))
    assert {graph.value(e, MG.rule) for e in evidence} == {rule_iri("same-office")}
    assert {graph.value(e, MG.derivedBy) for e in evidence} == {MG.byRule}
    assert {graph.value(e, MG.statedIn) for e in evidence} == {
        ID["document/WT/1/para/1"],
        ID["document/WT/2/para/1"],
    }


def test_the_order_of_documents_has_no_part_and_working_all_out_gives_the_same(
    room: Room,
) -> None:
    reports = [report(1), report(2, event="body/weights/session/4"), report(3, name="B")]
    found = [set(derived(stored(room, *some))) for some in itertools.permutations(reports)]

    store = stored(room, *reports)
    assert all(graph == found[0] for graph in found)
    assert set(derived_graph(store.view(), room.steps)) == found[0]
    settle(store, room)
    assert set(derived(store)) == found[0]


def test_a_name_that_is_mended_parts_two_persons(room: Room) -> None:
    store = stored(room, report(1), report(2), report(2, name="Ana Peres"))

    assert pairs(store) == set()
    assert set(derived(store).subjects(MG.supportsPredicate, MG.samePersonAs)) == set()


def test_an_office_that_is_mended_joins_them(room: Room) -> None:
    store = stored(room, report(1), report(2, role="Rapporteur"), report(2))

    assert len(pairs(store)) == 2
