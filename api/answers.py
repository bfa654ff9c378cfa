"""Put answers into responses: format, validators, links, and 304 where nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.conditions import http_date, judge
from api.formats import Format
from api.negotiate import Choice, choose
from api.problems import Refusal, not_acceptable
from api.stamp import Stamp

__all__ = ["Link", "chosen", "not_modified", "respond", "see"]

_CACHE: Final = "no-cache"  # keep it, but ask each time whether it changed
_ADDRESS: Final = "/()-._~,;:@&=+$!*'%#?[]"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a response (RFC 8288); ``anchor`` is what it is from, if not the answer itself."""

    target: str
    relation: str
    media: str | None = None
    anchor: str | None = None

    def __str__(self) -> str:
        """The link as it stands in the header."""
        kind = f'; type="{self.media}"' if self.media else ""
        anchor = f'; anchor="{_in_header(self.anchor)}"' if self.anchor else ""
        return f'<{_in_header(self.target)}>; rel="{self.relation}"{kind}{anchor}'


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


def not_modified(
    request: Request, stamp: Stamp, choice: Choice, *, extra: Mapping[str, str] | None = None
) -> Response | None:
    """A 304 where the client holds the answer of this stamp in this format already.

    It has the headers of the answer that a store of answers needs (RFC 9110, 15.4.5), those in
    ``extra`` too.

    Raises:
        Refusal: 412, the client wants another version of the answer than there is.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    form = choice.format
    status = judge(_joined(request), stamp.tag(form), stamp.modified(form))
    if status == 412:
        why = "The answer is not the one that If-Match or If-Unmodified-Since names."
        raise Refusal(412, why, "ask without this condition", etag=stamp.tag(form))
    if status == 304:
        return Response(status_code=304, headers=_headers(stamp, choice) | dict(extra or {}))
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
    modified = stamp.modified(choice.format)
    if modified:
        headers["Last-Modified"] = http_date(modified)
    if links:
        headers["Link"] = ", ".join(map(str, links))
    response = Response(body, headers=headers)
    response.headers["Content-Type"] = choice.content_type
    return response


def see(
    address: str, status: int = 303, *, query: str = "", links: Sequence[Link] = ()
) -> Response:
    """A redirect to an address of this service; ``query`` goes with it."""
    place = f"{address}?{_in_header(query)}" if query else address
    headers = {"Location": place, "Cache-Control": _CACHE}
    if status == 303:
        headers["Vary"] = "Accept"
    if links:
        headers["Link"] = ", ".join(map(str, links))
    return Response(status_code=status, headers=headers)


def _headers(stamp: Stamp, choice: Choice) -> dict[str, str]:
    return {"ETag": stamp.tag(choice.format), "Vary": "Accept", "Cache-Control": _CACHE}


def _in_header(address: str) -> str:
    """An address with nothing in it that could end it, or the header it stands in."""
    return quote(address, safe=_ADDRESS)


def _joined(request: Request) -> dict[str, str]:
    """The headers of a request, the lines of each put together (RFC 9110, 5.3)."""
    return {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
