"""A service as it comes, over a small graph, for clients that know its address alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from tests.strangers import TOKEN, Service, make_store, serving

SECONDS = 60.0
"""How long a client may take: far longer than it does."""
SMALL = Path(__file__).parents[1] / "api" / "graph.ttl"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that takes writes by a token."""
    folder = tmp_path_factory.mktemp("clients")
    store = make_store(folder / "store", Graph(), Graph().parse(SMALL, format="turtle"))
    with serving(store, folder / "log", token=TOKEN) as service:
        yield service
