"""SPARQL 1.1 Protocol, 2.1: the query operation; each test names its clause."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import httpx2 as httpx
import pytest
from rdflib import Graph, URIRef

from tests.strangers import ONE, TWO, Service

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON = "application/sparql-results+json"
IN = "SELECT ?where { ?s <urn:x:in> ?where } ORDER BY ?where"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
SHARED = "SELECT ?s { ?s <urn:x:p> 'shared' }"
WAYS = ("get", "form", "direct")
Pairs = list[tuple[str, str]]


def ask(http: httpx.Client, way: str, query: str, graphs: Pairs | None = None) -> httpx.Response:
    """A query sent in one of the three ways of 2.1.1 to 2.1.3."""
    pairs = [("query", query), *(graphs or [])]
    if way == "get":
        return http.get(f"/sparql?{urlencode(pairs)}")
    if way == "form":
        return http.post("/sparql", content=urlencode(pairs), headers={"Content-Type": FORM})
    address = f"/sparql?{urlencode(graphs or [])}"
    return http.post(address, content=query.encode(), headers={"Content-Type": DIRECT})


def values(response: httpx.Response) -> list[str]:
    """The values of solutions of one variable."""
    assert response.status_code == 200, response.text
    return [term["value"] for row in rows(response) for term in row.values()]


def rows(response: httpx.Response) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = response.json()["results"]["bindings"]
    return found


@pytest.mark.parametrize("way", WAYS)
def test_2_1_a_query_is_sent_in_each_way(http: httpx.Client, way: str) -> None:
    response = ask(http, way, IN)

    assert values(response) == ["one", "two"]
    assert response.headers["content-type"] == JSON


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (IN, (JSON,)),
        ("ASK {}", (JSON,)),
        ("DESCRIBE <urn:x:a>", ("text/turtle",)),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", ("text/turtle",)),
    ],
)
def test_2_1_6_each_form_of_query_has_its_media_type(
    http: httpx.Client, way: str, query: str, kinds: tuple[str, ...]
) -> None:
    response = ask(http, way, query)

    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] in kinds


def test_2_1_1_a_form_may_have_its_parameters_in_any_order_and_others(http: httpx.Client) -> None:
    first = http.get(f"/sparql?{urlencode([('default-graph-uri', ONE), ('query', IN)])}")
    other = http.get(f"/sparql?{urlencode([('x', 'y'), ('query', IN), ('z', '')])}")

    assert values(first) == ["one"]
    assert values(other) == ["one", "two"]


def test_2_1_1_a_space_is_a_plus_or_an_escape(http: httpx.Client) -> None:
    assert http.get("/sparql?query=ASK+%7B%7D").json()["boolean"] is True
    assert http.get("/sparql?query=ASK%20%7B%7D").json()["boolean"] is True
    plus = http.get("/sparql?query=SELECT%20%28%27a%2Bb%27%20AS%20%3Fx%29%20%7B%7D")
    assert values(plus) == ["a+b"]


def test_2_1_2_and_2_1_3_a_media_type_may_bear_its_charset(http: httpx.Client) -> None:
    query = "SELECT ('é–文😀' AS ?x) {}"
    for charset in ("utf-8", "UTF-8", '"utf-8"'):
        kind = {"Content-Type": f"{DIRECT}; charset={charset}"}
        assert values(http.post("/sparql", content=query.encode(), headers=kind)) == ["é–文😀"]
        kind = {"Content-Type": f"{FORM}; charset={charset}"}
        form = f"query={quote(query)}"
        assert values(http.post("/sparql", content=form, headers=kind)) == ["é–文😀"]


def test_2_1_3_a_media_type_is_read_in_any_case(http: httpx.Client) -> None:
    kind = {"Content-Type": "Application/SPARQL-Query"}

    assert values(http.post("/sparql", content=IN, headers=kind)) == ["one", "two"]


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_one_default_graph(http: httpx.Client, way: str) -> None:
    assert values(ask(http, way, IN, [("default-graph-uri", ONE)])) == ["one"]


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_several_default_graphs_are_merged(http: httpx.Client, way: str) -> None:
    graphs = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]

    assert values(ask(http, way, IN, graphs)) == ["one", "two"]
    assert values(ask(http, way, SHARED, graphs)) == ["urn:x:a"]  # Query, 13.2: a merge


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_named_graphs_alone_leave_the_default_graph_empty(
    http: httpx.Client, way: str
) -> None:
    graphs = [("named-graph-uri", TWO), ("named-graph-uri", ONE)]

    assert values(ask(http, way, NAMES, graphs)) == [ONE, TWO]
    assert values(ask(http, way, NAMES, graphs[:1])) == [TWO]
    assert values(ask(http, way, IN, graphs)) == []


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_default_graphs_alone_leave_no_named_graph(http: httpx.Client, way: str) -> None:
    assert values(ask(http, way, NAMES, [("default-graph-uri", ONE)])) == []


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_a_whole_dataset(http: httpx.Client, way: str) -> None:
    query = "SELECT ?g ?b { ?a <urn:x:in> 'one' . GRAPH ?g { ?b <urn:x:in> 'two' } }"
    graphs = [("default-graph-uri", ONE), ("named-graph-uri", TWO), ("named-graph-uri", ONE)]

    assert values(ask(http, way, query, graphs)) == [TWO, "urn:x:two"]


@pytest.mark.parametrize("way", WAYS)
def test_2_1_4_the_dataset_of_the_protocol_goes_before_that_of_the_query(
    http: httpx.Client, way: str
) -> None:
    query = IN.replace("{", "FROM <1> FROM NAMED <1> {").replace("<1>", f"<{ONE}>")
    names = NAMES.replace("{", f"FROM NAMED <{ONE}> {{", 1)

    assert values(ask(http, way, query)) == ["one"]
    assert values(ask(http, way, query, [("default-graph-uri", TWO)])) == ["two"]
    assert values(ask(http, way, query, [("named-graph-uri", TWO)])) == []
    assert values(ask(http, way, names, [("named-graph-uri", TWO)])) == [TWO]


def test_2_1_4_graphs_of_the_address_of_a_form_count_too(http: httpx.Client) -> None:
    address = f"/sparql?{urlencode({'default-graph-uri': TWO})}"
    form = urlencode([("query", IN), ("default-graph-uri", ONE)])
    response = http.post(address, content=form, headers={"Content-Type": FORM})

    assert values(response) == ["one", "two"]


def test_2_1_4_a_graph_that_is_not_there_is_empty_and_is_not_fetched(http: httpx.Client) -> None:
    assert values(ask(http, "get", IN, [("default-graph-uri", "urn:x:none")])) == []


def test_2_1_5_without_a_dataset_the_services_own_is_asked(http: httpx.Client) -> None:
    assert values(ask(http, "get", SHARED)) == ["urn:x:a"]
    assert {ONE, TWO} <= set(values(ask(http, "get", NAMES)))


REFUSED = (
    ("bad-query-method", "PUT", "/sparql?query=ASK%7B%7D", None, b"", {405}),
    ("bad-query-method, delete", "DELETE", "/sparql?query=ASK%7B%7D", None, b"", {405}),
    ("bad-query-method, patch", "PATCH", "/sparql", DIRECT, b"ASK {}", {405}),
    ("bad-multiple-queries", "GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, b"", {400}),
    ("bad-multiple-queries, form", "POST", "/sparql", FORM, b"query=ASK%7B%7D&query=x", {400}),
    ("bad-multiple-queries, both", "POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK {}", {400}),
    ("bad-query-wrong-media-type", "POST", "/sparql", "text/plain", b"ASK {}", {415}),
    ("bad-query-missing-form-type", "POST", "/sparql", None, b"query=ASK%7B%7D", {415}),
    ("bad-query-missing-direct-type", "POST", "/sparql", None, b"ASK {}", {415}),
    (
        "bad-query-non-utf8",
        *("POST", "/sparql", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), {415}),
    ),
    ("bad-query-non-utf8, said to be", "POST", "/sparql", DIRECT, "ASK {}".encode("utf-16"), {400}),
    ("bad-query-non-utf8, latin", "POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xe9' }", {400}),
    ("bad-query-non-utf8, form", "POST", "/sparql", FORM, b"query=ASK%7B%7D%20%23%E9", {400}),
    ("bad-query-syntax", "GET", "/sparql?query=ASK%7B", None, b"", {400}),
    ("bad-query-syntax, form", "POST", "/sparql", FORM, b"query=ASK%20%7B", {400}),
    ("bad-query-syntax, direct", "POST", "/sparql", DIRECT, b"SELECT ASK {}", {400}),
    ("an empty query", "GET", "/sparql?query=", None, b"", {400}),
    ("an empty body", "POST", "/sparql", DIRECT, b"", {400}),
    ("no query in a form", "POST", "/sparql", FORM, b"default-graph-uri=urn:x:a", {400}),
    ("an update as a query", "GET", "/sparql?query=CLEAR%20ALL", None, b"", {400}),
    ("an update", "POST", "/sparql", "application/sparql-update", b"CLEAR ALL", {400, 415}),
    ("an update beside a query", "POST", "/sparql", FORM, b"query=ASK%7B%7D&update=x", {400}),
    ("a relative graph", "GET", "/sparql?query=ASK%7B%7D&default-graph-uri=x", None, b"", {400}),
    ("no graph", "GET", "/sparql?query=ASK%7B%7D&named-graph-uri=%3C%3E", None, b"", {400}),
    ("a multipart form", "POST", "/sparql", "multipart/form-data; boundary=x", b"--x--", {415}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("method", "address", "kind", "body", "statuses"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_2_1_7_each_fault_has_its_status_and_is_a_problem(
    http: httpx.Client, method: str, address: str, kind: str | None, body: bytes, statuses: set[int]
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    response = http.request(method, address, content=body, headers=headers)
    problem = response.json()

    assert response.status_code in statuses, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["status"] == response.status_code
    assert {"type", "title", "detail", "instance"} <= set(problem)


def test_2_1_7_a_fault_in_the_syntax_has_its_place(http: httpx.Client) -> None:
    response = ask(http, "direct", "SELECT ?x\nWHERE {\n  ?s ?p ] .\n}")
    problem = response.json()

    assert response.status_code == 400
    assert problem["line"] == 3
    assert problem["column"] > 1
    assert problem["hint"]


def test_2_1_7_a_method_that_is_none_is_told_those_there_are(http: httpx.Client) -> None:
    response = http.put("/sparql", content=b"ASK {}", headers={"Content-Type": DIRECT})

    assert {m.strip() for m in response.headers["allow"].split(",")} == {
        *("GET", "HEAD", "POST", "OPTIONS"),
    }


def test_9110_head_is_get_without_its_body(http: httpx.Client) -> None:
    for address in (f"/sparql?query={quote(IN)}", "/sparql", "/sparql?query=ASK"):
        get, head = http.get(address), http.head(address)
        own = ("date", "x-query-id", "x-request-id", "server-timing")
        kept = [{k: v for k, v in r.headers.items() if k not in own} for r in (get, head)]
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert kept[0] == kept[1]


def test_9110_a_length_is_that_of_the_body(stranger: Service) -> None:
    for accept in ("application/json", "text/csv", "application/sparql-results+xml", "text/html"):
        said = stranger.send(
            f"GET /sparql?query={quote(IN)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert said.status == 200
        assert int(said.headers["content-length"]) == len(said.body) > 0


def test_a_broken_answer_is_no_200(http: httpx.Client) -> None:
    """An error of evaluation is unbound; one that ends the query is no answer at all."""
    assert rows(ask(http, "get", "SELECT (1/0 AS ?x) {}")) == [{}]
    refused = ask(http, "get", "SELECT (UNKNOWN(1) AS ?x) {}")
    assert refused.status_code == 400
    custom = ask(http, "get", "SELECT (<urn:x:f>(1) AS ?x) {}")
    assert custom.status_code in (200, 400)


ACCEPTED = (
    (None, JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("text/*", "text/csv"),
    ("application/json", "application/json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values"),
    ("text/csv;q=0, */*;q=0.1", JSON),
    ("image/png, text/csv;q=0.001", "text/csv"),
    ("text/turtle, application/sparql-results+json;q=0.5", JSON),
    ("application/sparql-results+json;charset=utf-8", JSON),
)


@pytest.mark.parametrize(("accept", "kind"), ACCEPTED)
def test_9110_12_5_1_the_format_is_what_is_accepted_most(
    stranger: Service, accept: str | None, kind: str
) -> None:
    header = f"Accept: {accept}\r\n" if accept else ""
    said = stranger.send(
        f"GET /sparql?query={quote(IN)} HTTP/1.1\r\nHost: x\r\n{header}"
        "Connection: close\r\n\r\n".encode()
    )

    assert said.status == 200
    assert said.headers["content-type"].partition(";")[0] == kind
    assert "accept" in said.headers["vary"].lower()
    if kind.startswith("text/"):
        assert said.headers["content-type"].endswith("charset=utf-8")


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (IN, "image/png", JSON),
        (IN, "text/turtle", JSON),
        ("ASK {}", "application/n-triples", JSON),
        ("DESCRIBE <urn:x:a>", "text/csv", "text/turtle"),
        (IN, "*/*;q=0", JSON),
    ],
)
def test_9110_15_5_7_what_cannot_be_acceptable_is_told_what_there_is(
    http: httpx.Client, query: str, accept: str, offered: str
) -> None:
    response = http.get("/sparql", params={"query": query}, headers={"Accept": accept})

    assert response.status_code == 406
    assert offered in response.json()["offered"]


def test_service_description_2_the_endpoint_describes_itself(http: httpx.Client) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    plain = http.get("/sparql")
    graph = Graph().parse(data=plain.text, format="turtle")
    (service,) = graph.subjects(URIRef(f"{sd}endpoint"))
    (dataset,) = graph.objects(service, URIRef(f"{sd}defaultDataset"))
    named = {
        str(name)
        for entry in graph.objects(dataset, URIRef(f"{sd}namedGraph"))
        for name in graph.objects(entry, URIRef(f"{sd}name"))
    }

    assert plain.headers["content-type"].startswith("text/turtle")
    assert str(service) == f"{http.base_url}".rstrip("/") + "/sparql"
    assert named >= {ONE, TWO}
    assert named == set(values(ask(http, "get", NAMES)))
    assert list(graph.objects(dataset, URIRef(f"{sd}defaultGraph")))
    assert set(graph.objects(service, URIRef(f"{sd}supportedLanguage"))) == {
        URIRef(f"{sd}SPARQL11Query")
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
    ],
)
def test_service_description_2_each_format_says_the_same(
    http: httpx.Client, accept: str, name: str
) -> None:
    turtle = Graph().parse(data=http.get("/sparql").text, format="turtle")
    response = http.get("/sparql", headers={"Accept": accept})

    assert response.headers["content-type"].startswith(accept)
    assert set(Graph().parse(data=response.text, format=name)) == set(turtle)
