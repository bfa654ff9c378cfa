"""Count, time and log each request, at the outermost place, for a few microseconds."""

from __future__ import annotations

import asyncio
import itertools
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final
from urllib.parse import parse_qsl

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import RequestLog
from api.ready import Headers, Ready

__all__ = ["BUCKETS", "Measured", "Meter", "Series", "Shortcut"]

BUCKETS: Final = (
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1.0,
    2.5,
    5.0,
    10.0,
    30.0,
)
Shortcut = Callable[[Scope], tuple[Ready, Headers] | None]
"""Answers a request at once, where it can: what is fixed of the answer, and the other headers."""
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_OTHER: Final = "other"
_ALIAS: Final = "/{symbol}"
_GONE: Final = 499  # what proxies log where a client went away before its answer
_MOST_KEPT: Final = 1 << 16


@dataclass(slots=True)
class Series:
    """What was seen of one address: durations by bucket, their sum, bytes, broken answers."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0
    size: int = 0
    cut: int = 0


class Meter:
    """The counts of one application; only its event loop writes to them.

    ``requests`` counts by address, method and status. An address is the first segment of a path
    that a route begins with, else ``/{symbol}``: strangers cannot make up labels.
    """

    def __init__(self) -> None:
        self.requests: dict[tuple[str, str, int], int] = {}
        self.series: dict[str, Series] = {}
        self.running = 0
        self._known: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._process = os.urandom(4).hex()

    def know(self, routes: Iterable[BaseRoute]) -> None:
        """Learn the addresses that there are."""
        for route in routes:
            included = getattr(route, "original_router", None)  # how FastAPI keeps a router
            if included is not None:
                self.know(included.routes)
            first = str(getattr(route, "path", "")).split("/", 2)[1:2]
            if first and "{" not in first[0]:
                self._known[first[0]] = f"/{first[0]}"

    def identity(self) -> str:
        """A new id for a request."""
        return f"{self._process}-{next(self._numbers):x}"

    def address(self, path: str) -> str:
        """The label of a path."""
        end = path.find("/", 1)
        return self._known.get(path[1:] if end < 0 else path[1:end], _ALIAS)

    def add(
        self, path: str, method: str, status: int, seconds: float, size: int, *, cut: bool
    ) -> None:
        """Count one request."""
        address = self.address(path)
        key = (address, method if method in _METHODS else _OTHER, status)
        self.requests[key] = self.requests.get(key, 0) + 1
        series = self.series.get(address)
        if series is None:
            series = self.series[address] = Series()
        series.buckets[bisect_left(BUCKETS, seconds)] += 1
        series.seconds += seconds
        series.size += size
        series.cut += cut


class Measured:
    """The middleware around all others.

    What ``shortcut`` answers goes no further: it counts itself.

    Each response bears ``X-Request-Id``, which its line of the log has too, and ``Server-Timing``:
    what passed until its first byte (W3C Server Timing, 3).
    """

    def __init__(
        self, app: ASGIApp, meter: Meter, log: RequestLog, shortcut: Shortcut | None = None
    ) -> None:
        self._app = app
        self._meter = meter
        self._log = log
        self._shortcut = shortcut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_query = scope["path"] == "/sparql"
        if is_query and self._shortcut is not None:
            found = self._shortcut(scope)
            if found is not None:
                headers = [*found[0].headers, *found[1]]
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": found[0].body})
                return
        started = perf_counter()
        identity = self._meter.identity()
        status = size = 0
        complete = False
        otherwise = 500

        async def send_noted(message: Message) -> None:
            nonlocal status, size, complete
            if message["type"] == "http.response.start":
                status = message["status"]
                ms = (perf_counter() - started) * 1_000
                # A new list: the one that is there may belong to an answer that is kept.
                headers = [
                    *message.get("headers", ()),
                    (b"x-request-id", identity.encode()),
                    (b"server-timing", b"total;dur=%.2f" % ms),
                ]
                message = {**message, "headers": headers}
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
                complete = not message.get("more_body", False)
            await send(message)

        posted: list[bytes] = []
        if is_query and scope["method"] == "POST":
            receive = _keeping(receive, posted)
        self._meter.running += 1
        try:
            await self._app(scope, receive, send_noted)
        except asyncio.CancelledError:
            otherwise = _GONE
            raise
        finally:
            seconds = perf_counter() - started
            self._meter.running -= 1
            cut = status != 0 and not complete
            # Without a status an error goes on to the outermost handler, which answers 500.
            status = status or otherwise
            ms = seconds * 1_000
            method, path = scope["method"], scope["path"]
            client = scope["client"][0] if scope.get("client") else ""
            self._meter.add(path, method, status, seconds, size, cut=cut)
            self._log.request(identity, method, path, status, ms, size, client)
            if is_query and self._log.is_slow(ms):
                self._log.query(identity, _query_text(scope, posted), status, ms, client)


def _keeping(receive: Receive, posted: list[bytes]) -> Receive:
    """Keep the first part of a body, for the log of slow queries."""

    async def receive_kept() -> Message:
        message = await receive()
        if not posted and message["type"] == "http.request":
            posted.append(message.get("body", b"")[:_MOST_KEPT])
        return message

    return receive_kept


def _query_text(scope: Scope, posted: list[bytes]) -> str | None:
    """The text of a query, as it was asked by GET, in a form, or as the body itself."""
    encoded = scope["query_string"][:_MOST_KEPT]
    if posted:
        kind = dict(scope["headers"]).get(b"content-type", b"")
        if kind.startswith(b"application/sparql-query"):
            return posted[0].decode("utf-8", "replace")
        encoded = posted[0]
    pairs = parse_qsl(encoded.decode("ascii", "replace"))
    return next((value for name, value in pairs if name == "query"), None)
