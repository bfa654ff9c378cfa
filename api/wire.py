"""Drop connections whose request head does not come in time, which the server itself does not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    Base = H11Protocol
else:
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Base
    except ImportError:
        Base = H11Protocol

__all__ = ["Impatient"]

_SECONDS: Final = 10.0


class Impatient(Base):
    """The server's protocol with a clock: ``head_seconds`` of its configuration, else ten seconds.

    The clock runs from the connection, and from the first byte of each further request, until the
    head of the request is there; then the application has its own for the body.
    """

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._clock is None and self._waits():
            self._start()
        super().data_received(data)
        if self._clock is not None and not self._waits():
            self._clock.cancel()
            self._clock = None

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
        super().connection_lost(exc)

    def _waits(self) -> bool:
        """Whether no request is being answered, so that what comes belongs to a head."""
        return self.cycle is None or self.cycle.response_complete

    def _start(self) -> None:
        seconds = float(getattr(self.config, "head_seconds", _SECONDS))
        self._clock = self.loop.call_later(seconds, self._drop)

    def _drop(self) -> None:
        self._clock = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.abort()
