"""Traces over HTTP."""

from __future__ import annotations

import csv
import io

import pytest
from rdflib import RDF, Graph
from starlette.testclient import TestClient

from api.models import TraceModel
from kg.vocab import ID, MG

PARAGRAPH = f"{ID}document/A/RES/90/1/op/4"
MANDATE = f"{ID}mandate/A/RES/90/1/op/4"
MEETING = f"{ID}meeting/tides/1"
FROM = {"from": "A/RES/90/1", "paragraph": "op4"}


def test_a_trace_is_json_of_the_contract(client: TestClient) -> None:
    response = client.get("/trace", params=FROM)

    trace = TraceModel.model_validate_json(response.text)
    assert response.headers["content-type"] == "application/json"
    assert trace.start == PARAGRAPH
    assert [(s.start, s.effect, s.end) for s in trace.steps] == [
        (PARAGRAPH, "gives", MANDATE),
        (MANDATE, "calls", MEETING),
    ]
    assert trace.paths == [[0], [0, 1]]
    assert trace.steps[1].paragraph == f"{ID}meeting/tides/1/report/para/2"
    assert trace.steps[1].source == "https://example.org/tides"
    assert trace.undecided == 0


def test_a_trace_runs_back(client: TestClient) -> None:
    response = client.get("/trace", params={"from": "meeting/tides/1", "direction": "back"})

    trace = TraceModel.model_validate_json(response.text)
    assert trace.direction == "back"
    assert {n.iri for n in trace.nodes} == {MEETING, MANDATE, PARAGRAPH}
    assert [[trace.steps[i].effect for i in path] for path in trace.paths] == [
        ["calls"],
        ["calls", "gives"],
    ]


def test_a_trace_begins_at_a_symbol_in_any_spelling(client: TestClient) -> None:
    response = client.get("/trace", params={"from": "a/res/90/1", "paragraph": "OP 4"})

    assert response.json()["from"] == PARAGRAPH


def test_a_trace_stops_at_its_depth(client: TestClient) -> None:
    response = client.get("/trace", params=FROM | {"depth": "1"})

    assert response.json()["paths"] == [[0]]


def test_a_trace_leads_to_its_goal(client: TestClient) -> None:
    response = client.get("/trace", params=FROM | {"to": "meeting/tides/1"})

    assert response.json()["paths"] == [[0, 1]]


@pytest.mark.parametrize(
    ("strength", "note"),
    [
        ("any", "no path to A/RES/67/244 B that this graph knows"),
        (
            "strong",
            "no strong path to A/RES/67/244 B that this graph knows; weaker ones may exist",
        ),
    ],
)
def test_a_trace_that_does_not_reach_its_goal_says_so(
    client: TestClient, strength: str, note: str
) -> None:
    parameters = FROM | {"to": "A/RES/67/244 B", "strength": strength}
    data = client.get("/trace", params=parameters)
    page = client.get("/trace", params=parameters, headers={"Accept": "text/html"}).text

    trace = TraceModel.model_validate_json(data.text)
    assert trace.paths == []
    assert trace.note == note
    assert f"N{note[1:]}." in page
    assert ("Trace with weak steps too" in page) == (strength == "strong")


def test_a_trace_that_leads_somewhere_has_no_note(client: TestClient) -> None:
    assert "note" not in client.get("/trace", params=FROM).json()


def test_a_trace_as_csv_has_one_line_for_each_step(client: TestClient) -> None:
    response = client.get("/trace", params=FROM, headers={"Accept": "text/csv"})

    lines = list(csv.DictReader(io.StringIO(response.text)))
    assert [line["effect"] for line in lines] == ["gives", "calls"]
    assert lines[1]["verification"] == "second source"


def test_a_trace_as_turtle_has_its_steps(client: TestClient) -> None:
    response = client.get("/trace", params=FROM, headers={"Accept": "text/turtle"})

    graph = Graph().parse(data=response.text, format="turtle")
    assert len(list(graph.subjects(RDF.type, MG.Step))) == 2


def test_a_trace_as_a_page_shows_its_evidence_and_its_query(client: TestClient) -> None:
    response = client.get("/trace", params=FROM, headers={"Accept": "text/html"})

    assert '<a href="/doc/meeting/tides/1">Group on tides, first meeting</a>' in response.text
    assert '<a href="/doc/meeting/tides/1/report/para/2">' in response.text
    assert "second source" in response.text
    assert "mg:leadsTo* ?from" in response.text


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"from": "A/RES/90/1", "direction": "sideways"}, 400),
        ({"from": "A/RES/90/1", "depth": "0"}, 400),
        ({"from": "A/RES/90/1", "asOf": "yesterday"}, 400),
        ({"from": "A/RES/90/1", "asOf": "2036-13"}, 400),
        ({"from": "A/RES/90/1", "format": "pdf"}, 400),
        ({"from": "A/RES/90/9"}, 404),
        ({"from": "A/RES/90/1", "paragraph": "op5"}, 404),
        ({"from": "A/RES/90/1", "to": "A/RES/90/9"}, 404),
    ],
)
def test_a_trace_that_cannot_be_is_a_problem(
    client: TestClient, parameters: dict[str, str], status: int
) -> None:
    response = client.get("/trace", params=parameters)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["hint"]
