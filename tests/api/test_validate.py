"""Strangers' RDF is judged by our shapes alone, within bounds, and told in many formats."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.resources import folder
from kg.validate import load_shapes
from kg.validate.judge import report
from kg.vocab import MGSH

MG = "@prefix mg: <https://w3id.org/mandategraph/ontology#> .\n"
GOOD = MG + '<https://x.example/a> <https://x.example/says> "well" .'
BROKEN = MG + '<https://x.example/m> a mg:Meeting ; mg:ordinal "two" .'
TURTLE = "text/turtle"


@pytest.fixture(name="judge", scope="module")
def a_client(small: Path) -> Iterator[TestClient]:
    settings = Settings(store=small, workers=1, validate_limit=4 << 20, validate_triples=60_000)
    with TestClient(create_app(settings)) as client:
        yield client


def verdict(client: TestClient, body: str | bytes, media: str = TURTLE) -> dict[str, object]:
    headers = {"Content-Type": media, "Accept": "application/json"}
    response = client.post("/validate", content=body, headers=headers)
    assert response.status_code == 200, response.text
    return dict(response.json())


def refused(client: TestClient, body: str | bytes, media: str = TURTLE) -> tuple[int, str]:
    response = client.post("/validate", content=body, headers={"Content-Type": media})
    assert response.headers["content-type"] == "application/problem+json", response.text
    return response.status_code, str(response.json()["detail"])


def in_formats(turtle: str) -> dict[str, bytes]:
    quads = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    triples = [quad.triple for quad in quads]
    formats = (
        *(ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS),
        *(ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD),
    )
    return {f.media_type: ox.serialize(triples, format=f) or b"" for f in formats}


@pytest.mark.parametrize("media", list(in_formats(BROKEN)))
def test_every_format_is_judged_alike(judge: TestClient, media: str) -> None:
    good = verdict(judge, in_formats(GOOD)[media], media)
    broken = verdict(judge, in_formats(BROKEN)[media], media)

    assert (good["conforms"], good["results"]) == (True, [])
    assert broken["conforms"] is False
    assert broken == verdict(judge, BROKEN)


def test_the_results_are_those_of_pyshacl(judge: TestClient) -> None:
    shapes = load_shapes(folder("shapes"), folder("ontology"))

    expected = report(Graph().parse(data=BROKEN, format="turtle"), shapes)

    results = verdict(judge, BROKEN)["results"]
    assert isinstance(results, list)
    assert [(r["component"], r["message"]) for r in results] == [
        (e.component, e.message) for e in expected
    ]


@pytest.mark.parametrize(
    "media",
    ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"],
)
def test_the_report_is_one_of_shacl(judge: TestClient, media: str) -> None:
    response = judge.post(
        "/validate", content=BROKEN, headers={"Content-Type": TURTLE, "Accept": media}
    )

    assert response.headers["content-type"].startswith(media)
    form = ox.RdfFormat.from_media_type(media)
    triples = [quad.triple for quad in ox.parse(response.content, format=form)]
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    found = Graph().parse(data=written, format="nt")
    (node,) = found.subjects(RDF.type, SH.ValidationReport)
    assert found.value(node, SH.conforms) == Literal(False)
    results = list(found.objects(node, SH.result))
    assert results
    for result in results:
        assert found.value(result, SH.focusNode) == URIRef("https://x.example/m")
        for part in (SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent):
            assert isinstance(found.value(result, part), URIRef)
    (ordinal,) = [
        r
        for r in results
        if found.value(r, SH.sourceConstraintComponent) == SH.DatatypeConstraintComponent
    ]
    assert found.value(ordinal, SH.sourceShape) == MGSH["Meeting-ordinal"]
    assert found.value(ordinal, SH.value) == Literal("two")
    assert str(found.value(ordinal, SH.resultPath)).endswith("#ordinal")


def test_a_graph_that_conforms_has_a_report_that_says_so(judge: TestClient) -> None:
    response = judge.post("/validate", content=GOOD, headers={"Content-Type": TURTLE})

    found = Graph().parse(data=response.text, format="turtle")
    (node,) = found.subjects(RDF.type, SH.ValidationReport)
    assert found.value(node, SH.conforms) == Literal(True)
    assert found.value(node, SH.result) is None


def test_the_page_escapes_what_was_sent(judge: TestClient) -> None:
    body = MG + '<https://x.example/m> a mg:Meeting ; mg:ordinal "<script>alert(1)</script>" .'
    headers = {"Content-Type": TURTLE, "Accept": "text/html"}

    page = judge.post("/validate", content=body, headers=headers)

    assert "It does not conform" in page.text
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_a_stranger_s_shapes_judge_nothing_and_that_is_said(judge: TestClient) -> None:
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <https://x.example/S> a sh:NodeShape ; sh:targetSubjectsOf <https://x.example/says> ;
          sh:property <https://x.example/P> .
        <https://x.example/P> sh:path <https://x.example/says> ; sh:maxCount 0 ;
          sh:pattern "^(a+)+$" ."""

    said = verdict(judge, GOOD + shape)

    assert said["conforms"] is True
    assert "only the shapes of this graph judged" in str(said["notes"])
    response = judge.post("/validate?shapes=x", content=GOOD, headers={"Content-Type": TURTLE})
    assert response.status_code == 400


def test_named_graphs_are_not_judged_and_that_is_said(judge: TestClient) -> None:
    body = GOOD + " <https://x.example/g> { <https://x.example/m> a mg:Meeting . }"

    said = verdict(judge, body, "application/trig")
    status, detail = refused(judge, MG + "<urn:g> { <urn:m> a mg:Meeting }", "application/trig")

    assert said["conforms"] is True
    assert "1 quads stand in named graphs" in str(said["notes"])
    assert (status, "nothing in its default graph" in detail) == (400, True)


def test_blank_nodes_are_told_as_our_graphs_have_none(judge: TestClient) -> None:
    said = verdict(judge, '[] <https://x.example/says> "well", [] .')

    assert said["results_total"] == 2
    assert "Everything is named by an IRI." in str(said["results"])


@pytest.mark.parametrize(
    ("body", "media", "line", "column"),
    [
        ("<urn:a> <urn:b> .", TURTLE, 1, 17),
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> ; .", TURTLE, 2, 9),
        ("<urn:a> <urn:b> <urn:c> .\nx\n", "application/n-triples", 2, 1),
        ('{"@id": }', "application/ld+json", 1, 9),
        (b"<urn:a> <urn:b>\n  '\xff' .", TURTLE, 2, 4),
    ],
)
def test_malformed_rdf_is_refused_with_line_and_column(
    judge: TestClient, body: str | bytes, media: str, line: int, column: int
) -> None:
    response = judge.post("/validate", content=body, headers={"Content-Type": media})

    assert response.status_code == 400
    problem = response.json()
    assert (problem["line"], problem["column"]) == (line, column), problem
    assert problem["hint"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(12))
    + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="urn:a" xmlns:e="urn:e:"><e:b>&a12;</e:b></rdf:Description>'
    "</rdf:RDF>"
)


@pytest.mark.parametrize(
    ("body", "media", "status", "says"),
    [
        (LAUGHS, "application/rdf+xml", 400, "without a document type"),
        (LAUGHS.encode("utf-16"), "application/rdf+xml", 400, "not in UTF-8"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><a/>', "application/rdf+xml", 400, "another"),
        (GOOD, "text/turtle; charset=utf-16", 415, "charset=utf-16"),
        (GOOD, "application/x-www-form-urlencoded", 415, "cannot be posted"),
        (GOOD, "text/n3", 415, "cannot be posted"),
        (b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", TURTLE, 400, "triple term"),
        (b'<urn:a> <urn:b> "x"@en--ltr .', TURTLE, 400, "direction"),
        ("<urn:a> <urn:b> " + "(" * 70_000 + ")" * 70_000 + ".", TURTLE, 413, "more than 60,000"),
        ("<urn:a> <urn:b> " + "[" * 1_000_000, TURTLE, 400, "refused"),
        ("[" * 1_000_000, "application/ld+json", 400, "Max stack size"),
        ("<urn:a> <urn:b> <urn:c> .\n" * 60_001, TURTLE, 413, "more than 60,000 triples"),
        ("#" * (4 << 20) + "#", TURTLE, 413, "longer than 4,194,304 bytes"),
        # A prefix of a megabyte, used a thousand times over.
        (
            f"@prefix a: <urn:{'x' * 1_000_000}> .\n" + "a:a a:b a:c .\n" * 1_000,
            TURTLE,
            413,
            "characters",
        ),
    ],
    ids=lambda value: str(value)[:20].encode("unicode_escape").decode(),
)
def test_what_is_hostile_is_refused(
    judge: TestClient, body: str | bytes, media: str, status: int, says: str
) -> None:
    found, detail = refused(judge, body, media)

    assert (found, says in detail) == (status, True), detail
    assert verdict(judge, GOOD)["conforms"] is True


def test_a_compressed_body_is_not_taken(judge: TestClient) -> None:
    headers = {"Content-Type": TURTLE, "Content-Encoding": "gzip"}

    assert judge.post("/validate", content=b"\x1f\x8b", headers=headers).status_code == 415


def test_nothing_is_fetched(judge: TestClient) -> None:
    asked: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    try:
        context = json.dumps({"@context": f"{here}/context", "@id": "urn:a", "name": "x"})
        status, detail = refused(judge, context, "application/ld+json")
        imports = json.dumps(
            {"@context": {"@version": 1.1, "@import": f"{here}/i"}, "@id": "urn:a"}
        )
        assert refused(judge, imports, "application/ld+json")[0] == 400
        verdict(
            judge,
            f"<urn:a> <http://www.w3.org/2002/07/owl#imports> <{here}/imports> ; "
            f"<http://www.w3.org/ns/shacl#shapesGraph> <{here}/shapes> .",
        )
    finally:
        server.shutdown()
        server.server_close()

    assert (status, "nothing is fetched" in detail) == (400, True)
    assert asked == []


def test_many_results_are_cut_and_that_is_said(judge: TestClient) -> None:
    body = MG + "".join(f"<urn:x:{i}> a mg:Meeting .\n" for i in range(8_000))

    said = verdict(judge, body)

    results = said["results"]
    assert isinstance(results, list)
    assert said["truncated"] is True
    assert len(results) == 10_000
    assert f"The first 10,000 of {said['results_total']:,} results" in str(said["notes"])


def test_a_judgement_that_takes_too_long_is_ended(small: Path) -> None:
    settings = Settings(store=small, workers=1, query_timeout=0.5)
    deep = "<e:A><e:b>" * 200_000  # the parser takes a time that grows with the square
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">' + deep
    )
    with TestClient(create_app(settings)) as client:
        status, _ = refused(client, body, "application/rdf+xml")

    assert status == 503


def test_the_limits_are_told(judge: TestClient) -> None:
    response = judge.post("/validate", content=GOOD, headers={"Content-Type": TURTLE})

    assert response.headers["x-limit-bytes"] == str(4 << 20)
    assert response.headers["x-limit-triples"] == "60000"


def test_nothing_is_judged_by_get(judge: TestClient) -> None:
    response = judge.get("/validate")

    assert response.status_code == 405
    assert response.headers["allow"] == "POST, OPTIONS"
