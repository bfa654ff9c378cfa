"""The commands that say why, and what changed in a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph

from kg.vocab import ID
from tests.cli.conftest import Command

CITATION = f"{ID}document/A/RES/92/1/pp/1/citation/1"
WORDS = ("A/RES/90/1 op1", "leadsTo", "A/RES/91/1 pp1")


def test_why_is_a_tree(run: Command, lived: Path) -> None:
    said = run("why", *WORDS, "--store", lived)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("A/RES/90/1 op1 leads to A/RES/91/1 pp1\n└─ ")
    assert "the curator's source: A/RES/91/1" in said.out


def test_why_has_other_forms(run: Command, lived: Path) -> None:
    values = json.loads(run("why", *WORDS, "--json", "--store", lived).out)
    turtle = run("why", *WORDS, "--format", "ttl", "--store", lived).out

    assert values["of"] == f"{ID}document/A/RES/90/1/op/1"
    assert values["reasons"][0]["because"][0]["derived_by"] == "curated"
    assert len(Graph().parse(data=turtle, format="turtle")) > 8


def test_why_of_a_step_of_a_trace(run: Command, lived: Path) -> None:
    words = ("trace", "A/RES/90/1", "--paragraph", "op1", "--json", "--store", lived)
    steps = json.loads(run(*words).out)["steps"]
    for step in steps:
        told = run("why", step["iri"], "--json", "--store", lived)

        (reason,) = json.loads(told.out)["reasons"]
        assert reason["rule"]["id"] == step["rule"]
        assert reason["because"], step


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A/RES/1/1",), "'A/RES/1/1' is nothing that this graph says anything of"),
        ((CITATION,), "is nothing that this graph says anything of"),  # its document is gone
        (
            ("A/RES/90/1 op2", "leadsTo", "A/RES/91/1 pp1"),
            "'A/RES/90/1 op2 leads to A/RES/91/1 pp1' is nothing that this graph says",
        ),
        (("A/RES/90/1 op2", "a b", "A/RES/91/1 pp1"), "is no property"),
    ],
)
def test_what_the_graph_does_not_say_is_refused_in_a_sentence(
    run: Command, lived: Path, words: tuple[str, ...], said: str
) -> None:
    refused = run("why", *words, "--store", lived)

    assert (refused.code, refused.out) == (2, "")
    assert said in refused.complaint


def test_two_terms_are_no_triple(run: Command, lived: Path) -> None:
    refused = run("why", "A/RES/90/1", "leadsTo", "--store", lived)

    assert refused.code == 2
    assert "give one thing or the three terms of a triple" in refused.err


def test_a_difference_tells_the_steps_and_what_took_them(run: Command, lived: Path) -> None:
    words = ("diff", "3", "4", "--trace", "A/RES/90/1", "--paragraph", "op1", "--store", lived)
    said = run(*words)
    values = json.loads(run(*words, "--json").out)

    assert said.code == 0
    assert said.out.startswith(
        "trace forward of A/RES/90/1 op1, generation 3 → 4: 0 gained, 2 lost, 0 changed\n"
        "- A/RES/90/1 op1 is recalled by A/RES/92/1 pp1  [weak; from text; rule citation]\n"
        "    because of A/RES/92/1 (removed)\n"
    )
    assert values["removed"] == [f"{ID}graph/document/A/RES/92/1"]
    assert [c["how"] for c in values["trace"]["changes"]] == ["lost", "lost"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1", "4"), "keeps no generation 1 any more; name one of 2, 3, 4, or 0"),
        (("3", "9"), "has no generation 9; name one from 0 to 4"),
    ],
)
def test_a_generation_that_is_gone_is_refused(
    run: Command, lived: Path, words: tuple[str, ...], said: str
) -> None:
    refused = run("diff", *words, "--trace", "A/RES/90/1", "--store", lived)

    assert (refused.code, refused.out) == (2, "")
    assert said in refused.complaint


def test_a_difference_without_a_trace_needs_no_kept_generation(run: Command, lived: Path) -> None:
    said = run("diff", "1", "2", "--store", lived)

    assert said.out.startswith(f"+ {ID}graph/document/A/RES/92/1\n")


def test_a_paragraph_without_a_document_is_refused(run: Command, lived: Path) -> None:
    refused = run("diff", "3", "4", "--paragraph", "op1", "--store", lived)

    assert refused.code == 2
    assert "name it with --trace" in refused.err
