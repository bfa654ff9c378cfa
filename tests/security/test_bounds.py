"""What is deep, long, swollen or slow is refused, and the service answers on."""

from __future__ import annotations

import bz2
import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Final

import httpx2 as httpx
import pytest

from tests.security.conftest import SECONDS, WRITER
from tests.strangers import Service

DIRECT: Final = {"Content-Type": "application/sparql-query"}
DEEP: Final[dict[str, Callable[[int], str]]] = {
    "groups": lambda n: f"SELECT * {'{' * n}{'}' * n}",
    "exists": lambda n: f"SELECT * {{ {'FILTER EXISTS { ' * n}{'}' * n} }}",
    "not exists": lambda n: f"ASK {{ {'FILTER NOT EXISTS { ' * n}{'}' * n} }}",
    "parentheses": lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}",
    "negations": lambda n: f"ASK {{ FILTER({'(!' * n}true{')' * n}) }}",
    "subqueries": lambda n: f"SELECT * {{ {'{ SELECT * { ' * n}{'} }' * n} }}",
    "optionals": lambda n: f"SELECT * {{ {'OPTIONAL { ' * n}{'}' * n} }}",
    "lists": lambda n: f"ASK {{ ?s ?p {'(' * n}{')' * n} }}",
    "blank nodes": lambda n: f"ASK {{ ?s ?p {'[ ?p ' * n}1{']' * n} }}",
    "functions": lambda n: f"SELECT ({'STR(' * n}1{')' * n} AS ?x) {{}}",
    "paths in brackets": lambda n: f"ASK {{ ?s {'(' * n}<urn:x:p>{')' * n} ?o }}",
    "triple terms": lambda n: f"ASK {{ ?s ?p {'<<( ?s ?p ' * n}1{')>>' * n} }}",
}
WIDE: Final[dict[str, Callable[[int], str]]] = {
    "triple patterns": lambda n: f"ASK {{ {'?s ?p ?o . ' * n} }}",
    "predicates": lambda n: f"ASK {{ ?s {';'.join(['?p ?o'] * n)} }}",
    "objects": lambda n: f"ASK {{ ?s ?p {','.join(['?o'] * n)} }}",
    "path steps": lambda n: f"ASK {{ ?s {'/'.join(['<urn:x:p>'] * n)} ?o }}",
    "path alternatives": lambda n: f"ASK {{ ?s {'|'.join(['<urn:x:p>'] * n)} ?o }}",
    "inverse steps": lambda n: f"ASK {{ ?s {'/'.join(['^<urn:x:p>'] * n)} ?o }}",
    "unions": lambda n: f"ASK {{ {' UNION '.join(['{ ?s ?p ?o }'] * n)} }}",
}
_SWOLLEN: Final = bytes(10 << 20)
BOMBS: Final = {
    "gzip": gzip.compress(_SWOLLEN, 1),
    "bzip2": bz2.compress(_SWOLLEN, 1),
    "deflate": zlib.compress(_SWOLLEN, 1),
}
_N: Final = 18_000
_RDF: Final = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:"'
SWOLLEN: Final = {
    "triple terms": (
        "text/turtle",
        f"<urn:s> <urn:p> {'<<( <urn:s> <urn:p> ' * _N}1{' )>>' * _N} .",
    ),
    "annotations": ("text/turtle", f"<urn:s> <urn:p> 1 {'{| <urn:p> 1 ' * _N}{'|}' * _N} ."),
    "braces": ("application/trig", "{" * _N),
    "arrays": ("application/ld+json", '{"@id":"urn:s","urn:p":' + "[" * _N + "]" * _N + "}"),
    "contexts": ("application/ld+json", '{"@context":{"a":{"@id":"urn:a",' * _N),
    "entities": (
        "application/rdf+xml",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "' + f"&{a};" * 10 + '">' for a, b in pairwise("abcdefghij"))
        + f"]><rdf:RDF {_RDF}><rdf:Description><x:p>&j;</x:p></rdf:Description></rdf:RDF>",
    ),
}
SLOW: Final = (
    b"",
    b"G",
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 1000\r\n\r\n",
    b"POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
    b"Content-Length: 1000\r\n\r\n",
    b"PUT /graphs/slow HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
    + f"Authorization: {WRITER['Authorization']}\r\n".encode()
    + b"Content-Length: 1000\r\n\r\n",
    b"POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n",
)


@pytest.fixture(autouse=True)
def _answers_on(wary: httpx.Client) -> Iterator[None]:
    yield
    assert wary.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("what", DEEP)
def test_what_nests_too_deep_is_refused_at_once(wary: httpx.Client, what: str) -> None:
    began = time.monotonic()
    answers = [wary.post("/sparql", content=DEEP[what](n), headers=DIRECT) for n in (1_000, 20_000)]

    assert [a.status_code for a in answers] == [400, 400]
    assert "nests" in answers[0].json()["detail"] or what == "triple terms"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("what", WIDE)
def test_what_has_too_many_parts_is_refused_at_once(wary: httpx.Client, what: str) -> None:
    began = time.monotonic()
    answer = wary.post("/sparql", content=WIDE[what](5_000), headers=DIRECT)

    assert answer.status_code == 400
    assert "more than" in answer.json()["detail"]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("what", [*DEEP, *WIDE])
def test_a_pattern_of_an_update_is_bounded_too(wary: httpx.Client, what: str) -> None:
    query = (DEEP | WIDE)[what](3_000)
    pattern = query[query.index("{") :]
    if query.startswith("SELECT ("):
        pattern = f"{{ {{ {query} }} }}"
    update = f"INSERT {{ <urn:x:s> <urn:x:p> 1 }} WHERE {pattern}"
    answer = wary.post("/update", data={"update": update}, headers=WRITER)

    assert answer.status_code == 400, answer.text


@pytest.mark.parametrize("address", ["/sparql", "/update", "/graphs/attack", "/validate"])
def test_what_is_too_long_is_refused_however_it_comes(
    wary: httpx.Client, attacked: Service, address: str
) -> None:
    kinds = {"/sparql": "application/sparql-query", "/update": "application/sparql-update"}
    kind = kinds.get(address, "text/turtle")
    headers = {"Content-Type": kind} | WRITER
    method = "PUT" if address.startswith("/graphs") else "POST"
    known = wary.request(method, address, content=b"#" * (4 << 20), headers=headers)
    chunked = wary.request(method, address, content=iter([b"#" * 65_536] * 64), headers=headers)
    lied = attacked.send(
        f"{method} {address} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nConnection: close\r\n"
        f"Authorization: {WRITER['Authorization']}\r\n"
        "Content-Length: 99999999999999\r\n\r\n".encode()
    )

    assert (known.status_code, chunked.status_code) == (413, 413)
    assert lied.status in (408, 413)


@pytest.mark.parametrize("address", ["/sparql", "/update", "/graphs/attack", "/validate"])
@pytest.mark.parametrize(
    "coding", ["gzip", "deflate", "br", "bzip2", "zstd", "gzip, identity", "x"]
)
def test_a_body_that_swells_is_not_unpacked(wary: httpx.Client, address: str, coding: str) -> None:
    bomb = BOMBS.get(coding, BOMBS["deflate"])
    kinds = {"/sparql": "application/sparql-query", "/update": "application/sparql-update"}
    headers = {"Content-Type": kinds.get(address, "text/turtle"), "Content-Encoding": coding}
    method = "PUT" if address.startswith("/graphs") else "POST"
    answer = wary.request(method, address, content=bomb, headers=headers | WRITER)

    assert answer.status_code == 415


@pytest.mark.parametrize("what", SWOLLEN)
def test_a_deep_graph_harms_nobody(wary: httpx.Client, what: str) -> None:
    kind, content = SWOLLEN[what]
    headers = {"Content-Type": kind} | WRITER
    put = wary.put("/graphs/deep", content=content, headers=headers)
    judged = wary.post("/validate", content=content, headers=headers)

    assert put.status_code in (201, 204, 400, 413, 503)
    assert judged.status_code in (200, 400, 413, 503)


def test_an_answer_that_swells_is_ended(wary: httpx.Client) -> None:
    """Doubling a text 40 times would fill any memory; the worker is bounded, not the service."""
    steps = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    answer = wary.get("/sparql", params={"query": f'SELECT * {{ BIND("ab" AS ?x0) {steps} }}'})

    assert answer.status_code == 503
    assert answer.json()["hint"]


def until_closed(connection: socket.socket, trickle: bytes, seconds: float) -> float:
    """Send a byte now and then until the other end closes; how long that took."""
    began = time.monotonic()
    connection.settimeout(0.2)
    while time.monotonic() - began < seconds:
        try:
            connection.sendall(trickle)
            if connection.recv(4_096) == b"":
                return time.monotonic() - began
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - began
    raise AssertionError(f"the connection is open after {seconds} seconds")


def test_slow_senders_are_dropped(attacked: Service) -> None:
    def try_it(head: bytes) -> None:
        with attacked.connect() as connection:
            connection.sendall(head)
            until_closed(connection, b"a" if head else b"", 2 * SECONDS + 8)

    with ThreadPoolExecutor(len(SLOW)) as pool:
        assert list(pool.map(try_it, SLOW)) == [None] * len(SLOW)


def test_many_slow_senders_keep_nobody_out(attacked: Service, wary: httpx.Client) -> None:
    open_ = [attacked.connect() for _ in range(200)]
    try:
        for connection in open_:
            connection.sendall(b"GET /sparql?query=ASK")
        assert wary.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    finally:
        for connection in open_:
            connection.close()


def test_a_long_head_is_not_read_to_its_end(attacked: Service) -> None:
    for head in (b"GET /", b"GET / HTTP/1.1\r\nX: "):
        with attacked.connect() as connection:
            connection.sendall(head)
            sent = 0
            try:
                while sent < 64 << 20:
                    sent += connection.send(b"a" * (1 << 18))
                raise AssertionError(f"{sent:,} bytes of a head were read")
            except ConnectionError:
                assert sent < 16 << 20  # buffers of the two ends, and what is bounded


def test_many_parameters_are_refused(wary: httpx.Client) -> None:
    many = "&".join(["default-graph-uri=urn:x:g"] * 2_000)

    assert wary.get(f"/sparql?query=ASK%7B%7D&{many}").status_code == 400
    assert wary.get("/sparql", headers={"Accept": "text/html," * 5_000}).status_code in (200, 431)
