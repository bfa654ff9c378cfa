"""The competency questions over HTTP."""

from __future__ import annotations

import pytest
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


def test_pages_hold_all_solutions_once_and_in_their_order(client: TestClient) -> None:
    address = "/questions/speakers-of-meeting"
    whole = client.get(address, params={"meeting": MEETING})
    pages, place = [], f"{address}?limit=1&meeting={MEETING}"
    while place:
        page = client.get(place)
        pages.append(page.json())
        place = page.links.get("next", {}).get("url", "")

    assert "link" not in whole.headers
    assert [len(p["results"]["bindings"]) for p in pages] == [1, 1]
    assert [p["head"] for p in pages] == [whole.json()["head"]] * 2
    assert [p["results"]["bindings"][0] for p in pages] == whole.json()["results"]["bindings"]


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "html"])
def test_a_page_links_to_those_that_are_there(client: TestClient, form: str) -> None:
    address = f"/questions/speakers-of-meeting?meeting={MEETING}&format={form}"
    first = client.get(f"{address}&limit=1")
    last = client.get(f"{address}&limit=1&offset=1")
    past = client.get(f"{address}&limit=5&offset=7")

    assert first.links["next"]["url"].endswith(f"format={form}&limit=1&offset=1")
    assert set(first.links) == {"next"}
    assert set(last.links) == set(past.links) == {"prev", "first"}
    assert "offset" not in last.links["prev"]["url"]
    assert past.status_code == 200
    if form == "html":
        assert 'rel="next" href="/questions/' in first.text
        assert 'rel="next"' not in last.text


@pytest.mark.parametrize("page", ["limit=0", "limit=10001", "limit=x", "offset=-1", "offset=1e3"])
def test_a_page_that_is_none_is_refused(client: TestClient, page: str) -> None:
    answer = client.get(f"/questions/speakers-of-meeting?{page}")

    assert answer.status_code == 400
    assert page.partition("=")[0] in answer.json()["detail"]


def test_every_question_can_be_asked_in_pages(client: TestClient) -> None:
    for question in questions():
        whole = client.get(f"/questions/{question.name}").json()
        page = client.get(f"/questions/{question.name}?limit=10000&offset=0").json()
        rest = client.get(f"/questions/{question.name}?offset=1").json()

        assert page == whole
        assert rest["results"]["bindings"] == whole["results"]["bindings"][1:]
        assert not {"limit", "offset", "format"} & {g.name for g in question.given}
