"""SPARQL 1.1 Graph Store HTTP Protocol; each test names its clause."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.formats import GRAPHS, Format
from tests.conformance.writable import BASE, DOCUMENT, TOKEN, ask, service, small_store

TURTLE = TOKEN | {"Content-Type": "text/turtle"}
ONE = "<> <p> 'one' ."
TWO = "<> <p> 'two' ."
BODIES = (
    ("text/turtle", ONE),
    ("application/n-triples", '<http://graph.example/graphs/f> <urn:x:p> "one" .'),
    ("application/ld+json", '[{"@id": "", "http://graph.example/graphs/p": "one"}]'),
    ("application/n-quads", '<urn:x:s> <urn:x:p> "one" .'),
    ("application/trig", ONE),
    (
        "application/rdf+xml; charset=utf-8",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='urn:x:'>"
        "<rdf:Description rdf:about=''><x:p>one</x:p></rdf:Description></rdf:RDF>",
    ),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = small_store(tmp_path_factory.mktemp("graphs") / "store")
    with service(path, update_limit=20_000) as client:
        yield client


def put(client: TestClient, address: str, body: str = ONE, **headers: str) -> int:
    return client.put(address, content=body, headers=TURTLE | headers).status_code


def triples(client: TestClient, address: str) -> list[tuple[str, str]]:
    """Subject and object of each triple of a graph."""
    response = client.get(address, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    found = ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
    return sorted((str(q.subject), getattr(q.object, "value", "")) for q in found)


def test_4_1_a_graph_is_named_by_its_address(client: TestClient) -> None:
    assert put(client, "/graphs/direct/1.ttl") == 201
    found = ask(client, "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } FILTER(?o = 'one') }")

    assert found == [{"g": f"{BASE}/graphs/direct/1.ttl", "o": "one"}]
    assert triples(client, f"/graphs?graph={BASE}/graphs/direct/1.ttl") == [
        (f"<{BASE}/graphs/direct/1.ttl>", "one")
    ]


def test_4_1_an_escape_in_an_address_is_part_of_the_name(client: TestClient) -> None:
    assert put(client, "/graphs/a%2Fb%20c") == 201

    assert client.get("/graphs/a/b%20c").status_code == 404
    assert triples(client, "/graphs/a%2Fb%20c") == [(f"<{BASE}/graphs/a%2Fb%20c>", "one")]


def test_4_2_a_graph_is_named_by_a_parameter(client: TestClient) -> None:
    assert put(client, "/graphs?graph=urn:x:indirect", "<urn:x:s> <urn:x:p> 'one' .") == 201
    assert triples(client, "/graphs?graph=urn%3Ax%3Aindirect") == [("<urn:x:s>", "one")]


def test_4_2_the_default_graph_is_always_there(client: TestClient) -> None:
    assert triples(client, "/graphs?default") == []
    assert client.delete("/graphs?default", headers=TOKEN).status_code == 204
    assert put(client, "/graphs?default") == 201
    assert triples(client, "/graphs?default=") == triples(client, "/graphs/default") != []
    assert client.delete("/graphs?default", headers=TOKEN).status_code == 204
    assert triples(client, "/graphs?default") == []


def test_4_2_a_graph_is_named_once_and_by_an_absolute_iri(client: TestClient) -> None:
    addresses = (
        "",
        "?graph=x",
        "?graph=",
        "?graph=urn:x:a&graph=urn:x:b",
        "?graph=urn:x:a&default",
    )
    for address in (*(f"/graphs{a}" for a in addresses), "/graphs/x?graph=urn:x:a"):
        assert client.get(address).status_code == 400
        assert put(client, address) == 400
        assert client.delete(address, headers=TOKEN).status_code == 400


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_5_2_get_gives_a_graph_in_each_format(client: TestClient, form: Format) -> None:
    client.put("/graphs/formats", content=ONE, headers=TURTLE | {"If-None-Match": "*"})
    response = client.get("/graphs/formats", headers={"Accept": form.media[0]})
    quads = list(ox.parse(response.content, format=form.graph))

    assert response.headers["content-type"].partition(";")[0] == form.media[0]
    assert [q.object for q in quads] == [ox.Literal("one")]


def test_5_2_get_and_head_refuse_what_is_not_there_or_not_acceptable(client: TestClient) -> None:
    put(client, "/graphs/there")
    head = client.head("/graphs/there")

    assert client.get("/graphs/nowhere").status_code == 404
    assert client.head("/graphs/nowhere").status_code == 404
    assert client.get("/graphs/there", headers={"Accept": "image/png"}).status_code == 406
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == client.get("/graphs/there").headers["etag"]


def test_5_2_any_origin_may_read_and_none_may_write(client: TestClient) -> None:
    put(client, "/graphs/shared")
    origin = {"Origin": "http://other.example"}
    read = client.get("/graphs/shared", headers=origin)
    asked = origin | {"Access-Control-Request-Method": "GET"}
    preflight = client.options("/graphs/shared", headers=asked)
    asked = origin | {"Access-Control-Request-Method": "PUT"}
    refused = client.options("/graphs/shared", headers=asked)
    wrote = client.put("/graphs/shared", content=TWO, headers=TURTLE | origin)
    deleted = client.delete("/graphs/shared", headers=TOKEN | origin)

    assert read.headers["access-control-allow-origin"] == "*"
    assert preflight.status_code == 200
    assert "PUT" not in preflight.headers["access-control-allow-methods"]
    assert (wrote.status_code, deleted.status_code) == (403, 403)
    for response in (refused, wrote, deleted):
        assert not [name for name in response.headers if name.startswith("access-control")]


def test_5_2_our_graphs_are_read_and_never_written(client: TestClient) -> None:
    address = f"/graphs?graph={DOCUMENT}"
    wrote = client.put(address, content=ONE, headers=TURTLE)
    merged = client.post(address, content=ONE, headers=TURTLE)
    deleted = client.delete(address, headers=TOKEN)

    assert triples(client, address) == [("<urn:x:ours>", "ours")]
    assert {r.status_code for r in (wrote, merged, deleted)} == {403}
    assert "ingest" in wrote.json()["hint"]


def test_5_3_put_makes_a_graph_and_then_replaces_it(client: TestClient) -> None:
    made = client.put("/graphs/put", content=ONE, headers=TURTLE)
    replaced = client.put("/graphs/put", content=TWO, headers=TURTLE)

    assert (made.status_code, replaced.status_code) == (201, 204)
    assert int(replaced.headers["x-generation"]) > int(made.headers["x-generation"])
    assert triples(client, "/graphs/put") == [(f"<{BASE}/graphs/put>", "two")]


def test_5_3_an_empty_graph_is_a_graph(client: TestClient) -> None:
    assert put(client, "/graphs/empty", "") == 201
    assert triples(client, "/graphs/empty") == []
    assert put(client, "/graphs/empty", ONE) == 204
    assert put(client, "/graphs/empty", "") == 204
    assert triples(client, "/graphs/empty") == []


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=lambda value: value.partition(";")[0][:30])
def test_5_3_each_format_is_taken(client: TestClient, kind: str, body: str) -> None:
    headers = TOKEN | {"Content-Type": kind}
    response = client.put("/graphs/f", content=body, headers=headers)

    assert response.status_code in (201, 204)
    assert [value for _, value in triples(client, "/graphs/f")] == ["one"]


def test_4_2_relative_iris_are_resolved_against_the_graphs_name(client: TestClient) -> None:
    put(client, "/graphs/base/x", "<#a> <p> '' . <../b> <p> '' .")
    put(client, "/graphs?graph=http://other.example/g", "<h> <p> '' .")

    found = [subject for subject, _ in triples(client, "/graphs/base/x")]
    assert found == [f"<{BASE}/graphs/b>", f"<{BASE}/graphs/base/x#a>"]
    assert triples(client, "/graphs?graph=http://other.example/g") == [
        ("<http://other.example/h>", "")
    ]


def test_5_3_a_malformed_graph_is_refused_with_its_place(client: TestClient) -> None:
    response = client.put("/graphs/bad", content="<> <p> 'one' .\n<> <p> ;;", headers=TURTLE)
    mismatched = client.put(
        "/graphs/bad", content=ONE, headers=TOKEN | {"Content-Type": "application/rdf+xml"}
    )

    assert response.status_code == 400
    assert response.json()["line"] == 2
    assert mismatched.status_code == 400
    assert client.get("/graphs/bad").status_code == 404


def test_5_3_what_is_no_single_graph_is_refused(client: TestClient) -> None:
    trig = TOKEN | {"Content-Type": "application/trig"}
    response = client.put("/graphs/bad", content="<urn:x:g> { <> <p> 1 }", headers=trig)

    assert response.status_code == 400
    assert "urn:x:g" in response.json()["detail"]


def test_5_3_nothing_is_fetched_or_expanded(client: TestClient) -> None:
    context = '{"@context": "http://127.0.0.1:9/c", "name": "x"}'
    entities = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"
    prefix = f"@prefix a: <http://x/{'a' * 15_000}> . " + "a:1 a:2 a:3 . " * 100
    answers = [
        client.put("/graphs/bad", content=body, headers=TOKEN | {"Content-Type": kind})
        for kind, body in (
            ("application/ld+json", context),
            ("application/rdf+xml", entities),
            ("text/turtle", prefix),
        )
    ]

    assert [a.status_code for a in answers] == [400, 400, 413]
    assert "nothing is fetched" in answers[0].json()["detail"]


def test_5_3_another_media_type_or_a_long_body_is_refused(client: TestClient) -> None:
    for kind in ("text/html", "application/json", "text/turtle; charset=latin-1"):
        headers = TOKEN | {"Content-Type": kind}
        response = client.put("/graphs/bad", content=ONE, headers=headers)
        assert response.status_code == 415
        assert "text/turtle" in response.json()["offered"]
    assert client.put("/graphs/bad", content=b"", headers=TOKEN).status_code == 415
    assert put(client, "/graphs/bad", "#" * 20_001) == 413


def test_5_4_delete_takes_a_graph_away(client: TestClient) -> None:
    put(client, "/graphs/gone")

    assert client.delete("/graphs/gone", headers=TOKEN).status_code == 204
    assert client.get("/graphs/gone").status_code == 404
    assert client.delete("/graphs/gone", headers=TOKEN).status_code == 404


def test_5_5_post_merges_into_a_graph(client: TestClient) -> None:
    blank = "_:a <p> 'blank' ."
    made = client.post("/graphs/post", content=ONE + blank, headers=TURTLE)
    merged = client.post("/graphs/post", content=TWO + blank, headers=TURTLE)

    assert (made.status_code, merged.status_code) == (201, 204)
    values = sorted(value for _, value in triples(client, "/graphs/post"))
    assert values == ["blank", "blank", "one", "two"]


def test_5_5_post_without_a_name_makes_a_new_graph(client: TestClient) -> None:
    first = client.post("/graphs", content=ONE, headers=TURTLE)
    second = client.post("/graphs", content=ONE, headers=TURTLE)
    places = [r.headers["location"] for r in (first, second)]

    assert (first.status_code, second.status_code) == (201, 201)
    assert places[0] != places[1]
    assert triples(client, places[0].removeprefix(BASE)) == [(f"<{places[0]}>", "one")]


def test_5_5_post_takes_the_parts_of_a_form(client: TestClient) -> None:
    body = (
        '--cut\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\n'
        "Content-Type: text/turtle; charset=utf-8\r\n\r\n_:a <p> 'one' .\r\n"
        '--cut\r\nContent-Disposition: form-data; name="b"; filename="b.nt"\r\n'
        'Content-Type: application/n-triples\r\n\r\n_:a <urn:x:p> "two" .\r\n--cut--\r\n'
    )
    headers = TOKEN | {"Content-Type": "multipart/form-data; boundary=cut"}
    made = client.post("/graphs/parts", content=body, headers=headers)
    broken = client.post("/graphs/parts", content=body[:-9], headers=headers)
    put_so = client.put("/graphs/parts", content=body, headers=headers)

    assert (made.status_code, broken.status_code, put_so.status_code) == (201, 400, 415)
    found = triples(client, "/graphs/parts")
    assert [value for _, value in found] in (["one", "two"], ["two", "one"])
    assert found[0][0] != found[1][0]


def test_5_6_and_5_7_patch_is_refused_and_options_tells_the_methods(client: TestClient) -> None:
    for address in ("/graphs", "/graphs/x"):
        patched = client.patch(address, content=ONE, headers=TURTLE)
        asked = client.options(address)

        assert patched.status_code == 405
        methods = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
        assert patched.headers["allow"] == asked.headers["allow"] == methods


def test_6_a_writer_bears_the_token(client: TestClient) -> None:
    kind = {"Content-Type": "text/turtle"}
    answers = [client.request(m, "/graphs/x", content=ONE, headers=kind) for m in ("PUT", "POST")]
    answers.append(client.delete("/graphs/x", headers={"Authorization": "Bearer no"}))

    assert [a.status_code for a in answers] == [401] * 3
    assert answers[0].headers["www-authenticate"] == 'Bearer realm="mandategraph"'


def test_conditions_hold_against_the_graph_as_it_is(client: TestClient) -> None:
    """RFC 9110, 13.1.1 and 13.1.2."""
    assert put(client, "/graphs/held", ONE, **{"If-Match": "*"}) == 412
    assert put(client, "/graphs/held", ONE, **{"If-None-Match": "*"}) == 201
    assert put(client, "/graphs/held", TWO, **{"If-None-Match": "*"}) == 412
    held = client.get("/graphs/held", headers={"Accept": "application/n-triples"}).headers["etag"]
    assert client.get("/graphs/held", headers={"If-None-Match": held}).status_code == 200
    turtle = client.get("/graphs/held").headers["etag"]
    again = client.get("/graphs/held", headers={"If-None-Match": turtle})
    assert (again.status_code, again.headers["etag"]) == (304, turtle)
    assert put(client, "/graphs/held", TWO, **{"If-Match": held}) == 204
    assert put(client, "/graphs/held", ONE, **{"If-Match": held}) == 412
    gone = client.delete("/graphs/held", headers=TOKEN | {"If-Match": turtle})
    assert gone.status_code == 412
    assert [value for _, value in triples(client, "/graphs/held")] == ["two"]


def test_the_tag_of_a_graph_changes_with_it_alone(client: TestClient) -> None:
    put(client, "/graphs/still")
    before = client.get("/graphs/still").headers["etag"]
    put(client, "/graphs/moving", TWO)

    assert client.get("/graphs/still").headers["etag"] == before
    put(client, "/graphs/still", TWO)
    assert client.get("/graphs/still").headers["etag"] != before
