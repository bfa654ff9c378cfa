"""A small store, and clients of a service over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.reason import read_ontology
from kg.resources import folder
from kg.store import Store
from kg.vocab import DERIVED, ONTOLOGY, REGISTRY, SHAPES

GRAPH = Path(__file__).parent / "graph.ttl"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store directory with the graph of ``graph.ttl``, the ontology and the shapes."""
    path = tmp_path_factory.mktemp("small") / "store"
    with Store(path) as store:
        store.keep(
            {
                ONTOLOGY: read_ontology([folder("ontology")]),
                SHAPES: read_ontology([folder("shapes")]),
                REGISTRY: Graph().parse(GRAPH, format="turtle"),
                DERIVED: Graph(),
            }
        )
        store.publish()
    return path


@pytest.fixture(scope="session")
def client(small: Path) -> Iterator[TestClient]:
    """A client that follows no redirect."""
    app = create_app(Settings(store=small, base_url="https://graph.example"))
    with TestClient(app, follow_redirects=False) as client:
        yield client
