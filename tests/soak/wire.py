"""Ask over HTTP/1.1 on a connection of one's own, and see whether the answer is whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

__all__ = ["NOTHING", "Said", "Wire", "head", "said"]

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Said:
    """An answer; status 0: the connection ended before there was one.

    ``complete`` says whether it ended as HTTP has it, and was not cut.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = False
    seconds: float = 0.0


NOTHING = Said(0)


@dataclass(frozen=True, slots=True)
class Wire:
    """The way to a server, from one address of the loopback."""

    port: int
    source: str
    patience: float

    @asynccontextmanager
    async def connection(
        self, limit: int = 1 << 20
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection, dropped at the end."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(self.source, 0), limit=limit
        )
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Said:
        """An answer, whole or as far as it came.

        Raises:
            TimeoutError: there is no end to it.
        """
        began = time.monotonic()
        sent = {**(headers or {}), "Connection": "close"}
        if body:
            sent["Content-Length"] = str(len(body))
        async with asyncio.timeout(self.patience):
            try:
                async with self.connection() as (reader, writer):
                    writer.write(head(method, target, sent) + body)
                    answer = await everything(reader)
            except OSError:
                answer = b""
        return said(answer, time.monotonic() - began)


def head(method: str, target: str, headers: Mapping[str, str]) -> bytes:
    """The head of a request."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n".encode()


async def everything(reader: asyncio.StreamReader) -> bytes:
    """All that comes until the other end closes or breaks off."""
    answer = bytearray()
    try:
        while piece := await reader.read(_PIECE):
            answer += piece
    except ConnectionError:
        return bytes(answer)
    return bytes(answer)


def said(answer: bytes, seconds: float = 0.0) -> Said:
    """An answer read to the end of its connection, its chunks joined (RFC 9112, 7.1)."""
    start, _, rest = answer.partition(b"\r\n\r\n")
    lines = start.decode("latin-1").split("\r\n")
    words = lines[0].split()
    if len(words) < 2 or not words[1].isdigit():
        return Said(0, seconds=seconds)
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
    status = int(words[1])
    if headers.get("transfer-encoding") != "chunked":
        whole = len(rest) >= int(headers.get("content-length", "0"))
        return Said(status, headers, rest, whole, seconds)
    body, complete = _joined(rest)
    return Said(status, headers, body, complete, seconds)


def _joined(rest: bytes) -> tuple[bytes, bool]:
    pieces: list[bytes] = []
    at = 0
    while (end := rest.find(b"\r\n", at)) >= 0:
        length = int(rest[at:end], 16)
        if length == 0:
            return b"".join(pieces), True
        pieces.append(rest[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(pieces), False
