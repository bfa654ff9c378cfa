"""Whatever the order and however many read: equal files give equal stores."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.judging import Room
from kg.pipeline import ingest
from kg.pipeline.pool import chunks_of
from kg.store import Snapshot, Store
from tests.pipeline.conftest import digest_after

NewStore = Callable[[], Path]


def shuffled(folder: Path, seed: int) -> list[Path]:
    paths = sorted(folder.iterdir())
    random.Random(seed).shuffle(paths)  # noqa: S311 - an order, not a secret
    return paths


def test_the_folder_makes_several_chunks(folder: Path) -> None:
    assert len(list(folder.iterdir())) == 14
    assert len(chunks_of(sorted(folder.iterdir()))) > 2


@pytest.mark.parametrize(("seed", "jobs"), [(1, 1), (2, 1), (3, 2), (4, 2)])
def test_no_order_and_no_number_of_workers_shows(
    folder: Path, room: Room, new_store: NewStore, expected: str, seed: int, jobs: int
) -> None:
    assert digest_after(new_store(), room, shuffled(folder, seed), jobs=jobs) == expected


def test_equal_digests_are_equal_quads(folder: Path, room: Room, new_store: NewStore) -> None:
    one, other = new_store(), new_store()

    digest_after(one, room, shuffled(folder, 5))
    digest_after(other, room, shuffled(folder, 6), jobs=2)

    quads = Snapshot.open(one).nquads()
    assert quads == Snapshot.open(other).nquads()
    assert len(quads) > 1000
    merges = [{str(t) for t in Snapshot.open(path).triples()} for path in (one, other)]
    assert merges[0] == merges[1]


def test_several_runs_leave_what_one_run_leaves(
    folder: Path, room: Room, new_store: NewStore, expected: str
) -> None:
    paths = shuffled(folder, 7)

    assert digest_after(new_store(), room, paths[:5], paths[5:9], paths[9:]) == expected


def test_a_second_run_changes_nothing(folder: Path, room: Room, new_store: NewStore) -> None:
    paths = sorted(folder.iterdir())
    with Store(new_store()) as store:
        first = ingest(store, paths, room)
        entry, digest = store.last_entry(), store.digest()

        second = ingest(store, paths[::-1], room)

        assert (store.last_entry(), store.digest()) == (entry, digest)
    assert first.quads > 0
    assert second.quads == 0
    assert [o.file for o in second.outcomes if o.changed] == []


def test_equal_bytes_under_three_names_are_one_source(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    text = (Path(__file__).parents[1] / "documents" / "acts" / "ga-plain.txt").read_text("utf-8")
    names = ("1.txt", "2.txt", "3.txt")
    for name in names:
        words = text.replace("oil", "tallow") if name == "1.txt" else text
        (tmp_path / name).write_text(words, "utf-8")

    digests = {
        digest_after(new_store(), room, [tmp_path / names[n] for n in order])
        for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1), (0, 1, 2, 1, 0))
    }

    assert len(digests) == 1
