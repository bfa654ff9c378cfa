"""A service over a small store that takes writes, for tests of the protocols that write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.store import Store
from kg.vocab import DERIVED, REGISTRY

__all__ = ["BASE", "DOCUMENT", "TOKEN", "ask", "service", "small_store"]

BASE = "http://graph.example"
TOKEN = {"Authorization": "Bearer a-token-for-tests"}
DOCUMENT = str(REGISTRY)


def small_store(path: Path) -> Path:
    """A store with two triples of ours, one in each of two graphs."""
    graphs = {REGISTRY: Graph(), DERIVED: Graph()}
    graphs[REGISTRY].add((URIRef("urn:x:ours"), URIRef("urn:x:says"), Literal("ours")))
    graphs[DERIVED].add((URIRef("urn:x:ours"), URIRef("urn:x:has"), URIRef("urn:x:more")))
    with Store(path) as store:
        store.keep(graphs)
        store.publish()
    return path


@contextmanager
def service(path: Path, between: float = 0.01, **settings: object) -> Iterator[TestClient]:
    """A client of a service over a store, which shows writes almost at once."""
    values: dict[str, object] = {"token": "a-token-for-tests", "base_url": BASE, "workers": 2}
    values |= settings
    app = create_app(Settings(store=path, **values))  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.writing.child.BETWEEN", between)
        with TestClient(app, base_url=BASE, follow_redirects=False) as client:
            yield client


def ask(client: TestClient, query: str) -> list[dict[str, str]]:
    """The solutions of a query, each as the values of its variables."""
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    found = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in solution.items()} for solution in found]
