"""Let only those write who bear the token, and no page of another origin for them."""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from api.problems import Refusal
from api.service import base_url, service_of

__all__ = ["require_writer"]

_REALM: Final = 'Bearer realm="mandategraph"'
_PORTS: Final = {"http": 80, "https": 443}


def require_writer(request: Request) -> None:
    """Let a request pass that may write (RFC 6750, 2.1 and 3).

    A page of another origin is refused whatever it bears: a browser adds ``Origin`` to each of
    its requests that could write.

    Raises:
        Refusal: 403 writing is off, or the origin is another; 401 no token, or not this one.
    """
    token = service_of(request).settings.token
    if token is None:
        why = "Writing is off: this service has no token."
        raise Refusal(403, why, "set MANDATEGRAPH_TOKEN where the service starts")
    _require_own_origin(request)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise _unauthorised("This address needs a bearer token.", _REALM)
    # As bytes: compare_digest takes no other text than ASCII, and the header may hold any.
    if not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise _unauthorised("This is not the token.", f'{_REALM}, error="invalid_token"')


def _require_own_origin(request: Request) -> None:
    for origin in request.headers.getlist("origin"):
        own = (base_url(request), str(request.base_url))
        if _origin(origin) is None or _origin(origin) not in map(_origin, own):
            raise Refusal(
                403,
                f"A page of {origin[:200]!r} cannot write here.",
                "send it from a program, or from a page of this service",
            )


def _origin(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address (RFC 6454, 4); None where it has none, as ``null``."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or port is None:
        return None
    return parts.scheme, parts.hostname, port


def _unauthorised(why: str, challenge: str) -> Refusal:
    refusal = Refusal(401, why, "send Authorization: Bearer and the token of this service")
    refusal.problem = replace(refusal.problem, headers={"WWW-Authenticate": challenge})
    return refusal
