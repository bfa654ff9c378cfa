"""What holds while writes are cut short: by kills, deadlines, full disks and other writers."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.store import Store
from tests.conformance.writable import small_store
from tests.faults import soak
from tests.faults.served import Served, check, clients, opened, serving

NUMBERS = " ".join(map(str, range(60)))
ENDLESS = (
    "INSERT { <urn:x:slow> <urn:x:p> ?a } WHERE { "
    + " ".join(f"VALUES ?{name} {{ {NUMBERS} }}" for name in "abcdef")
    + " FILTER(?a + ?b + ?c + ?d + ?e + ?f = -1) }"
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return small_store(tmp_path / "store")


def test_twenty_kills_of_the_server_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    assert soak.rounds(tmp_path, 20, seed=7) >= 20
    command = [sys.executable, "-m", "kg", "doctor", "--full", "--store", str(tmp_path / "store-0")]

    told = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603
    assert told.returncode == 0, told.stdout


def test_kills_of_the_writer_are_told_and_what_is_acknowledged_stays(store: Path) -> None:
    with serving(store, workers="0") as served:
        with clients(served.port, 6, 0) as acknowledged:
            for _ in range(5):
                known, until = len(acknowledged), time.monotonic() + 30
                while len(acknowledged) == known and time.monotonic() < until:
                    time.sleep(0.01)
                time.sleep(0.03)
                pid = served.writer()
                if pid is not None:
                    os.kill(pid, signal.SIGKILL)
        served.end()

    assert len(acknowledged) > 5
    check(store, acknowledged)


def test_an_update_at_its_deadline_is_ended_and_others_are_made(store: Path) -> None:
    answers: dict[str, tuple[int, str]] = {}
    with serving(store, update_timeout="1.5", workers="1") as served:

        def write(name: str, text: str) -> None:
            answers[name] = served.client().update(text)

        assert served.client().update("INSERT DATA { <urn:x:first> <urn:x:p> 1 }")[0] == 204
        texts = {"before": "INSERT DATA { <urn:x:before> <urn:x:p> 1 }", "slow": ENDLESS}
        threads = [threading.Thread(target=write, args=pair) for pair in texts.items()]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
            time.sleep(0.1)
        threads[1].join()
        took = time.monotonic() - begun
        threads[0].join()
        after, _ = served.client().update("INSERT DATA { <urn:x:after> <urn:x:p> 1 }")
        _, found = served.client().query("SELECT ?s { GRAPH ?g { ?s <urn:x:p> ?o } } ORDER BY ?s")

    assert answers["slow"][0] == 503
    assert "none of it is made" in answers["slow"][1]
    assert took < 4
    assert (answers["before"][0], after) == (204, 204)
    assert found.split()[1:] == ["urn:x:after", "urn:x:before", "urn:x:first"]


def test_another_writer_beside_is_waited_for_and_then_told(store: Path) -> None:
    text = "INSERT DATA { <urn:x:s> <urn:x:p> 1 }"
    with serving(store, write_idle_seconds="0.1") as served:
        client = served.client()
        with Store(store):
            refused, why = client.update(text)
            retry = client.headers["retry-after"]
            read, _ = client.query("SELECT * { ?s ?p ?o }")
        made, _ = client.update(text)
        # The service lets go after the idle time, so another may write and is seen.
        with opened(store) as other:
            other.update("INSERT DATA { <urn:x:other> <urn:x:p> 1 }", "urn:x:g")
            other.publish()
        status, found = client.query("SELECT ?s { GRAPH ?g { ?s <urn:x:p> ?o } } ORDER BY ?s")

    assert (refused, retry, read, made) == (503, "5", 200, 204)
    assert "Another process is writing" in why
    assert (status, found.split()[1:]) == (200, ["urn:x:other", "urn:x:s"])


def test_little_room_refuses_writes_and_not_reads(store: Path) -> None:
    with serving(store, free_space="900000G") as served:
        client = served.client()
        update, why = client.update("INSERT DATA { <urn:x:s> <urn:x:p> 1 }")
        graph, _ = client.ask("PUT", "/graphs/x", "<urn:x:s> <urn:x:p> 1 .")
        read, found = client.query("SELECT ?o { ?s <urn:x:says> ?o }")

    assert (update, graph) == (507, 507)
    assert "nothing is written below" in why
    assert (read, found.split()) == (200, ["o", "ours"])
    check(store, [])


def test_a_disk_that_is_full_refuses_writes_and_not_reads(store: Path) -> None:
    made: list[str] = []
    status, why = 204, ""
    with serving(store, largest=1 << 20, write_idle_seconds="0.2") as served:
        client = served.client()
        while status == 204 and len(made) < 6:
            name = f"urn:x:n{len(made)}"
            text = random.Random(7).randbytes(100_000 << len(made)).hex()  # noqa: S311
            status, why = client.update(
                f"INSERT DATA {{ GRAPH <{name}> {{ <{name}> <urn:x:q> '{text}' }} }}"
            )
            if status == 204:
                made.append(name)
        read, found = client.query("SELECT ?o { ?s <urn:x:says> ?o }")

    assert made
    assert status == 507 or "The change is made, but no generation shows it yet" in why
    assert (read, found.split()) == (200, ["o", "ours"])
    with opened(store) as after:
        assert set(made) <= set(after.user_graphs())
        assert after.view().recount().digests == after.digests()


def test_a_body_that_comes_too_slowly_is_dropped(store: Path) -> None:
    with serving(store, body_seconds="0.3", workers="0") as served:
        for address in ("/update", "/graphs/x"):
            answer = _half_a_body(served, address)

            assert answer.startswith(b"HTTP/1.1 408 ")


def _half_a_body(served: Served, address: str) -> bytes:
    kind = "application/sparql-update" if address == "/update" else "text/turtle"
    method = "POST" if address == "/update" else "PUT"
    head = (
        f"{method} {address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
        "Authorization: Bearer a-token-for-tests\r\nContent-Length: 1000\r\n\r\nINSERT"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        connection.sendall(head.encode())
        answer = b""
        while data := connection.recv(65_536):
            answer += data
        return answer
