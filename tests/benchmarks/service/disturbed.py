"""Measure point look-ups of one client while another one asks queries without an end."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.service.asking import JSON, Load, Numbers, ask_many, begin, query, result
from tests.benchmarks.service.processes import processor_seconds, spent_between
from tests.benchmarks.service.rounds import Form
from tests.benchmarks.service.servers import Server

__all__ = ["Disturbed", "disturb"]

_ENDLESS = sorted((Path(__file__).parent / "queries" / "endless").glob("*.rq"))
_HANGING = 4
_PACE = 0.04  # seconds from one question of a connection to its next, where they are paced
_GRACE = 2.0
_TRIES = 3
_GIVEN_UP = 3.0  # seconds after the deadline


@dataclass(frozen=True, slots=True)
class Disturbed:
    """95th percentiles in milliseconds, by pace, without and with the endless queries.

    ``over`` is by how many seconds the longest of them outlived its deadline, ``endings`` counts
    how they ended, ``after`` is how many cores the server used when nobody waited any more.
    """

    full: tuple[float, float]
    paced: tuple[float, float]
    rate: tuple[float, float]
    refused: int
    over: float
    endings: dict[str, int]
    after: float | None


def disturb(server: Server, form: Form) -> Disturbed:
    """Look-ups with and without endless queries, in turn."""
    numbers = Numbers()
    quiet: list[tuple[Load, Load]] = []
    loud: list[tuple[Load, Load]] = []
    taken: list[tuple[float, str]] = []
    _both(server, form, numbers)
    for _ in range(form.storms):
        quiet.append(_both(server, form, numbers))
        hanging = begin("hanging", _orders(server, form))
        time.sleep(0.4)
        loud.append(_both(server, form, numbers))
        taken += [(float(seconds), str(how)) for seconds, how in result(hanging)]
        if any(how == "given up" for _, how in taken):
            break  # it goes on with them, so that there is no quiet any more
    after = _at_rest(server)
    return Disturbed(
        full=_p95(quiet, loud, 0),
        paced=_p95(quiet, loud, 1),
        rate=(
            statistics.median(each[0].rate for each in quiet),
            statistics.median(each[0].rate for each in loud),
        ),
        refused=sum(a.refused + b.refused for a, b in loud),
        over=max((seconds for seconds, _ in taken), default=0.0) - form.deadline,
        endings=dict(Counter(how for _, how in taken)),
        after=after,
    )


def _at_rest(server: Server) -> float | None:
    """How many cores it uses when nobody waits for anything; None where its processes change."""
    for _ in range(_TRIES):
        time.sleep(0.3)
        before = processor_seconds(server.process.pid)
        time.sleep(1.0)
        spent = spent_between(before, processor_seconds(server.process.pid))
        if spent is not None:
            return spent
    return None


def _orders(server: Server, form: Form) -> dict[str, object]:
    return {
        "port": server.port,
        "source": "127.0.0.2",
        "targets": [server.target(query(f"endless/{path.stem}")) + "%0A" for path in _ENDLESS],
        "connections": _HANGING,
        "seconds": 2 * form.seconds,
        "patience": form.deadline + _GIVEN_UP,
    }


def _both(server: Server, form: Form, numbers: Numbers) -> tuple[Load, Load]:
    """Look-ups as fast as they go, and at a pace."""
    target = server.target(query("lookup"))
    full, paced = (
        ask_many(
            server,
            target,
            accept=JSON,
            things=form.things,
            seconds=form.seconds,
            numbers=numbers,
            pause=pause,
            grace=_GRACE,
        )
        for pause in (0.0, _PACE)
    )
    return full, paced


def _p95(
    quiet: list[tuple[Load, Load]], loud: list[tuple[Load, Load]], which: int
) -> tuple[float, float]:
    return (
        statistics.median(each[which].p95 for each in quiet),
        statistics.median(each[which].p95 for each in loud),
    )
