"""Measure the way of many documents from file to store: every stage's share, and the memory.

Run on the folder that is named, else on the corpus where it is present.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.judging import Room, load_room
from kg.pipeline import Run, ingest, sources
from kg.shipped import build_shipped, settle, shipped_digest
from kg.store import Snapshot, Store
from kg.vocab import GRAPH

__all__ = ["corpus_folder", "main", "measure"]

_MEGA = 1e6


def corpus_folder() -> Path | None:
    """The folder of real resolutions; None where it is not there."""
    root = Path(os.environ.get("MANDATEGRAPH_CORPUS", "../shared/corpus"))
    folder = root / "resolutions" / "text"
    return folder if folder.is_dir() else None


def measure(paths: Sequence[Path], room: Room, jobs: int) -> list[str]:
    """Take files into a store of their own, and say what it cost."""
    megabytes = sum(path.stat().st_size for path in paths) / _MEGA
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store") as store:
        build_shipped(store, room, shipped_digest())
        begun = time.perf_counter()
        run = ingest(store, paths, room, jobs=jobs)
        wall = time.perf_counter() - begun
        peak = _peak()
        alone = _one_more(store, room, paths)
        view = Snapshot.open(Path(folder) / "store")
        loading, quads = _load_alone(view, Path(folder) / "alone")
        return [*_told(run, megabytes, wall, loading, quads), peak, alone]


def _told(run: Run, megabytes: float, wall: float, loading: float, quads: int) -> list[str]:
    outcomes = run.outcomes
    paragraphs = sum(o.paragraphs for o in outcomes)
    refused = sum(o.refusal is not None for o in outcomes)
    together = sum(run.seconds.values())
    lines = [
        f"{len(outcomes):,} files, {megabytes:.1f} MB, {paragraphs:,} paragraphs,"
        f" {refused} refused ({refused / max(1, len(outcomes)):.2%})",
        f"{wall:.1f} s, {wall / megabytes:.2f} s for each MB; all processes together"
        f" {together / megabytes:.2f} s for each MB",
    ]
    lines += [
        f"  {stage:<10} {s / megabytes:>6.2f} s for each MB  {s / together:>5.1%}"
        for stage, s in run.seconds.items()
    ]
    lines += [
        f"{run.quads:,} quads read, {run.quads / max(1, paragraphs):.1f} for each paragraph",
        f"loading these {quads:,} quads alone: {loading:.1f} s; the whole is"
        f" {wall / loading:.1f} times that",
    ]
    return lines


def _peak() -> str:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"peak memory {own:.0f} MB here, {child:.0f} MB in the largest worker"


def _one_more(store: Store, room: Room, paths: Sequence[Path]) -> str:
    """What one document costs when all stand: it is taken out and in again."""
    path = min(paths, key=lambda p: abs(p.stat().st_size - 20_000))
    names = ingest(store, [path], room).outcomes[0].graphs
    settle(store, room, store.remove(names))
    begun = time.perf_counter()
    ingest(store, [path], room)
    return f"one document of 20 kB taken in again: {time.perf_counter() - begun:.2f} s"


def _load_alone(view: Snapshot, target: Path) -> tuple[float, int]:
    """The time to load the documents' quads, and nothing else, into an engine of their own."""
    names = [n for n in view.graph_names() if n.startswith(f"{GRAPH}document/")]
    text = "".join(
        f"{line[:-1]}<{name}> .\n" for name in names for line in view.lines(name)
    ).encode()
    begun = time.perf_counter()
    engine = ox.Store(str(target))
    engine.bulk_load(text, format=ox.RdfFormat.N_QUADS)
    return time.perf_counter() - begun, text.count(b"\n")


def main(folder: Path, every: int = 1) -> None:
    """Print what every ``every``-th file of a folder costs."""
    paths = list(sources([folder]))[::every]
    for line in measure(paths, load_room(), multiprocessing.cpu_count()):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus_folder()
    if given is None:
        sys.exit("name a folder of documents, or set MANDATEGRAPH_CORPUS")
    main(given, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
