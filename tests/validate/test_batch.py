"""A batch has the verdicts that pySHACL gives, and its lines the faults of their terms."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.judging import Room
from kg.model import Draft
from kg.ntriples import draft_of
from kg.shipped import shipped_drafts
from kg.validate import (
    compile_shapes,
    judge_lines,
    judge_terms,
    load_shapes,
    verdicts,
    verdicts_compiled,
)
from kg.vocab import GRAPH

ROOT = Path(__file__).parents[2]
DRAFTS = Path(__file__).parent / "drafts"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(ROOT / "shapes", ROOT / "ontology")


@pytest.fixture
def context() -> Graph:
    return Graph().parse(DRAFTS / "context.ttl")


def batch_of(drafts: list[Draft], context: Graph) -> ox.Store:
    batch = ox.Store()
    for draft in drafts:
        for graph in (ox.NamedNode(draft.name), ox.DefaultGraph()):
            batch.load(draft.triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    text = context.serialize(format="nt", encoding="utf-8")
    batch.load(text, format=ox.RdfFormat.N_TRIPLES)
    return batch


def test_the_drafts_of_a_batch_have_the_verdicts_that_pyshacl_gives(
    shapes: Graph, context: Graph
) -> None:
    names = ("faulty", "odd", "sound")
    drafts = [
        draft_of(GRAPH[f"document/{name}"], Graph().parse(DRAFTS / f"{name}.ttl")) for name in names
    ]

    judged = verdicts_compiled(drafts, compile_shapes(shapes), batch_of(drafts, context))

    assert judged == verdicts(drafts, shapes, context)
    assert any(v.report.violations for v in judged)
    assert any(v.report.warnings for v in judged)


def test_what_is_wrong_with_the_context_is_held_against_no_draft(shapes: Graph) -> None:
    draft = draft_of(GRAPH["curated/none"], Graph())
    wrong = Graph().parse(DRAFTS / "faulty.ttl")
    batch = batch_of([draft], wrong)
    compiled = compile_shapes(shapes)

    (verdict,) = verdicts_compiled([draft], compiled, batch)

    assert compiled.found(batch)
    assert verdict.report.conforms


def test_what_ships_holds_no_term_that_none_may_hold(room: Room) -> None:
    assert [judge_lines(draft.triples) for draft in shipped_drafts(room)] == [
        judge_terms(draft.graph) for draft in shipped_drafts(room)
    ]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("thing", "faults"),
    [
        ("<https://example.org/a%zz>", 1),
        ("<https://example.org/a%C3%A9>", 0),
        ("<https://example.org/[>", 1),
        ("<https://example.org/a b>", 1),
        ("<report/12>", 1),
        ("<urn:x:é>", 0),
        (r"<urn:x:\u00e9>", 0),
        ("_:someone", 1),
        (r'"a <b> \"_:c\" \\ \n d"', 0),
        ('"a"@en-gb', 0),
        ('"a"^^<no datatype>', 1),
        ('"12"^^<http://www.w3.org/2001/XMLSchema#integer>', 0),
        ('"12345678901234567890"^^<http://www.w3.org/2001/XMLSchema#integer>', 0),
        ('"twelve"^^<http://www.w3.org/2001/XMLSchema#integer>', 1),
        ('"-1"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>', 1),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', 0),
        ('"maybe"^^<http://www.w3.org/2001/XMLSchema#boolean>', 1),
        ('"2032-02-29"^^<http://www.w3.org/2001/XMLSchema#date>', 0),
        ('"2035-02-29"^^<http://www.w3.org/2001/XMLSchema#date>', 1),
        ('"2035-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', 0),
        ('"2035-13"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', 1),
        ('"35"^^<http://www.w3.org/2001/XMLSchema#gYear>', 1),
        ('"12 May"^^<http://www.w3.org/2001/XMLSchema#gYear>', 1),
        ('"POINT(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>', 0),
    ],
)
def test_a_line_has_the_faults_of_its_terms(thing: str, faults: int) -> None:
    sound = '<https://example.org/one> <https://example.org/is> "well"@en .\n'
    line = f"<https://example.org/two> <https://example.org/is> {thing} .\n"

    judged = judge_lines((sound + line).encode())

    assert len(judged) == faults


@pytest.mark.filterwarnings("ignore")
def test_faults_of_lines_are_those_of_the_graph_in_the_same_order() -> None:
    text = """<urn:t> <urn:p> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:s> <urn:p%> "2035-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .
<urn:s> <urn:p> "2035-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .
<urn:s> <urn:p> <https://example.org/a%zz> .
"""
    draft = Draft(GRAPH["curated/one"], text.encode())

    judged = judge_lines(draft.triples)

    assert len(judged) == 5
    assert judged == judge_terms(draft.graph)


def test_a_line_that_is_no_triple_is_an_error() -> None:
    with pytest.raises(ValueError, match="no N-Triples line: three words here"):
        judge_lines(b"three words here .\n")
