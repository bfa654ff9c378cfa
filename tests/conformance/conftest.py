"""A service over a small store of overlapping graphs, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2 as httpx
import pytest
from rdflib import Graph

from tests.strangers import Service, make_store, serving

_ONE = """
<urn:x:a> <urn:x:p> <urn:x:b> , "shared" .
<urn:x:one> <urn:x:in> "one" .
"""
_TWO = """
<urn:x:a> <urn:x:p> "shared" .
<urn:x:two> <urn:x:in> "two" .
"""


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service in a process of its own, over two graphs that overlap."""
    folder = tmp_path_factory.mktemp("strangers")
    store = make_store(
        folder / "store",
        Graph().parse(data=_ONE, format="turtle"),
        Graph().parse(data=_TWO, format="turtle"),
    )
    with serving(store, folder / "log", client_slow_seconds="100000") as service:
        yield service


@pytest.fixture(scope="session")
def http(stranger: Service) -> Iterator[httpx.Client]:
    """A client of the service."""
    with stranger.client() as client:
        yield client
