"""Read a request of the SPARQL 1.1 Protocol: one query, and the dataset it is asked over."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.types import Receive, Scope

from api.forms import decoded, pairs, unquoted
from api.problems import Refusal
from kg.views import split_graphs

__all__ = ["Asked", "Head", "read_head", "read_request"]

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_UTF8: Final = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that the request names for it, and the views in whose words it is."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    views: tuple[str, ...] = ()


@dataclass(slots=True)
class Head:
    """The headers of a request that matter to a query; those that are missing are None."""

    accept: str | None = None
    content_type: str | None = None
    content_encoding: str | None = None
    if_none_match: str | None = None
    query_id: str | None = None


def read_head(scope: Scope) -> Head:
    """The headers of a request, those that may be repeated joined (RFC 9110, 5.3)."""
    head = Head()
    for name, value in scope["headers"]:
        if name in _FIELDS:
            field = _FIELDS[name]
            before = getattr(head, field)
            text = value.decode("latin-1")
            setattr(head, field, text if before is None else f"{before}, {text}")
    return head


_FIELDS: Final = {
    b"accept": "accept",
    b"content-type": "content_type",
    b"content-encoding": "content_encoding",
    b"if-none-match": "if_none_match",
    b"x-query-id": "query_id",
}


async def read_request(
    scope: Scope, receive: Receive, head: Head, *, limit: int, seconds: float
) -> Asked | None:
    """What a request asks, by GET, by a posted form or directly (2.1.1 to 2.1.3).

    None where a GET asks nothing. ``limit`` is the most bytes that a query may have, and
    ``seconds`` how long its body may take to come.

    Raises:
        Refusal: 400 no query, or more than one; 408 too slow; 413 too long; 415 another media
            type, or a body that is encoded.
    """
    encoded: bytes = scope["query_string"]
    is_post = scope["method"] == "POST"
    if not is_post and encoded.startswith(b"query=") and b"&" not in encoded:
        query = unquoted(encoded[6:])
        return Asked(_short(query, limit))
    parameters = pairs(encoded)
    if is_post:
        parameters += await _posted(receive, head, limit, seconds)
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise Refusal(400, "This address takes no updates.", "send a query as 'query'")
    if not queries and not is_post:
        return None
    if len(queries) != 1:
        found = "no query" if not queries else f"{len(queries)} queries"
        raise Refusal(400, f"The request holds {found}.", "give exactly one parameter 'query'")
    query = _short(queries[0], limit)
    views, graphs = split_graphs(_all(parameters, "default-graph-uri"))
    named = ",".join(_all(parameters, "view")).split(",")
    views = (*(name.strip() for name in named if name.strip()), *views)
    return Asked(query, graphs, _all(parameters, "named-graph-uri"), views)


def _short(query: str, limit: int) -> str:
    if len(query) > limit or (len(query) > limit // 4 and len(query.encode()) > limit):
        raise _too_long(limit)
    return query


def _all(parameters: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in parameters if name == wanted)


async def _posted(
    receive: Receive, head: Head, limit: int, seconds: float
) -> list[tuple[str, str]]:
    media, charset = _content_type(head.content_type)
    if media not in (_FORM, _DIRECT) or charset not in _UTF8:
        raise Refusal(
            415,
            f"A query cannot be posted as {head.content_type!r}.",
            f"post it as {_DIRECT} or {_FORM}, in UTF-8",
        )
    if (head.content_encoding or "identity").strip().lower() != "identity":
        why = f"A query cannot be posted encoded as {head.content_encoding!r}."
        raise Refusal(415, why, "post it as it is, without Content-Encoding")
    try:
        async with asyncio.timeout(seconds):
            body = await _body(receive, limit)
    except TimeoutError as error:
        why = f"The body did not come within {seconds:g} seconds."
        raise Refusal(408, why, "send it faster") from error
    return pairs(body) if media == _FORM else [("query", decoded(body))]


def _content_type(header: str | None) -> tuple[str, str]:
    media, *parameters = (header or "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), value.strip().strip('"').lower()
    return media.strip().lower(), "utf-8"


async def _body(receive: Receive, limit: int) -> bytes:
    """The body, read no further than a form with a query of ``limit`` bytes can be long."""
    most = 3 * limit  # each byte may be percent-encoded
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "The body ended before it was complete.", "send it again")
        body += message.get("body", b"")
        if len(body) > most:
            raise _too_long(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _too_long(limit: int) -> Refusal:
    return Refusal(
        413, f"The query is longer than {limit:,} bytes.", "shorten it; VALUES blocks are often why"
    )
