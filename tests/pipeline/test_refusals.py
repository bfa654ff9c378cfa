"""What one file breaks is that file's loss alone."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.judging import Room
from kg.pipeline import ingest
from kg.store import Store
from tests.pipeline.conftest import ACTS, digest_after

NewStore = Callable[[], Path]


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_that_cannot_be_read_stop_no_other(
    folder: Path, room: Room, new_store: NewStore, expected: str, tmp_path: Path, jobs: int
) -> None:
    bad = {
        "gone.txt": None,
        "cut.pdf": b"%PDF-1.7\n%\xe2\xe3",
        "cut.xml": (folder / "records.xml").read_bytes()[:900],
        "cut.json": (folder / "decisions.json").read_bytes()[:400],
        "renamed.docx": b"PK\x03\x04 and nothing more",
        "facts.ttl": b"<urn:a> <urn:b> <urn:c> .",
        "facts.trig": b"<urn:g> { <urn:a> <urn:b> <urn:c> }",
    }
    for name, data in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe.txt")
    names = [*bad, "pipe.txt"]
    good = sorted(folder.iterdir())
    paths = [tmp_path / n for n in names[:4]] + good + [tmp_path / n for n in names[4:]]

    with Store(new_store()) as store:
        run = ingest(store, paths, room, jobs=jobs)

        assert store.digest() == expected
    refusals = {o.file: o.refusal for o in run.outcomes if o.refusal}
    assert set(refusals) == {str(tmp_path / n) for n in names} | {str(folder / "bad.txt")}
    assert len(run.outcomes) == len(paths)
    for file, why in refusals.items():
        assert Path(file).name in why
        assert not why.startswith(f"{file}: the program failed on it")


def test_a_worker_that_is_killed_loses_nothing(
    folder: Path, room: Room, new_store: NewStore, expected: str
) -> None:
    paths = sorted(folder.iterdir())
    killed: list[int] = []

    def kill_one(_: Path) -> None:
        if not killed:
            for worker in multiprocessing.active_children()[:1]:
                killed.append(worker.pid or 0)
                worker.kill()

    with Store(new_store()) as store:
        run = ingest(store, paths, room, jobs=2, read=kill_one)

        assert len(killed) == 1
        assert store.digest() == expected
    assert sorted(o.file for o in run.outcomes) == sorted(map(str, paths))
    assert [o.file for o in run.outcomes if o.refusal] == [str(folder / "bad.txt")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_on_which_the_program_fails_is_refused_alone(
    tmp_path: Path, room: Room, new_store: NewStore, folder: Path, jobs: int
) -> None:
    # The engine's parser takes no term of more than 16 MiB, and a file may have 20 MB.
    text = (ACTS / "ga-plain.txt").read_text("utf-8").replace("90/12", "90/14")
    enormous = tmp_path / "enormous.txt"
    enormous.write_text(text.replace("oil", "oil" * 5_700_000), "utf-8")
    good = [folder / name for name in ("council.txt", "rights.txt", "unea.txt")]

    with Store(new_store()) as store:
        run = ingest(store, [good[0], enormous, *good[1:]], room, jobs=jobs)

        assert store.digest() == digest_after(new_store(), room, good)
    (refused,) = [o for o in run.outcomes if o.refusal]
    assert refused.file == str(enormous)
    assert (refused.refusal or "").startswith(f"{enormous}: ")
    assert not refused.graphs
    assert sorted(o.file for o in run.outcomes if o.changed) == sorted(map(str, good))
