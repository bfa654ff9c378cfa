"""The SPARQL 1.1 Protocol for queries, over HTTP."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from api.app import create_app
from api.searching import Searches
from api.settings import Settings
from kg.search import index_files
from kg.vocab import ONTOLOGY, REGISTRY

MG = "PREFIX mg: <https://w3id.org/mandategraph/ontology#>"
MGS = "PREFIX mgs: <https://w3id.org/mandategraph/search#>"
SPEAKERS = f"{MG} SELECT ?speaker {{ ?s mg:speaker ?speaker }} ORDER BY ?speaker"
SYMBOLS = f"{MG} CONSTRUCT {{ ?d mg:symbol ?s }} {{ ?d mg:symbol ?s }}"
FIJI = "https://w3id.org/mandategraph/id/state/FJI"
KENYA = "https://w3id.org/mandategraph/id/state/KEN"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
SOLUTION_TYPES = (
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("application/json", "application/json"),
    ("*/*", "application/sparql-results+json"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
)
GRAPH_TYPES = (
    ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("application/n-quads", "application/n-quads", ox.RdfFormat.N_QUADS),
    ("application/trig", "application/trig", ox.RdfFormat.TRIG),
    ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
)


@pytest.mark.parametrize(("accept", "content_type"), SOLUTION_TYPES)
def test_solutions_come_in_each_format(client: TestClient, accept: str, content_type: str) -> None:
    response = client.get("/sparql", params={"query": SPEAKERS}, headers={"Accept": accept})

    assert response.status_code == 200
    assert response.headers["content-type"] == content_type
    assert "Accept" in response.headers["vary"]
    assert FIJI in response.text
    assert KENYA in response.text


@pytest.mark.parametrize(("accept", "content_type", "syntax"), GRAPH_TYPES)
def test_graphs_come_in_each_format(
    client: TestClient, accept: str, content_type: str, syntax: ox.RdfFormat
) -> None:
    response = client.get("/sparql", params={"query": SYMBOLS}, headers={"Accept": accept})

    assert response.headers["content-type"] == content_type
    assert len(list(ox.parse(response.content, format=syntax))) == 4


def test_a_posted_form_and_a_posted_query_are_answered_alike(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": SPEAKERS})
    direct = client.post("/sparql", content=SPEAKERS, headers=DIRECT)

    bindings = [b["speaker"]["value"] for b in form.json()["results"]["bindings"]]
    assert bindings == [FIJI, KENYA]
    assert direct.json() == form.json()


def test_ask_gives_a_boolean(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})

    assert response.json()["boolean"] is True


def test_a_query_is_asked_over_the_graphs_that_the_request_names(client: TestClient) -> None:
    query = "ASK { ?d <https://w3id.org/mandategraph/ontology#symbol> ?s }"
    inside = client.get("/sparql", params={"query": query, "default-graph-uri": REGISTRY})
    outside = client.get("/sparql", params={"query": query, "default-graph-uri": ONTOLOGY})

    assert inside.json()["boolean"] is True
    assert outside.json()["boolean"] is False


def test_named_graphs_of_a_posted_form_may_be_repeated(client: TestClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    form = {"query": query, "named-graph-uri": [str(ONTOLOGY), str(REGISTRY)]}
    response = client.post("/sparql", data=form)

    names = [b["g"]["value"] for b in response.json()["results"]["bindings"]]
    assert names == [str(ONTOLOGY), str(REGISTRY)]


def test_dataset_parameters_of_a_direct_post_stand_in_the_address(client: TestClient) -> None:
    response = client.post(
        "/sparql",
        params={"default-graph-uri": str(ONTOLOGY)},
        content="ASK { ?d <https://w3id.org/mandategraph/ontology#symbol> ?s }",
        headers=DIRECT,
    )

    assert response.json()["boolean"] is False


def test_a_malformed_query_is_refused_with_line_and_column(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p ?o } LIMIT ten"})

    problem = response.json()
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["title"] == "Bad Request"
    assert (problem["line"], problem["column"]) == (2, 26)
    assert problem["hint"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { SERVIC\\u0045 <http://127.0.0.1/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1/>",
    ],
)
def test_nothing_is_fetched_for_a_query(client: TestClient, query: str) -> None:
    response = client.get("/sparql", params={"query": query})

    assert response.status_code == 400
    assert "not allowed" in response.json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "headers", "body", "status"),
    [
        ("POST", "/sparql", FORM, b"", 400),
        ("POST", "/sparql", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b"", 400),
        ("POST", "/sparql", FORM, b"update=CLEAR%20ALL", 400),
        ("POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xff' }", 400),
        ("GET", "/sparql?query=ASK%7B%7D%FF", {}, b"", 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", {}, b"", 400),
        ("POST", "/sparql", DIRECT, b"INSERT DATA { <urn:s> <urn:p> 1 }", 400),
        ("PUT", "/sparql", DIRECT, b"ASK {}", 405),
        ("DELETE", "/sparql", {}, b"", 405),
        ("GET", "/sparql?query=ASK%7B%7D", {"Accept": "image/png"}, b"", 406),
        ("GET", "/sparql?query=ASK%7B%7D", {"Accept": "text/turtle"}, b"", 406),
        ("GET", "/sparql?query=SELECT*%7B%7D", {"Accept": "text/turtle"}, b"", 406),
        ("GET", "/sparql?query=DESCRIBE%3Curn%3As%3E", {"Accept": "text/csv"}, b"", 406),
        ("POST", "/sparql", DIRECT, b"ASK {} #" + b"x" * 1_048_576, 413),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("POST", "/sparql", {}, b"ASK {}", 415),
        ("POST", "/sparql", {"Content-Type": DIRECT["Content-Type"] + ";charset=utf-16"}, b"", 415),
    ],
)
def test_each_refusal_has_its_status_and_is_a_problem(
    client: TestClient, method: str, address: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    response = client.request(method, address, headers=headers, content=body)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_method_that_is_not_allowed_is_told_those_that_are(client: TestClient) -> None:
    response = client.put("/sparql", content="ASK {}")

    assert {"GET", "POST"} & set(response.headers["allow"].split(", "))


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})

    graph = Graph().parse(data=response.text, format="turtle")
    endpoint = URIRef("https://graph.example/sparql")
    assert (endpoint, URIRef(SD + "endpoint"), endpoint) in graph
    assert (endpoint, URIRef(SD + "supportedLanguage"), URIRef(SD + "SPARQL11Query")) in graph
    assert set(graph.objects(None, URIRef(SD + "name"))) >= {ONTOLOGY, REGISTRY}
    assert not list(graph.objects(None, URIRef(SD + "feature")))


def test_without_a_query_a_browser_gets_a_form(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html"})

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<textarea name="query"' in response.text


def test_a_client_of_results_that_forgot_its_query_is_told_so(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "application/sparql-results+json"})

    assert response.status_code == 400


def test_a_browser_gets_solutions_as_a_page_with_local_links(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": SPEAKERS}, headers={"Accept": "text/html"})

    assert '<a href="/doc/state/FJI">Fiji</a>' in response.text


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    get = client.get("/sparql", params={"query": SPEAKERS})
    head = client.head("/sparql", params={"query": SPEAKERS})

    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == get.headers[name]


def test_an_answer_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": SPEAKERS})
    again = client.get(
        "/sparql", params={"query": SPEAKERS}, headers={"If-None-Match": first.headers["etag"]}
    )

    assert first.headers["etag"] == '"1-json"'
    assert again.status_code == 304
    assert again.content == b""


def test_a_page_of_another_origin_may_read(client: TestClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    preflight = client.options(
        "/sparql", headers=origin | {"Access-Control-Request-Method": "POST"}
    )
    answer = client.get("/sparql", params={"query": SPEAKERS}, headers=origin)

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-origin"] == "*"
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert set(exposed) >= {"ETag", "Link", "Content-Location"}


def test_a_query_past_its_deadline_is_refused(small: Path) -> None:
    settings = Settings(store=small, query_timeout=0.000001)
    with TestClient(create_app(settings)) as client:
        response = client.get("/sparql", params={"query": SPEAKERS})

    assert response.status_code == 503
    assert "ran longer" in response.json()["detail"]


def test_rdf_xml_is_refused_where_a_predicate_is_no_xml_name(client: TestClient) -> None:
    query = "CONSTRUCT { <urn:s> <http://example.org/1> 1 } {}"
    response = client.get("/sparql", params={"query": query, "format": "rdf"})

    assert response.status_code == 406
    assert "http://example.org/1" in response.json()["detail"]


def test_csv_holds_plain_values(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": SPEAKERS, "format": "csv"})

    assert list(csv.reader(io.StringIO(response.text))) == [["speaker"], [FIJI], [KENYA]]


def test_xml_is_refused_where_it_has_no_way_to_write_a_character(client: TestClient) -> None:
    query = 'SELECT * { BIND("a\\u0001b" AS ?x) }'
    as_xml = client.get("/sparql", params={"query": query, "format": "xml"})
    as_json = client.get("/sparql", params={"query": query})

    assert as_xml.status_code == 406
    assert as_json.json()["results"]["bindings"][0]["x"]["value"] == "a\x01b"


def test_a_boolean_as_csv_or_tsv_is_one_word_since_they_have_no_form_for_it(
    client: TestClient,
) -> None:
    for form in ("csv", "tsv"):
        assert client.get("/sparql", params={"query": "ASK {}", "format": form}).text == "true"


def test_an_answer_that_is_kept_is_the_same(client: TestClient) -> None:
    answers = client.app.state.service.answers  # type: ignore[attr-defined]
    query = f"{SPEAKERS} # kept"
    first = client.get("/sparql", params={"query": query})
    hits = answers.hits
    second = client.get("/sparql", params={"query": query})

    assert answers.hits == hits + 1
    assert second.content == first.content
    assert second.headers["etag"] == first.headers["etag"]


def test_an_answer_that_may_be_another_each_time_is_not_kept(client: TestClient) -> None:
    query = {"query": "SELECT (STRUUID() AS ?id) {}"}

    assert (
        client.get("/sparql", params=query).content != client.get("/sparql", params=query).content
    )


def test_a_page_says_that_there_is_more(client: TestClient) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    page = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"})

    assert "1000 rows, and more that are not shown" in page.text


def test_triples_are_shown_as_a_page(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": SYMBOLS}, headers={"Accept": "text/html"})

    assert page.text.count("<tr>") == 5


def test_an_id_that_is_none_is_refused(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"X-Query-Id": "a b"})

    assert answer.status_code == 400


def test_the_headers_of_a_refusal_are_those_of_an_answer(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK"}, headers={"Accept": "*/*"})

    assert answer.status_code == 400
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_texts_are_searched_within_a_query(small: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(small, store)
    query = f'{MGS} SELECT * {{ (?x ?score ?snippet) mgs:matches "group tides" . ?x a ?kind }}'
    misplaced = f"{MGS}\nASK {{ ?x mgs:matches ?words }}"
    with TestClient(create_app(Settings(store=store))) as client:
        for form in ("json", "html"):
            assert client.get("/sparql", params={"query": query, "format": form}).status_code == 200
        found = client.post("/sparql", data={"query": query})
        kept = client.get("/sparql", params={"query": query})
        wrong = client.get("/sparql", params={"query": misplaced})
        fetching = client.get("/sparql", params={"query": f"{query} # SERVICE <urn:x> {{}}"})
        nested = client.get("/sparql", params={"query": f"{query} {{{{ SERVICE <urn:x> {{}} }}}}"})

    (row,) = found.json()["results"]["bindings"]
    assert row["x"]["value"] == "https://w3id.org/mandategraph/id/meeting/tides/1"
    assert row["score"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"
    assert float(row["score"]["value"]) > 0
    assert row["snippet"]["value"]
    assert found.headers["etag"] == kept.headers["etag"]
    assert "x-search-stale" not in found.headers
    assert "X-Search-Truncated" in found.headers["access-control-expose-headers"]
    assert (wrong.status_code, wrong.json()["line"], wrong.json()["column"]) == (400, 2, 22)
    assert (fetching.status_code, nested.status_code) == (200, 400)


def test_a_search_in_an_older_index_is_said_to_be_one_and_not_kept(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    shutil.copytree(small, store)
    query = {"query": f'{MGS} SELECT ?x {{ ?x mgs:matches "tides" }}'}
    with TestClient(create_app(Settings(store=store))) as client:
        client.get("/search", params={"q": "tides"})
        monkeypatch.setattr(Searches, "freshen", lambda self, view: None)
        with sqlite3.connect(index_files(store)[0]) as index:
            index.execute("UPDATE meta SET value = 'older' WHERE name = 'content'")
        index.close()
        stale = client.get("/sparql", params=query)
        page = client.get("/sparql", params=query, headers={"Accept": "text/html"})
        kept = client.app.state.service.answers.size  # type: ignore[attr-defined]

    for answer in (stale, page):
        assert answer.headers["x-search-stale"] == "true"
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert kept == 0


@pytest.mark.parametrize("isolated", [True, False])
def test_a_client_that_has_an_answer_is_told_so(small: Path, *, isolated: bool) -> None:
    settings = Settings(store=small, workers=None if isolated else 0)
    query = {"query": SPEAKERS}
    with TestClient(create_app(settings)) as client:
        answers = [client.get("/sparql", params=query) for _ in range(3)]
        tag = answers[0].headers["etag"]
        held = client.get("/sparql", params=query, headers={"If-None-Match": f'"x", W/{tag}'})
        head = client.head("/sparql", params=query)
        wrong = client.get("/sparql", params={"query": "ASK\n{"})
        other = client.get("/sparql", params=query, headers={"Accept": "text/csv"})
        own = client.get("/sparql", params=query, headers={"X-Query-Id": "chosen-by-me"})

    assert len({(a.content, a.headers["etag"]) for a in answers}) == 1
    assert len({a.headers["x-request-id"] for a in answers}) == 3
    assert (held.status_code, held.content) == (304, b"")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(answers[0].content)))
    assert (wrong.status_code, wrong.json()["line"]) == (400, 2)
    assert other.headers["content-type"] == "text/csv; charset=utf-8"
    assert own.headers["x-query-id"] == "chosen-by-me"
