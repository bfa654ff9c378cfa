"""Ask the pool for a client: which formats it accepts, who it is, and when it went away."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope

from api.formats import GRAPHS, HTML, RESULTS, Format
from api.negotiate import Choice, choose
from api.problems import Refusal, malformed, not_acceptable
from api.protocol import Asked
from api.ready import head_of, is_held
from api.searching import ExpandedQuery, Searches
from api.service import Service
from api.workers import Job, Pool, Reply
from kg.errors import QueryError
from kg.search import may_search
from kg.store.dataset import dataset_of
from kg.views import may_view, rewrite

__all__ = [
    "Asking",
    "Wanted",
    "client_of",
    "passed_on",
    "query_id_of",
    "searched",
    "viewed",
    "wanted",
]

_QUERY_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NAMES: Final = {f.name: f for f in (*RESULTS, *GRAPHS, HTML)}
_MEDIA_TYPES: Final = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*,\s*[\w.+-]+/[\w.+-]+)*")
# What clients that are not ours write, whatever the form of the query: SPARQLWrapper does.
_MEANT: Final = {
    "json": ("json", "jsonld"),
    "json-ld": ("jsonld",),
    "n3": ("ttl",),
    "rdf+xml": ("rdf",),
    "turtle": ("ttl",),
    "xml": ("xml", "rdf"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a client wants solutions and booleans, and how triples; None: in no way."""

    results: Choice | None
    graph: Choice | None

    @property
    def has_page(self) -> bool:
        """Whether either is wanted as a page."""
        return any(c is not None and c.format is HTML for c in (self.results, self.graph))

    @property
    def results_name(self) -> str | None:
        """The name of the format for solutions and booleans."""
        return self.results.format.name if self.results else None

    @property
    def graph_name(self) -> str | None:
        """The name of the format for triples."""
        return self.graph.format.name if self.graph else None

    def of(self, kind: str) -> Choice:
        """The choice for an answer of a kind, once there is such an answer."""
        choice = self.graph if kind == "graph" else self.results
        if choice is None:
            raise RuntimeError(f"an answer came ({kind}) that was not wanted")
        return choice


@lru_cache(maxsize=512)
def wanted(accept: str | None, name: str | None) -> Wanted:
    """The formats that ``?format=`` names, else those that the client accepts most.

    ``name`` may also be media types, as an Accept header has them.

    Raises:
        Refusal: 400 where ``name`` is no format, 406 where none is acceptable.
    """
    if name is not None and _MEDIA_TYPES.fullmatch(name):
        accept, name = name, None
    if name is not None:
        forms = [_NAMES[n] for n in _MEANT.get(name, (name,)) if n in _NAMES]
        if not forms:
            known = ", ".join(_NAMES)
            raise Refusal(400, f"format={name!r} is no format of an answer.", f"try {known}")
        return Wanted(_first(forms, (*RESULTS, HTML)), _first(forms, (*GRAPHS, HTML)))
    found = Wanted(choose(accept, (*RESULTS, HTML)), choose(accept, (*GRAPHS, HTML)))
    if found.results is None and found.graph is None:
        raise not_acceptable(accept, [m for f in _NAMES.values() for m in f.media])
    return found


def _first(forms: Sequence[Format], of: Sequence[Format]) -> Choice | None:
    return next((Choice(form, form.media[0]) for form in forms if form in of), None)


def client_of(scope: Scope) -> str:
    """The address that a request came from."""
    client = scope.get("client")
    return client[0] if client else ""


def query_id_of(header: str | None) -> str | None:
    """The id that a client chose for its query.

    Raises:
        Refusal: 400, it is no such id.
    """
    if header is not None and not _QUERY_ID.fullmatch(header):
        why = f"X-Query-Id {header[:80]!r} is no id of a query."
        raise Refusal(400, why, "give 8 to 64 letters, digits, - and _")
    return header


async def viewed(asked: Asked) -> Asked:
    """A request with its query in our words, where it is in those of a view.

    Raises:
        Refusal: 400 there is no such view, or it cannot answer such a query.
    """
    if not asked.views and not may_view(asked.query):
        return asked
    try:
        query = await anyio.to_thread.run_sync(rewrite, asked.query, asked.views)
    except QueryError as error:
        raise malformed(error) from error
    return replace(asked, query=query, views=())


async def searched(query: str, service: Service, searches: Searches) -> ExpandedQuery:
    """A query with its searches written out, which takes a thread where it may hold any.

    It is judged before, since what is written out is longer.

    Raises:
        Refusal: 400 the query or a search in it is malformed, 503 a search takes too long.
        StoreError: there is no index yet.
    """
    if not may_search(query):
        return ExpandedQuery(query)
    return await anyio.to_thread.run_sync(_searched, query, service, searches)


def _searched(query: str, service: Service, searches: Searches) -> ExpandedQuery:
    try:
        dataset_of(query)
        return searches.expand(query, service.views.current())
    except QueryError as error:
        raise malformed(error) from error


async def passed_on(
    request: Request, pool: Pool, job: Job, want: Wanted, found: ExpandedQuery | None = None
) -> Response:
    """The answer to a job as a response, whole or in pieces; ``found`` tells of its searches.

    Raises:
        Refusal: as the pool says.
    """
    asking = Asking(pool, request.receive, query_id_of(request.headers.get("x-query-id")))
    try:
        reply = await asking.ask(job, client_of(request.scope))
    except BaseException:
        asking.close()
        raise
    choice = want.of(reply.kind)
    search, lasts = ({}, True) if found is None else (found.headers, found.cacheable)
    head = head_of(reply.generation, choice, search, lasts=lasts)
    headers = {name.decode(): value.decode() for name, value in head}
    headers["x-query-id"] = asking.query_id
    if reply.body is not None:
        asking.close()
        if is_held(head, request.headers.get("if-none-match")):
            return Response(status_code=304, headers=headers)
        return Response(reply.body, headers=headers)
    return StreamingResponse(_closing(asking, reply), headers=headers)


async def _closing(asking: Asking, reply: Reply) -> AsyncGenerator[bytes, None]:
    try:
        async with aclosing(asking.pieces(reply)) as pieces:
            async for piece in pieces:
                yield piece
    finally:
        asking.close()


class Asking:
    """One query of one client: asked of the pool, and ended when the client goes away.

    A client is watched only from when its answer is slow, since most are done before.
    """

    __slots__ = ("_pool", "_receive", "_watch", "gone", "query_id")

    def __init__(self, pool: Pool, receive: Receive, query_id: str | None) -> None:
        self._pool, self._receive = pool, receive
        self._watch: asyncio.Task[None] | None = None
        self.query_id = query_id or secrets.token_hex(8)
        self.gone = False

    async def ask(self, job: Job, client: str, generation: int | None = None) -> Reply:
        """The reply; ``close`` when it has been passed on.

        Raises:
            Refusal: as the pool says.
        """
        return await self._pool.ask(
            job,
            client=client,
            query_id=self.query_id,
            on_slow=self._begin_watch,
            generation=generation,
        )

    async def pieces(self, reply: Reply) -> AsyncGenerator[bytes, None]:
        """The answer piece by piece, however it came.

        Raises:
            Cut: it ends before it is complete.
        """
        if reply.chunks is None:
            yield reply.body or b""
            return
        async with aclosing(reply.chunks) as chunks:
            async for piece in chunks:
                yield piece

    def close(self) -> None:
        """Watch the client no longer."""
        if self._watch is not None:
            self._watch.cancel()

    def _begin_watch(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._until_gone())

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self._pool.cancel(self.query_id)
