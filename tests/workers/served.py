"""A service in a process of its own, and requests as bytes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: its process and its port."""

    process: subprocess.Popen[str]
    port: int

    def connect(self) -> socket.socket:
        """A connection that gives up after ten seconds."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def ask(self, query: str, *, headers: str = "", method: str = "GET") -> Said:
        """What comes back for a query, to the end of the connection."""
        with self.connect() as connection:
            connection.sendall(
                request(query, headers=f"Connection: close\r\n{headers}", method=method)
            )
            return said(everything(connection))


@dataclass(frozen=True, slots=True)
class Said:
    """A response: ``complete`` says whether it ended as HTTP has it, and was not cut."""

    status: int
    headers: dict[str, str]
    body: bytes
    complete: bool


@contextmanager
def serving(store: Path, **settings: str) -> Iterator[Served]:
    """A service over a store, with settings by their names in the environment."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | settings,
    )
    try:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["address"]
        served = Served(process, int(address.rstrip("/").rpartition(":")[2]))
        assert served.ask("ASK {}").status == 200
        yield served
    finally:
        process.terminate()
        process.communicate(timeout=20)


def request(query: str, *, headers: str = "", method: str = "GET") -> bytes:
    """The bytes of a request."""
    path = f"/sparql?query={quote(query, safe='')}"
    return f"{method} {path} HTTP/1.1\r\nHost: a.example\r\n{headers}\r\n".encode()


def everything(connection: socket.socket) -> bytes:
    """All bytes until the other end closes."""
    found = bytearray()
    while piece := connection.recv(1 << 20):
        found += piece
    return bytes(found)


def said(response: bytes) -> Said:
    """A response, its chunks joined (RFC 9112, 7.1)."""
    head, _, rest = response.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
    status = int(lines[0].split()[1])
    if headers.get("transfer-encoding") != "chunked":
        return Said(status, headers, rest, len(rest) == int(headers.get("content-length", "0")))
    body = bytearray()
    at = 0
    while True:
        end = rest.find(b"\r\n", at)
        if end < 0:
            return Said(status, headers, bytes(body), complete=False)
        length = int(rest[at:end], 16)
        if length == 0:
            return Said(status, headers, bytes(body), complete=True)
        body += rest[end + 2 : end + 2 + length]
        at = end + 2 + length + 2
