"""Run the server that is soaked, watch its processes, and kill some of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["TOKEN", "Process", "Server", "kill", "serve"]

TOKEN = "a-token-for-tests"  # noqa: S105 - it opens nothing


@dataclass(frozen=True, slots=True)
class Process:
    """A process, by id and time of its start, so that none is taken for another."""

    pid: int
    started: str
    parent: int
    command: str

    @property
    def kind(self) -> str:
        """What it does: nursery, worker, writer, or another helper."""
        if "api.workers.nursery" in self.command:
            return "nursery"
        return "writer" if "api.writing" in self.command else "helper"

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        found = _read(self.pid)
        return found is not None and found.started == self.started


@dataclass(slots=True)
class Server:
    """The running server; ``seen`` are all processes that it ever had."""

    process: subprocess.Popen[str]
    port: int
    seen: set[Process] = field(default_factory=set)

    def family(self) -> dict[str, list[Process]]:
        """The processes below it, by kind; those that the nursery forked are workers."""
        everything = [p for p in map(_read, _pids()) if p is not None]
        below: dict[int, Process] = {}
        parents = {self.process.pid}
        while fresh := [p for p in everything if p.parent in parents and p.pid not in below]:
            below |= {p.pid: p for p in fresh}
            parents = {p.pid for p in fresh}
        self.seen |= set(below.values())
        found: dict[str, list[Process]] = {}
        for each in below.values():
            parent = below.get(each.parent)
            kind = "worker" if parent is not None and parent.kind == "nursery" else each.kind
            found.setdefault(kind, []).append(each)
        return found

    def resident(self) -> int:
        """Bytes of memory of the server itself, without its workers."""
        return _resident(self.process.pid)

    def processor_seconds(self) -> float:
        """Processor time of it and all below it that live."""
        pids = [self.process.pid, *(p.pid for ps in self.family().values() for p in ps)]
        return sum(map(_processor_seconds, pids))

    def stop(self) -> int:
        """End it in order; its exit status."""
        self.process.terminate()
        try:
            return self.process.wait(20)
        finally:
            self.end()

    def end(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def serve(store: Path, **settings: str) -> Server:
    """A server over a store on a free port."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MANDATEGRAPH_")}
    ours = {f"MANDATEGRAPH_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**kept, "MANDATEGRAPH_TOKEN": TOKEN, "MANDATEGRAPH_LOG_LEVEL": "error", **ours},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the server ended before it served"
    port = urlsplit(json.loads(line)["address"]).port
    assert port is not None
    return Server(process, port)


def kill(process: Process) -> bool:
    """Kill a process, if it still runs."""
    if not process.is_alive:
        return False
    try:
        os.kill(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _resident(pid: int) -> int:
    """Bytes of memory of a process; 0 where it is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _read(pid: int) -> Process | None:
    """A process that runs; None where there is none, or it has ended and was not yet buried."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else Process(pid, fields[19], int(fields[1]), command)


def _processor_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
