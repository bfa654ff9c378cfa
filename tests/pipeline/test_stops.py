"""A run may be killed at any point: the next one ends in the same graph."""

from __future__ import annotations

import json
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


def command(folder: Path, store: Path) -> list[str]:
    words = [sys.executable, "-m", "kg", "ingest", folder, "--jobs", "2", "--json", "--store"]
    return [*map(str, words), str(store)]


def begun(folder: Path, store: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own words
        command(folder, store),
        cwd=TESTS.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def ended(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own words
        words, cwd=TESTS.parent, capture_output=True, text=True, check=False
    )


def killed(store: Path, point: str, at: int, paths: list[Path]) -> None:
    words = [sys.executable, "-m", "tests.pipeline.stopping", store, point, str(at), *paths]
    run = ended([str(word) for word in words])
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.parametrize(("point", "at"), [("read", 1), ("read", 6), ("tell", 1)])
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


def test_a_killed_command_leaves_no_process_behind(folder: Path, new_store: NewStore) -> None:
    seen: set[int] = set()
    with begun(folder, new_store()) as running:
        while len(seen) < 3:  # two that read, and one that Python keeps beside them
            assert running.poll() is None
            seen.update(descendants(running.pid))
        running.kill()
        running.wait()

    assert running.returncode == -signal.SIGKILL
    assert outlive(sorted(seen)) == []


def test_a_command_that_is_killed_once_it_told_something_is_finished(
    folder: Path, new_store: NewStore
) -> None:
    whole, stopped = new_store(), new_store()

    first = ended(command(folder, whole))
    with begun(folder, stopped) as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        running.kill()
    second = ended(command(folder, stopped))

    assert Path(told["file"]).parent == folder
    assert (first.returncode, second.returncode) == (2, 2)  # of the bad file alone
    digests = []
    for store in (whole, stopped):
        with Store(store) as opened:
            assert opened.is_settled()
            assert opened.is_published()
            digests.append(opened.digest())
    assert digests[0] == digests[1]
