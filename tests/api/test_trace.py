"""Traces over HTTP."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph
from starlette.testclient import TestClient

from api.models import TraceModel
from api.routes.trace import Desk, Written
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


def test_a_trace_of_very_many_steps_gives_the_nearest_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.routes.trace._FEWEST_STEPS", 1)
    monkeypatch.setattr("api.routes.trace._MOST_STEPS", 1)
    asked = {**FROM, "depth": "900"}  # a question that no other test asks, so it is not kept
    response = client.get("/trace", params=asked)
    table = client.get("/trace", params=asked, headers={"Accept": "text/csv"})
    page = client.get("/trace", params=asked, headers={"Accept": "text/html"})

    trace = TraceModel.model_validate_json(response.text)
    assert (trace.paths, trace.paths_cut) == ([[0]], True)
    assert "there is more than is given" in str(trace.note)
    assert "more are not listed" in page.text
    answers = (response, table, page)
    assert [r.headers.get("x-trace-truncated") for r in answers] == ["true"] * 3


def test_a_whole_trace_bears_no_mark_of_a_part(client: TestClient) -> None:
    assert "x-trace-truncated" not in client.get("/trace", params=FROM).headers


def test_a_trace_that_is_asked_again_is_the_same_in_each_format(client: TestClient) -> None:
    forms = ("json", "ttl", "csv", "html")
    first = {f: client.get("/trace", params={**FROM, "format": f}) for f in forms}
    again = {f: client.get("/trace", params={**FROM, "format": f}) for f in forms}

    assert {f: r.content for f, r in first.items()} == {f: r.content for f, r in again.items()}
    assert [r.headers["etag"] for r in first.values()] == [
        r.headers["etag"] for r in again.values()
    ]
    assert len({r.content for r in first.values()}) == len(forms)
    other = client.get("/trace", params={**FROM, "format": "json", "undecided": "true"})
    assert other.json()["undecided"] == []


@pytest.mark.parametrize("depth", ["2", "801"])  # one that others ask too, and a fresh one
def test_who_holds_the_trace_is_told_so(client: TestClient, depth: str) -> None:
    tag = client.get("/trace", params=FROM).headers["etag"]
    asked = FROM | {"depth": depth}
    response = client.get("/trace", params=asked, headers={"If-None-Match": tag})

    assert (response.status_code, response.content) == (304, b"")


def test_what_is_kept_stays_within_its_bound_and_generation() -> None:
    desk = Desk()
    for n in range(100):
        desk.keep((1, str(n), "json"), Written(b"x" * 500_000, {}))
    assert 10 < len(desk.answers) < 20
    desk.keep((1, "large", "json"), Written(b"x" * 5_000_000, {}))
    assert (1, "large", "json") not in desk.answers

    desk.keep((2, "0", "json"), Written(b"x", {}))
    assert list(desk.answers) == [(2, "0", "json")]


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


def test_a_trace_is_narrowed_to_kinds_effects_and_dates(client: TestClient) -> None:
    meetings = client.get("/trace", params=FROM | {"kind": "meeting"}).json()
    given = client.get("/trace", params={**FROM, "effect": "gives,calls", "depth": "1"}).json()
    late = client.get("/trace", params=FROM | {"kind": "Meeting", "since": "2090"}).json()

    assert meetings["kinds"] == ["Meeting"]
    assert meetings["paths"] == [[0, 1]]
    assert given["effects"] == ["gives", "calls"]
    assert given["paths"] == [[0]]
    assert (late["paths"], late["since"]) == ([], "2090")
    assert late["note"] == ("no further step that ends in Meeting since 2090 that this graph knows")


def test_a_narrowed_trace_keeps_what_was_asked_in_its_links(client: TestClient) -> None:
    asked = FROM | {"kind": "Meeting", "since": "2030"}
    page = client.get("/trace", params=asked, headers={"Accept": "text/html"}).text

    assert "&amp;since=2030&amp;kind=Meeting&amp;format=json" in page
    assert "before it is narrowed" in page
    assert "<dt>given-in</dt>" in page


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_trace_has_the_other_formats_of_graphs(
    client: TestClient, form: str, read: ox.RdfFormat
) -> None:
    response = client.get("/trace", params=FROM | {"format": form})
    turtle = client.get("/trace", params=FROM | {"format": "ttl"})

    told, wanted = (
        {str(quad) for quad in ox.parse(body.content, format=how)}
        for body, how in ((response, read), (turtle, ox.RdfFormat.TURTLE))
    )
    assert told == wanted


def test_each_step_of_csv_says_its_rule(client: TestClient) -> None:
    response = client.get("/trace", params=FROM, headers={"Accept": "text/csv"})

    line = next(csv.DictReader(io.StringIO(response.text)))
    assert list(line)[:8] == [
        *("from", "to", "effect", "strength", "rule", "paragraph", "quote", "source")
    ]
    assert line["rule_says"]
    assert line["quote_start"] == ""


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"kind": "Meting"}, "'Meting' is no kind that this graph knows; try Meeting"),
        ({"effect": "renew"}, "'renew' is no effect that this graph knows; try renews"),
        ({"since": "soon"}, "'soon' is not a date like 2019-12-28, 2019-12 or 2019."),
        ({"since": "2020", "until": "2019"}, "The window ends on 2019, before it begins on 2020."),
    ],
)
def test_what_a_trace_cannot_be_narrowed_to_is_said(
    client: TestClient, parameters: dict[str, str], said: str
) -> None:
    response = client.get("/trace", params=FROM | parameters)

    assert response.status_code == 400
    assert response.json()["detail"].startswith(said)
