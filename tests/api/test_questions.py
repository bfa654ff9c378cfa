"""The competency questions over HTTP."""

from __future__ import annotations

from starlette.testclient import TestClient

from kg.questions import questions
from kg.vocab import ID

MEETING = f"{ID}meeting/tides/1"


def test_each_question_on_file_is_listed_and_has_its_address(client: TestClient) -> None:
    listed = client.get("/questions").json()
    paths = client.get("/openapi.json").json()["paths"]

    assert [q["name"] for q in listed] == [q.name for q in questions()]
    assert all(q["address"] in paths for q in listed)


def test_each_question_has_a_parameter_for_each_variable(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    for question in questions():
        parameters = {p["name"] for p in paths[f"/questions/{question.name}"]["get"]["parameters"]}
        assert parameters >= {g.name for g in question.given}


def test_each_question_is_answered_with_its_examples(client: TestClient) -> None:
    for question in questions():
        answer = client.get(f"/questions/{question.name}")
        page = client.get(f"/questions/{question.name}", headers={"Accept": "text/html"})

        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert page.status_code == 200


def test_a_value_is_bound_as_a_term(client: TestClient) -> None:
    answer = client.get("/questions/speakers-of-meeting", params={"meeting": MEETING})

    rows = answer.json()["results"]["bindings"]
    assert {row["name"]["value"] for row in rows} == {"Fiji", "Kenya"}


def test_a_symbol_may_stand_for_an_iri(client: TestClient) -> None:
    answer = client.get("/questions/speakers-of-meeting", params={"meeting": "meeting/tides/1"})

    assert len(answer.json()["results"]["bindings"]) == 2


def test_a_value_is_never_pasted_into_the_query(client: TestClient) -> None:
    injected = f"{MEETING}> ?p ?o }} #"
    answer = client.get("/questions/speakers-of-meeting", params={"meeting": injected})

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_question_is_told_the_nearest(client: TestClient) -> None:
    answer = client.get("/questions/speakers-of-meetings")

    assert answer.status_code == 404
    assert "speakers-of-meeting" in answer.json()["hint"]


def test_an_unknown_value_is_not_found(client: TestClient) -> None:
    answer = client.get("/questions/speakers-of-meeting", params={"meeting": "meeting/tides/9"})

    assert answer.status_code == 404
