"""A page of another origin in Chromium: it reads and never writes; our pages obey their policy."""

from __future__ import annotations

import json
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from tests.clients.conftest import SECONDS
from tests.strangers import TOKEN, Service

PAGE: Final = Path(__file__).with_name("page.html").read_bytes()
FLAGS: Final = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
    *("--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
)


def command(folder: Path, *words: str) -> list[str]:
    """A command that opens Chromium with a profile of its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium is here: install the package chromium")
    return [found, *FLAGS, f"--user-data-dir={folder}", *words]


@contextmanager
def elsewhere() -> Iterator[tuple[str, queue.Queue[dict[str, Any]]]]:
    """Another origin with our page on it, and what that page reports."""
    reports: queue.Queue[dict[str, Any]] = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(PAGE)

        def do_POST(self) -> None:
            reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", reports
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
def test_a_page_of_another_origin_reads_and_never_writes(served: Service, tmp_path: Path) -> None:
    with elsewhere() as (origin, reports):
        address = f"{origin}?{urlencode({'service': served.address, 'token': TOKEN})}"
        with subprocess.Popen(  # noqa: S603 - our own command
            command(tmp_path, "--remote-debugging-port=0", address),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as browser:
            try:
                found = reports.get(timeout=SECONDS)
            finally:
                browser.terminate()
    with served.client() as client:
        written = client.get("/sparql", params={"query": "ASK { GRAPH ?g { ?s <urn:x:p> 1 } }"})
        graph = client.get("/graphs/x")

    for name in ("get", "form", "direct"):
        assert found[name]["status"] == 200, found[name]
        assert json.loads(found[name]["text"])["results"]["bindings"][0]["x"]["value"] == "1"
        assert found[name]["etag"]
    assert found["refused"]["status"] == 400
    assert "hint" in json.loads(found["refused"]["text"])
    assert found["thing"]["type"].startswith("text/turtle")
    assert "Fiji" in found["thing"]["text"]
    assert found["question"]["status"] == 200
    for name in ("update", "update as a form", "graph"):
        assert found[name] == {"error": "TypeError"}
    assert written.json()["boolean"] is False
    assert graph.status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/doc/document/A/RES/90/1", "/sparql"])
def test_our_pages_obey_their_policy(served: Service, tmp_path: Path, path: str) -> None:
    run = subprocess.run(  # noqa: S603 - our own command
        command(
            *(tmp_path, "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom"),
            f"{served.address}{path}",
        ),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert re.search(r"<h1[ >]", run.stdout), run.stderr
    assert [line for line in run.stderr.splitlines() if "CONSOLE" in line] == []
