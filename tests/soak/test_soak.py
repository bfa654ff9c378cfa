"""The short form of the soak."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.soak.storm import soak

SECONDS = 5.0
MARGIN = 2.0  # other tests run at the same time


def test_good_clients_are_answered_right_or_refused_whatever_the_bad_ones_do(
    shipped: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(shipped, store)

    found = asyncio.run(soak(store, SECONDS, margin=MARGIN, seed=4))

    assert found.is_well, str(found)
    record = found.record
    assert {"look-up", "trace", "page", "search", "stream", "update"} <= record.answers.keys()
    assert {"hanging query", "memory bomb", "slow reader"} <= record.refusals.keys()
    assert record.acknowledged
    assert record.killed["worker"]
