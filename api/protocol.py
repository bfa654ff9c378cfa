"""Read a request of the SPARQL 1.1 Protocol: one query, and the dataset it is asked over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.problems import Refusal

__all__ = ["Asked", "read_request"]

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_UTF8: Final = ("utf-8", "utf8", "us-ascii")
_MOST_PARAMETERS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the request names for it."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def read_request(request: Request, limit: int) -> Asked | None:
    """What a request asks, by GET, by a posted form or directly (2.1.1 to 2.1.3).

    None where a GET asks nothing. ``limit`` is the most bytes that a query may have.

    Raises:
        Refusal: 400 no query, or more than one; 413 too long; 415 another media type.
    """
    pairs = _pairs(request.scope["query_string"])
    if request.method == "POST":
        media, charset = _content_type(request)
        if media not in (_FORM, _DIRECT) or charset not in _UTF8:
            raise Refusal(
                415,
                f"A query cannot be posted as {request.headers.get('content-type')!r}.",
                f"post it as {_DIRECT} or {_FORM}, in UTF-8",
            )
        body = await _body(request, limit)
        pairs += _pairs(body) if media == _FORM else [("query", _decoded(body))]
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refusal(400, "This address takes no updates.", "send a query as 'query'")
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        found = "no query" if not queries else f"{len(queries)} queries"
        raise Refusal(400, f"The request holds {found}.", "give exactly one parameter 'query'")
    if len(queries[0].encode()) > limit:
        raise _too_long(limit)
    return Asked(queries[0], _all(pairs, "default-graph-uri"), _all(pairs, "named-graph-uri"))


def _all(pairs: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in pairs if name == wanted)


def _content_type(request: Request) -> tuple[str, str]:
    media, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), value.strip().strip('"').lower()
    return media.strip().lower(), "utf-8"


async def _body(request: Request, limit: int) -> bytes:
    """The body, read no further than a form with a query of ``limit`` bytes can be long."""
    most = 3 * limit  # each byte may be percent-encoded
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_long(limit)
    return bytes(body)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        raise Refusal(
            400, "The request holds too many parameters.", f"send at most {_MOST_PARAMETERS}"
        ) from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> Refusal:
    return Refusal(400, "The query is not in UTF-8.", "encode it in UTF-8")


def _too_long(limit: int) -> Refusal:
    return Refusal(
        413, f"The query is longer than {limit:,} bytes.", "shorten it; VALUES blocks are often why"
    )
