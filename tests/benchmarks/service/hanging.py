"""Ask endless queries over and over from an address of their own, in a process of its own.

Orders come as JSON on the standard input, figures go as JSON to the standard output.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Sequence


class Hanging(threading.Thread):
    """One client that waits to the end for each query."""

    def __init__(self, orders: dict[str, object], targets: Sequence[str], number: int) -> None:
        super().__init__(daemon=True)
        self._orders, self._targets, self._number = orders, targets, number
        self.taken: list[tuple[float, str]] = []

    def run(self) -> None:
        """Ask until the time is over."""
        end = time.perf_counter() + float(str(self._orders["seconds"]))
        turn = self._number
        while time.perf_counter() < end:
            target = self._targets[turn % len(self._targets)]
            turn += 1
            began = time.perf_counter()
            ending = self._ask(f"{target}%23{self._number}-{turn}")
            self.taken.append((time.perf_counter() - began, ending))
            if ending == "broken":
                time.sleep(0.05)

    def _ask(self, target: str) -> str:
        port = int(str(self._orders["port"]))
        request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        request += "Accept: application/sparql-results+json\r\n\r\n"
        patience = float(str(self._orders["patience"]))
        source = (str(self._orders["source"]), 0)
        status = "broken"
        try:
            with socket.create_connection(("127.0.0.1", port), patience, source) as connection:
                connection.sendall(request.encode())
                while piece := connection.recv(1 << 16):
                    if status == "broken":
                        status = piece[9:12].decode("latin-1")
        except TimeoutError:
            return "given up"
        except OSError:
            return status
        return status


def main() -> None:
    """Let the clients ask, and say how long each query took and how it ended."""
    orders = json.load(sys.stdin)
    clients = [Hanging(orders, orders["targets"], n) for n in range(orders["connections"])]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    sys.stdout.write(json.dumps([each for client in clients for each in client.taken]))


if __name__ == "__main__":
    main()
