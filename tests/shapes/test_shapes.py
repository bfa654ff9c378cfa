"""Each shape has a counter-example that breaks it and nothing else; what is right conforms."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.validate import judge, load_shapes
from kg.vocab import MG, MGSH

ROOT = Path(__file__).parents[2]
CASES = sorted(Path(__file__).parent.glob("*.ttl"))
CONFORMING = sorted(Path(__file__).parent.glob("conforming/*.ttl"))
EXAMPLES = sorted((ROOT / "ontology" / "examples").glob("*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(ROOT / "shapes", ROOT / "ontology")


def test_there_is_something_that_conforms() -> None:
    assert CONFORMING
    assert EXAMPLES


def test_each_shape_that_can_be_broken_has_its_counter_example(shapes: Graph) -> None:
    own = {s for s in shapes.subjects(RDF.type, SH.NodeShape) if shapes.value(s, SH.severity)}
    breakable = own | set(shapes.subjects(RDF.type, SH.PropertyShape))

    assert CASES
    assert {MGSH[case.stem.partition("~")[0]] for case in CASES} == breakable


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_counter_example_breaks_its_shape_and_nothing_else(case: Path, shapes: Graph) -> None:
    named = case.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# breaks: ")
    results = judge(Graph().parse(case), shapes).results

    assert {f"{r.shape} sh:{r.component}" for r in results} == {named}
    assert len({r.message for r in results}) == 1


@pytest.mark.parametrize("file", CONFORMING + EXAMPLES, ids=lambda file: file.stem)
def test_what_is_right_conforms(file: Path, shapes: Graph) -> None:
    assert [r.sentence for r in judge(Graph().parse(file), shapes).results] == []


def test_every_shape_says_in_words_what_must_hold(shapes: Graph) -> None:
    wordless = [
        shape
        for shape in shapes.subjects(RDF.type, SH.PropertyShape)
        for needed in (SH.name, SH.message, SH.severity, SH.path)
        if shapes.value(shape, needed) is None
    ]

    assert wordless == []


@pytest.mark.parametrize(
    "text", ["A" * 20_000, "A/" * 10_000 + "!", "A " * 10_000 + " ", "A/RES/" + "9" * 20_000 + "!"]
)
def test_no_pattern_takes_long_over_any_text(text: str, shapes: Graph) -> None:
    started = time.perf_counter()

    for pattern in shapes.objects(None, SH.pattern):
        re.search(str(pattern), text)

    assert time.perf_counter() - started < 1


def test_each_class_but_the_small_enumerations_has_a_node_shape(shapes: Graph) -> None:
    enumerations = {"Derivation", "MandateType", "Rule", "Strength", "VerificationState"}
    declared: set[Node] = set()
    for file in (ROOT / "ontology").glob("*.ttl"):
        declared |= set(Graph().parse(file).subjects(RDF.type, OWL.Class))
    ours = {c for c in declared if isinstance(c, URIRef) and c.startswith(MG)}

    assert ours - set(shapes.objects(None, SH.targetClass)) == {MG[e] for e in enumerations}
