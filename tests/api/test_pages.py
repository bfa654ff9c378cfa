"""Pages: what they show, what they never do."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}
PAGES = (
    *("/", "/sparql", "/questions", "/ontology", "/shapes", "/api"),
    *("/ontology/0.1.0", "/ontology/alignments/eli", "/ontology/alignments/unms", "/shapes/0.1.0"),
    *("/ontology/examples/paragraph-nine", "/ontology/9.9"),
    *("/trace?from=A/RES/90/1", "/doc/document/A/RES/90/1", "/doc/meeting/tides/1"),
    *("/doc/mandate/A/RES/90/1/op/4", "/doc/document/A/RES/90/1/op/4", "/doc/step/s1"),
    *("/doc/evidence/e1", "/doc/state/KEN", "/doc/graph/registry", "/nothing/here", "/search"),
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_read_by_all_and_loads_nothing_from_elsewhere(
    client: TestClient, address: str
) -> None:
    page = client.get(address, headers=HTML)

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en">' in page.text
    assert '<a class="skip" href="#main">' in page.text
    assert page.text.count("<h1") == 1
    assert not re.search(r"<(script|iframe|object|embed)\b", page.text)
    assert not re.search(r"<(link|img)[^>]+(rel=\"(stylesheet|icon)\"|src=)[^>]+https?:", page.text)
    assert "<th>" not in page.text  # each has its scope


@pytest.mark.parametrize("address", [*PAGES, "/healthz", "/static/style.css"])
def test_each_response_bears_the_headers_that_keep_it_safe(
    client: TestClient, address: str
) -> None:
    headers = client.get(address, headers=HTML).headers

    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_literals_are_escaped_and_no_script_is_a_link(client: TestClient) -> None:
    page = client.get("/doc/document/A/RES/90/1", headers=HTML).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page


def test_what_a_client_sends_is_escaped(client: TestClient) -> None:
    page = client.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers=HTML)

    assert page.status_code == 404
    assert "<script>" not in page.text


def test_from_a_resolution_a_person_comes_to_who_spoke(client: TestClient) -> None:
    resolution = client.get("/doc/document/A/RES/90/1", headers=HTML).text
    meeting = client.get("/doc/meeting/tides/1", headers=HTML).text

    assert '<a href="/doc/meeting/tides/1">Group on tides, first meeting</a>' in resolution
    spoke = meeting[meeting.index("Who spoke") :]
    assert spoke.index("At the opening") < spoke.index(">Kenya<") < spoke.index(">Fiji<")
    assert spoke.count('<a href="/doc/meeting/tides/1/report/para/2">') >= 2


def test_a_fact_shows_its_paragraph_and_how_far_it_was_checked(client: TestClient) -> None:
    page = client.get("/doc/meeting/tides/1", headers=HTML).text

    row = page[page.index("2036-03-03") :][:400]
    assert 'href="/doc/meeting/tides/1/report/para/2"' in row
    assert "from text" in row


def test_a_page_shows_the_canonical_iri_and_links_locally(client: TestClient) -> None:
    page = client.get("/doc/meeting/tides/1", headers=HTML).text

    iri = "https://w3id.org/mandategraph/id/meeting/tides/1"
    assert f'<a href="/id/meeting/tides/1">{iri}</a>' in page
    assert 'href="https://w3id.org' not in page.replace(f'rel="canonical" href="{iri}"', "")


def test_the_home_page_counts_what_is_there(client: TestClient) -> None:
    page = client.get("/", headers=HTML).text

    # Five documents that are works of some kind, and the report of the meeting.
    assert re.search(r"<dt>documents</dt><dd>6</dd>", page)
    assert re.search(r"<dt>meetings</dt><dd>1</dd>", page)
    assert re.search(r"<dt>steps</dt><dd>2</dd>", page)
    assert "Generation 1" in page
