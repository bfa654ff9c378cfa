"""SPARQL 1.1 Protocol, 2.2: the update operation; each test names its clause."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.conformance.writable import BASE, DOCUMENT, TOKEN, ask, service, small_store

DIRECT = TOKEN | {"Content-Type": "application/sparql-update"}
FORM = TOKEN | {"Content-Type": "application/x-www-form-urlencoded"}
INSERT = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> <urn:x:p> 1 } }"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = small_store(tmp_path_factory.mktemp("update") / "store")
    with service(path, update_limit=20_000) as client:
        yield client


@pytest.fixture(autouse=True)
def _empty(client: TestClient) -> None:
    assert update(client, "DROP ALL") == 204


def update(client: TestClient, text: str, **parameters: str | list[str]) -> int:
    response = client.post("/update", params=parameters, content=text, headers=DIRECT)
    return response.status_code


def objects(client: TestClient, graph: str) -> list[str]:
    found = ask(client, f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?o")
    return [solution["o"] for solution in found]


def test_2_2_1_an_update_is_posted_as_a_form(client: TestClient) -> None:
    response = client.post("/update", data={"update": INSERT}, headers=TOKEN)

    assert response.status_code == 204
    assert response.content == b""
    assert objects(client, "urn:x:g") == ["1"]


def test_2_2_2_an_update_is_posted_directly(client: TestClient) -> None:
    response = client.post("/update", content=INSERT, headers=DIRECT)

    assert response.status_code == 204
    assert objects(client, "urn:x:g") == ["1"]


def test_2_2_2_the_media_type_may_name_utf8_and_no_other_charset(client: TestClient) -> None:
    kinds = [f"application/sparql-update; charset={name}" for name in ("UTF-8", "utf-16")]
    answers = [
        client.post("/update", content=INSERT, headers=TOKEN | {"Content-Type": kind})
        for kind in kinds
    ]

    assert [a.status_code for a in answers] == [204, 415]


def test_2_2_an_update_is_not_asked_by_get_or_any_other_method(client: TestClient) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
        response = client.request(method, "/update", params={"update": INSERT}, headers=TOKEN)

        assert response.status_code == 405
        assert response.headers["allow"] == "POST, OPTIONS"


def test_2_2_the_request_holds_one_update(client: TestClient) -> None:
    none = client.post("/update", data={}, headers=FORM)
    two = client.post("/update", data={"update": [INSERT, INSERT]}, headers=TOKEN)
    beside = client.post("/update", params={"update": INSERT}, content=INSERT, headers=DIRECT)
    query = client.post("/update", data={"query": "ASK {}"}, headers=TOKEN)
    both = client.post("/update", data={"query": "ASK {}", "update": INSERT}, headers=TOKEN)

    assert {r.status_code for r in (none, two, beside, query, both)} == {400}
    assert "2 updates" in two.json()["detail"]
    assert "no queries" in query.json()["detail"]
    assert objects(client, "urn:x:g") == []


def test_2_2_another_media_type_is_refused(client: TestClient) -> None:
    kinds = ("text/plain", "application/sparql-query", "text/turtle", "multipart/form-data")
    answers = [
        client.post("/update", content=INSERT, headers=TOKEN | {"Content-Type": kind})
        for kind in kinds
    ]
    answers.append(client.post("/update", content=INSERT.encode(), headers=TOKEN))
    answers.append(
        client.post("/update", content=INSERT, headers=DIRECT | {"Content-Encoding": "gzip"})
    )

    assert [a.status_code for a in answers] == [415] * 6
    assert answers[0].json()["offered"][0] == "application/sparql-update"


def test_2_2_what_is_not_in_utf8_is_refused(client: TestClient) -> None:
    text = INSERT.replace("1", '"é"').encode("latin-1")
    direct = client.post("/update", content=text, headers=DIRECT)
    form = client.post("/update", content=b"update=%E9", headers=FORM)

    assert (direct.status_code, form.status_code) == (400, 400)


def test_2_2_3_using_graph_uri_names_the_default_graph_of_patterns(client: TestClient) -> None:
    data = "INSERT DATA { GRAPH <urn:x:a> { <urn:x:s> <urn:x:p> 1 } "
    data += "GRAPH <urn:x:b> { <urn:x:s> <urn:x:p> 2 } }"
    copy = "INSERT { GRAPH <urn:x:c> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    update(client, data)

    assert update(client, copy, **{"using-graph-uri": "urn:x:a"}) == 204
    assert objects(client, "urn:x:c") == ["1"]
    assert update(client, copy, **{"using-graph-uri": ["urn:x:a", "urn:x:b"]}) == 204
    assert objects(client, "urn:x:c") == ["1", "2"]


def test_2_2_3_using_named_graph_uri_names_the_named_graphs(client: TestClient) -> None:
    data = "INSERT DATA { GRAPH <urn:x:a> { <urn:x:s> <urn:x:p> 1 } "
    data += "GRAPH <urn:x:b> { <urn:x:s> <urn:x:p> 2 } }"
    copy = "INSERT { GRAPH <urn:x:c> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    update(client, data)
    form = {"update": copy, "using-named-graph-uri": "urn:x:b"}
    response = client.post("/update", data=form, headers=TOKEN)

    assert response.status_code == 204
    assert objects(client, "urn:x:c") == ["2"]


def test_2_2_3_parameters_beside_using_or_with_are_refused(client: TestClient) -> None:
    using = "INSERT { <urn:x:s> ?p ?o } USING <urn:x:a> WHERE { ?s ?p ?o }"
    graph = "WITH <urn:x:a> INSERT { <urn:x:s> ?p ?o } WHERE { ?s ?p ?o }"
    for text in (using, graph):
        for name in ("using-graph-uri", "using-named-graph-uri"):
            assert update(client, text, **{name: "urn:x:b"}) == 400


def test_2_2_4_a_malformed_update_is_refused_with_its_place(client: TestClient) -> None:
    response = client.post("/update", content="INSERT DATA {\n <urn:x:s> ?p 1 }", headers=DIRECT)
    problem = response.json()

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert (problem["line"], problem["column"]) == (2, 12)
    assert problem["hint"]


def test_2_2_4_a_failed_update_changes_nothing(client: TestClient) -> None:
    response = client.post("/update", content=f"{INSERT} ; CREATE GRAPH <urn:x:g>", headers=DIRECT)

    assert response.status_code == 400
    assert "nothing was changed" in response.json()["hint"]
    assert objects(client, "urn:x:g") == []


def test_2_1_4_the_base_of_an_update_is_its_own(client: TestClient) -> None:
    text = "BASE <http://base.example/> INSERT DATA { GRAPH <g> { <s> <p> <o> } }"

    assert update(client, text) == 204
    assert objects(client, "http://base.example/g") == ["http://base.example/o"]


def test_update_3_1_1_the_unnamed_graph_is_the_users_default_graph(client: TestClient) -> None:
    assert update(client, "INSERT DATA { <urn:x:s> <urn:x:p> 'mine' }") == 204
    assert objects(client, f"{BASE}/graphs/default") == ["mine"]
    assert ask(client, "SELECT ?o { ?s <urn:x:says>|<urn:x:p> ?o }") == [{"o": "ours"}]


def test_update_4_3_our_graphs_are_read_and_never_changed(client: TestClient) -> None:
    copied = update(client, f"ADD <{DOCUMENT}> TO <urn:x:copy>")
    refused = client.post("/update", content=f"CLEAR GRAPH <{DOCUMENT}>", headers=DIRECT)

    assert copied == 204
    assert objects(client, "urn:x:copy") == ["ours"]
    assert refused.status_code == 403
    assert "ingest" in refused.json()["hint"]


def test_what_would_fetch_is_refused(client: TestClient) -> None:
    load = "LOAD SILENT <http://127.0.0.1:9/x>"
    service = "INSERT { <urn:x:s> ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"

    assert (update(client, load), update(client, service)) == (400, 400)


def test_an_answer_tells_what_changed_where_json_is_asked_for(client: TestClient) -> None:
    headers = DIRECT | {"Accept": "application/json"}
    made = client.post("/update", content=INSERT, headers=headers)
    again = client.post("/update", content=INSERT, headers=headers)

    assert (made.status_code, again.status_code) == (200, 200)
    assert made.json()["added"] == ["urn:x:g"]
    assert made.headers["x-generation"] == str(made.json()["generation"])
    assert again.json() == made.json() | {"added": []}


def test_a_client_reads_its_own_writes(client: TestClient) -> None:
    for number in range(10):
        update(
            client,
            f"DELETE WHERE {{ <urn:x:n> ?p ?o }} ; INSERT DATA {{ <urn:x:n> <urn:x:p> {number} }}",
        )

        assert objects(client, f"{BASE}/graphs/default") == [str(number)]


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    long = f"INSERT DATA {{ <urn:x:s> <urn:x:p> '{'a' * 20_000}' }}"
    direct = client.post("/update", content=long, headers=DIRECT)
    form = client.post("/update", data={"update": long}, headers=TOKEN)

    assert (direct.status_code, form.status_code) == (413, 413)
    assert direct.json()["limit"] == 20_000


def test_a_writer_bears_the_token(client: TestClient) -> None:
    """RFC 6750, 3: what is lacking is said in WWW-Authenticate."""
    wrong = (
        b"Bearer another",
        b"Bearer",
        b"Basic YTpi",
        b"Bearer a-token-for-tests2",
        b"Bearer \xe9",
    )
    kind = {"Content-Type": "application/sparql-update"}
    none = client.post("/update", content=INSERT, headers=kind)
    others = [
        client.post(
            "/update",
            content=INSERT,
            headers={b"Content-Type": DIRECT["Content-Type"].encode(), b"Authorization": one},
        )
        for one in wrong
    ]
    lower = client.post(
        "/update", content=INSERT, headers=kind | {"Authorization": "bearer a-token-for-tests"}
    )

    assert {r.status_code for r in (none, *others)} == {401}
    assert none.headers["www-authenticate"] == 'Bearer realm="mandategraph"'
    assert 'error="invalid_token"' in others[0].headers["www-authenticate"]
    assert lower.status_code == 204


def test_a_page_of_another_origin_cannot_write(client: TestClient) -> None:
    for origin in (
        "http://evil.example",
        "null",
        "http://graph.example:81",
        "https://graph.example",
    ):
        refused = client.post(
            "/update", data={"update": INSERT}, headers=TOKEN | {"Origin": origin}
        )

        assert refused.status_code == 403
        assert not [name for name in refused.headers if name.startswith("access-control")]
    own = client.post("/update", data={"update": INSERT}, headers=TOKEN | {"Origin": BASE})
    assert own.status_code == 204


def test_no_preflight_lets_a_page_of_another_origin_write(client: TestClient) -> None:
    asked = {
        "Origin": "http://other.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    for address in ("/update", "/graphs", "/graphs/x"):
        response = client.options(address, headers=asked)

        assert not [name for name in response.headers if name.startswith("access-control")]


def test_writing_is_off_without_a_token(client: TestClient) -> None:
    path = client.app.state.service.settings.store  # type: ignore[attr-defined]
    with service(path, token=None) as off:
        response = off.post("/update", content=INSERT, headers=DIRECT)
        graph = off.put("/graphs/x", content="", headers=TOKEN | {"Content-Type": "text/turtle"})
        ready = off.get("/readyz").json()

    assert (response.status_code, graph.status_code) == (403, 403)
    assert "MANDATEGRAPH_TOKEN" in response.json()["hint"]
    assert ready["writing"] == "off: no token is set"


def test_the_openapi_document_asks_for_a_bearer_token(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    post = document["paths"]["/update"]["post"]

    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert post["security"] == [{"bearer": []}]
    assert "get" not in document["paths"]["/update"]
    assert {"200", "204", "400", "401", "403", "413", "415", "503"} <= post["responses"].keys()


def test_the_figures_of_the_writer_are_shown(client: TestClient) -> None:
    update(client, INSERT)
    figures = client.get("/metrics").text
    ready = client.get("/readyz").json()

    assert "mandategraph_writer_written_total" in figures
    assert ready["writing"].startswith("on")
