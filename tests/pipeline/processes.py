"""Watch processes as the system tells of them, so that none is left behind unseen."""

from __future__ import annotations

import time
from pathlib import Path

__all__ = ["descendants", "is_alive", "outlive"]

_PATIENCE = 60.0  # a bound on a failure, never a measure


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:  # it has ended
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def outlive(pids: list[int]) -> list[int]:
    """Those of some processes that still run when all had time to end."""
    end = time.monotonic() + _PATIENCE
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return [pid for pid in pids if is_alive(pid)]
