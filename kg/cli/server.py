"""Run the web server on a socket until a signal ends it, in order."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

__all__ = ["serve"]

# By name: this package never imports the web.
_APPLICATION = "api.app:from_environment"
_PROTOCOL = "api.wire:Impatient"


class _Configuration(uvicorn.Config):
    """A configuration that says how long the head of a request may take to come."""

    head_seconds = 10.0


class _Server(uvicorn.Server):
    """A server that a signal ends with success, once it has ended in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Heed SIGINT and SIGTERM; a second one ends at once what still runs."""

        def heed(number: int, frame: FrameType | None) -> None:
            self.force_exit = self.should_exit
            self.should_exit = True

        before = {number: signal.signal(number, heed) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def serve(listener: socket.socket, *, head_seconds: float, connections: int, farewell: int) -> None:
    """Serve the application on a bound socket, until SIGINT or SIGTERM.

    ``connections`` may be open at once; beyond them the answer is 503. ``farewell`` is how many
    seconds requests that run at the end may go on.
    """
    configuration = _Configuration(
        _APPLICATION,
        factory=True,
        http=_PROTOCOL,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=connections,
        timeout_graceful_shutdown=farewell,
    )
    configuration.head_seconds = head_seconds
    _Server(configuration).run(sockets=[listener])
