"""A service over a graph that is hostile, a canary that nobody may visit, and a wary client."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx2 as httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS

from kg.vocab import MG
from tests.strangers import TOKEN, Service, make_store, serving

SMALL: Final = Path(__file__).parents[1] / "api" / "graph.ttl"
ROOT: Final = Path(__file__).parents[2]
SECONDS: Final = 1.5
"""How long a client of this service may take for its head, and for its body."""
EVIL: Final = "\"'></title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
LINKS: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    "http://evil.example/'onmouseover='alert(1)",
    "https://w3id.org/mandategraph/id/'onclick='alert(1)",
    "urn:x:&quot;&gt;&lt;script&gt;",
)
WRITER: Final = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(slots=True)
class Canary:
    """A listener that nobody may visit, and who did."""

    port: int
    visits: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        """An address that would be fetched."""
        return f"http://127.0.0.1:{self.port}/canary"


def hostile() -> Graph:
    """The small graph with a script in each of its words, and links that are none on each thing."""
    graph = Graph()
    for s, p, o in Graph().parse(SMALL, format="turtle"):
        if isinstance(o, Literal) and o.datatype is None and p not in (MG.symbol, MG.number):
            graph.add((s, p, Literal(f"{o}{EVIL}", lang=o.language)))
        else:
            graph.add((s, p, o))
    for subject in set(graph.subjects()):
        for link in LINKS:
            for predicate in (DCTERMS.source, MG.officialAddress, RDFS.seeAlso):
                graph.add((subject, predicate, URIRef(link)))
        graph.add((subject, RDFS.comment, Literal(EVIL)))
    return graph


@contextmanager
def listening() -> Iterator[Canary]:
    """A canary while it listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        canary = Canary(listener.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    canary.visits.append(connection.recv(200))

        threading.Thread(target=listen, daemon=True).start()
        yield canary
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="session")
def open_canary() -> Iterator[Canary]:
    """The canary, for all tests."""
    with listening() as canary:
        yield canary


@pytest.fixture
def canary(open_canary: Canary) -> Iterator[Canary]:
    """The canary; a test after which it was visited fails."""
    yield open_canary
    assert open_canary.visits == []


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service that is attacked, which must not have failed once at the end."""
    folder = tmp_path_factory.mktemp("attacked")
    store = make_store(folder / "store", Graph(), hostile())
    settings = {
        "token": TOKEN,
        "head_seconds": str(SECONDS),
        "body_seconds": str(SECONDS),
        "query_timeout": "3",
        "client_slow_seconds": "100000",
        "update_limit": "1MB",
        "validate_limit": "1MB",
    }
    with serving(store, folder / "log", **settings) as service:
        with service.client() as client:
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        yield service
    assert "Traceback" not in (folder / "log").read_text("utf-8")


@pytest.fixture(scope="session")
def wary(attacked: Service) -> Iterator[httpx.Client]:
    """A client that looks at each answer for what must never be in one."""

    def look(response: httpx.Response) -> None:
        response.read()
        look_at(response.status_code, str(response.headers) + response.text)
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in response.headers["content-security-policy"]

    with httpx.Client(
        base_url=attacked.address, timeout=20, trust_env=False, event_hooks={"response": [look]}
    ) as client:
        yield client


def look_at(status: int, text: str) -> None:
    """Fail where an answer says too much, or that the service failed."""
    assert status < 500 or status == 503, (status, text)
    for secret in ("Traceback", "site-packages", str(ROOT), "/pytest-of-", "root:x:", TOKEN):
        assert secret not in text, text
