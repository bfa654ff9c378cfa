"""Read one long answer and count what is in it, in a process of its own.

Orders come as JSON on the standard input, figures go as JSON to the standard output.
"""

from __future__ import annotations

import json
import socket
import sys
import time


def read(orders: dict[str, object]) -> dict[str, object]:
    """Ask once and read to the end; ``mark`` is what each row has once."""
    mark = str(orders["mark"]).encode()
    request = (
        f"GET {orders['target']} HTTP/1.1\r\nHost: 127.0.0.1:{orders['port']}\r\n"
        f"Accept: {orders['accept']}\r\nConnection: close\r\n\r\n"
    )
    address = ("127.0.0.1", int(str(orders["port"])))
    marks, size, first, tail = 0, 0, 0.0, b""
    status = "none"
    with socket.create_connection(address, timeout=float(str(orders["patience"]))) as connection:
        connection.sendall(request.encode())
        began = time.perf_counter()
        try:
            while piece := connection.recv(1 << 18):
                if not first:
                    first = time.perf_counter() - began
                    status = piece[9:12].decode("latin-1")
                seen = tail + piece
                keep = len(mark) - 1
                marks += seen.count(mark)
                tail = seen[-keep:] if keep else b""
                size += len(piece)
        except TimeoutError:
            status = "waits"
    return {
        "status": status,
        "marks": marks,
        "bytes": size,
        "first": first * 1000,
        "seconds": time.perf_counter() - began,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read(json.load(sys.stdin))))
