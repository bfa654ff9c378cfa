"""Examine a service that runs: ask it over HTTP what a client would, and say what is wrong."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from kg.doctor import Check

__all__ = ["examine_service"]

_SECONDS: Final = 10.0
_MOST: Final = 1 << 20
_ORIGIN: Final = "https://elsewhere.example"
_QUERY: Final = "SELECT (COUNT(*) AS ?n) WHERE { SELECT ?s WHERE { ?s ?p ?o } LIMIT 1 }"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        try:
            values = json.loads(self.body)
        except ValueError:
            return {}
        return values if isinstance(values, dict) else {}

    @property
    def said(self) -> str:
        """What a problem says, else the status alone."""
        detail = self.json().get("detail")
        return f"status {self.status}" + (f": {detail}" if detail else "")


def examine_service(url: str) -> list[Check]:
    """Every check of the service at an address: alive, ready, answering, open to pages elsewhere.

    Nothing but this address is asked, and no redirect is followed.
    """
    return list(_checks(url.rstrip("/")))


def _checks(url: str) -> Iterator[Check]:
    try:
        alive = _ask(url, "/healthz")
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = str(error) or type(error).__name__
        yield Check("alive", False, f"{url} does not answer ({why}); is it served there?")
        return
    well = alive.status == 200 and alive.json().get("status") == "ok"
    yield Check("alive", well, "it answers" if well else f"/healthz gives {alive.said}")
    for name, look in (("ready", _ready), ("query", _query), ("other origins", _origins)):
        try:
            yield look(url)
        except (OSError, http.client.HTTPException) as error:
            why = str(error) or type(error).__name__
            yield Check(name, False, f"no answer ({why})")
    yield from _isolation(url)


def _ready(url: str) -> Check:
    answer = _ask(url, "/readyz")
    if answer.status != 200:
        return Check("ready", False, f"/readyz gives {answer.said}")
    return Check("ready", True, f"it shows generation {answer.json().get('generation')}")


def _query(url: str) -> Check:
    answer = _ask(url, f"/sparql?query={quote(_QUERY)}", {"Accept": "*/*"})
    media = answer.headers.get("content-type", "no media type").partition(";")[0]
    if answer.status != 200:
        return Check("query", False, f"a query gives {answer.said}")
    if media != "application/sparql-results+json":
        return Check("query", False, f"a query for */* gives {media}, not SPARQL JSON")
    results = answer.json().get("results")
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not bindings or bindings[0].get("n", {}).get("value") != "1":
        return Check("query", False, "the default graph is empty: ingest something")
    return Check("query", True, f"answered in {answer.headers.get('server-timing', 'time')}")


def _origins(url: str) -> Check:
    """Whether a page of another origin may read (Fetch, 3.2), and whether a proxy spoils it."""
    answer = _ask(url, f"/sparql?query={quote('ASK {}')}", {"Origin": _ORIGIN})
    allowed = answer.headers.get("access-control-allow-origin")
    if allowed not in ("*", _ORIGIN):
        told = f"Access-Control-Allow-Origin is {allowed or 'missing'}"
        return Check("other origins", False, f"{told}: a proxy before the service may remove it")
    exposed = answer.headers.get("access-control-expose-headers", "").lower()
    if "etag" not in exposed or "link" not in exposed:
        return Check("other origins", False, "ETag and Link are not exposed to pages elsewhere")
    asked = {"Origin": _ORIGIN, "Access-Control-Request-Method": "POST"}
    asked["Access-Control-Request-Headers"] = "content-type"
    preflight = _ask(url, "/sparql", asked, "OPTIONS")
    if preflight.status not in (200, 204):
        return Check("other origins", False, f"a preflight for /sparql gives {preflight.said}")
    return Check("other origins", True, "pages elsewhere may read and query")


def _isolation(url: str) -> Iterator[Check]:
    try:
        ready = _ask(url, "/readyz")
    except (OSError, http.client.HTTPException):
        return
    said = ready.json().get("isolation")
    if isinstance(said, str):
        well = not said.startswith("none")
        yield Check("isolation", well, said if well else f"{said}; unset MANDATEGRAPH_WORKERS")


def _ask(
    url: str, address: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> _Answer:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address begins with http:// or https://")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=_SECONDS)
    try:
        connection.request(method, parts.path + address, headers=headers or {})
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return _Answer(response.status, named, response.read(_MOST))
    finally:
        connection.close()
