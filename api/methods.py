"""Say which methods an address answers: to who asks by OPTIONS, and to who used another."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["AnswerOptions", "allowed"]

_POSTED: Final = frozenset(("/update", "/validate"))
"""Addresses that no GET answers, though each path may be an alias of a document."""
_PROBED: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed(scope: Scope) -> str:
    """The Allow header of the address that a request came to (RFC 9110, 10.2.1).

    A route names only its own methods, and one address may have several routes.
    """
    routes = [r for r in scope["app"].routes if not isinstance(r, Mount)]
    found = [
        method
        for method in _PROBED
        if (method != "GET" or scope["path"] not in _POSTED)
        and any(r.matches({**scope, "method": method})[0] is Match.FULL for r in routes)
    ]
    if "GET" in found:
        found.insert(1, "HEAD")
    return ", ".join([*found, "OPTIONS"])


class AnswerOptions:
    """Every address answers OPTIONS with its methods (RFC 9110, 9.3.7)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS, and pass other requests on."""
        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": allowed(scope)})(scope, receive, send)
            return
        await self._app(scope, receive, send)
