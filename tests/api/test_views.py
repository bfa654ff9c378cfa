"""A program asks in the words of another vocabulary, and is answered in them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kg.vocab import GRAPH, ID

ELI = "PREFIX eli: <http://data.europa.eu/eli/ontology#> "
PARTS = f"{ELI}SELECT ?x {{ ?x eli:is_part_of <{ID}document/A/RES/90/1> }} ORDER BY ?x"
VIEW = f"{GRAPH}view/eli"


def names(client: TestClient, **parameters: str | list[str]) -> list[str]:
    answer = client.get("/sparql", params=parameters)
    assert answer.status_code == 200, answer.text
    return [row["x"]["value"] for row in answer.json()["results"]["bindings"]]


def test_without_the_view_nothing_is_found(client: TestClient) -> None:
    assert names(client, query=PARTS) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": PARTS, "view": "eli"},
        {"query": PARTS, "view": "prov, eli"},
        {"query": PARTS, "view": ["prov", "eli"]},
        {"query": PARTS, "default-graph-uri": VIEW},
        {"query": PARTS.replace(" { ?x", f" FROM <{VIEW}> {{ ?x")},
        {"query": PARTS.replace("{ ", f"{{ GRAPH <{VIEW}> {{ ").replace("} ", "} } ")},
    ],
    ids=["parameter", "two", "repeated", "default graph", "FROM", "GRAPH"],
)
def test_a_view_is_named_by_a_parameter_or_as_a_graph(
    client: TestClient, parameters: dict[str, str | list[str]]
) -> None:
    found = names(client, **parameters)

    assert f"{ID}document/A/RES/90/1/op/4" in found
    assert found == names(client, **parameters)  # kept, too


def test_a_view_is_asked_by_post(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": PARTS, "view": "eli"})
    direct = client.post(
        "/sparql?view=eli", content=PARTS, headers={"Content-Type": "application/sparql-query"}
    )

    assert form.json() == direct.json()
    assert form.json()["results"]["bindings"]


def test_a_graph_comes_in_the_words_of_the_view(client: TestClient) -> None:
    query = f"{ELI}CONSTRUCT WHERE {{ ?x eli:is_part_of <{ID}document/A/RES/90/1> }}"

    answer = client.get("/sparql", params={"query": query, "view": "eli", "format": "nt"})

    assert f"<{ID}document/A/RES/90/1/op/4> <http://data.europa.eu/eli/ontology#is_part_of>" in (
        answer.text
    )


def test_a_view_that_is_not_there_is_refused_with_those_there_are(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": PARTS, "view": "elli"})

    assert answer.status_code == 400
    assert "there is no view 'elli'" in answer.json()["detail"]
    assert "eli" in answer.json()["hint"]


def test_the_page_shows_the_query_as_it_was_asked_and_keeps_the_view(client: TestClient) -> None:
    page = client.get(
        "/sparql", params={"query": PARTS, "view": "eli"}, headers={"Accept": "text/html"}
    ).text

    assert "eli:is_part_of" in page
    assert '<option value="eli" selected>ELI</option>' in page
    assert "documentCites" not in page
