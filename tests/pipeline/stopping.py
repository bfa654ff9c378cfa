"""Take files in and end by SIGKILL at a given point: run as a program by the tests of stops.

``python -m tests.pipeline.stopping STORE POINT N FILE…``: the first half of the files is taken in
whole; of the other half the N-th that is ``read``, or that ``tell`` says is certain, ends it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kg.judging import load_room
from kg.pipeline import ingest
from kg.store import Store


def main() -> None:
    store, point, at, *names = sys.argv[1:]
    paths = [Path(name) for name in names]
    half = len(paths) // 2
    left = int(at)

    def end(_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store(Path(store)) as opened:
        room = load_room()
        ingest(opened, paths[:half], room)
        if point == "read":
            ingest(opened, paths[half:], room, jobs=2, read=end)
        else:
            ingest(opened, paths[half:], room, jobs=2, tell=end)


if __name__ == "__main__":
    main()
