"""Search over HTTP: JSON, page and CSV, said to be stale where it is, and never at fault."""

from __future__ import annotations

import csv
import html
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.searching import Searches
from api.settings import Settings
from api.stamp import Stamp
from api.views import View
from kg.errors import QueryError
from kg.search import index_files, read_words
from kg.store import Snapshot
from kg.vocab import ID

HTML = {"Accept": "text/html"}
MGS = "PREFIX mgs: <https://w3id.org/mandategraph/search#> "
RESOLUTION = f"{ID}document/A/RES/90/1"
MEETING = f"{ID}meeting/tides/1"


@pytest.fixture(scope="module")
def service(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service over a copy of the small store, in which an index may be made."""
    store = tmp_path_factory.mktemp("searched") / "store"
    shutil.copytree(small, store)
    with TestClient(create_app(Settings(store=store)), follow_redirects=False) as client:
        yield client


def test_hits_have_their_address_and_the_places_that_match(service: TestClient) -> None:
    answer = service.get("/search", params={"q": "group tides"})

    found = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert (found["total"], found["stale"], found["next"]) == (1, False, None)
    hit = found["hits"][0]
    assert (hit["iri"], hit["kind"], hit["year"]) == (MEETING, "Meeting", 2036)
    assert hit["address"] == "/doc/meeting/tides/1"
    assert (hit["body"], hit["symbol"], hit["paragraph"]) == ("tides", None, None)


def test_a_symbol_finds_its_document_first(service: TestClient) -> None:
    found = service.get("/search", params={"q": "resolution 90/1"}).json()

    assert found["hits"][0]["iri"] == RESOLUTION
    assert found["hits"][0]["exact"]
    assert found["hits"][0]["matches"] == [[6, 10]]  # of "A/RES/90/1 · Measures …"


def test_filters_are_said_by_the_facets_that_they_limit(service: TestClient) -> None:
    whole = service.get("/search", params={"q": "kenya"}).json()
    one = service.get("/search", params={"q": "kenya", "kind": "Statement"}).json()

    counted = {f["value"]: f["count"] for f in whole["facets"]["kind"]}
    assert counted == {"State": 1, "Statement": 1}
    assert one["total"] == 1
    assert one["facets"]["kind"] == [{"value": "Statement", "label": "statement", "count": 1}]


def test_pages_lead_on_to_the_last_and_no_further(service: TestClient) -> None:
    address, seen = "/search?q=a*+OR+kenya+OR+fiji&size=3", []
    total = service.get(address).json()["total"]
    while address:
        answer = service.get(address)
        seen += [hit["iri"] for hit in answer.json()["hits"]]
        address = answer.json()["next"]
        assert ('rel="next"' in answer.headers.get("link", "")) == bool(address)

    assert len(seen) == len(set(seen)) == total > 3


def test_the_page_shows_hits_marked_and_safe(service: TestClient) -> None:
    page = service.get("/search", params={"q": "measures <script>"}, headers=HTML).text

    assert "<mark>Measures</mark>" in page
    assert "<script>" not in page
    assert 'value="measures &lt;script&gt;"' in page
    assert 'href="/doc/document/A/RES/90/1"' in page


def test_each_link_of_a_page_leads_somewhere(service: TestClient) -> None:
    page = service.get("/search", params={"q": "a*", "size": 2}, headers=HTML).text

    links = [html.unescape(link) for link in re.findall(r'href="(/(?:search|doc)[^"]*)"', page)]
    assert sum("page=2" in link for link in links) == 1
    assert all(service.get(link, headers=HTML).status_code == 200 for link in links)


def test_without_words_a_page_has_a_form_and_a_program_a_problem(service: TestClient) -> None:
    page = service.get("/search", headers=HTML)
    refused = service.get("/search")

    assert page.status_code == 200
    assert '<input name="q"' in page.text
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["hint"]


def test_a_table_has_a_line_for_each_hit(service: TestClient) -> None:
    answer = service.get("/search", params={"q": "kenya OR fiji", "format": "csv"})

    lines = list(csv.DictReader(answer.text.splitlines()))
    assert {line["label"] for line in lines} >= {"Kenya", "Fiji"}
    assert answer.headers["x-total-count"] == str(len(lines)) == "4"


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "* OR",
        "NEAR(",
        "a:b ^c",
        "x" * 500,
        "a " * 200,
        "'; DROP TABLE words --",
        "-",
        "é" * 99,
    ],
)
@pytest.mark.parametrize("form", ["json", "html", "csv"])
def test_no_search_is_a_fault(service: TestClient, query: str, form: str) -> None:
    assert service.get("/search", params={"q": query, "format": form}).status_code in (200, 400)


@pytest.mark.parametrize(
    "wrong", [{"year": "x"}, {"page": 0}, {"size": 101}, {"q": "x" * 501}, {"format": "pdf"}]
)
def test_a_malformed_parameter_is_refused(service: TestClient, wrong: dict[str, str]) -> None:
    assert service.get("/search", params={"q": "tides", **wrong}).status_code == 400


def test_an_answer_is_known_by_its_generation_and_open_to_all(service: TestClient) -> None:
    first = service.get("/search", params={"q": "tides"}, headers={"Origin": "https://x.example"})
    again = service.get(
        "/search", params={"q": "tides"}, headers={"If-None-Match": first.headers["etag"]}
    )

    assert first.headers["access-control-allow-origin"] == "*"
    assert again.status_code == 304


def test_a_browser_learns_to_search_here(service: TestClient) -> None:
    answer = service.get("/opensearch.xml")

    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    assert "/search?q={searchTerms}" in answer.text


def test_the_models_stand_in_the_description_of_the_service(service: TestClient) -> None:
    paths = service.get("/openapi.json").json()["paths"]

    content = paths["/search"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"]["$ref"].endswith("/SearchModel")
    assert {"text/html", "text/csv"} <= set(content)


@pytest.fixture(name="view")
def a_view(small: Path, tmp_path: Path) -> View:
    shutil.copytree(small, tmp_path / "store")
    snapshot = Snapshot.open(tmp_path / "store")
    return View(snapshot, Stamp(snapshot.generation, "test"))


def test_a_query_is_written_out_and_says_what_was_cut(view: View, tmp_path: Path) -> None:
    searches = Searches(tmp_path / "store")

    plain = searches.expand("SELECT * { ?s ?p ?o }", view)
    written = searches.expand(MGS + 'SELECT ?x { ?x mgs:matches "group tides" }', view)

    assert (plain.text, dict(plain.headers), plain.cacheable) == ("SELECT * { ?s ?p ?o }", {}, True)
    assert [r["x"].value for r in view.snapshot.query(written.text).solutions()] == [MEETING]
    assert (dict(written.headers), written.cacheable) == ({}, True)


def test_a_search_that_cannot_be_written_out_says_where(view: View, tmp_path: Path) -> None:
    with pytest.raises(QueryError) as refused:
        Searches(tmp_path / "store").expand(MGS + "\nASK { ?x mgs:matches ?w }", view)

    assert (refused.value.line, refused.value.column) == (2, 22)


def test_an_older_index_is_said_to_be_one(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(tmp_path / "store")
    searches.freshen(view)
    monkeypatch.setattr(Searches, "freshen", lambda self, view: None)
    _make_older(index_files(tmp_path / "store")[0])

    written = searches.expand(MGS + 'SELECT ?x { ?x mgs:matches "tides" }', view)

    assert dict(written.headers) == {"X-Search-Stale": "true"}
    assert not written.cacheable


def test_an_older_index_has_no_entity_tag(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    shutil.copytree(small, store)
    with TestClient(create_app(Settings(store=store))) as client:
        client.get("/search", params={"q": "tides"})
        monkeypatch.setattr(Searches, "freshen", lambda self, view: None)
        _make_older(index_files(store)[0])
        answer = client.get("/search", params={"q": "tides"})
        page = client.get("/search", params={"q": "tides"}, headers=HTML)

    assert answer.json()["stale"]
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert "The index is of generation" in page.text


def _make_older(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE name = 'content'")
    connection.close()


def test_an_index_that_many_graphs_need_is_made_by_another_process(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.searching._FEW", -1)
    monkeypatch.setattr("api.searching.PATIENCE", 30.0)
    searches = Searches(tmp_path / "store")

    searches.freshen(view)

    assert searches.search(view, read_words("tides")).stale is False
    assert searches.is_fresh(view)
    searches.close()
