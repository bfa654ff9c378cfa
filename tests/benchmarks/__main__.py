"""Measure the way of one document and the questions asked of the graph that ships (`make bench`).

Times are medians of one run on this machine; the ratios hold better than the times.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.authority import load_authority
from kg.judging import judge, load_room
from kg.lift import lift
from kg.pipeline import findings_in
from kg.questions import Question, ask_question, questions
from kg.shipped import build_shipped, shipped_digest, shipped_drafts
from kg.store import Snapshot, Store
from kg.trace import Request, resolve, trace
from tests.benchmarks.shapes import measured

DOCUMENT = Path(__file__).parents[1] / "documents"


def median_ms(run: Callable[[], object], times: int = 7) -> float:
    """The median time of a call, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def row(name: str, milliseconds: float, note: str = "") -> None:
    """Print one line of the table."""
    sys.stdout.write(f"{name:<44} {milliseconds:>10.2f} ms  {note}\n")


def _ask(view: Snapshot, asked: Question) -> int:
    return len(ask_question(view, asked, {}).solutions())


def main() -> None:
    """Print the table."""
    authority = load_authority()
    path = sorted(DOCUMENT.glob("*.md"))[0]
    (found,) = findings_in(path, authority)
    size = len(found.document.source.text) / 1e6
    read = median_ms(lambda: findings_in(path, authority))
    row("read, cut and recognise a report", read, f"{read / 1000 / size:.2f} s for each MB of text")
    draft = lift(found, authority)
    quads = len(draft.graph)
    row("lift it", median_ms(lambda: lift(found, authority)), f"{quads} triples")
    begun = time.perf_counter()
    room = load_room()
    row("load vocabulary, shapes and lists", (time.perf_counter() - begun) * 1000)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store") as store:
        begun = time.perf_counter()
        build_shipped(store, room, shipped_digest())
        row("build the graph that ships", (time.perf_counter() - begun) * 1000)
        entry = store.last_entry()
        view = Snapshot.open(Path(folder) / "store")
        accepted = [verdict.accepted() for verdict in judge([draft], room, view)]
        store.commit(accepted)
        row("judge the report", median_ms(lambda: judge([draft], room, view), 3))
        for name, milliseconds, note in measured([draft, *shipped_drafts(room)], room):
            row(name, milliseconds, note)
        row("commit it again, unchanged", median_ms(lambda: store.commit(accepted)))
        starts = resolve(view, "A/RES/65/230", "op9")
        row("trace 65/230 op9 forward", median_ms(lambda: trace(view, Request(starts))))
        for asked in questions():
            row(f"ask {asked.name}", median_ms(partial(_ask, view, asked)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{entry.quads if entry else 0:,} quads; peak memory {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
