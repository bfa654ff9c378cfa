"""Take in a real folder many times, stopped at random moments: every way ends in one graph.

``python -m tests.pipeline.soak CORPUS [--files N] [--orders N] [--kills N] [--seed N]``; ``make
soak`` runs it. It takes long, so no test calls it; exit code 1 says that something differed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.doctor import examine
from kg.judging import Room, load_room
from kg.pipeline import ingest, sources
from kg.store import Store
from tests.pipeline.conftest import TESTS
from tests.pipeline.processes import descendants, outlive

__all__ = ["main"]

_FOLDERS: Final = ("resolutions/text", "resolutions/pdf", "decisions", "reports")


def main(words: Sequence[str] | None = None) -> int:
    """Run the rounds that the command line asks for; how many of them went wrong, at most 1."""
    asked = _asked(words)
    chance = random.Random(asked.seed)  # noqa: S311 - orders and moments, not secrets
    files = list(sources([asked.corpus / f for f in _FOLDERS if (asked.corpus / f).is_dir()]))
    if not files:
        _tell(f"{asked.corpus} holds none of {', '.join(_FOLDERS)}")
        return 1
    if asked.files:
        files = sorted(chance.sample(files, min(asked.files, len(files))))
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        return _rounds(files, Path(place), load_room(), chance, asked)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="soak", description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--files", type=int, default=0, help="so many, by chance; 0: all")
    parser.add_argument("--orders", type=int, default=2, help="rounds in random orders")
    parser.add_argument("--kills", type=int, default=20, help="rounds that are killed")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


def _rounds(
    files: list[Path], place: Path, room: Room, chance: random.Random, asked: argparse.Namespace
) -> int:
    _tell(f"{len(files):,} files; seed {asked.seed}")
    begun = time.perf_counter()
    expected = _whole(place / "whole", files, room, jobs=2)
    lasted = time.perf_counter() - begun
    wrong = 0
    for n in range(asked.orders):
        order, jobs = chance.sample(files, len(files)), 1 + n % 2
        found = _whole(place / f"order-{n}", order, room, jobs=jobs)
        wrong += _judged(f"order {n + 1}, {jobs} jobs", [] if found == expected else ["differs"])
    store = place / "killed"
    for n in range(asked.kills):
        # Now and then a killed run is allowed to end, so that most begin on half of the folder.
        moment = chance.uniform(0.5, 1.1 * lasted)
        faults = _killed(store, chance.sample(files, len(files)), moment)
        if n % 5 == 4 or n == asked.kills - 1:
            found = _whole(store, chance.sample(files, len(files)), room, jobs=2)
            faults += [] if found == expected else ["the next run does not mend it"]
            store = place / f"killed-{n}"
        wrong += _judged(f"kill {n + 1} after {moment:.1f} s", faults)
    _tell("all ended in one graph" if not wrong else f"{wrong} rounds went wrong")
    return min(wrong, 1)


def _whole(store: Path, files: Sequence[Path], room: Room, *, jobs: int) -> str:
    """The digest after a run that nobody stops."""
    begun = time.perf_counter()
    with Store(store) as opened:
        run = ingest(opened, files, room, jobs=jobs)
        digest = opened.digest()
    refused = sum(o.refusal is not None for o in run.outcomes)
    seconds = time.perf_counter() - begun
    _tell(f"  {store.name}: {run.quads:,} quads, {refused} refused, {seconds:.0f} s, {digest[:12]}")
    for check in examine(store, full=True):
        if not check.well:
            _tell(f"  {store.name}: {check.name}: {check.says}")
            digest = f"not well: {check.name}"
    return digest


def _killed(store: Path, files: Sequence[Path], moment: float) -> list[str]:
    """What a run that is killed after so many seconds leaves behind that it should not."""
    program = "import sys; from tests.pipeline.soak import take; take(sys.argv[1], sys.argv[2:])"
    words = [sys.executable, "-c", program, str(store), *map(str, files)]
    with subprocess.Popen(words, cwd=TESTS.parent) as running:  # noqa: S603 - our own words
        try:
            code = running.wait(moment)
            return [] if code == 0 else [f"it ended by itself, with code {code}"]
        except subprocess.TimeoutExpired:
            started = descendants(running.pid)
            running.kill()
    return [f"process {pid} is left over" for pid in outlive(started)]


def take(store: str, files: Sequence[str]) -> None:
    """Take files in with two processes: what is killed."""
    with Store(Path(store)) as opened:
        ingest(opened, [Path(name) for name in files], load_room(), jobs=2)


def _judged(name: str, faults: Sequence[str]) -> bool:
    _tell(f"{name}: {'; '.join(faults) or 'well'}")
    return bool(faults)


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
