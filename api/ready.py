"""Make what goes out before an answer: its headers, as a server sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from api.middleware import SAFE
from api.negotiate import Choice

__all__ = ["EXPOSED", "OPEN", "Headers", "Ready", "head_of", "is_held", "ready"]

EXPOSED: Final = (
    *("ETag", "Link", "Content-Location", "X-Query-Id", "X-Total-Count"),
    *("X-Search-Truncated", "X-Search-Stale", "X-Trace-Truncated"),
)
"""Headers that a page of another origin may read."""

Headers = list[tuple[bytes, bytes]]
OPEN: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]
"""What lets a page of another origin read an answer."""
_ALWAYS: Final[Headers] = [
    (b"vary", b"Accept"),
    *OPEN,
    *((name.lower().encode(), value.encode()) for name, value in SAFE.items()),
]


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole answer with its headers: as pairs, and as the lines that they are on the wire."""

    headers: Headers
    lines: bytes
    body: bytes


@lru_cache(maxsize=256)
def _fixed(generation: int, choice: Choice) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"content-type", choice.content_type.encode()),
        (b"etag", f'"{generation}-{choice.format.name}"'.encode()),
        (b"cache-control", b"no-cache"),
        *_ALWAYS,
    )


def head_of(
    generation: int, choice: Choice, search: Mapping[str, str] | None = None, *, lasts: bool = True
) -> Headers:
    """The headers of an answer, without its length.

    ``search`` are those that tell of searches in the query. An answer that does not ``last`` may
    be another while the generation is the same, so it has no ``ETag`` and nobody keeps it.
    """
    headers = [*_fixed(generation, choice)]
    if not lasts:
        headers[1:3] = [(b"cache-control", b"no-store")]
    if search:
        headers += [(name.lower().encode(), value.encode()) for name, value in search.items()]
    return headers


def ready(headers: Headers, body: bytes) -> Ready:
    """An answer with its length."""
    whole = [*headers, (b"content-length", b"%d" % len(body))]
    return Ready(whole, b"".join([b"%s: %s\r\n" % pair for pair in whole]), body)


def is_held(headers: Headers, if_none_match: str | None) -> bool:
    """Whether the client says that it has the answer with these headers (RFC 9110, 13.1.2)."""
    name, tag = headers[1]
    if if_none_match is None or name != b"etag":
        return False
    held = {t.strip().removeprefix("W/") for t in if_none_match.split(",")}
    return "*" in held or tag.decode() in held
