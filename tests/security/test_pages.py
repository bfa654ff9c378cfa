"""No page runs, loads or links to what a graph, a query or an address brings with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

import httpx2 as httpx
import pytest
from lxml import html

from kg.questions import questions
from tests.security.conftest import EVIL, LINKS
from tests.strangers import Service

HTML: Final = {"Accept": "text/html"}
SCRIPT: Final = quote(EVIL, safe="")
THINGS: Final = (
    *("document/A/RES/90/1", "document/A/RES/90/1/op/4", "mandate/A/RES/90/1/op/4"),
    *("meeting/tides/1", "meeting/tides/1/report", "meeting/tides/1/report/para/2"),
    *("meeting/tides/1/report/para/2/statement/KEN", "evidence/e1", "step/s1", "state/FJI"),
    *("body/ga", "graph/registry", "document/TIDES/1"),
)
ALL: Final = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
WORDS: Final = f'SELECT (""" {EVIL} """ AS ?x) {{}}'
ADDRESSES: Final = (
    *("/", "/sparql", "/questions", "/ontology", "/shapes", "/api", "/changes", "/search"),
    *("/ontology/0.1.0", "/ontology/alignments/unms", "/ontology/examples/second-meeting"),
    *(f"/ontology/{a}{SCRIPT}" for a in ("", "alignments/", "examples/")),
    *(f"/shapes/{SCRIPT}", f"/sparql?query=ASK%7B%7D&view={SCRIPT}", "/shapes/0.1.0"),
    *("/.well-known/void", "/dump", "/trace?from=A/RES/90/1"),
    *(f"/doc/{thing}" for thing in THINGS),
    *(f"/sparql?query={quote(q)}" for q in (ALL, "DESCRIBE ?s { ?s ?p ?o }", "ASK {}")),
    f"/sparql?query={quote(WORDS)}",
    *(f"/questions/{q.name}?{q.given[0].name}={SCRIPT}" for q in questions() if q.given),
    *(f"/questions/{q.name}" for q in questions()[:3]),
    *(f"{a}{SCRIPT}" for a in ("/", "/doc/", "/id/", "/A/RES/", "/graphs/", "/dump/", "/static/")),
    *(f"/{a}{SCRIPT}" for a in ("search?q=", "trace?from=", "lookup?symbol=", "sparql?query=")),
    *(f"/sparql?query=ASK%7B%7D&{a}={SCRIPT}" for a in ("format", "default-graph-uri")),
    *(f"/{a}{SCRIPT}" for a in ("search?q=tides&kind=", "trace?from=A/RES/90/1&depth=")),
    *(f"/{a}{SCRIPT}" for a in ("doc/state/FJI?page=", "doc/state/FJI?format=", "questions/")),
    *(f"/{a}{SCRIPT}" for a in ("graphs?graph=", "changes?since=", "trace?from=A/RES/90/1&to=")),
    *("/search?q=alert", "/search?q=tides", "/search?q=%22"),
    *(f"/trace?from=A/RES/90/1&{a}={SCRIPT}" for a in ("since", "until", "kind", "effect")),
    *(f"/why?of={quote(thing)}" for thing in THINGS),
    *(f"/why?{a}={SCRIPT}" for a in ("of", "subject=x&predicate=y&object")),
)
FORBIDDEN: Final = frozenset(
    (
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "img",
        "svg",
        "math",
        "style",
    )
)
DRAWN: Final = frozenset(("svg", "title", "defs", "marker", "path", "rect", "text"))
LOADING: Final = ("src", "srcset", "data", "poster", "background", "formaction", "ping", "srcdoc")
HOSTILE: Final = f'''
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
<https://w3id.org/mandategraph/id/document/x> a mg:Resolution , mg:Meeting , mg:Step ;
  mg:symbol """{EVIL}""" , 5 ; mg:adoptedOn """{EVIL}""" ; mg:adoptedBy <javascript:alert(1)> ;
  mg:title """{EVIL}""" .
<javascript:alert(1)> a mg:Resolution , mg:Mandate , mg:Meeting , mg:Statement .
'''


def faults(text: str) -> Iterator[str]:
    """What a browser would run, load or follow in a page, and must not."""
    page = html.document_fromstring(text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN and not _is_drawing(element):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            lower = str(name).lower()
            if lower.startswith("on") or lower == "style" or lower in LOADING:
                yield f"<{element.tag} {name}={value!r}>"
            if lower in ("href", "action", "xlink:href") and not _is_safe(element, str(value)):
                yield f"<{element.tag} {name}={value!r}>"
        if element.tag == "meta" and element.get("http-equiv"):
            yield "<meta http-equiv>"


def _is_drawing(element: html.HtmlElement) -> bool:
    """Whether this is a drawing of the ontology: boxes, lines and words, which lead nowhere."""
    return (
        element.tag == "svg"
        and element.get("class") == "diagram"
        and {inner.tag for inner in element.iter()} <= DRAWN
    )


def _is_safe(element: html.HtmlElement, address: str) -> bool:
    """Only a link that a person follows may go elsewhere, or the name of what a page is about."""
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", address))
    if not parts.scheme and not parts.netloc:
        return True
    is_name = element.tag == "link" and element.get("rel") in ("canonical", "describes")
    return (element.tag == "a" or is_name) and parts.scheme in ("http", "https")


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_a_page_holds_hostile_words_and_nothing_of_them_runs(
    wary: httpx.Client, address: str
) -> None:
    page = wary.get(address, headers=HTML)
    policy = page.headers["content-security-policy"]

    assert page.status_code < 500
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)
    if page.status_code in (301, 302, 303, 307, 308):
        assert urlsplit(page.headers["location"]).scheme in ("", "http")
        return
    assert page.headers["content-type"].startswith("text/html")
    assert list(faults(page.text)) == []
    assert "<script>alert" not in page.text
    assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\S\S)", page.text)


def test_the_words_are_there(wary: httpx.Client) -> None:
    """Else the test above would look for what no page shows."""
    page = wary.get("/doc/meeting/tides/1", headers=HTML).text
    table = wary.get(f"/sparql?query={quote(ALL)}", headers=HTML).text

    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;script&gt;alert(1)" in table
    assert any(link.partition(":")[0].lower() in table.lower() for link in LINKS)
    assert (
        list(faults("<p onclick=x><a href=' java\nscript:x'><img src=http://evil.example>")) != []
    )


def test_a_report_of_hostile_words_is_a_page(wary: httpx.Client) -> None:
    headers = {"Content-Type": "text/turtle"} | HTML
    page = wary.post("/validate", content=HOSTILE.encode(), headers=headers)

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "alert(1)" in page.text
    assert list(faults(page.text)) == []


@pytest.mark.parametrize("host", ["evil.example", 'x"><script>alert(1)</script>', "a'onclick='b"])
def test_the_host_that_a_client_names_is_no_way_in(attacked: Service, host: str) -> None:
    for path in ("/", "/sparql", "/doc/state/FJI", "/search?q=tides", "/.well-known/void"):
        said = attacked.send(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert said.status < 500
        text = said.body.decode()
        if said.status == 200:
            assert list(faults(text)) == []
            assert "<script>" not in text


@pytest.mark.parametrize(
    "accept", ["application/json", "text/csv", "text/turtle", "application/rdf+xml", "text/xml"]
)
def test_hostile_words_in_other_formats_are_no_page(wary: httpx.Client, accept: str) -> None:
    for address in ("/doc/meeting/tides/1", f"/sparql?query={quote(ALL)}", f"/{SCRIPT}"):
        answer = wary.get(address, headers={"Accept": accept})
        assert "html" not in answer.headers.get("content-type", "")
