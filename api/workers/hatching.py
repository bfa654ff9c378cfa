"""Ask the nursery for workers, and start it again should it end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Final

__all__ = ["Nursery"]

_SECRETS: Final = ("MANDATEGRAPH_TOKEN",)
_FAREWELL: Final = 3.0
_log: Final = logging.getLogger(__name__)


class Nursery:
    """The process that forks workers, seen from the server.

    ``network`` says whether workers have a way to a network; None as long as it is not known.
    ``on_ready`` is called when it is up, ``on_end`` when it ended by itself.
    """

    def __init__(self, on_ready: Callable[[], None], on_end: Callable[[], None]) -> None:
        self.network: bool | None = None
        self._on_ready, self._on_end = on_ready, on_end
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def up(self) -> bool:
        """Whether it takes requests."""
        return self._control is not None and self.network is not None

    def start(self) -> None:
        """Start the process; it tells when it is up."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        environment = {k: v for k, v in os.environ.items() if k not in _SECRETS}
        with theirs:
            # A group of its own: Ctrl-C is for the server, which ends its workers in order. But
            # no session: Linux schedules sessions as wholes (sched(7), autogroup), so that workers
            # which give way would still take as much as the server.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "api.workers.nursery", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=str(Path(str(files("api"))).parent),
                env=environment,
                process_group=0,
            )
        self.network = None
        self._control = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._read)

    def fork(self, store: Path, generation: int, memory: int) -> socket.socket | None:
        """The socket of a worker that is being born; None where none can be asked for now."""
        if self._control is None:
            return None
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        values = {"store": str(store.absolute()), "generation": generation, "memory": memory}
        with theirs:
            try:
                socket.send_fds(self._control, [json.dumps(values).encode()], [theirs.fileno()])
            except OSError:
                ours.close()
                return None
        return ours

    async def stop(self) -> None:
        """End the process and so all workers; return when it has ended."""
        self._close()
        if self._process is not None:
            await asyncio.to_thread(_bury, self._process)
            self._process = None

    def _read(self) -> None:
        if self._control is None:
            return
        try:
            said = self._control.recv(4_096)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if said:
            self.network = json.loads(said)["network"]
            self._on_ready()
            return
        _log.error("The process that forks workers ended; it is started again.")
        self._close()
        if self._process is not None:
            _bury(self._process)
        self._on_end()

    def _close(self) -> None:
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
            self.network = None


def _bury(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process ended, which it does when its socket closed; help after a while."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_FAREWELL)
    process.kill()
    process.wait()
