"""The log: one line a request, slow queries with their text, and nothing that can forge a line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
import time
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.logs import LineFormatter, RequestLog
from api.metrics import Measured, Meter
from api.settings import Settings

Headers = list[tuple[bytes, bytes]]


def asked(
    written: list[str],
    *,
    path: str = "/healthz",
    query: bytes = b"",
    body: bytes | None = None,
    status: int = 200,
    fails: type[BaseException] | None = None,
    rounds: int = 1,
    **values: object,
) -> tuple[Meter, list[Message]]:
    """Send requests to a small application behind the middleware, as a server does."""
    settings = Settings(store=Path("s"), **values)  # type: ignore[arg-type]
    meter, log = Meter(), RequestLog(settings, written.append)
    sent: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if status:
            await send({"type": "http.response.start", "status": status, "headers": []})
        if fails:
            raise fails
        await send({"type": "http.response.body", "body": b"well"})

    async def receive() -> Message:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        measured = Measured(application, meter, log)
        for _ in range(rounds):
            scope: Scope = {
                "type": "http",
                "method": "GET" if body is None else "POST",
                "path": path,
                "query_string": query,
                "headers": [(b"content-type", b"application/sparql-query")],
                "client": ("192.0.2.1", 5),
            }
            with contextlib.suppress(asyncio.CancelledError, RuntimeError):
                await measured(scope, receive, send)
        log.flush()

    asyncio.run(run())
    return meter, sent


def lines(written: list[str]) -> list[dict[str, object]]:
    return [json.loads(line) for text in written for line in text.splitlines()]


def test_each_request_is_a_line() -> None:
    written: list[str] = []

    _, sent = asked(written)

    (line,) = lines(written)
    headers = dict(sent[0]["headers"])
    assert line.pop("id") == headers[b"x-request-id"].decode()
    assert str(line.pop("at")).endswith("Z")
    assert float(str(line.pop("ms"))) >= 0
    assert line == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "path": "/healthz",
        "status": 200,
        "bytes": 4,
        "client": "192.0.2.1",
    }


def test_no_path_can_forge_a_line() -> None:
    for form in ("json", "text"):
        written: list[str] = []

        asked(written, path='/x"\n{"event": "forged"}\r\x1b[31m\u2028', log_format=form)

        (line,) = "".join(written).splitlines()
        assert line.isascii()
        assert line.isprintable()


@pytest.mark.parametrize("body", [None, b"ASK {\n  ?s ?p 'secret of none' }"])
def test_a_slow_query_is_logged_with_its_text(body: bytes | None) -> None:
    written: list[str] = []
    query = b"" if body else b"query=ASK+%7B%0A++%3Fs+%3Fp+'secret+of+none'+%7D"

    asked(written, path="/sparql", query=query, body=body, slow_query_seconds=1e-9)

    slow = lines(written)[1]
    assert slow["event"] == "slow query"
    assert slow["query"] == "ASK { ?s ?p 'secret of none' }"
    assert slow["id"] == lines(written)[0]["id"]
    assert len(str(slow["sha256"])) == 16


def test_a_long_query_is_cut() -> None:
    written: list[str] = []

    asked(written, path="/sparql", body=b"ASK {} #" + b"x" * 100_000, slow_query_seconds=1e-9)

    assert len("".join(written)) < 2_000


def test_a_quick_query_is_not_told() -> None:
    written: list[str] = []

    asked(written, path="/sparql", query=b"query=ASK+%7B%7D", slow_query_seconds=60)

    assert [line["event"] for line in lines(written)] == ["request"]


def test_only_faults_are_logged_where_the_level_says_so() -> None:
    written: list[str] = []

    asked(written, log_level="warning")
    asked(written, status=503, log_level="warning")

    assert [line["status"] for line in lines(written)] == [503]


@pytest.mark.parametrize(
    ("status", "fails", "counted", "cut"),
    [
        (200, None, 200, 0),
        (0, RuntimeError, 500, 0),
        (0, asyncio.CancelledError, 499, 0),
        (200, RuntimeError, 200, 1),
        (200, asyncio.CancelledError, 200, 1),
    ],
)
def test_an_answer_that_is_cut_is_counted_as_such(
    status: int, fails: type[BaseException] | None, counted: int, cut: int
) -> None:
    meter, _ = asked([], status=status, fails=fails)

    assert meter.requests == {("/{symbol}", "GET", counted): 1}
    assert meter.series["/{symbol}"].cut == cut
    assert meter.running == 0


def test_measuring_a_request_costs_microseconds() -> None:
    started = time.perf_counter()
    asked([], rounds=5_000)

    # 20 µs are what is wanted; ten times as many leave room for a busy machine.
    assert (time.perf_counter() - started) / 5_000 < 200e-6


def test_a_log_that_nobody_reads_drops_lines_and_counts_them() -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError

    async def run() -> int:
        log = RequestLog(Settings(store=Path("s")), gone)
        log.request("1", "GET", "/", 200, 1.0, 1, "192.0.2.1")
        log.flush()
        return log.dropped

    assert asyncio.run(run()) == 1


def test_a_fault_of_the_program_is_one_line_with_its_traceback() -> None:
    try:
        raise ValueError("of two\nlines")
    except ValueError:
        record = logging.LogRecord(
            "api.faults", logging.ERROR, "f", 1, "%s failed", ("this",), sys.exc_info()
        )

    line = LineFormatter("json").format(record)

    assert "\n" not in line
    values = json.loads(line)
    assert (values["level"], values["message"]) == ("error", "this failed")
    assert "ValueError" in values["traceback"]
