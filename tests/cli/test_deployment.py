"""`doctor --url` asks a running service what a client would, and says what is wrong."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from tests.cli.conftest import Command


@pytest.fixture(name="served", scope="module")
def a_service(shipped: Path) -> Iterator[str]:
    settings = Settings(store=shipped, workers=1, log_level="error")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@contextlib.contextmanager
def answering(status: int, headers: dict[str, str], body: bytes) -> Iterator[str]:
    """A server that says the same to whatever is asked."""

    class Same(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_OPTIONS = do_GET  # noqa: N815 - the name is the library's

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Same)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_service_that_is_well_is_said_to_be_so(run: Command, served: str) -> None:
    said = run("doctor", "--url", served, "--json")

    checks = {c["check"]: c for c in map(json.loads, said.out.splitlines())}
    assert set(checks) == {"alive", "ready", "query", "other origins", "isolation"}
    assert all(c["well"] for c in checks.values()), said.out
    assert said.code == 0


def test_what_is_no_service_of_ours_is_said(run: Command) -> None:
    with answering(200, {"Content-Type": "text/html"}, b"<html>") as url:
        said = run("doctor", "--url", url)

    assert said.code == 1
    assert "BAD  alive: /healthz gives status 200" in said.out
    assert "gives text/html, not SPARQL JSON" in said.out
    assert "Access-Control-Allow-Origin is missing" in said.out


def test_a_problem_is_told_in_its_own_words(run: Command) -> None:
    problem = b'{"detail": "The store does not exist."}'
    with answering(503, {"Content-Type": "application/problem+json"}, problem) as url:
        said = run("doctor", "--url", url)

    assert "/readyz gives status 503: The store does not exist." in said.out


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "nonsense", "ftp://x", "http://[::1"])
def test_an_address_where_nothing_is_served_is_said(run: Command, url: str) -> None:
    said = run("doctor", "--url", url)

    assert said.code == 1
    assert "BAD  alive" in said.out
    assert len(said.out.splitlines()) == 1
