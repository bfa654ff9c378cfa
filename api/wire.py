"""Speak HTTP as the server does, and two things more: drop who is slow, answer at once what may be.

The server has no clock for the head of a request, and makes a task for each of them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

from api.shortcut import Shortcut

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Base
else:
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Base
    except ImportError:  # then each request takes the long way
        Base = H11Protocol

__all__ = ["Impatient"]

_SECONDS: Final = 10.0
_MOST_HEAD: Final = 1 << 20
_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)
_TARGET: Final = b"/sparql?"
_PROXIED: Final = frozenset((b"x-forwarded-for", b"x-forwarded-proto"))


class _Answered:
    """What stands for a request that is answered, where the server expects one."""

    response_complete = True
    message_event = asyncio.Event()


class Impatient(Base):
    """The server's protocol with a clock: ``head_seconds`` of its configuration, else ten seconds.

    The clock runs from the connection, and from the first byte of each further request, until the
    head of the request is there; then the application has its own for the body. It runs again for
    a body that comes on after its answer. A head that is too large is not read to its end.

    What the ``shortcut`` of the application's state answers goes out at once.
    """

    _clock: asyncio.TimerHandle | None = None
    _idle: asyncio.TimerHandle | None = None
    _answered = 0.0  # when a request was last answered at once
    _head = 0  # how many bytes of a head came
    _is_in_head = True  # whether what comes belongs to the head of a request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._is_in_head:
            self._head += len(data)
            if self._head > _MOST_HEAD:
                self.transport.write(_TOO_LARGE)
                self.transport.close()
                return
        super().data_received(data)
        if (self._is_in_head and self._waits()) or self._is_unread():
            if self._clock is None:
                self._start()
        elif self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def on_message_begin(self) -> None:
        """A request begins."""
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head of a request is there."""
        self._is_in_head = False
        self._head = 0
        if not self._answers_at_once():
            super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        super().connection_lost(exc)

    def _waits(self) -> bool:
        """Whether no request is being answered, so that what comes belongs to a head."""
        return self.cycle is None or self.cycle.response_complete

    def _is_unread(self) -> bool:
        """Whether what comes is the rest of a body that was answered already."""
        return (
            self.cycle is not None
            and self.cycle.response_complete
            and getattr(self.cycle, "more_body", False)
        )

    def _answers_at_once(self) -> bool:
        if not self.url.startswith(_TARGET) or b"#" in self.url or not self._is_plain():
            return False
        shortcut = cast(Shortcut, self.app_state["shortcut"])
        client = self.client[0] if self.client else ""
        found = shortcut.answer(self.url[len(_TARGET) :], self.headers, client)
        if found is None:
            return False
        answer, own = found
        lines = [b"HTTP/1.1 200 OK\r\n"]
        lines += [b"%s: %s\r\n" % pair for pair in self.server_state.default_headers]
        lines.append(answer.lines)
        lines += [b"%s: %s\r\n" % pair for pair in own]
        lines += (b"\r\n", answer.body)
        self.transport.write(b"".join(lines))
        self.cycle = cast(Any, _Answered)
        self.server_state.total_requests += 1
        self._answered = self.loop.time()
        if self._idle is None:
            self._idle = self.loop.call_later(self.timeout_keep_alive, self._close_if_idle)
        return True

    def _close_if_idle(self) -> None:
        """Close what was not used since; one clock for many answers costs less than one for each.

        The server has its own for the requests that it answers.
        """
        self._idle = None
        if self.cycle is cast(Any, _Answered) and not self._is_in_head:
            left = self._answered + self.timeout_keep_alive - self.loop.time()
            if left > 0:
                self._idle = self.loop.call_later(left, self._close_if_idle)
            else:
                self.timeout_keep_alive_handler()

    def _is_plain(self) -> bool:
        """Whether a request is a GET by HTTP/1.1 with nothing about it, and its answer can go."""
        most = self.limit_concurrency
        return (
            self._waits()
            and "shortcut" in self.app_state
            and self.parser.get_method() == b"GET"
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and not self.root_path
            and not self.flow.write_paused
            and not self.transport.is_closing()
            and (most is None or len(self.connections) < most)
            and not any(name in _PROXIED for name, _ in self.headers)
        )

    def _start(self) -> None:
        seconds = float(getattr(self.config, "head_seconds", _SECONDS))
        self._clock = self.loop.call_later(seconds, self._drop)

    def _drop(self) -> None:
        self._clock = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.abort()
