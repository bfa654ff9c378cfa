"""A run may be killed at any point: the next one ends in the same graph."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.doctor import examine
from kg.judging import Room
from kg.pipeline import ingest
from kg.store import Store
from tests.pipeline.conftest import TESTS, digest_after
from tests.pipeline.processes import descendants, outlive

NewStore = Callable[[], Path]
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="this system does not tell of its processes"
)


def begun(folder: Path, store: Path) -> subprocess.Popen[str]:
    words = [
        sys.executable,
        "-m",
        "kg",
        "ingest",
        folder,
        "--jobs",
        "2",
        "--json",
        "--store",
        store,
    ]
    return subprocess.Popen(  # noqa: S603 - our own words
        [str(word) for word in words],
        cwd=TESTS.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def killed(store: Path, point: str, at: int, paths: list[Path]) -> None:
    words = [sys.executable, "-m", "tests.pipeline.stopping", store, point, at, *paths]
    run = subprocess.run(  # noqa: S603 - our own words
        [str(word) for word in words], cwd=TESTS.parent, capture_output=True, text=True, check=False
    )
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.parametrize(("point", "at"), [("read", 3), ("tell", 1)])
def test_a_run_that_was_killed_is_finished_by_the_next(
    folder: Path, room: Room, new_store: NewStore, expected: str, point: str, at: int
) -> None:
    store, paths = new_store(), sorted(folder.iterdir())

    killed(store, point, at, paths)
    with Store(store) as opened:
        assert not (opened.digest() == expected and opened.is_published())
        ingest(opened, paths[::-1], room)

        assert opened.digest() == expected
        assert opened.is_published()
    assert [check for check in examine(store, full=True) if not check.well] == []


def test_a_run_that_was_killed_while_it_works_out_what_follows_is_finished(
    folder: Path, room: Room, new_store: NewStore, expected: str
) -> None:
    store, paths = new_store(), sorted(folder.iterdir())
    digest_after(store, room, paths[:6])

    with Store(store) as opened:  # as a stop between the commit and the settling leaves it
        opened.start_settling()
    again = digest_after(store, room, paths)

    assert again == expected


def test_a_command_that_is_killed_leaves_no_process_and_is_finished_by_the_next(
    folder: Path, room: Room, shipped: Path, tmp_path: Path
) -> None:
    whole, stopped = (Path(shutil.copytree(shipped, tmp_path / name)) for name in ("a", "b"))
    paths, seen = sorted(folder.iterdir()), set[int]()

    with begun(folder, stopped) as running:  # at once, while others read for it
        while len(seen) < 3:  # two that read, and one that Python keeps beside them
            assert running.poll() is None
            seen.update(descendants(running.pid))
        running.kill()
    with begun(folder, stopped) as again:  # and again, once it has told of a file
        assert again.stdout is not None
        told = json.loads(again.stdout.readline())
        again.kill()

    assert (running.returncode, again.returncode) == (-signal.SIGKILL, -signal.SIGKILL)
    assert outlive(sorted(seen)) == []
    assert Path(told["file"]).parent == folder
    assert digest_after(stopped, room, paths) == digest_after(whole, room, paths)
    assert [check for check in examine(stopped, full=True) if not check.well] == []
