"""Paths of things, however they are spelt or meant: one spelling, no loop, no way out, no fault."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.vocab import ID
from tests.things import Answered, send, serving, store_of

GRAPH = Path(__file__).parents[1] / "api" / "graph.ttl"
MORE = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <{ID}> .
<body/one> dcterms:isReplacedBy <body/two> . <body/two> dcterms:isReplacedBy <body/ga> .
<body/round> dcterms:isReplacedBy <body/about> . <body/about> dcterms:isReplacedBy <body/round> .
<body/self> dcterms:isReplacedBy <body/self> .
<body/both> dcterms:isReplacedBy <body/ga> , <state/KEN> .
<body/away> dcterms:isReplacedBy <https://evil.example/> .
<document/A/C%2FD> a mg:Document ; rdfs:label "A/C/D"@en .
<document/caf%C3%A9> a mg:Document ; rdfs:label "Escaped"@en .
<body/naïve> a mg:Body ; rdfs:label "Naïve"@en .
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The service over the small graph of the tests of ``api``, and odd names."""
    path = tmp_path_factory.mktemp("paths") / "store"
    store_of(path, Graph().parse(GRAPH, format="turtle").parse(data=MORE, format="turtle"))
    return serving(path)


def followed(app: FastAPI, target: str) -> tuple[Answered, list[str]]:
    """The last answer on the way that redirects lead, and the addresses on it."""
    way = [target]
    while True:
        response = send(app, way[-1])
        if response.status not in (303, 308):
            return response, way
        location = response.headers["location"]
        assert location.startswith(("/id/", "/doc/")), "an address of ours, in one piece"
        assert location not in way, "a loop"
        assert len(way) < 5
        way.append(location)


@pytest.mark.parametrize("place", ["id", "doc"])
@pytest.mark.parametrize(
    ("spelling", "own"),
    [
        ("document//A//RES/90/1", "document/A/RES/90/1"),
        ("/document/A/RES/90/1//", "document/A/RES/90/1"),
        ("document%2fA%2FRES%2f90/1", "document/A/RES/90/1"),
        ("document/A/RES/90/%31", "document/A/RES/90/1"),
        ("document/a/res/2625%20%28xxv%29", "document/A/RES/2625(XXV)"),
        ("document/A/RES/67/244+B", None),  # a plus is a space in forms only
        ("document/A/RES/90/1.TTL", "document/A/RES/90/1.ttl"),
        ("document/A/RES/90/1.ttl/", "document/A/RES/90/1.ttl"),
        ("body/one", "body/ga"),
        ("body/ONE", "body/ga"),
        ("body/round", "body/round"),
        ("body/self", "body/self"),
        ("body/away", "body/away"),
        ("document/A/C%2FD", "document/A/C%2FD"),
        ("document/caf%C3%A9", "document/caf%C3%A9"),
        ("document/caf%c3%a9", "document/caf%C3%A9"),
        ("document/cafe%CC%81", "document/caf%C3%A9"),  # NFC
        ("body/na%C3%AFve", "body/na%C3%AFve"),
    ],
)
def test_every_spelling_leads_to_one(
    app: FastAPI, place: str, spelling: str, own: str | None
) -> None:
    """RFC 9110, 15.4.9 (308) and RFC 3986, 6.2.2: one thing has one address."""
    response, way = followed(app, f"/{place}/{spelling}")

    if own is None:
        assert response.status == 404
    else:
        assert response.status == 200
        assert way[-1] == f"/doc/{own}"


def test_a_thing_that_turned_out_to_be_several_is_gone(app: FastAPI) -> None:
    """RFC 9110, 15.5.11."""
    response = send(app, "/id/body/both")
    problem = json.loads(response.body)

    assert response.status == 410
    assert problem["suggestions"] == ["body/ga", "state/KEN"]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "//evil.example/doc/body/ga",
        "///evil.example/%2e%2e",
        "/%2F%2Fevil.example",
        "/%5cevil.example",
        "/id//evil.example",
        "/id/https://evil.example/",
        "/doc/%2F%2Fevil.example/",
        "/doc/..",
        "/doc/../../etc/passwd",
        "/doc/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/doc/body/ga/..%00.ttl",
        "/doc/%00%01%7f",
        "/doc/body/ga%0d%0aSet-Cookie:%20a=b",
        "/doc/%ff%fe",
        "/doc/%C3%28",
        "/doc/%ED%A0%80",
        "/doc/%",
        "/doc/%zz",
        "/doc/.ttl",
        "/doc/",
        "/id/graph/",
        "/doc/graph/nothing",
        "/doc/urn:x:y",
        "/doc/https://w3id.org/mandategraph/id/body/ga",
        "/doc/" + "a" * 8000,
        "/doc/" + "a/" * 4000,
        "/doc/" + "%41" * 2700,
        "/doc/document/" + "A/" * 4000 + "1.ttl",
        "/" + "A/RES/" * 1300,
    ],
)
def test_a_hostile_path_is_not_found(app: FastAPI, target: str) -> None:
    """RFC 9110, 15.5.5 and 17.3: neither a fault nor a way elsewhere, and at once."""
    start = time.perf_counter()
    response = send(app, target)

    assert response.status in (400, 404)
    assert "location" not in response.headers
    assert "set-cookie" not in response.headers
    assert time.perf_counter() - start < 2


PIECES = st.one_of(
    st.sampled_from(["", ".", "..", "document", "body", "ga", "A", "a", "RES", "res", "90", "1"]),
    st.sampled_from(["op", "op4", "OP4", "4", "id", "doc", "graph", "registry", "state", "ken"]),
    st.sampled_from(["2625 (XXV)", "2625_(XXV)", "ga.ttl", "1.TTL", "1.html", ".nt", "%2e", "%2F"]),
    st.sampled_from(["one", "round", "both", "away", "naïve", "café", "C%2FD", "evil.example"]),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@example(pieces=["", "id", "body", "ga"], marks=b"", query="")
@example(pieces=["", "", "evil.example", ".."], marks=b"", query="")
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=7),
    marks=st.binary(max_size=4),
    query=st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#")),
)
def test_no_path_is_a_fault_or_a_loop(
    app: FastAPI, pieces: list[str], marks: bytes, query: str
) -> None:
    """RFC 9110, 15.4 (a client must be able to end) and 15.6.1 (500 is for our faults)."""
    path = "/".join(quote(p, safe="%()", errors="ignore") for p in pieces) + quote(marks)
    for start in ("/id/", "/doc/", "/"):
        target = f"{start}{path}?{query}" if query else start + path
        if target.startswith(("/static", "/docs")):
            continue
        response, way = followed(app, target)

        assert response.status < 500 or response.status == 501
        assert all(w.startswith("/") and not w.startswith(("//", "/\\")) for w in way[1:])
        assert all(c > " " and c not in '"<>' for w in way[1:] for c in w)
