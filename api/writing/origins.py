"""Answer pages of other origins where they may read, and never where they could write."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Origins"]

_NEVER: Final = "/update"
_GRAPHS: Final = "/graphs"
_READING: Final = ("GET", "HEAD")


class Origins(CORSMiddleware):
    """Cross-origin resource sharing for every address, but for what writes.

    There a page of another origin gets no header that would let it go on, nor a preflight that
    succeeds (Fetch, 3.2).
    """

    def __init__(self, app: ASGIApp, expose_headers: list[str]) -> None:
        super().__init__(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
            allow_headers=["*"],
            expose_headers=expose_headers,
        )
        self._reading = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=list(_READING),
            allow_headers=["*"],
            expose_headers=expose_headers,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add what a page of another origin needs to read the answer."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path == _NEVER:
            await self.app(scope, receive, send)
        elif path == _GRAPHS or path.startswith(f"{_GRAPHS}/"):
            asked = Headers(scope=scope).get("access-control-request-method", scope["method"])
            reading = asked in _READING
            await (self._reading if reading else self.app)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
