"""Ask one server many small questions over a few connections, in a process of its own.

Orders come as JSON on the standard input, figures go as JSON to the standard output. Only the
standard library is imported (and uvloop where it is there), so that it starts at once and takes
little of the machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sys
import time
from typing import cast

new_loop = asyncio.new_event_loop
with contextlib.suppress(ImportError):
    import uvloop

    new_loop = uvloop.new_event_loop

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_STRIDE = 7919  # a prime, so that neighbours in time are none in the store
_GRACE = 10.0  # seconds for what is under way at the end; who waits longer is counted as he stands


class Asker:
    """What is asked, by all connections together."""

    def __init__(self, orders: dict[str, object]) -> None:
        self.port = int(str(orders["port"]))
        self.source = str(orders.get("source", "127.0.0.1"))
        self.count = int(str(orders["things"]))
        self.number = int(str(orders.get("first", 0)))
        self.pause = float(str(orders.get("pause", 0)))
        head, _, tail = str(orders["target"]).partition("{n}")
        self.head = f"GET {head}".encode()
        self.tail = (
            f"{tail} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {orders['accept']}\r\n\r\n"
        ).encode()
        self.varies = "{n}" in str(orders["target"])
        self.taken: list[float] = []
        self.statuses: dict[str, int] = {}
        self.grace = float(str(orders.get("grace", _GRACE)))
        self.last = 0.0
        self.end = time.perf_counter() + float(str(orders["seconds"]))

    def request(self) -> bytes:
        """The next request."""
        if not self.varies:
            return self.head + self.tail
        self.number += 1
        return self.head + b"%d" % (self.number * _STRIDE % self.count) + self.tail

    def note(self, status: str, began: float) -> None:
        """Count an answer."""
        self.last = time.perf_counter()
        self.taken.append(self.last - began)
        self.statuses[status] = self.statuses.get(status, 0) + 1


class Connection(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.over = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self.began: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass of it
        self._next()

    def data_received(self, data: bytes) -> None:
        """Take what came, and ask again where the answer is whole."""
        self._buffer += data
        if not _is_whole(self._buffer) or self.began is None:
            return
        asker = self._asker
        asker.note(bytes(self._buffer[9:12]).decode(), self.began)
        pause = asker.pause - (time.perf_counter() - self.began)
        self.began = None
        closing = b"connection: close" in bytes(self._buffer[:2000]).lower()
        self._buffer.clear()
        if closing:
            self._finish()
        elif pause > 0:
            asyncio.get_running_loop().call_later(pause, self._next)
        else:
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end closed."""
        self._finish()

    def _next(self) -> None:
        if self._transport is None or self._transport.is_closing():
            self._finish()
            return
        if time.perf_counter() >= self._asker.end:
            self._transport.close()
            return
        self.began = time.perf_counter()
        self._transport.write(self._asker.request())

    def _finish(self) -> None:
        if self.began is not None:
            self._asker.note("broken", self.began)
            self.began = None
        if not self.over.done():
            self.over.set_result(None)


def _is_whole(answer: bytearray) -> bool:
    end = answer.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(answer[:end])
    length = _LENGTH.search(head)
    if length:
        return len(answer) - end - 4 >= int(length[1])
    return bool(_CHUNKED.search(head)) and answer.endswith(b"\r\n0\r\n\r\n")


async def _connection(asker: Asker) -> None:
    loop = asyncio.get_running_loop()
    while time.perf_counter() < asker.end:
        _, connection = await loop.create_connection(
            lambda: Connection(asker), "127.0.0.1", asker.port, local_addr=(asker.source, 0)
        )
        left = asker.end + asker.grace - time.perf_counter()
        done, _ = await asyncio.wait([connection.over], timeout=left)
        if not done:
            if connection.began is not None:
                asker.note("waits", connection.began)
            return


async def _ask(orders: dict[str, object]) -> None:
    asker = Asker(orders)
    began = time.perf_counter()
    await asyncio.gather(
        *(_connection(asker) for _ in range(int(str(orders["connections"])))),
        return_exceptions=True,
    )
    taken = sorted(asker.taken) or [float("inf")]
    figures = {
        "answered": sum(n for s, n in asker.statuses.items() if s == "200"),
        "statuses": asker.statuses,
        "seconds": max(asker.last, asker.end) - began,
        "p50": taken[len(taken) // 2] * 1000,
        "p95": taken[min(len(taken) - 1, len(taken) * 95 // 100)] * 1000,
        "next": asker.number,
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_ask(json.load(sys.stdin)))
