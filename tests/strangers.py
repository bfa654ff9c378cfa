"""Serve a store in a process of its own, as strangers meet it, and speak to it byte for byte."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
from rdflib import Graph

from kg.reason import read_ontology
from kg.resources import folder
from kg.store import Store
from kg.vocab import DERIVED, ONTOLOGY, REGISTRY, SHAPES

__all__ = ["ONE", "TOKEN", "TWO", "Said", "Service", "make_store", "serving"]

TOKEN = "a-token-for-tests"  # noqa: S105 - it opens nothing
ONE, TWO = str(DERIVED), str(REGISTRY)
"""Graphs of a small store, which may overlap."""
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Said:
    """A response as it came, to the end of its connection; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it answers, and what it logs."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def sparql(self) -> str:
        """The address of its queries."""
        return f"{self.address}/sparql"

    def client(self) -> httpx.Client:
        """A client that follows no redirect and adds no Accept header of its own."""
        return httpx.Client(base_url=self.address, timeout=_PATIENCE, trust_env=False)

    def connect(self) -> socket.socket:
        """A connection that gives up in time."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE)

    def send(self, request: bytes) -> Said:
        """What comes back for the bytes of a request, which is the last of its connection."""
        with self.connect() as connection:
            connection.sendall(request)
            received = bytearray()
            while piece := connection.recv(1 << 16):
                received += piece
        head, _, body = bytes(received).partition(b"\r\n\r\n")
        lines = tuple(head.decode("latin-1").split("\r\n"))
        headers = {k.lower(): v for k, _, v in (ln.partition(": ") for ln in lines[1:])}
        return Said(int(lines[0].split()[1]), headers, body, lines)


def make_store(path: Path, one: Graph, two: Graph) -> Path:
    """A store of two graphs, with the ontology and the shapes."""
    with Store(path) as store:
        store.keep(
            {
                ONTOLOGY: read_ontology([folder("ontology")]),
                SHAPES: read_ontology([folder("shapes")]),
                DERIVED: one,
                REGISTRY: two,
            }
        )
        store.publish()
    return path


@contextmanager
def serving(store: Path, log: Path, **settings: str) -> Iterator[Service]:
    """The service over a store, on a free port, with settings by their names."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MANDATEGRAPH_")}
    environment |= {f"MANDATEGRAPH_{k.upper()}": v for k, v in settings.items()}
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json"]
    with (
        log.open("wb") as errors,
        subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, log.read_text("utf-8")
            address = json.loads(line)["address"]
            yield Service(int(address.rstrip("/").rpartition(":")[2]), log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
