"""The service as a client on the wire sees it: streamed, cut, dropped, stopped."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workers.served import Served, everything, request, said, serving

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NUMBERS = " ".join(map(str, range(1_000)))
MILLION = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
DEADLINE = 1.2


@pytest.fixture(scope="module")
def service(wide: Path) -> Iterator[Served]:
    """A service with a short deadline."""
    settings = {
        "MANDATEGRAPH_QUERY_TIMEOUT": str(DEADLINE),
        "MANDATEGRAPH_CLIENT_SLOW_SECONDS": "1000",
        "MANDATEGRAPH_HEAD_SECONDS": "0.5",
        "MANDATEGRAPH_BODY_SECONDS": "0.5",
        "MANDATEGRAPH_LOG_LEVEL": "error",
    }
    with serving(wide, **settings) as served:
        yield served


def test_a_small_answer_has_its_length_and_a_large_one_comes_in_chunks(service: Served) -> None:
    small = service.ask("SELECT * { ?a ?b ?c } LIMIT 1")
    large = service.ask(f"{ROWS} LIMIT 3000", headers="Accept: text/csv\r\n")
    larger = service.ask(f"{ROWS} LIMIT 30000", headers="Accept: text/csv\r\n")

    assert small.headers["content-length"] == str(len(small.body))
    assert small.headers["etag"] == larger.headers["etag"].replace("csv", "json") == '"1-json"'
    assert small.headers["x-query-id"] != large.headers["x-query-id"]
    assert larger.headers["transfer-encoding"] == "chunked"
    assert larger.complete
    assert larger.body.count(b"\n") == 30_001


def test_a_million_rows_come_whole_and_are_not_held(wide: Path) -> None:
    with serving(wide, MANDATEGRAPH_LOG_LEVEL="error") as served:
        before = resident(served.process.pid)
        whole = 0
        with served.connect() as connection:
            connection.sendall(
                request(MILLION, headers="Accept: text/csv\r\nConnection: close\r\n")
            )
            start = time.monotonic()
            tail = b""
            first = 0.0
            while piece := connection.recv(1 << 18):
                first = first or time.monotonic() - start
                whole += piece.count(b"\n")
                tail = (tail + piece)[-7:]
        most = resident(served.process.pid, "VmHWM")

    assert tail.endswith(b"0\r\n\r\n")
    assert whole > 1_000_000
    assert first < 1  # 0.05 s on a quiet machine
    assert most - before < 32 << 20


def test_an_answer_past_the_deadline_is_cut_and_never_ended(service: Served) -> None:
    start = time.monotonic()
    answer = service.ask(ROWS)

    assert answer.status == 200
    assert not answer.complete
    assert time.monotonic() - start < DEADLINE + 1


def test_an_answer_by_http_1_0_is_whole_or_refused(service: Served) -> None:
    def by_1_0(query: str) -> bytes:
        with service.connect() as connection:
            connection.sendall(request(query).replace(b"HTTP/1.1", b"HTTP/1.0"))
            return everything(connection)

    assert said(by_1_0(f"{ROWS} LIMIT 20000")).complete
    assert said(by_1_0(ROWS)).status == 503


def test_a_query_past_the_deadline_is_refused(service: Served) -> None:
    start = time.monotonic()
    answer = service.ask(ENDLESS)

    assert answer.status == 503
    assert "ran longer" in json.loads(answer.body)["detail"]
    assert time.monotonic() - start < DEADLINE + 1


def test_a_client_that_goes_away_ends_its_query(service: Served) -> None:
    with service.connect() as connection:
        connection.sendall(request(f"{ENDLESS} # left", headers="X-Query-Id: to-be-left\r\n"))
        time.sleep(0.4)
    until = time.monotonic() + 1
    while delete(service, "to-be-left") != 404:
        assert time.monotonic() < until


def test_a_query_is_ended_by_its_id(service: Served) -> None:
    with service.connect() as connection:
        headers = "X-Query-Id: to-be-ended\r\nConnection: close\r\n"
        connection.sendall(request(f"{ENDLESS} # ended", headers=headers))
        time.sleep(0.2)

        assert delete(service, "to-be-ended") == 204
        assert said(everything(connection)).status == 503
    assert delete(service, "to-be-ended") == 404


def test_a_head_that_does_not_come_is_waited_for_in_vain(service: Served) -> None:
    with service.connect() as silent, service.connect() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost:")
        start = time.monotonic()

        assert not everything(silent)
        assert not everything(slow)
        assert time.monotonic() - start < 3


def test_a_body_that_does_not_come_is_refused(service: Served) -> None:
    with service.connect() as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: a.example\r\n"
            b"Content-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\nASK"
        )
        answer = said(everything(connection))

    assert answer.status == 408


def test_an_encoded_body_is_refused(service: Served) -> None:
    with service.connect() as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: a.example\r\nContent-Encoding: gzip\r\n"
            b"Content-Type: application/sparql-query\r\nContent-Length: 6\r\n"
            b"Connection: close\r\n\r\nASK {}"
        )
        answer = said(everything(connection))

    assert answer.status == 415


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_what_runs_end_and_leaves_nothing(wide: Path, number: int) -> None:
    with serving(wide, MANDATEGRAPH_QUERY_TIMEOUT="10", MANDATEGRAPH_LOG_LEVEL="error") as served:
        below = descendants(served.process.pid)
        with served.connect() as connection:
            headers = "Accept: text/csv\r\nConnection: close\r\n"
            connection.sendall(request(f"{ROWS} LIMIT 30000", headers=headers))
            first = connection.recv(1)
            served.process.send_signal(number)
            answer = said(first + everything(connection))
        _, error = served.process.communicate(timeout=20)

    assert answer.complete
    assert served.process.returncode == 0
    assert error.splitlines()[-1].startswith("Stopped serving")
    assert below
    assert not {pid for pid in below if is_alive(pid)}


def test_a_server_that_is_killed_takes_its_workers_with_it(wide: Path) -> None:
    with serving(wide, MANDATEGRAPH_LOG_LEVEL="error") as served:
        below = descendants(served.process.pid)
        with served.connect() as connection:
            connection.sendall(request(ENDLESS))
            time.sleep(0.3)
            served.process.kill()
        until = time.monotonic() + 5
        while {pid for pid in below if is_alive(pid)}:
            assert time.monotonic() < until
            time.sleep(0.02)


def delete(service: Served, query_id: str) -> int:
    """The status of ending a query."""
    with service.connect() as connection:
        connection.sendall(
            f"DELETE /queries/{query_id} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        )
        return said(everything(connection)).status


def resident(pid: int, name: str = "VmRSS") -> int:
    """The memory of a process in bytes, now or (VmHWM) at its most."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1_024
    raise AssertionError(name)


def descendants(pid: int) -> set[int]:
    """The processes below a process."""
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and parent(entry) == pid:
            found |= {int(entry.name)} | descendants(int(entry.name))
    return found


def parent(entry: Path) -> int | None:
    """The parent of a process; None where it has just ended."""
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
