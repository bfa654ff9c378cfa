"""Good and bad clients against one server (`make soak`): ``python -m tests.soak --minutes 10``.

Exit code 1: something was wrong; it is said what.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.judging import load_room
from kg.shipped import build_shipped, shipped_digest
from kg.store import Store
from tests.soak.storm import soak


def main() -> int:
    """Build the graph that ships, soak a server over it, and examine the store."""
    words = argparse.ArgumentParser(prog="python -m tests.soak")
    words.add_argument("--minutes", type=float, default=10.0, help="how long")
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    words.add_argument(
        "--margin", type=float, default=0.5, help="seconds after the deadline that are allowed"
    )
    given = words.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        with Store(path) as store:
            build_shipped(store, load_room(), shipped_digest())
        work = soak(path, given.minutes * 60, margin=given.margin, seed=given.seed)
        found = asyncio.run(work)
        examined = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "kg", "doctor", "--full", "--store", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    sys.stdout.write(f"soak (seed {given.seed}): {found}\n")
    if examined.returncode:
        sys.stdout.write(f"FAULT: the store is not whole:\n{examined.stdout}{examined.stderr}\n")
    return 0 if found.is_well and examined.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
