"""Things and their descriptions: redirects, formats, spellings, aliases."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, Graph, Literal, URIRef
from starlette.testclient import TestClient

from api.stamp import program_digest
from kg.vocab import ID, MG

RESOLUTION = "/doc/document/A/RES/90/1"
SUFFIXES = (
    ("ttl", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
)


def test_a_thing_redirects_to_its_description(client: TestClient) -> None:
    response = client.get("/id/document/A/RES/90/1")

    assert response.status_code == 303
    assert response.headers["location"] == RESOLUTION


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("document/a/res/90/1", "document/A/RES/90/1"),
        ("document/A%2FRES%2F90%2F1", "document/A/RES/90/1"),
        ("document/A/RES/2625%20(XXV)", "document/A/RES/2625(XXV)"),
        ("document/A/RES/2625%28XXV%29", "document/A/RES/2625(XXV)"),
        ("document/a/res/2625_(xxv)", "document/A/RES/2625(XXV)"),
        ("document/A/RES/67/244%20B", "document/A/RES/67/244_B"),
        ("document/A/RES/90/1/", "document/A/RES/90/1"),
        ("document/A/RES/90/1/op4", "document/A/RES/90/1/op/4"),
        ("document/a/66/91/CORR.1", "document/A/66/91/Corr.1"),
        ("document/a/res/90/1/OP/4", "document/A/RES/90/1/op/4"),
        ("mandate/a/res/90/1/op/4", "mandate/A/RES/90/1/op/4"),
        ("state/ken", "state/KEN"),
        ("Body/GA", "body/ga"),
    ],
)
def test_every_spelling_redirects_to_the_canonical_one(
    client: TestClient, spelling: str, canonical: str
) -> None:
    for place in ("id", "doc"):
        response = client.get(f"/{place}/{spelling}")

        assert response.status_code == 308
        assert response.headers["location"] == f"/{place}/{canonical}"


def test_a_thing_that_was_replaced_redirects_to_what_replaces_it(client: TestClient) -> None:
    response = client.get("/id/document/TIDES/1")

    assert response.status_code == 308
    assert response.headers["location"] == "/id/meeting/tides/1/report"


@pytest.mark.parametrize(("suffix", "content_type", "syntax"), SUFFIXES)
def test_a_suffix_chooses_the_format(
    client: TestClient, suffix: str, content_type: str, syntax: ox.RdfFormat
) -> None:
    response = client.get(f"{RESOLUTION}.{suffix}", headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert response.headers["content-type"] == content_type
    symbols = [
        q.object
        for q in ox.parse(response.content, format=syntax)
        if q.predicate.value == str(MG.symbol)
    ]
    assert symbols == [ox.Literal("A/RES/90/1")]


def test_a_suffix_survives_the_redirect_from_the_thing(client: TestClient) -> None:
    response = client.get("/id/document/A/RES/90/1.ttl")

    assert response.headers["location"] == f"{RESOLUTION}.ttl"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("*/*", "ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle;q=0.5, application/n-triples", "nt"),
    ],
)
def test_a_description_comes_as_the_client_accepts(
    client: TestClient, accept: str, suffix: str
) -> None:
    response = client.get(RESOLUTION, headers={"Accept": accept})

    assert response.headers["content-location"] == f"{RESOLUTION}.{suffix}"
    program = "-[0-9a-f]{12}" if suffix == "html" else ""
    assert re.fullmatch(f'"1{program}-{suffix}"', response.headers["etag"])
    assert "Accept" in response.headers["vary"]


def test_a_description_that_nobody_offers_is_refused(client: TestClient) -> None:
    response = client.get(RESOLUTION, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/turtle" in response.json()["offered"]


def test_a_description_links_to_its_thing_and_its_other_formats(client: TestClient) -> None:
    header = client.get(f"{RESOLUTION}.html").headers["link"]

    assert f'<{ID}document/A/RES/90/1>; rel="canonical"' in header
    assert f'<{RESOLUTION}.ttl>; rel="describedby"; type="text/turtle"' in header
    assert f'<{RESOLUTION}.jsonld>; rel="alternate"; type="application/ld+json"' in header


def test_a_description_holds_what_points_to_the_thing_and_its_evidence(
    client: TestClient,
) -> None:
    response = client.get("/doc/meeting/tides/1.nt")

    graph = Graph().parse(data=response.text, format="nt")
    meeting = ID["meeting/tides/1"]
    assert (meeting, RDFS.label, None) in graph
    assert (ID["meeting/tides/1/report"], MG.reportOf, meeting) in graph
    assert (ID["evidence/e1"], MG.supportsPredicate, MG.startDate) in graph
    assert (ID["evidence/e1"], MG.statedIn, ID["meeting/tides/1/report/para/2"]) in graph


def test_a_description_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    response = client.get(f"{RESOLUTION}.ttl", headers={"If-None-Match": 'W/"0-ttl", "1-ttl"'})

    assert response.status_code == 304


def test_a_page_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(f"{RESOLUTION}.html").headers["etag"]
    again = client.get(f"{RESOLUTION}.html", headers={"If-None-Match": tag})
    from_another_program = client.get(f"{RESOLUTION}.html", headers={"If-None-Match": '"1-html"'})

    assert again.status_code == 304
    assert again.headers["etag"] == tag
    assert from_another_program.status_code == 200


def test_the_digest_of_the_program_changes_with_a_template(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "home.html"
    template.parent.mkdir()
    digests = []
    for words in ("one", "two", "one"):
        template.write_text(words, "utf-8")
        digests.append(program_digest([tmp_path]))

    assert digests[0] == digests[2] != digests[1]


def test_the_name_of_a_graph_leads_to_its_triples(client: TestClient) -> None:
    response = client.get("/doc/graph/registry.nt")

    graph = Graph().parse(data=response.text, format="nt")
    assert (ID["state/FJI"], RDFS.label, Literal("Fiji", lang="en")) in graph


@pytest.mark.parametrize(
    ("alias", "target"),
    [
        ("/A/RES/90/1", RESOLUTION),
        ("/a/res/90/1", RESOLUTION),
        ("/A/RES/90/1.ttl", f"{RESOLUTION}.ttl"),
        ("/A/RES/90/1/", RESOLUTION),
        ("/A/RES/90/1/op/4", f"{RESOLUTION}/op/4"),
        ("/A/RES/90/1/op/4/", f"{RESOLUTION}/op/4"),
        ("/A/RES/90/1/op4", f"{RESOLUTION}/op/4"),
        ("/a/res/90/1/OP4", f"{RESOLUTION}/op/4"),
        ("/A/RES/90/1/op4.ttl", f"{RESOLUTION}/op/4.ttl"),
        ("/A/RES/2625%20(XXV)", "/doc/document/A/RES/2625(XXV)"),
        ("/lookup?symbol=90/1", RESOLUTION),
        ("/lookup?symbol=a%2Fres%2F90%2F1", RESOLUTION),
    ],
)
def test_a_symbol_is_an_address(client: TestClient, alias: str, target: str) -> None:
    response = client.get(alias)

    assert response.status_code == 303
    assert response.headers["location"] == target


def test_a_symbol_typed_into_a_browser_ends_in_a_page(client: TestClient) -> None:
    response = client.get("/a/res/90/1", headers={"Accept": "text/html"}, follow_redirects=True)

    assert response.status_code == 200
    assert "<h1>A/RES/90/1</h1>" in response.text


@pytest.mark.parametrize("place", ["/id/document/", "/"])
@pytest.mark.parametrize(
    ("symbol", "near"),
    [
        ("A/RES/90/2", ["A/RES/90/1"]),  # another number
        ("A/RES/9/1", ["A/RES/90/1"]),  # a digit too few
        ("a/res/67/424%20B", ["A/RES/67/244 B"]),  # two digits exchanged
        ("A/RES/67/244", ["A/RES/67/244 B"]),
        ("A/RES/90/1/op/99", ["A/RES/90/1"]),
        ("A/RES/90/1/op99", ["A/RES/90/1"]),
        ("A/RES/2625%20%28XXVI%29", ["A/RES/2625 (XXV)"]),
    ],
)
def test_an_unknown_symbol_is_told_the_near_ones(
    client: TestClient, place: str, symbol: str, near: list[str]
) -> None:
    response = client.get(f"{place}{symbol}")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["suggestions"] == near
    assert response.json()["hint"] == f"did you mean {near[0]}?"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/id/state/KEX", ["state/KEN"]),
        ("/doc/meeting/tide/1", ["meeting/tides/1"]),
        ("/body/gaa", ["body/ga"]),
        ("/id/state/Atlantis", []),
    ],
)
def test_an_unknown_name_is_told_those_that_look_like_it(
    client: TestClient, path: str, near: list[str]
) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.json()["suggestions"] == near


@pytest.mark.parametrize(
    "symbol",
    ["A/RES/91/2", "A/RES/90/32", "A/RES/90", "E/RES/90/1", "A/90/1", "A/RES/2655%20(XXVI)"],
)
def test_a_symbol_of_another_series_or_further_away_is_not_suggested(
    client: TestClient, symbol: str
) -> None:
    problem = client.get(f"/{symbol}").json()

    assert problem["suggestions"] == []
    assert problem["hint"].startswith("check the symbol, or see /")


def test_an_unknown_symbol_is_shown_as_it_should_be_spelt(client: TestClient) -> None:
    thing = client.get("/id/document/A/RES/2655%20%28XXV%29").json()
    symbol = client.get("/A/RES/2655_(XXV)").json()

    assert thing["detail"] == f"{ID}document/A/RES/2655(XXV) is not known to this graph."
    assert thing["instance"] == "/id/document/A/RES/2655%20(XXV)"
    assert symbol["detail"] == "A/RES/2655 (XXV) is not known to this graph."


def test_a_person_is_told_the_near_symbols_on_a_page(client: TestClient) -> None:
    response = client.get("/A/RES/90/2", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert '<a href="/lookup?symbol=A/RES/90/1">A/RES/90/1</a>' in response.text


def test_a_thing_that_is_only_mentioned_is_described(client: TestClient) -> None:
    response = client.get("/doc/rule/given-in.nt")

    graph = Graph().parse(data=response.text, format="nt")
    assert (ID["step/s1"], MG.rule, ID["rule/given-in"]) in graph


@pytest.mark.parametrize("path", ["/id/%3Cscript%3E", "/id/", "/doc/%00", "/id/..%2F..%2Fetc"])
def test_a_path_that_names_nothing_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_head_finds_what_get_finds(client: TestClient) -> None:
    assert client.head("/id/document/A/RES/90/1").status_code == 303
    assert client.head(f"{RESOLUTION}.ttl").headers["content-type"].startswith("text/turtle")


def test_the_vocabulary_is_served_as_a_graph_and_as_a_page(client: TestClient) -> None:
    graph = client.get("/ontology", headers={"Accept": "text/turtle"})
    page = client.get("/ontology", headers={"Accept": "text/html"})

    parsed = Graph().parse(data=graph.text, format="turtle")
    assert (URIRef(str(MG.Mandate)), RDFS.label, None) in parsed
    assert 'id="Mandate"' in page.text


def test_the_shapes_are_served_as_a_graph_and_as_a_page(client: TestClient) -> None:
    graph = client.get("/shapes", headers={"Accept": "application/n-triples"})
    page = client.get("/shapes", headers={"Accept": "text/html"})

    assert "http://www.w3.org/ns/shacl#NodeShape" in graph.text
    assert 'id="Mandate-addressee"' in page.text
