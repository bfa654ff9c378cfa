"""Measure the bare route under other web servers, from one environment."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.service.asking import JSON, Load, Numbers, ask_many, query
from tests.benchmarks.service.material import Material
from tests.benchmarks.service.rounds import Form
from tests.benchmarks.service.servers import Server, answers, bare, free_port, launch

__all__ = ["HOSTS", "compare"]

HOSTS = ("uvicorn", "hypercorn", "granian")


def compare(
    material: Material, programs: Path, form: Form, say: Callable[[str], None]
) -> dict[str, Load | str]:
    """Point look-ups of the bare route by web server, in interleaved rounds, or why there are none.

    All run one process with uvloop; uvicorn parses with httptools.
    """
    found: dict[str, Load | str] = {}
    servers = []
    for host in HOSTS:
        port = free_port()
        command = bare(str(programs / "python"), port, host)
        process, errors = launch(command, {"BENCHMARK_STORE": str(material.engine)})
        server = Server(host, process, port, "/sparql", errors)
        why = answers(server)
        if why is None:
            servers.append(server)
        else:
            server.stop()
            found[host] = why
    taken: dict[str, list[Load]] = {server.name: [] for server in servers}
    numbers = Numbers()
    try:
        for each in range(form.rounds):
            say(f"round {each + 1} of {form.rounds}: web servers")
            for server in servers:
                taken[server.name].append(_load(server, form, numbers))
    finally:
        for server in servers:
            server.stop()
    return found | {name: _median(loads) for name, loads in taken.items()}


def _load(server: Server, form: Form, numbers: Numbers) -> Load:
    return ask_many(
        server,
        server.target(query("lookup")),
        accept=JSON,
        things=form.things,
        seconds=form.seconds,
        numbers=numbers,
    )


def _median(loads: list[Load]) -> Load:
    return sorted(loads, key=lambda load: load.rate)[statistics.median_low(range(len(loads)))]
