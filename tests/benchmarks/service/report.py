"""Write what was measured as tables, and say which aims were reached."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.service.asking import Load, Stream
from tests.benchmarks.service.disturbed import Disturbed
from tests.benchmarks.service.rounds import LOADS, STREAMS, Measured, ratio
from tests.benchmarks.service.servers import ALL, BARE, INSIDE, OURS, PEER

__all__ = ["Aim", "aims", "hosts", "tables"]

_NEARLY = 0.99


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached; ``found`` is None where it could not be measured."""

    name: str
    wanted: float
    found: float | None
    at_most: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether it is."""
        if self.found is None:
            return False
        return self.found <= self.wanted if self.at_most else self.found >= self.wanted

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        found = "not measured" if self.found is None else f"{self.found:.2f}"
        said = "reached" if self.is_reached else "NOT REACHED"
        return f"  {self.name:<70}{sign} {self.wanted:<6g}{found:>13}  {said}"


def tables(
    measured: Measured,
    disturbed: Mapping[str, Disturbed],
    absent: Mapping[str, str],
    rows: int,
) -> Iterator[str]:
    """The lines of all tables; figures are medians of the rounds."""
    for section in LOADS:
        head = f"answers/s{'p50 ms':>11}{'p95 ms':>11}{'cpu ms':>11}{'refused':>11}"
        yield f"\n{section:<38}{head}{'ours is':>12}"
        yield from _section(section, measured.loads, absent, _load_line)
    for section in STREAMS:
        head = f"{'rows/s':>9}{'first ms':>11}{'grown MB':>11}{'rows':>11}{'status':>11}"
        yield f"\n{f'{rows:,} {section}':<38}{head}{'ours is':>12}"
        yield from _section(section, measured.streams, absent, _stream_line)
    yield "\nlook-ups (p95 ms) while endless queries run, without → with"
    yield f"  {'':<24}{'8 connections':>26}{'200 a second':>26}{'refused':>9}{'over s':>8}" + (
        f"{'cores after':>13}  endings"
    )
    for name, each in disturbed.items():
        yield f"  {name:<24}{_pair(each.full)}{_pair(each.paced)}{each.refused:>9}" + (
            f"{each.over:>8.2f}{_cost(each.after):>13}  {_counts(each.endings)}"
        )


def hosts(found: Mapping[str, Load | str]) -> Iterator[str]:
    """The lines of the table of web servers."""
    yield f"\n{'the bare route under':<38}answers/s{'p50 ms':>11}{'p95 ms':>11}{'cpu ms':>11}"
    for name, load in found.items():
        if isinstance(load, str):
            yield f"  {name:<36}{load}"
        else:
            yield f"  {name:<36}{load.rate:>9,.0f}{load.p50:>11.2f}{load.p95:>11.2f}" + (
                f"{_cost(load.cost):>11}"
            )


def aims(measured: Measured, disturbed: Mapping[str, Disturbed], rows: int) -> list[Aim]:
    """The aims of the issue."""
    return [
        *_load_aims(measured.loads),
        *_stream_aims(measured.streams, rows),
        *_storm_aims(disturbed.get(OURS)),
    ]


def _load_aims(loads: Mapping[tuple[str, str], Sequence[Load]]) -> Iterator[Aim]:
    points, point = "point look-ups", "a point look-up, the same each time"
    trace, same = "trace by SPARQL", "trace by SPARQL, the same each time"
    yield Aim("point look-ups, times rdflib-endpoint", 4, _of(loads, points, OURS, PEER))
    bare = _of(loads, points, INSIDE, BARE)
    yield Aim("point look-ups without isolation, times bare", 0.85, bare)
    yield Aim("trace by SPARQL, times rdflib-endpoint", 10, _of(loads, trace, OURS, PEER))
    kept = _between(loads, (same, OURS), (trace, OURS))
    yield Aim("a kept answer, times one that is not: trace", 3, kept)
    kept = _between(loads, (point, OURS), (points, OURS))
    yield Aim("a kept answer, times one that is not: point look-up", 3, kept)


def _stream_aims(streams: Mapping[tuple[str, str], Sequence[Stream]], rows: int) -> Iterator[Aim]:
    for section in STREAMS:
        times = _of(streams, section, OURS, PEER)
        yield Aim(f"{rows:,} {section}, times rdflib-endpoint", 15, times)
    ours = [x for section in STREAMS for x in streams.get((section, OURS), [])]
    whole = ours if all(x.rows > rows * _NEARLY for x in ours) else []
    first = max((x.first for x in whole), default=None)
    yield Aim("first byte of all rows, ms (worst)", 50, first, at_most=True)
    grown = max((x.grown for x in whole), default=None)
    yield Aim("memory while they stream, MB more (worst)", 64, grown, at_most=True)


def _storm_aims(ours: Disturbed | None) -> Iterator[Aim]:
    pairs = {"8 connections": ours.full, "200 a second": ours.paced} if ours else {}
    for pace in ("8 connections", "200 a second"):
        times = pairs[pace][1] / pairs[pace][0] if pairs else None
        name = f"p95 of look-ups with endless queries, times without: {pace}"
        yield Aim(name, 2, times, at_most=True)
    over = ours.over if ours else None
    yield Aim("longest query, s over its deadline", 0.5, over, at_most=True)
    after = ours.after if ours else None
    yield Aim("cores used once all are ended", 0.05, after, at_most=True)


def _section(
    section: str,
    taken: Mapping[tuple[str, str], Sequence[Load | Stream]],
    absent: Mapping[str, str],
    line: object,
) -> Iterator[str]:
    ours = taken.get((section, OURS), [])
    for name in ALL:
        there = taken.get((section, name))
        if there:
            times = "" if name == OURS or not ours else f"{ratio(ours, there):>9.2f} ×"
            assert callable(line)
            yield f"  {name:<36}{line(there)}{times:>12}"
        elif name in absent:
            yield f"  {name:<36}{absent[name]}"


def _load_line(loads: Sequence[Load]) -> str:
    middle = statistics.median
    costs = [x.cost for x in loads if x.cost is not None]
    return (
        f"{middle(x.rate for x in loads):>9,.0f}{middle(x.p50 for x in loads):>11.2f}"
        f"{middle(x.p95 for x in loads):>11.2f}{_cost(middle(costs) if costs else None):>11}"
        f"{sum(x.refused for x in loads):>11}"
    )


def _stream_line(streams: Sequence[Stream]) -> str:
    middle = statistics.median
    return (
        f"{middle(x.rate for x in streams):>9,.0f}{middle(x.first for x in streams):>11.1f}"
        f"{max(x.grown for x in streams):>11.1f}{min(x.rows for x in streams):>11,}"
        f"{streams[0].status:>11}"
    )


def _of(
    taken: Mapping[tuple[str, str], Sequence[Load | Stream]], section: str, mine: str, other: str
) -> float | None:
    return _between(taken, (section, mine), (section, other))


def _between(
    taken: Mapping[tuple[str, str], Sequence[Load | Stream]],
    mine: tuple[str, str],
    other: tuple[str, str],
) -> float | None:
    ours, theirs = taken.get(mine), taken.get(other)
    return ratio(ours, theirs) if ours and theirs else None


def _cost(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:.3f}"


def _pair(pair: tuple[float, float]) -> str:
    times = pair[1] / pair[0]
    return f"{f'{pair[0]:.1f} → {pair[1]:.1f} ({times:.1f}×)':>26}"


def _counts(endings: Mapping[str, int]) -> str:
    return ", ".join(f"{how}: {many}" for how, many in sorted(endings.items()))
