"""Measure the SPARQL service beside others (`make bench`): ``python -m tests.benchmarks.service``.

All servers answer from the same data, run at the same time and are asked in turn by the same
client over 8 connections; each is a process of its own on the loopback. Figures are medians of
the rounds, ratios medians of the ratios of each round. ``--short`` takes two minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import platformdirs

from tests.benchmarks.service import report
from tests.benchmarks.service.agreeing import Expected, wrong
from tests.benchmarks.service.disturbed import Disturbed, disturb
from tests.benchmarks.service.hosts import compare
from tests.benchmarks.service.material import PER_THING, Material, prepare
from tests.benchmarks.service.peers import install
from tests.benchmarks.service.rounds import Form, Measured, measure
from tests.benchmarks.service.servers import ALL, OURS, OXIGRAPH, PEER, Server, start

_FULL = Form(things=200_000, rounds=5, seconds=3.0, deadline=3.0, streams=1, storms=3)
_SHORT = Form(
    things=20_000,
    rounds=2,
    seconds=0.4,
    deadline=1.0,
    streams=1,
    storms=1,
    stormed=(OURS, PEER, OXIGRAPH),
)


def say(line: str) -> None:
    """Tell how far it is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def run(form: Form, names: Sequence[str], cache: Path) -> dict[str, object]:
    """Measure and print; all figures as values."""
    cache.mkdir(parents=True, exist_ok=True)
    say(f"preparing {form.things * PER_THING:,} synthetic triples")
    material = prepare(cache, form.things)
    programs = install(cache)
    expected = Expected(material)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        scratch = Path(folder) / "server"
        measured, absent = _side_by_side(form, names, material, programs, scratch, expected)
        there = [name for name in names if name not in absent and name in form.stormed]
        disturbed = dict(_storms(form, there, material, programs, scratch))
    web = compare(material, programs, form, say) if programs else {}
    aims = report.aims(measured, disturbed, material.rows)
    for line in (
        *report.tables(measured, disturbed, absent, material.rows),
        *report.hosts(web),
        "\naims",
        *aims,
        f"\n{os.cpu_count()} cores, load average at the end {os.getloadavg()[0]:.1f}",
    ):
        sys.stdout.write(f"{line}\n")
    return {
        "form": asdict(form),
        "loads": {f"{s} | {n}": [asdict(x) for x in v] for (s, n), v in measured.loads.items()},
        "streams": {f"{s} | {n}": [asdict(x) for x in v] for (s, n), v in measured.streams.items()},
        "disturbed": {name: asdict(each) for name, each in disturbed.items()},
        "web": {name: x if isinstance(x, str) else asdict(x) for name, x in web.items()},
        "absent": absent,
        "aims": [asdict(aim) | {"reached": aim.is_reached} for aim in aims],
    }


def _storms(
    form: Form, names: Sequence[str], material: Material, programs: Path | None, scratch: Path
) -> Iterator[tuple[str, Disturbed]]:
    """What endless queries do to each server."""
    for name in names:
        say(f"endless queries: {name}")
        server = start(name, material, programs, scratch, form.deadline)
        if isinstance(server, str):
            say(f"{name}: {server}")
            continue
        try:
            yield name, disturb(server, form)
        finally:
            server.stop()


def _side_by_side(
    form: Form,
    names: Sequence[str],
    material: Material,
    programs: Path | None,
    scratch: Path,
    expected: Expected,
) -> tuple[Measured, dict[str, str]]:
    """What all servers do that are there and right, and why the others are not."""
    absent: dict[str, str] = {}
    servers: list[Server] = []
    try:
        for name in names:
            say(f"starting {name}")
            server = start(name, material, programs, scratch, None)
            if isinstance(server, str):
                absent[name] = server
                continue
            servers.append(server)
            why = wrong(server, expected)
            if why is not None:
                absent[name] = why
                servers.remove(server)
                server.stop()
        return measure(servers, form, say), absent
    finally:
        for server in servers:
            server.stop()


def main() -> None:
    """Read the command line, measure, print."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.service")
    words.add_argument("--short", action="store_true", help="two minutes, a tenth of the data")
    words.add_argument("--json", action="store_true", help="print all figures as JSON as well")
    words.add_argument("--only", action="append", choices=ALL, help="measure this one (repeatable)")
    words.add_argument(
        "--cache",
        type=Path,
        default=platformdirs.user_cache_path("mandategraph") / "benchmark",
        help="where data and other servers are kept",
    )
    given = words.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all servers are stopped
    form = _SHORT if given.short else _FULL
    figures = run(form, given.only or ALL, given.cache)
    if given.json:
        sys.stdout.write(f"{json.dumps(figures)}\n")


if __name__ == "__main__":
    main()
