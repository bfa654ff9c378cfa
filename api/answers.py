"""Put answers into responses: format, validators, links, and 304 where nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.formats import Format
from api.negotiate import Choice, choose
from api.problems import Refusal, not_acceptable
from api.stamp import Stamp

__all__ = ["Link", "chosen", "not_modified", "respond", "see"]

_CACHE: Final = "no-cache"  # keep it, but ask each time whether it changed


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a response (RFC 8288)."""

    target: str
    relation: str
    media: str | None = None

    def __str__(self) -> str:
        """The link as it stands in the header."""
        kind = f'; type="{self.media}"' if self.media else ""
        return f'<{self.target}>; rel="{self.relation}"{kind}'


def chosen(request: Request, offered: Sequence[Format]) -> Choice:
    """The format that ``?format=`` names, else the one that the client accepts most.

    Raises:
        Refusal: 400 where ``format`` names none of them, 406 where none is acceptable.
    """
    names = {f.name: f for f in offered}
    wanted = request.query_params.get("format")
    if wanted is not None:
        if wanted not in names:
            known = ", ".join(names)
            raise Refusal(400, f"format={wanted!r} is not a format of this answer.", f"try {known}")
        return Choice(names[wanted], names[wanted].media[0])
    accept = ", ".join(request.headers.getlist("accept")) or None
    choice = choose(accept, offered)
    if choice is None:
        raise not_acceptable(accept, [m for f in offered for m in f.media])
    return choice


def not_modified(request: Request, stamp: Stamp, choice: Choice) -> Response | None:
    """A 304 where the client holds the answer of this stamp in this format already."""
    tag = stamp.tag(choice.format)
    held = [
        t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")
    ]
    if request.method in ("GET", "HEAD") and (tag in held or "*" in held):
        return Response(status_code=304, headers=_headers(stamp, choice))
    return None


def respond(
    body: bytes | str,
    choice: Choice,
    stamp: Stamp,
    *,
    links: Sequence[Link] = (),
    extra: Mapping[str, str] | None = None,
) -> Response:
    """An answer in the chosen format, with the stamp of what it was made from."""
    headers = _headers(stamp, choice) | dict(extra or {})
    if links:
        headers["Link"] = ", ".join(map(str, links))
    response = Response(body, headers=headers)
    response.headers["Content-Type"] = choice.content_type
    return response


def see(address: str, status: int = 303) -> Response:
    """A redirect to an address of this service."""
    headers = {"Location": address, "Vary": "Accept"} if status == 303 else {"Location": address}
    return Response(status_code=status, headers=headers)


def _headers(stamp: Stamp, choice: Choice) -> dict[str, str]:
    return {"ETag": stamp.tag(choice.format), "Vary": "Accept", "Cache-Control": _CACHE}
