"""Things over HTTP by the clauses of RFC 9110 (HTTP), RFC 8288 (links) and the Cool URIs note."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from api.formats import GRAPHS, HTML
from api.negotiate import choose
from kg.store import Ledger
from kg.vocab import ID
from tests.things import Answered, send, serving, store_of

GRAPH = Path(__file__).parents[1] / "api" / "graph.ttl"
DOC = "/doc/document/A/RES/90/1"
OFFERED = (*GRAPHS, HTML)
MAIN = {f.media[0] for f in OFFERED}
TYPES = sorted({media for f in OFFERED for media in f.media})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small graph of the tests of ``api``."""
    path = tmp_path_factory.mktemp("things") / "store"
    store_of(path, Graph().parse(GRAPH, format="turtle"))
    return path


@pytest.fixture(scope="module")
def app(store: Path) -> FastAPI:
    """The service over it."""
    return serving(store)


# RFC 9110, 12.5.1: Accept


class Asks(NamedTuple):
    """One element of an Accept header: a media range, parameters, and a weight in thousandths."""

    media: str
    parameters: tuple[tuple[str, str], ...]
    weight: int | None

    def __str__(self) -> str:
        """The element as it is written."""
        words = [self.media, *(f"{n}={v}" for n, v in self.parameters)]
        if self.weight is not None:
            words.append(f"q={self.weight / 1000:g}")
        return ";".join(words)


MEDIA = st.one_of(
    st.sampled_from(TYPES),
    st.sampled_from(["*/*", "text/*", "application/*", "image/*", "image/png", "TEXT/Turtle"]),
)
PARAMETERS = st.lists(
    st.sampled_from(
        [("charset", "utf-8"), ("charset", "ISO-8859-1"), ("profile", '"a,b;q=0"'), ("v", "b3")]
    ),
    max_size=2,
    unique_by=lambda pair: pair[0],
).map(tuple)
ELEMENTS = st.builds(Asks, MEDIA, PARAMETERS, st.none() | st.integers(0, 1000))


def weight_of(media: str, asks: list[Asks]) -> float:
    """The weight of a media type by 12.5.1, worked out from the elements as they were meant.

    A second name of a format has a weight only where it is named.
    """
    best: tuple[int, float] = (-1, 0.0)
    for ask in asks:
        wanted, weight = ask.media.lower(), 1.0 if ask.weight is None else ask.weight / 1000
        foreign = any(pair != ("charset", "utf-8") for pair in ask.parameters)
        if wanted == media:
            if foreign and weight == 0:  # this variant is refused, which is none of ours
                continue
            best = max(best, (2 if foreign else 3, weight))
        elif media not in MAIN:
            continue
        elif wanted == f"{media.partition('/')[0]}/*":
            best = max(best, (1, weight))
        elif wanted == "*/*":
            best = max(best, (0, weight))
    return best[1]


@settings(max_examples=400, deadline=None)
@given(st.lists(ELEMENTS, min_size=1, max_size=6), st.sampled_from([",", ", ", " ,\t", ",,"]))
def test_the_format_has_the_greatest_weight(asks: list[Asks], comma: str) -> None:
    """RFC 9110, 12.5.1 and 12.4.2; empty elements of a list count for nothing (5.6.1)."""
    choice = choose(comma.join(map(str, asks)), OFFERED)

    weights = {media: weight_of(media, asks) for media in TYPES}
    if choice is None:
        assert max(weights.values()) == 0
    else:
        assert choice.media in choice.format.media
        assert weights[choice.media] == max(weights.values()) > 0


@settings(max_examples=150, deadline=None)
@given(words=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80))
def test_no_accept_header_is_a_fault_of_the_service(app: FastAPI, words: str) -> None:
    """RFC 9110, 12.5.1: whatever stands in it, the answer is a format or 406."""
    assert send(app, DOC, {"Accept": words}).status in (200, 406)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "ttl"),  # 12.5.1: none accepts everything
        ("", "ttl"),
        ("*/*", "ttl"),
        ("text/*, text/html", "html"),  # equal weights: what is named, then our order
        ("text/html;q=0.5, text/turtle;q=0.4", "html"),
        ("text/*;q=0.9, text/turtle;q=0.1, application/n-triples;q=0.5", "html"),  # specificity
        ("text/turtle;q=0, */*", "jsonld"),  # 12.4.2: 0 excludes
        ("text/turtle;q=0.000, text/*;q=0.001", "html"),
        ("TEXT/TURTLE", "ttl"),  # 8.3.1: in any case
        ("text/turtle ; q = 0.1, application/n-triples; Q=0.2", "nt"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ('text/html;x="a,b";q=0.1, application/trig;q=0.2', "trig"),  # 5.6.6: quoted commas
        ("application/rdf+xml, */*;q=0.1", "rdf"),
        ("application/json", "jsonld"),
        ("application/n-quads;charset=utf-8", "nq"),
        ("turtle", "ttl"),  # nothing in it is a media range: as none
        ("turtle, text/html", "html"),
        ("text/html;q=much, application/trig", "trig"),
        ("image/webp, */*;q=0.8", "ttl"),
    ],
)
def test_a_format_is_chosen(app: FastAPI, accept: str | None, suffix: str) -> None:
    """RFC 9110, 12.5.1."""
    response = send(app, DOC, {} if accept is None else {"Accept": accept})

    assert response.status == 200
    assert response.headers["content-location"] == f"{DOC}.{suffix}"


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/csv, audio/*", "text/n3;q=1"])
def test_what_nobody_offers_is_refused_with_a_list(app: FastAPI, accept: str) -> None:
    """RFC 9110, 15.5.7: the answer has a list of what there is; RFC 9457 gives its form."""
    response = send(app, DOC, {"Accept": accept})
    problem = json.loads(response.body)

    assert response.status == 406
    assert response.headers["content-type"] == "application/problem+json"
    assert {f.media[0] for f in OFFERED} <= set(problem["offered"])


def test_an_answer_names_what_it_was_chosen_by(app: FastAPI) -> None:
    """RFC 9110, 12.5.5 (Vary) and 8.7 (Content-Location): a suffix is not negotiated about."""
    negotiated = send(app, DOC, {"Accept": "application/n-triples"})
    suffixed = send(app, f"{DOC}.nt", {"Accept": "text/html"})
    redirect = send(app, "/id/document/A/RES/90/1")

    assert "Accept" in negotiated.headers["vary"]
    assert negotiated.headers["content-location"] == f"{DOC}.nt"
    assert suffixed.body == negotiated.body
    assert "Accept" in redirect.headers["vary"]


# RFC 9110, 13: conditions


def moment(store: Path, **later: int) -> str:
    entry = Ledger(store / "ledger.jsonl").last()
    assert entry is not None
    return format_datetime(datetime.fromisoformat(entry.time) + timedelta(**later), usegmt=True)


def test_an_answer_says_when_it_last_changed(app: FastAPI, store: Path) -> None:
    """RFC 9110, 8.8.2: the time of the generation in the ledger, and never in the future."""
    response = send(app, f"{DOC}.ttl")
    page = send(app, f"{DOC}.html")

    assert response.headers["last-modified"] == moment(store)
    changed = parsedate_to_datetime(page.headers["last-modified"])
    assert parsedate_to_datetime(moment(store)) <= changed <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": '"1-ttl"'}, 304),  # 13.1.2
        ({"If-None-Match": 'W/"1-ttl"'}, 304),  # compared weakly
        ({"If-None-Match": '"x", W/"y,z","1-ttl"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"1-nt"'}, 200),  # another representation
        ({"If-None-Match": "1-ttl"}, 200),  # no entity tag
        ({"If-Modified-Since": "+0"}, 304),  # 13.1.3
        ({"If-Modified-Since": "+60"}, 304),
        ({"If-Modified-Since": "-1"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),  # no date: passed over
        ({"If-None-Match": '"0-ttl"', "If-Modified-Since": "+60"}, 200),  # 13.2.2: tag over date
        ({"If-None-Match": '"1-ttl"', "If-Modified-Since": "-60"}, 304),
        ({"If-Match": '"1-ttl"'}, 200),  # 13.1.1
        ({"If-Match": "*"}, 200),
        ({"If-Match": 'W/"1-ttl"'}, 412),  # compared strongly
        ({"If-Match": '"0-ttl"', "If-None-Match": '"1-ttl"'}, 412),  # 13.2.2
        ({"If-Unmodified-Since": "-1"}, 412),  # 13.1.4
        ({"If-Unmodified-Since": "+0"}, 200),
        ({"If-Match": '"1-ttl"', "If-Unmodified-Since": "-1"}, 200),
    ],
)
def test_conditions_are_judged_in_their_order(
    app: FastAPI, store: Path, headers: dict[str, str], status: int
) -> None:
    """RFC 9110, 13.1 and 13.2.2, for GET and HEAD alike."""
    sent = {
        name: moment(store, seconds=int(value)) if value[0] in "+-" else value
        for name, value in headers.items()
    }

    assert [send(app, f"{DOC}.ttl", sent, method).status for method in ("GET", "HEAD")] == [
        status,
        status,
    ]


def test_a_304_has_the_headers_of_the_answer_that_it_stands_for(app: FastAPI) -> None:
    """RFC 9110, 15.4.5: Cache-Control, Content-Location, ETag and Vary; and no body."""
    whole = send(app, DOC)
    response = send(app, DOC, {"If-None-Match": whole.headers["etag"]})

    assert response.status == 304
    assert response.body == b""
    for name in ("cache-control", "content-location", "etag", "vary"):
        assert response.headers[name] == whole.headers[name]
    assert "content-type" not in response.headers


def test_conditions_come_after_all_other_checks(app: FastAPI) -> None:
    """RFC 9110, 13.2.1: what would not be answered by 2xx is not answered by 304 either."""
    anything = {"If-None-Match": "*"}

    assert send(app, "/doc/document/A/RES/90/2", anything).status == 404
    assert send(app, "/doc/document/a/res/90/1", anything).status == 308
    assert send(app, DOC, {**anything, "Accept": "image/png"}).status == 406


def test_head_has_the_headers_of_get(app: FastAPI) -> None:
    """RFC 9110, 9.3.2."""
    for target in (DOC, "/id/document/A/RES/90/1", "/A/RES/90/1", "/doc/nothing"):
        whole, head = send(app, target), send(app, target, method="HEAD")

        assert head.body == b""
        assert head.status == whole.status
        apart = {"date", "server-timing", "x-request-id"}
        assert {k: v for k, v in head.headers.items() if k not in apart} == {
            k: v for k, v in whole.headers.items() if k not in apart
        }


def test_other_methods_are_told_which_there_are(app: FastAPI) -> None:
    """RFC 9110, 15.5.6 and 10.2.1."""
    response = send(app, DOC, method="DELETE")

    assert response.status == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


# RFC 8288: links


def links(response: Answered) -> list[tuple[str, dict[str, str]]]:
    """The links of a response: target and parameters (RFC 8288, 3)."""
    found = re.findall(r'<([^>]*)>((?:\s*;\s*\w+="[^"]*")*)', response.headers["link"])
    return [(target, dict(re.findall(r'(\w+)="([^"]*)"', rest))) for target, rest in found]


@pytest.mark.parametrize("form", OFFERED, ids=lambda f: f.name)
def test_each_format_links_to_the_others(app: FastAPI, form: object) -> None:
    """RFC 8288, 3.3 and 3.4.1 (type); RFC 6596 (canonical); POWDER (describedby)."""
    assert isinstance(form, type(HTML))
    found = links(send(app, f"{DOC}.{form.name}"))

    alternates = {target: p["type"] for target, p in found if p["rel"] == "alternate"}
    others = {f"{DOC}.{f.name}": f.media[0] for f in OFFERED if f is not form}
    assert alternates == others
    assert [t for t, p in found if p["rel"] == "canonical"] == [f"{ID}document/A/RES/90/1"]
    assert [(t, p["type"]) for t, p in found if p["rel"] == "describedby"] == [
        (f"{DOC}.ttl", "text/turtle")
    ]
    for target, media in alternates.items():
        assert send(app, target).headers["content-type"].partition(";")[0] == media


# Cool URIs for the Semantic Web


def test_a_thing_and_its_document_have_different_addresses(app: FastAPI) -> None:
    """Cool URIs, 4.2 (303 URIs) and 4.3: a thing is no document, and its document has formats."""
    response = send(app, "/id/body/ga")
    document = send(app, response.headers["location"], {"Accept": "text/html"})

    assert (response.status, response.body) == (303, b"")
    assert response.headers["location"] == "/doc/body/ga"
    assert links(response) == [("/doc/body/ga", {"rel": "describedby", "anchor": f"{ID}body/ga"})]
    assert document.status == 200


def test_a_thing_keeps_the_query_string_on_its_way(app: FastAPI) -> None:
    """RFC 9110, 15.4.4: the address that is seen says all of what was asked."""
    response = send(app, "/id/body/GA?format=nt%0d%0aX:1&b=<>")
    seen = send(app, response.headers["location"])

    assert response.headers["location"] == "/id/body/ga?format=nt%0d%0aX:1&b=%3C%3E"
    assert seen.headers["location"] == "/doc/body/ga?format=nt%0d%0aX:1&b=%3C%3E"
