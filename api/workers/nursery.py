"""Fork workers for the server: a small process with one thread and everything imported.

It is started as ``python -m api.workers.nursery FD``, where FD is a socket on which the server
asks for workers, each time with the socket that the new worker is to serve. When the server ends,
however it ends, that socket closes, and the nursery and all workers end too.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Final

from api.workers.limits import die_with_parent, leave_network
from api.workers.worker import work

__all__ = ["main"]

_FAREWELL: Final = 0.5
_FIRST: Final = 1.0
"""Seconds for the first workers, after which there is time to prepare the next ones."""


def main() -> None:
    """Fork a worker for each request, until the server is gone."""
    isolated = leave_network()
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    gc.collect()
    gc.freeze()  # what is shared with the forked stays shared
    try:
        control.sendall(json.dumps({"network": not isolated}).encode())
    except BrokenPipeError:  # the server ended before this began
        return
    parent = os.getpid()
    prepared, due = False, time.monotonic() + _FIRST
    while True:
        wait = max(0.0, due - time.monotonic())
        if not prepared and not select.select([control], [], [], wait)[0]:
            _prepare()
            prepared = True
        request, fds, _, _ = socket.recv_fds(control, 65_536, 1)
        if not request:
            _see_off()
            return
        if not fds:
            continue
        _fork(control, fds[0], request, parent)
        os.close(fds[0])


def _prepare() -> None:
    """Read the shapes once, for the workers forked from now on: each would take 0.5 s for it."""
    from api.workers.judging import prepare  # here: the first workers come sooner without it

    prepare()
    gc.collect()
    gc.freeze()


def _fork(control: socket.socket, fd: int, request: bytes, parent: int) -> None:
    """Fork a worker; where that fails the closed socket tells the server."""
    try:
        if os.fork() != 0:
            return
    except OSError:
        return
    try:
        die_with_parent(parent)
        control.close()
        values = json.loads(request)
        _silence()
        work(
            socket.socket(fileno=fd), Path(values["store"]), values["generation"], values["memory"]
        )
    finally:
        os._exit(0)


def _see_off() -> None:
    """Wait a moment for the workers, whose sockets are closed too; the kernel ends the others."""
    until = time.monotonic() + _FAREWELL
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            os.waitpid(-1, os.WNOHANG)
            time.sleep(0.005)


def _silence() -> None:
    """Send what the engine says when it dies nowhere: the server says it in its own words."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)


if __name__ == "__main__":
    main()
