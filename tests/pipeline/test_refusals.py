"""What one file breaks is that file's loss alone."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.judging import Room
from kg.pipeline import ingest
from kg.store import Store
from tests.pipeline.conftest import ACTS, TESTS, digest_after

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


_POOR = """
import resource, sys
from pathlib import Path
from kg.judging import load_room
from kg.pipeline import ingest
from kg.store import Store

room = load_room()
with Store(Path(sys.argv[1])) as store:
    used = next(int(ln.split()[1]) for ln in open("/proc/self/status") if ln.startswith("VmSize"))
    allowed = used * 1024 + int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    for outcome in ingest(store, [Path(p) for p in sys.argv[3:]], room, jobs=2).outcomes:
        print(Path(outcome.file).name, "|", (outcome.refusal or "taken").replace("\\n", " "))
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc on this system")
def test_a_file_that_the_memory_does_not_suffice_for_is_refused_alone(
    tmp_path: Path, room: Room, new_store: NewStore, folder: Path
) -> None:
    text = (ACTS / "ga-plain.txt").read_text("utf-8")
    enormous = tmp_path / "enormous.txt"
    recitals = "".join(f"Recalling its resolution 89/{n},\n\n" for n in range(1, 120_000))
    enormous.write_text(text.replace("90/12", "90/13").replace("Mindful", recitals + "Mindful"))
    good = [folder / name for name in ("council.txt", "rights.txt", "parts.txt", "unea.txt")]
    store = new_store()

    ended = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _POOR, store, str(350_000_000), *good[:2], enormous, *good[2:]],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    said = dict(line.split(" | ") for line in ended.stdout.splitlines())
    why = said.pop("enormous.txt")
    assert f"{enormous}: the program failed on it" in why
    assert said == {path.name: "taken" for path in good}
    with Store(store) as opened:
        assert opened.digest() == digest_after(new_store(), room, good)
