"""Serve a graph from a store in a directory, and send requests byte for byte as a server does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI
from rdflib import Graph

from api.app import create_app
from api.settings import Settings
from kg.reason import read_ontology
from kg.resources import folder
from kg.store import Store
from kg.vocab import DERIVED, ONTOLOGY, REGISTRY, SHAPES

__all__ = ["Answered", "send", "serving", "store_of"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A response as it came: header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def store_of(path: Path, graph: Graph) -> None:
    """Make a store whose registry is a graph, with the ontology and the shapes."""
    with Store(path) as store:
        store.keep(
            {
                ONTOLOGY: read_ontology([folder("ontology")]),
                SHAPES: read_ontology([folder("shapes")]),
                REGISTRY: graph,
                DERIVED: Graph(),
            }
        )
        store.publish()


def serving(path: Path) -> FastAPI:
    """The service over a store; things need no workers, so none are started."""
    return create_app(Settings(store=path, base_url="https://graph.example"))


def send(
    app: FastAPI, target: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> Answered:
    """What the service answers to a request target, which no client has put right before.

    Escapes are undone as uvicorn does it, which takes nothing but ASCII.
    """
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "root_path": "",
        "headers": [(b"host", b"graph.example")]
        + [(n.lower().encode(), v.encode("latin-1")) for n, v in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    return asyncio.run(_answered(app, scope))


async def _answered(app: FastAPI, scope: MutableMapping[str, Any]) -> Answered:
    messages: list[MutableMapping[str, Any]] = []
    asked = False

    async def receive() -> MutableMapping[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    head = next(m for m in messages if m["type"] == "http.response.start")
    body = b"".join(m.get("body", b"") for m in messages if m["type"] == "http.response.body")
    headers: dict[str, str] = {}
    for name, value in head["headers"]:
        key = name.decode().lower()
        headers[key] = f"{headers[key]}, {value.decode()}" if key in headers else value.decode()
    return Answered(head["status"], headers, body)
