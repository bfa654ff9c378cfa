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
from dataclasses import replace
from typing import Final
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.asking import Asking, Wanted, client_of, query_id_of, searched, viewed, wanted
from api.cache import Answers, Key
from api.faults import answer_problem
from api.problems import Refusal
from api.protocol import Head, read_head, read_request
from api.ready import OPEN, Headers, Ready, head_of, is_held, ready
from api.searching import ExpandedQuery, Searches
from api.service import Service
from api.workers import Cut, Job, Reply
from kg.errors import MandateGraphError

__all__ = ["Frontdoor"]

_PATH: Final = "/sparql"
_METHODS: Final = frozenset(("GET", "HEAD", "POST"))
_FORMAT: Final = re.compile(rb"(?:^|&)format=([^&]*)")
_QUERY: Final = re.compile(rb"(?:^|&)(?:query|update)=")
_UNBOUND: Final[dict[str, str]] = {}
_MOST_HELD: Final = 16 << 20  # of an answer to a client that could not tell a cut from the end


class Frontdoor:
    """The middleware that answers ``/sparql`` itself where a program asks a query."""

    def __init__(self, app: ASGIApp, service: Service, searches: Searches) -> None:
        self._app = app
        self._searches = searches
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
        asked = await viewed(asked)
        graphs = (asked.default_graphs, asked.named_graphs)
        job = Job(asked.query, *graphs, _UNBOUND, want.results_name, want.graph_name)
        generation = self._service.views.newest()
        key = Answers.key(generation, job)
        reply = self._answers.get(key)
        asking = Asking(self._service.pool, receive, query_id_of(head.query_id))
        if reply is not None:
            await self._send_whole(scope, send, head, key, reply, want, asking.query_id)
            return
        found = await searched(asked.query, self._service, self._searches)
        if found.text is not asked.query:
            job = replace(job, query=found.text)
        try:
            reply = await asking.ask(job, client_of(scope), generation)
            if reply.body is None:
                headers = _head(reply, want, asking, found)
                await _send_pieces(scope, send, reply, headers, asking, settings.query_timeout)
            elif found.headers:
                headers = _head(reply, want, asking, found)
                await _send(scope, send, head, headers, ready(headers, reply.body))
            else:
                self._answers.keep(key, reply)
                await self._send_whole(scope, send, head, key, reply, want, asking.query_id)
        finally:
            asking.close()

    async def _send_whole(
        self,
        scope: Scope,
        send: Send,
        head: Head,
        key: Key,
        reply: Reply,
        want: Wanted,
        query_id: str,
    ) -> None:
        """Send an answer that may be kept, and remember what it was asked by."""
        headers = head_of(reply.generation, want.of(reply.kind))
        whole = ready(headers, reply.body or b"")
        if scope["method"] == "GET":
            accept = None if head.accept is None else head.accept.encode("latin-1")
            self._answers.spell((scope["query_string"], accept), key, whole)
        await _send(scope, send, head, [*headers, (b"x-query-id", query_id.encode())], whole)


def _format(scope: Scope) -> str | None:
    found = _FORMAT.search(scope["query_string"])
    return unquote_plus(found[1].decode("latin-1")) if found else None


def _head(reply: Reply, want: Wanted, asking: Asking, found: ExpandedQuery) -> Headers:
    headers = head_of(reply.generation, want.of(reply.kind), found.headers, lasts=found.cacheable)
    return [*headers, (b"x-query-id", asking.query_id.encode())]


async def _send(scope: Scope, send: Send, head: Head, headers: Headers, whole: Ready) -> None:
    """Send an answer with its length; 304 where the client has it."""
    status, body = 200, whole.body
    if scope["method"] != "POST" and is_held(headers, head.if_none_match):
        status, body = 304, b""
    else:
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    content = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": content})


async def _send_pieces(
    scope: Scope, send: Send, reply: Reply, headers: Headers, asking: Asking, seconds: float
) -> None:
    """Send an answer in chunks; where it breaks off, the last chunk is missing.

    Raises:
        Cut: it broke off; the server then closes the connection.
    """
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
    response.raw_headers += OPEN
    if response.status_code in (408, 413):  # more of the body may come, which nobody reads
        response.raw_headers.append((b"connection", b"close"))
    if scope["method"] == "HEAD":
        response.body = b""
    await response(scope, receive, send)
