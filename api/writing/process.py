"""Write to the store for the server: one order after another, in a process that can be ended.

It is started as ``python -m api.writing.process VALUES``, with what it needs as JSON: the socket
on which orders come, the store, and its bounds. When that socket closes, or the server ends,
it ends too.
"""

from __future__ import annotations

import contextlib
import json
import logging
import select
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from api.workers.limits import bound_process, die_with_parent, leave_network
from api.writing.orders import Order, unpacked
from api.writing.session import Session

__all__ = ["main"]


def main() -> None:
    """Make orders until the server is gone."""
    values = json.loads(sys.argv[1])
    leave_network()
    bound_process(values["memory"])
    die_with_parent(values["parent"])
    connection = socket.socket(fileno=values["socket"])

    def tell(said: Mapping[str, object]) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # reading tells it, too
            connection.sendall(json.dumps(said).encode() + b"\n")

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            tell({"did": "log", "level": record.levelno, "words": record.getMessage()})

    logging.getLogger().addHandler(Told(logging.WARNING))
    bounds = {name: values[name] for name in ("idle", "free", "between")}
    session = Session(Path(values["store"]), tell, **bounds)
    tell({"did": "start"})
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _serve(connection, session)
    session.finish()


def _serve(connection: socket.socket, session: Session) -> None:
    orders = connection.makefile("rb")
    waiting = 0
    while True:
        # The server sends an order when it knows what came of the last: none is in the buffer.
        if not select.select([connection], [], [], session.wait(waiting))[0]:
            session.rest()
            waiting = 0
            continue
        line = orders.readline()
        if not line:
            return
        order, size, waiting = unpacked(line)
        session.make(_whole(order, orders, size))


def _whole(order: Order, orders: BinaryIO, size: int) -> Order:
    content = orders.read(size)
    if len(content) < size:
        raise ConnectionResetError("the server ended in the middle of an order")
    return replace(order, content=content)


if __name__ == "__main__":
    main()
