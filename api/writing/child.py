"""The writer's process, seen from the server: started, listened to, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

from api.settings import Settings
from api.writing.orders import Order, packed

__all__ = ["BETWEEN", "Child"]

BETWEEN = 1.0
"""Seconds between two generations."""
_SECRETS: Final = ("MANDATEGRAPH_TOKEN",)
_LONGEST: Final = 1 << 26  # of what it says in one line: the names of a thousand graphs
_FAREWELL: Final = 5.0
_LEAST_MEMORY: Final = 4 << 30  # the engine's tables and caches for writing, beside an update


class Child:
    """A process that writes; one at a time."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process, self._reader, self._writer = process, reader, writer

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Start the process; it says when it is ready."""
        ours, theirs = socket.socketpair()
        values = {
            "socket": theirs.fileno(),
            "parent": os.getpid(),
            "store": str(settings.store.absolute()),
            "between": BETWEEN,
            "idle": settings.write_idle_seconds,
            "free": settings.free_space,
            "memory": max(_LEAST_MEMORY, settings.worker_memory),
        }
        environment = {k: v for k, v in os.environ.items() if k not in _SECRETS}
        with theirs:
            # A session of its own: Ctrl-C is for the server, which ends the writer in order.
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "api.writing.process", json.dumps(values)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what the engine says when it breaks; we say that
                cwd=str(Path(str(files("api"))).parent),
                env=environment,
                start_new_session=True,
            )
        reader, writer = await asyncio.open_connection(sock=ours, limit=_LONGEST)
        return cls(process, reader, writer)

    def send(self, order: Order, waiting: int) -> None:
        """Give it an order, which it must be waiting for."""
        self._writer.write(packed(order, waiting=waiting))

    async def said(self) -> AsyncIterator[dict[str, object]]:
        """What it says, to the last word before it ended."""
        with contextlib.suppress(ConnectionError):
            while (line := await self._reader.readline()).endswith(b"\n"):
                yield json.loads(line)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def dismiss(self) -> None:
        """Tell it to show what is made, and to end."""
        with contextlib.suppress(OSError, RuntimeError):
            self._writer.write_eof()

    async def bury(self) -> None:
        """Return when it has ended; it is helped to after a while."""
        try:
            await asyncio.to_thread(self._process.wait, _FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()
