"""Take the path of a request apart: what it names, and the suffix that asks for a format."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.requests import Request

__all__ = ["Asked", "asked", "plain"]

_SLASHES: Final = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: ``name`` decoded, with its slashes put right, without its suffix.

    ``sent`` is the whole path as it came, and ``exact`` the part of it that ``name`` was read
    from, escapes kept. ``query`` is the query string.
    """

    sent: str
    exact: str
    name: str
    suffix: str
    query: str

    @property
    def ending(self) -> str:
        """The suffix with its dot, or nothing."""
        return f".{self.suffix}" if self.suffix else ""


def asked(request: Request, path: str, suffixes: Collection[str]) -> Asked:
    """What a request asks for at ``path``, which is decoded and stands at the end of its path."""
    raw = request.scope.get("raw_path")
    sent = raw.decode("latin-1") if isinstance(raw, bytes) else quote(request.scope["path"])
    sent = sent.partition("?")[0]
    prefix = request.scope["path"].removesuffix(path)
    exact = sent.removeprefix(prefix).rstrip("/")
    name, dot, suffix = plain(path).rpartition(".")
    if not dot or suffix.lower() not in suffixes:
        name, suffix = plain(path), ""
    elif exact.endswith(dot + suffix):
        exact = exact.removesuffix(dot + suffix)
    query = request.scope.get("query_string", b"").decode("latin-1")
    return Asked(sent, exact, name, suffix.lower(), query)


def plain(path: str) -> str:
    """A path without slashes at its ends, and with one where several stand together.

    >>> plain("//A//RES/65/230/")
    'A/RES/65/230'
    """
    return _SLASHES.sub("/", path).strip("/")
