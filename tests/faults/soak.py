"""Kill the whole server in the middle of writes, many times, and see that nothing is lost.

``python -m tests.faults.soak [ROUNDS] [SEED]``; ``make soak`` runs it. Exit code 1: something was.
"""

from __future__ import annotations

import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.doctor import examine
from tests.conformance.writable import small_store
from tests.faults.served import check, clients, serving

__all__ = ["main", "rounds"]

_CLIENTS = 8
_MOMENTS = (0.0, 0.0, 0.1, 0.3, 0.95)
"""Seconds after the first generation of a round; the next is made after one."""


def rounds(folder: Path, many: int, seed: int) -> int:
    """Kill servers ``many`` times at random moments; the number of updates acknowledged.

    Half of them are of one store, half of another, side by side.
    """
    halves = (many - many // 2, many // 2)
    stores = [small_store(folder / f"store-{n}") for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(_rounds, stores, halves, (seed, seed + 1)))


def _rounds(path: Path, many: int, seed: int) -> int:
    """Each round begins when the first update of it is acknowledged."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    acknowledged: list[int] = []
    for each in range(many):
        with (
            serving(path, workers="0") as served,
            clients(served.port, _CLIENTS, each * 100_000) as made,
        ):
            until = time.monotonic() + 60
            while not made:
                assert time.monotonic() < until, "nothing was acknowledged"
                time.sleep(0.005)
            time.sleep(chance.choice(_MOMENTS) + chance.uniform(0, 0.1))
            served.end()
        acknowledged += made
        check(path, acknowledged)
    assert all(c.well for c in examine(path, full=True))
    return len(acknowledged)


def main() -> None:
    """The long form: 200 rounds, or as many as are given."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 30)
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        there = rounds(Path(folder), many, seed)
    seconds = time.perf_counter() - begun
    sys.stdout.write(
        f"{many} kills -9 of the server in the middle of writes (seed {seed}): {there:,} updates"
        f" acknowledged, none lost, none in part, {seconds:.0f} s\n"
    )


if __name__ == "__main__":
    main()
