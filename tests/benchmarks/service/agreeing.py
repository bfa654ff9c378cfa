"""See that every server gives the right answers: speed at anything else is none."""

from __future__ import annotations

import json
from http.client import HTTPConnection

import pyoxigraph as ox

from tests.benchmarks.service.asking import JSON, query
from tests.benchmarks.service.material import Material
from tests.benchmarks.service.servers import Server

__all__ = ["Expected", "wrong"]

_NUMBERS = (0, 1, 17)
_PATIENCE = 60.0


class Expected:
    """The right answers, by the engine in this process."""

    def __init__(self, material: Material) -> None:
        engine = ox.Store.read_only(str(material.engine))
        texts = [query("lookup").replace("{n}", str(n)) for n in _NUMBERS]
        self.answers = {text: _found(engine, text) for text in [*texts, query("trace")]}


def wrong(server: Server, expected: Expected) -> str | None:
    """A sentence where an answer is not what it should be; None where all are right."""
    for text, wanted in expected.answers.items():
        body = _get(server, server.target(text), JSON)
        try:
            found = _bindings(body)
        except (ValueError, KeyError):
            return f"no answer in JSON: {body[:80]!r}"
        if found != wanted:
            return f"{len(found)} solutions where {len(wanted)} are right, or others"
    return None


def _get(server: Server, target: str, accept: str) -> bytes:
    """The body of an answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE)
    try:
        connection.request("GET", target, headers={"Accept": accept})
        return connection.getresponse().read()
    finally:
        connection.close()


def _found(engine: ox.Store, text: str) -> list[list[tuple[str, str]]]:
    found = engine.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return _bindings(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def _bindings(body: bytes) -> list[list[tuple[str, str]]]:
    """Solutions in no order, each as variables and values."""
    solutions = json.loads(body)["results"]["bindings"]
    return sorted(sorted((name, term["value"]) for name, term in s.items()) for s in solutions)
