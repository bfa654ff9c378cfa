"""What is answered at once, before a task is made for it, is answered as everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workers.served import Said, Served, everything, request, said, serving

ONE = "SELECT * { ?a ?b ?c } LIMIT 1"
JSON = "Accept: application/sparql-results+json\r\n"
LAST = f"{JSON}Connection: close\r\n"


@pytest.fixture(scope="module", params=["isolated", "inside"])
def service(request: pytest.FixtureRequest, wide: Path) -> Iterator[Served]:
    """A service that is isolated, and one that answers itself."""
    settings = {"MANDATEGRAPH_HEAD_SECONDS": "0.5", "MANDATEGRAPH_LOG_LEVEL": "error"}
    if request.param == "inside":
        settings["MANDATEGRAPH_WORKERS"] = "0"
    with serving(wide, **settings) as served:
        yield served


def answers(served: Served, *pieces: bytes) -> list[Said]:
    """The answers on one connection, each with its length."""
    with served.connect() as connection:
        for piece in pieces:
            connection.sendall(piece)
        found = everything(connection)
    out = []
    while found:
        head, _, rest = found.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        out.append(said(head + b"\r\n\r\n" + rest[:length]))
        found = rest[length:]
    return out


def test_requests_in_one_piece_are_answered_in_their_order(service: Served) -> None:
    queries = [f"SELECT ({n} AS ?n) {{}}" for n in (1, 2, 1, 3)]
    posted = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 21\r\n\r\nSELECT (9 AS ?n) {}  "
    )
    pieces = [request(q, headers=JSON) for q in queries] + [posted, request(ONE, headers=LAST)]
    found = answers(service, b"".join(pieces))
    again = answers(service, b"".join(pieces))

    numbers = [json.loads(a.body)["results"]["bindings"][0]["n"]["value"] for a in found[:5]]
    assert numbers == ["1", "2", "1", "3", "9"]
    assert [a.body for a in again] == [a.body for a in found]


def test_a_request_that_comes_in_pieces_is_answered(service: Served) -> None:
    whole = request(ONE, headers=JSON)
    last = request(ONE, headers=LAST)
    pieces = [whole, whole[:30], whole[30:], whole + last[:9], last[9:]]

    assert [a.status for a in answers(service, *pieces)] == [200] * 4


def test_a_kept_answer_says_what_the_first_one_said(service: Served) -> None:
    first, second, third = answers(
        service, *[request(f"{ONE} # kept", headers=h) for h in (JSON, JSON, LAST)]
    )

    own = ("date", "x-query-id", "x-request-id", "server-timing", "connection")
    assert first.body == second.body == third.body
    for answer in (second, third):
        assert answer.headers.keys() - {"connection"} == first.headers.keys()
        assert {k: v for k, v in answer.headers.items() if k not in own} == {
            k: v for k, v in first.headers.items() if k not in own
        }


def test_a_head_that_stays_unfinished_after_an_answer_is_dropped(service: Served) -> None:
    whole = request(ONE, headers=JSON)

    assert len(answers(service, whole, whole, whole + b"GET /sp", b"arql")) == 3


def test_each_answer_is_counted(service: Served) -> None:
    counted = [_counted(service)]
    answers(service, *[request(f"{ONE} # counted", headers=h) for h in (JSON, JSON, LAST)])
    counted.append(_counted(service))

    assert counted[1] - counted[0] == 3


def test_what_is_wrong_is_said_as_ever(service: Served) -> None:
    refused = service.ask("SELECT *\nWHERE { ?s ?p ?o } LIMIT ten", headers=JSON)
    page = service.ask(ONE, headers="Accept: text/html\r\n")

    assert (refused.status, json.loads(refused.body)["line"]) == (400, 2)
    assert page.headers["content-type"].startswith("text/html")


def _counted(service: Served) -> int:
    with service.connect() as connection:
        connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        text = said(everything(connection)).body.decode()
    label = 'mandategraph_requests_total{address="/sparql",method="GET",status="200"} '
    return int(float(text.partition(label)[2].partition("\n")[0]))
