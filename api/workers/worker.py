"""Serve jobs on a socket, one at a time, over the snapshot of one generation."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from api.workers.answering import answer
from api.workers.frames import Decoder, Tag, frame
from api.workers.jobs import Unanswerable, unpacked
from api.workers.limits import bound_process
from api.workers.sink import Sent
from api.workers.tasks import task
from kg.store import Snapshot
from kg.store.reader import snapshot_path

__all__ = ["work"]

_MARGIN: Final = 0.2  # seconds that the server has to end a job before the kernel does


def work(connection: socket.socket, store: Path, generation: int, memory: int) -> None:
    """Answer jobs until the other end closes."""
    bound_process(memory)
    try:
        engine = ox.Store.read_only(str(snapshot_path(store, generation)))
    except (OSError, RuntimeError, ValueError) as error:
        connection.sendall(_refused({"status": 503, "detail": str(error), "hint": "see doctor"}))
        return
    snapshot = Snapshot(engine, generation, "")
    connection.sendall(frame(Tag.HELLO, json.dumps({"pid": os.getpid()}).encode()))
    for tag, payload in _frames(connection):
        sink = Sent(connection.sendall)
        try:
            _do(tag, payload, snapshot, sink)
        except Unanswerable as error:
            connection.sendall(_refused(error.values))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _do(tag: int, payload: bytes, snapshot: Snapshot, sink: Sent) -> None:
    if tag == Tag.ASK:
        job, seconds = unpacked(payload)
        _end_after(seconds)
        answer(snapshot, job, sink)
        return
    head, _, content = payload.partition(b"\n")
    name, seconds = json.loads(head)
    _end_after(seconds)
    sink.open("task", name)
    sink.write(task(name)(snapshot, content))
    sink.end(truncated=False)


def _end_after(seconds: float) -> None:
    """Have the kernel end this process, should the server not do so at the deadline.

    The signal keeps its default action, since the engine runs no handlers of Python.
    """
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.0) + _MARGIN)


def _frames(connection: socket.socket) -> Iterator[tuple[int, bytes]]:
    decoder = Decoder()
    while data := connection.recv(262_144):
        yield from decoder.feed(data)


def _refused(values: dict[str, object]) -> bytes:
    return frame(Tag.REFUSED, json.dumps(values, ensure_ascii=False).encode())
