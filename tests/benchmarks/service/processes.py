"""What a server and all that it started take: memory that is theirs, and processor time."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

__all__ = ["Memory", "family", "memory", "processor_seconds", "spent_between"]

_TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> set[int]:
    """A process and its descendants; those that ended are out."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            state, parent = stat.rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    found = {root} & parents.keys()
    fresh = set(found)
    while fresh:
        fresh = {pid for pid, parent in parents.items() if parent in fresh}
        found |= fresh
    return found


def memory(root: int) -> int:
    """Bytes of a family: what is shared counts once (proportional set sizes)."""
    return sum(map(_proportional, family(root)))


def processor_seconds(root: int) -> dict[int, float]:
    """Seconds of processor time that each process of a family has taken."""
    spent = {}
    for pid in family(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        spent[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
    return spent


def spent_between(before: Mapping[int, float], after: Mapping[int, float]) -> float | None:
    """Seconds that a family took; None where one of it has ended, and nobody knows."""
    if before.keys() - after.keys():
        return None
    return sum(after.values()) - sum(before.values())


class Memory(threading.Thread):
    """Watches the memory of a family while something is done (a context manager)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._over = root, threading.Event()
        self.before = self.most = memory(root)

    def __enter__(self) -> Memory:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, memory(self._root))

    @property
    def grown(self) -> float:
        """Megabytes more than at the beginning, at the most."""
        return (self.most - self.before) / 1e6


def _proportional(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
