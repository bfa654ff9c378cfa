"""Accounts over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.models import AccountModel
from api.settings import Settings
from kg.vocab import ID

TRIPLE = {"subject": "A/RES/90/1 op1", "predicate": "leadsTo", "object": "A/RES/91/1 pp1"}
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(lived: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=lived, base_url="https://graph.example"))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def test_an_account_is_json_of_its_model(client: TestClient) -> None:
    response = client.get("/why", params=TRIPLE)

    account = AccountModel.model_validate_json(response.text)
    assert response.headers["content-type"] == "application/json"
    assert account.assertion
    assert account.assertion.says == "A/RES/90/1 op1 leads to A/RES/91/1 pp1"
    (step,) = account.reasons
    assert step.rule
    assert step.rule.id == "stated-effect"
    assert step.because[0].verification == "from text"


def test_an_account_of_a_thing_and_of_each_step_is_linked(client: TestClient) -> None:
    page = client.get("/trace", params={"from": "A/RES/90/1", "paragraph": "op1"}, headers=PAGE)
    data = client.get("/trace", params={"from": "A/RES/90/1", "paragraph": "op1"}).json()
    step = data["steps"][0]["iri"]
    thing = client.get("/doc/document/A/RES/90/1/op/1", headers=PAGE)
    account = client.get("/why", params={"of": step})

    assert f"/why?of={step.replace(':', '%3A')}" in page.text
    assert (
        'href="/why?of=https%3A//w3id.org/mandategraph/id/document/A/RES/90/1/op/1"' in thing.text
    )
    assert account.json()["kind"] == "Step"


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
    ],
)
def test_an_account_as_a_graph_holds_what_it_rests_on(
    client: TestClient, form: str, read: ox.RdfFormat
) -> None:
    response = client.get("/why", params=TRIPLE | {"format": form})

    subjects = {str(q.subject) for q in ox.parse(response.content, format=read)}
    assert f"<{ID}rule/stated-effect>" in subjects
    assert any(s.startswith(f"<{ID}evidence/") for s in subjects)


def test_an_account_is_a_page_and_a_text(client: TestClient) -> None:
    page = client.get("/why", params=TRIPLE, headers=PAGE)
    text = client.get("/why", params=TRIPLE, headers={"Accept": "text/plain"})

    assert "rule stated-effect: an effect that is stated leads" in page.text
    assert '<a href="/doc/document/A/RES/91/1/op/3">' in page.text
    assert "&amp;format=ttl" in page.text
    assert text.text.startswith("A/RES/90/1 op1 leads to A/RES/91/1 pp1\n└─ ")


def test_a_page_shows_what_a_text_or_a_literal_says(client: TestClient) -> None:
    asked = {"subject": "A/RES/91/1", "predicate": "adoptedOn", "object": "2035-12-01"}
    page = client.get("/why", params=asked, headers=PAGE)

    assert page.status_code == 200
    assert "2035-12-01" in page.text
    assert client.get("/why", params={"of": "A/RES/91/1"}, headers=PAGE).status_code == 200


def test_who_holds_an_account_is_told_so(client: TestClient) -> None:
    tag = client.get("/why", params=TRIPLE).headers["etag"]

    assert client.get("/why", params=TRIPLE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"of": "A/RES/90/1", "subject": "A/RES/90/1"}, 400),
        ({"subject": "A/RES/90/1", "predicate": "leadsTo"}, 400),
        ({"of": "A/RES/90/1", "format": "pdf"}, 400),
        ({"of": "x" * 3000}, 400),
        ({"of": "A/RES/90/9"}, 404),
        ({"of": "<no iri>"}, 404),
        (TRIPLE | {"object": "A/RES/91/1 op3"}, 404),
        (TRIPLE | {"predicate": "no property"}, 404),
    ],
)
def test_a_wrong_question_is_a_problem(
    client: TestClient, parameters: dict[str, str], status: int
) -> None:
    response = client.get("/why", params=parameters)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["hint"]
