"""The graph that ships conforms, with what was worked out from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.judging import Room
from kg.store import Snapshot
from kg.store.engine import in_merge
from kg.validate import Report, judge
from kg.vocab import DERIVED, REGISTRY


@pytest.fixture(scope="module")
def verdict(shipped_view: Snapshot, room: Room) -> Report:
    merge = Graph()
    merge.parse(data="\n".join(f"{t} ." for t in shipped_view.triples()), format="nt")
    return judge(merge, room.shapes)


def test_the_merge_of_all_graphs_violates_no_shape(verdict: Report) -> None:
    assert [r.sentence for r in verdict.violations] == []


def test_registry_and_steps_are_not_empty(shipped_view: Snapshot) -> None:
    for name in (REGISTRY, DERIVED):
        assert len(shipped_view.triples(graph=str(name))) > 500


def test_no_graph_that_is_merged_holds_a_blank_node(shipped_view: Snapshot) -> None:
    assert not [line for line in shipped_view.nquads() if "_:" in line.partition(' "')[0]]


def test_everything_of_ours_that_is_spoken_of_has_a_class_and_a_label(
    shipped_view: Snapshot,
) -> None:
    query = (Path(__file__).parent / "nameless.rq").read_text("utf-8")

    rows = shipped_view.query(query).solutions()

    assert rows == []


def test_no_triple_about_a_shared_thing_stands_in_two_graphs(shipped_view: Snapshot) -> None:
    names = [n for n in shipped_view.graph_names() if n != str(REGISTRY) and in_merge(n)]
    elsewhere = {t for name in names for t in shipped_view.triples(graph=name)}

    assert not elsewhere & set(shipped_view.triples(graph=str(REGISTRY)))
