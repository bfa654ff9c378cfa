"""A trace is written as the contract says, and as others' programs read it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from kg.store import Snapshot
from kg.trace import Request, Trace, as_dot, as_json, as_mermaid, as_tree, as_turtle, trace
from kg.vocab import ID, MG

HERE = Path(__file__).parent
START = f"{ID}document/A/RES/90/1/op/1"
OTHER = f"{ID}document/A/RES/90/1/op/2"


@pytest.fixture
def forward(world: Snapshot) -> Trace:
    return trace(world, Request((START,)))


def test_json_has_the_keys_of_the_contract(forward: Trace) -> None:
    values = json.loads(as_json(forward))

    contract = {"from", "direction", "as_of", "nodes", "steps", "paths", "undecided"}
    beside = {"paths_cut", "since", "until", "kinds", "effects", "rules", "between"}
    assert set(values) == contract | beside
    assert {frozenset(n) for n in values["nodes"]} == {
        frozenset(("iri", "id", "kind", "label", "date"))
    }
    step = {"from", "to", "effect", "strength", "rule", "paragraph", "quote", "source"}
    assert {frozenset(s) for s in values["steps"]} == {
        frozenset(step | {"derived_by", "iri", "verification", "quote_start", "quote_end"})
    }


def test_json_tells_the_trace(forward: Trace) -> None:
    values = json.loads(as_json(forward))

    assert (values["from"], values["direction"], values["as_of"]) == (START, "forward", None)
    assert (len(values["nodes"]), len(values["steps"]), values["undecided"]) == (9, 10, 1)
    assert all(values["steps"][i]["from"] for path in values["paths"] for i in path)
    (renews,) = [s for s in values["steps"] if s["effect"] == "renews"]
    assert (renews["strength"], renews["rule"], renews["derived_by"]) == (
        "strong",
        "stated-effect",
        "curated",
    )


def test_json_of_several_starts_lists_them(world: Snapshot) -> None:
    found = trace(world, Request((START, OTHER), as_of="2035-12-31"))

    values = json.loads(as_json(found, list_undecided=True))

    assert (values["from"], values["as_of"]) == ([START, OTHER], "2035-12-31")
    assert values["undecided"] == [
        {
            "document": f"{ID}document/A/RES/90/1",
            "paragraph": f"{ID}document/A/RES/91/2/pp/1",
        }
    ]


def test_a_tree_shows_each_node_with_its_evidence(world: Snapshot) -> None:
    found = trace(world, Request((START,), strength="strong"))

    assert f"{as_tree(found)}\n" == (HERE / "strong.tree.txt").read_text("utf-8")


def test_a_tree_shows_a_node_again_without_its_branches(world: Snapshot) -> None:
    found = trace(world, Request((START,), goal=f"{ID}meeting/weights/2"))

    lines = [line for line in as_tree(found).splitlines() if not line.startswith("rule ")]

    again = [line for line in lines if line.endswith("(see above)")]
    assert len(lines) - len(again) - 1 == len(found.nodes)
    assert all("meet again on weights" in line or "op3" in line for line in again)


def test_a_tree_of_several_starts_has_a_root_for_each(world: Snapshot) -> None:
    lines = as_tree(trace(world, Request((START, OTHER)))).splitlines()

    roots = [line for line in lines if line.startswith("A/RES/90/1 op")]
    assert roots == ["A/RES/90/1 op1  (2034-12-01)", "A/RES/90/1 op2  (2034-12-01)"]


def test_a_tree_lists_the_undecided_when_asked(forward: Trace) -> None:
    assert as_tree(forward, list_undecided=True).splitlines()[-2:] == [
        "1 citation does not say which paragraph is meant",
        "  A/RES/90/1 → perhaps A/RES/91/2 pp1",
    ]


def test_a_tree_says_where_nothing_follows(world: Snapshot) -> None:
    tree = as_tree(trace(world, Request((f"{ID}meeting/weights/2",))))

    assert tree.splitlines()[1:] == ["└─ no further step that this graph knows"]


def test_turtle_is_parsed_and_tells_every_step_with_who_derived_it(forward: Trace) -> None:
    graph = Graph().parse(data=as_turtle(forward), format="turtle")

    steps = set(graph.subjects(RDF.type, MG.Step))
    assert {str(s) for s in steps} == {s.iri for s in forward.steps}
    for predicate in (MG.stepFrom, MG.stepTo, MG.effect, MG.strength, MG.rule, MG.derivedBy):
        assert set(graph.subjects(predicate)) == steps
    assert (None, MG.verification, MG.secondSource) in graph


def test_dot_draws_every_node_and_step_weak_ones_dashed(forward: Trace) -> None:
    dot = as_dot(forward)

    assert dot.startswith("digraph trace {")
    assert dot.endswith("}")
    assert len(re.findall(r"^  \"[^\"]+\" \[label=\"[^\"]+\"\];$", dot, re.MULTILINE)) == 9
    edges = re.findall(
        r"^  \"[^\"]+\" -> \"[^\"]+\" \[label=\"([^\"]+)\", style=(\w+)\];$", dot, re.M
    )
    assert len(edges) == 10
    assert ("is recalled by", "dashed") in edges
    assert ("is renewed by", "solid") in edges


def test_mermaid_draws_every_node_and_step_weak_ones_dotted(forward: Trace) -> None:
    lines = as_mermaid(forward).splitlines()

    assert lines[0] == "flowchart LR"
    nodes = [line for line in lines if re.fullmatch(r"  n\d+\[\"[^\"]+\"\]", line)]
    edges = [line for line in lines if re.fullmatch(r"  n\d+ (-->|-\.->)\|[\w ]+\| n\d+", line)]
    assert (len(nodes), len(edges), len(lines)) == (9, 10, 20)
    assert sum("-.->" in line for line in edges) == 3
