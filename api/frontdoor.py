"""Answer SPARQL queries of programs before anything else looks at the request.

A look-up by a program takes a tenth of a millisecond, so what stands between it and the engine
must take less. Pages, the description of the service and other methods go on to the routes,
where ``/sparql`` stands documented.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Final
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.asking import Asking, Wanted, client_of, query_id_of, wanted
from api.cache import Answers
from api.faults import answer_problem
from api.middleware import SAFE
from api.negotiate import Choice
from api.problems import Refusal
from api.protocol import Head, read_head, read_request
from api.service import Service
from api.workers import Cut, Job, Reply
from kg.errors import MandateGraphError

__all__ = ["EXPOSED", "Frontdoor"]

EXPOSED: Final = ("ETag", "Link", "Content-Location", "X-Query-Id")
"""Headers that a page of another origin may read."""
_PATH: Final = "/sparql"
_METHODS: Final = frozenset(("GET", "HEAD", "POST"))
_FORMAT: Final = re.compile(rb"(?:^|&)format=([^&]*)")
_QUERY: Final = re.compile(rb"(?:^|&)(?:query|update)=")
_UNBOUND: Final[dict[str, str]] = {}
_MOST_HELD: Final = 16 << 20  # of an answer to a client that could not tell a cut from the end

Headers = list[tuple[bytes, bytes]]
_OPEN: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]
_ALWAYS: Final[Headers] = [
    (b"vary", b"Accept"),
    (b"cache-control", b"no-cache"),
    *_OPEN,
    *((name.lower().encode(), value.encode()) for name, value in SAFE.items()),
]


class Frontdoor:
    """The middleware that answers ``/sparql`` itself where a program asks a query."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service
        self._answers = service.answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if (
            scope["type"] != "http"
            or scope["path"] != _PATH
            or scope["method"] not in _METHODS
            or (scope["method"] != "POST" and not _QUERY.search(scope["query_string"]))
        ):
            await self._app(scope, receive, send)
            return
        try:
            head = read_head(scope)
            want = wanted(head.accept, _format(scope))
            if want.has_page:
                await self._app(scope, receive, send)
                return
            await self._answer(scope, receive, send, head, want)
        except (Refusal, MandateGraphError) as error:
            await _refuse(scope, receive, send, error)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, head: Head, want: Wanted
    ) -> None:
        settings = self._service.settings
        asked = await read_request(
            scope, receive, head, limit=settings.query_limit, seconds=settings.body_seconds
        )
        if asked is None:
            raise Refusal(400, "The request holds no query.", "give one as 'query'")
        graphs = (asked.default_graphs, asked.named_graphs)
        job = Job(asked.query, *graphs, _UNBOUND, want.results_name, want.graph_name)
        generation = self._service.views.newest()
        key = Answers.key(generation, job)
        reply = self._answers.get(key)
        asking = Asking(self._service.pool, receive, query_id_of(head.query_id))
        if reply is not None and reply.body is not None:
            await _send_whole(scope, send, head, reply, want.of(reply.kind), asking.query_id)
            return
        try:
            reply = await asking.ask(job, client_of(scope), generation)
            choice = want.of(reply.kind)
            if reply.body is None:
                await _send_pieces(scope, send, reply, choice, asking, settings.query_timeout)
            else:
                self._answers.keep(key, reply)
                await _send_whole(scope, send, head, reply, choice, asking.query_id)
        finally:
            asking.close()


def _format(scope: Scope) -> str | None:
    found = _FORMAT.search(scope["query_string"])
    return unquote_plus(found[1].decode("latin-1")) if found else None


def _headers(generation: int, choice: Choice, query_id: str) -> Headers:
    return [
        (b"content-type", choice.content_type.encode()),
        (b"etag", f'"{generation}-{choice.format.name}"'.encode()),
        (b"x-query-id", query_id.encode()),
        *_ALWAYS,
    ]


async def _send_whole(
    scope: Scope, send: Send, head: Head, reply: Reply, choice: Choice, query_id: str
) -> None:
    """Send an answer with its length; 304 where the client has it (RFC 9110, 13.1.2)."""
    headers = _headers(reply.generation, choice, query_id)
    status, body = 200, reply.body or b""
    if head.if_none_match is not None and scope["method"] != "POST":
        held = {t.strip().removeprefix("W/") for t in head.if_none_match.split(",")}
        if "*" in held or headers[1][1].decode() in held:
            status, body = 304, b""
    if status == 200:
        headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    content = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": content})


async def _send_pieces(
    scope: Scope, send: Send, reply: Reply, choice: Choice, asking: Asking, seconds: float
) -> None:
    """Send an answer in chunks; where it breaks off, the last chunk is missing.

    Raises:
        Cut: it broke off; the server then closes the connection.
    """
    headers = _headers(reply.generation, choice, asking.query_id)
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    async with aclosing(asking.pieces(reply)) as pieces:
        if scope["method"] == "HEAD":
            await send(start)
            await send({"type": "http.response.body"})
            return
        if scope["http_version"] == "1.0":
            body = await _joined(pieces)
            headers.append((b"content-length", str(len(body)).encode()))
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        await send(start)
        try:
            async with asyncio.timeout(seconds):  # a client that takes nothing holds what is left
                async for piece in pieces:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except TimeoutError as error:
            raise Cut(f"The client did not take the answer in {seconds:g} seconds.") from error
        except Cut:
            if asking.gone:
                return
            raise
        await send({"type": "http.response.body"})


async def _joined(pieces: AsyncIterator[bytes]) -> bytes:
    """All of an answer, for HTTP/1.0, where the end of the connection is the end of the answer.

    Raises:
        Refusal: 503, it is too large to be held, or broke off.
    """
    body = bytearray()
    try:
        async for piece in pieces:
            body += piece
            if len(body) > _MOST_HELD:
                why = f"The answer is longer than {_MOST_HELD:,} bytes."
                raise Refusal(503, why, "ask by HTTP/1.1, or for less")
    except Cut as error:
        raise Refusal(503, str(error), "ask for less, or add a LIMIT") from error
    return bytes(body)


async def _refuse(
    scope: Scope, receive: Receive, send: Send, error: Refusal | MandateGraphError
) -> None:
    request = Request(scope)
    response = answer_problem(request, error)
    response.raw_headers += _OPEN
    if response.status_code in (408, 413):  # more of the body may come, which nobody reads
        response.raw_headers.append((b"connection", b"close"))
    if scope["method"] == "HEAD":
        response.body = b""
    await response(scope, receive, send)
