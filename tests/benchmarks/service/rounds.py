"""Measure every server in turn, round after round, so that noise of the machine hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.benchmarks.service.asking import (
    CSV,
    JSON,
    Load,
    Numbers,
    Stream,
    ask_many,
    query,
    read_rows,
)
from tests.benchmarks.service.servers import ALL, PEER, VIRTUOSO, Server

__all__ = ["LOADS", "STREAMS", "Form", "Measured", "measure", "ratio"]

_SLOW = (PEER, VIRTUOSO)
"""A million rows take them a minute, so they are asked once."""
_FIRST_ANSWERS = 0.5
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Form:
    """How much is measured: ``seconds`` of each load, in so many rounds.

    ``deadline`` holds while endless queries are asked, ``storms`` times, of those ``stormed``;
    ``streams`` counts how often all rows are read.
    """

    things: int
    rounds: int
    seconds: float
    deadline: float
    streams: int
    storms: int
    stormed: tuple[str, ...] = ALL


@dataclass(slots=True)
class Measured:
    """All figures by section and server, one for each round."""

    loads: dict[tuple[str, str], list[Load]] = field(default_factory=dict)
    streams: dict[tuple[str, str], list[Stream]] = field(default_factory=dict)


def _asked(text: str) -> Callable[[Server], str]:
    return lambda server: server.target(text)


def _page(path: str) -> Callable[[Server], str]:
    return lambda _: path


_LOOKUP, _TRACE = query("lookup"), query("trace")
_DOCUMENT = "/doc/document/A/RES/65/230"
LOADS = {
    "point look-ups": (_asked(_LOOKUP), JSON),
    "a point look-up, the same each time": (_asked(_LOOKUP.replace("{n}", "5")), JSON),
    "trace by SPARQL": (_asked(f"{_TRACE}\n#{{n}}"), JSON),
    "trace by SPARQL, the same each time": (_asked(_TRACE), JSON),
    "/trace as JSON": (_page("/trace?from=A/RES/65/230&paragraph=op9"), "application/json"),
    "page of a resolution": (_page(_DOCUMENT), "text/html"),
    "a resolution as Turtle": (_page(_DOCUMENT), "text/turtle"),
    "search": (_page(f"/search?q={quote('cybercrime expert group')}"), "application/json"),
}
"""What is asked, by section: where, and in which format. All but queries is asked of ours alone."""
_QUERIES = [section for section in LOADS if "look-up" in section or "SPARQL" in section]
STREAMS = {"rows as CSV": CSV, "rows as JSON": JSON}


def measure(servers: Sequence[Server], form: Form, say: Callable[[str], None]) -> Measured:
    """Every load and every stream of each server, in so many rounds."""
    found, numbers = Measured(), Numbers()
    for server in servers:
        _warm(server, form, numbers)
    for each in range(form.rounds):
        for section in LOADS:
            say(f"round {each + 1} of {form.rounds}: {section}")
            for server in servers:
                if _is_asked(section, server):
                    figures = _load(server, section, form, form.seconds, numbers)
                    found.loads.setdefault((section, server.name), []).append(figures)
    rows = query("rows")
    for each in range(form.streams):
        for section, accept in STREAMS.items():
            say(f"round {each + 1} of {form.streams}: {section}")
            for server in servers:
                if each == 0 or server.name not in _SLOW:
                    stream = read_rows(server, rows, accept, patience=300)
                    found.streams.setdefault((section, server.name), []).append(stream)
    return found


def ratio(ours: Sequence[Load | Stream], theirs: Sequence[Load | Stream]) -> float:
    """How many times as fast we are: the median of the ratios of each round."""
    return statistics.median(_ratios(ours, theirs))


def _ratios(ours: Sequence[Load | Stream], theirs: Sequence[Load | Stream]) -> Iterator[float]:
    for mine, other in zip(ours, theirs, strict=False):
        yield mine.rate / other.rate if other.rate else float("inf")


def _warm(server: Server, form: Form, numbers: Numbers) -> None:
    """Ask until all is there that is made on first use: the index of the search, for one."""
    _load(server, "point look-ups", form, _FIRST_ANSWERS, numbers)
    for section in LOADS:
        end = time.monotonic() + _PATIENCE
        while _is_asked(section, server) and time.monotonic() < end:
            load = _load(server, section, form, 0.1, numbers)
            if load.rate and not load.refused:
                break


def _is_asked(section: str, server: Server) -> bool:
    return server.is_ours or section in _QUERIES


def _load(server: Server, section: str, form: Form, seconds: float, numbers: Numbers) -> Load:
    target, accept = LOADS[section]
    return ask_many(
        server,
        target(server),
        accept=accept,
        things=form.things,
        seconds=seconds,
        numbers=numbers,
    )
