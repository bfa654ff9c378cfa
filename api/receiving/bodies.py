"""Read the body of a request that writes: bounded in bytes and in time, in a known media type."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import anyio
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser
from starlette.requests import Request

from api.problems import Refusal
from api.service import service_of

__all__ = ["Media", "parts", "read_body", "read_media"]

_UTF8: Final = ("utf-8", "utf8", "us-ascii")
_MOST_PARTS: Final = 100


@dataclass(frozen=True, slots=True)
class Media:
    """A media type, in lower case, and its boundary, if it is one of many parts."""

    name: str
    boundary: str = ""


def read_media(request: Request, taken: Collection[str]) -> Media:
    """The media type of the body, which is one of those ``taken``.

    Raises:
        Refusal: 415, it is another one, in another character set, or encoded.
    """
    encoding = request.headers.get("content-encoding", "identity").strip()
    if encoding.lower() not in ("identity", ""):
        raise Refusal(415, f"A body encoded as {encoding!r} is not taken.", "send it as it is")
    return _media(request.headers.get("content-type"), taken)


def _media(said: str | None, taken: Collection[str]) -> Media:
    name, *parameters = (said or "").split(";")
    values = {
        key.strip().lower(): value.strip().strip('"')
        for key, _, value in (parameter.partition("=") for parameter in parameters)
    }
    name = name.strip().lower()
    if name not in taken or values.get("charset", "utf-8").lower() not in _UTF8:
        what = f"A body of the type {said[:200]!r}" if said else "A body without a Content-Type"
        raise Refusal(
            415,
            f"{what} is not taken here.",
            "send one of the media types in 'offered' as Content-Type, in UTF-8",
            offered=[t for t in taken if t],
        )
    return Media(name, values.get("boundary", ""))


async def read_body(request: Request, *, most: int | None = None) -> bytes:
    """The body, read no further than its limit and no longer than a body may take.

    ``most`` is its limit, where that is not ``update_limit``.

    Raises:
        Refusal: 408 too slow, 413 too long, 400 it broke off.
    """
    settings = service_of(request).settings
    limit = settings.update_limit if most is None else most
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > limit:
        raise _closing(_too_long(settings.update_limit))
    body = bytearray()
    try:
        with anyio.fail_after(settings.body_seconds):
            while True:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise Refusal(400, "The body ended before it was complete.", "send it again")
                body += message.get("body", b"")
                if len(body) > limit:
                    raise _closing(_too_long(settings.update_limit))
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError as error:
        why = f"The body did not come within {settings.body_seconds:g} seconds."
        raise _closing(Refusal(408, why, "send it faster")) from error


def parts(body: bytes, boundary: str, taken: Collection[str]) -> Sequence[tuple[Media, bytes]]:
    """The parts of a multipart body, each with its media type (RFC 7578, 4).

    Raises:
        Refusal: 400 it is malformed or has too many; 415 a part is of a type that is not taken.
    """
    found: list[tuple[dict[str, str], bytearray]] = []
    name, value = bytearray(), bytearray()

    def end_header() -> None:
        key = name.decode("latin-1").strip().lower()
        found[-1][0][key] = value.decode("latin-1").strip()
        name.clear()
        value.clear()

    malformed = Refusal(400, "The body is no multipart/form-data.", "end it with its boundary")
    complete: list[bool] = []
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": lambda: found.append(({}, bytearray())),
                "on_header_field": lambda data, start, end: name.extend(data[start:end]),
                "on_header_value": lambda data, start, end: value.extend(data[start:end]),
                "on_header_end": end_header,
                "on_part_data": lambda data, start, end: found[-1][1].extend(data[start:end]),
                "on_end": lambda: complete.append(True),
            },
        )
        parser.write(body)
        parser.finalize()
    except MultipartParseError as error:
        raise malformed from error
    if not complete or not boundary:
        raise malformed
    if len(found) > _MOST_PARTS:
        raise Refusal(400, "The body has too many parts.", f"send at most {_MOST_PARTS}")
    return [(_media(head.get("content-type"), taken), bytes(data)) for head, data in found]


def _too_long(limit: int) -> Refusal:
    why = f"The body is longer than {limit:,} bytes."
    return Refusal(413, why, "send it in parts", limit=limit)


def _closing(refusal: Refusal) -> Refusal:
    """A refusal after which more of the body may come, which nobody reads."""
    refusal.problem = replace(refusal.problem, headers={"Connection": "close"})
    return refusal
