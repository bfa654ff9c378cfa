"""Kill a writer of user graphs 200 times: the long form, for ``make soak``."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.store.killing import rounds

__all__ = ["main"]


def main() -> None:
    """Kill 200 times, or as often as is given, and say how many updates were acknowledged."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = random.SystemRandom().randrange(1 << 30)
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        there = rounds(Path(folder) / "store", many, seed)
    seconds = time.perf_counter() - begun
    sys.stdout.write(
        f"{many} rounds of kill -9 (seed {seed}), {there:,} updates acknowledged, none lost,"
        f" none in part, {seconds:.0f} s\n"
    )


if __name__ == "__main__":
    main()
