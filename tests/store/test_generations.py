"""A reader sees one published generation; a store that is not what its ledger says is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import StoreDamaged, StoreError, StoreLocked
from kg.store import Ledger, Snapshot, Store
from kg.vocab import DERIVED, GRAPH, REGISTRY
from tests.graphs import accepted

ONE = "document/A/RES/1/1"
TWO = "document/A/RES/2/2"
OPEN = "import sys; from pathlib import Path; from kg.store import Store; Store(Path(sys.argv[1]))"


def publish(store: Store, name: str, text: str) -> None:
    store.commit([accepted(name, text)])
    store.keep({REGISTRY: Graph(), DERIVED: Graph()})
    store.publish()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of two generations: A/RES/1/1, then A/RES/2/2 beside it."""
    with Store(tmp_path / "store") as store:
        publish(store, ONE, ":a :p :b .")
        publish(store, TWO, ":c :p :d .")
    return tmp_path / "store"


def files(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def test_a_generation_is_published_with_what_changed(path: Path) -> None:
    first, second = Ledger(path / "ledger.jsonl").entries()

    assert (first.generation, second.generation) == (1, 2)
    assert first.added == (str(DERIVED), str(GRAPH[ONE]), str(REGISTRY))
    assert (second.added, second.replaced, second.removed) == ((str(GRAPH[TWO]),), (), ())
    assert (first.quads, second.quads) == (1, 2)
    view = Snapshot.open(path)
    assert (view.generation, view.digest) == (2, second.digest)


def test_a_snapshot_does_not_change_while_a_writer_commits(path: Path) -> None:
    view = Snapshot.open(path)
    before = view.nquads()

    with Store(path) as store:
        for number in range(5):  # more generations than are kept
            publish(store, TWO, f":c :p :d{number} .")
            assert view.nquads() == before

        assert Snapshot.open(path).nquads() == store.view().nquads() != before


def test_what_is_committed_but_not_published_is_not_seen(path: Path) -> None:
    with Store(path) as store:
        store.commit([accepted(ONE, ":a :p :changed .")])

        assert not any("changed" in line for line in Snapshot.open(path).nquads())


def test_old_snapshots_are_forgotten(path: Path) -> None:
    with Store(path) as store:
        for number in range(3):
            publish(store, TWO, f":c :p :d{number} .")

    assert sorted(p.name for p in (path / "snapshots").iterdir()) == ["3", "4", "5"]


def test_a_second_writer_is_refused_and_a_reader_is_not(path: Path) -> None:
    with Store(path):
        with pytest.raises(StoreLocked, match="is being written by another process; wait"):
            Store(path)
        other = subprocess.run(  # noqa: S603 – our own interpreter
            [sys.executable, "-c", OPEN, str(path)], capture_output=True, text=True, check=False
        )

        assert "StoreLocked" in other.stderr
        assert Snapshot.open(path).generation == 2


def test_a_writer_that_has_ended_lets_the_next_one_in(path: Path) -> None:
    with Store(path):
        pass

    with Store(path) as store:
        assert store.is_published()


def test_a_view_that_is_still_held_does_not_hold_the_lock(path: Path) -> None:
    store = Store(path)
    view = store.view()

    store.close()

    with Store(path) as again:
        assert again.is_published()
    assert view.nquads() == []


def test_a_run_that_ended_before_it_published_is_settled_by_the_next(path: Path) -> None:
    with Store(path) as store:
        store.commit([accepted(ONE, ":a :p :changed .")])

    with Store(path) as store:
        assert (store.is_settled(), store.is_published()) == (False, False)
        store.keep({REGISTRY: Graph(), DERIVED: Graph()})
        store.publish()

    last = Ledger(path / "ledger.jsonl").last()
    assert last is not None
    assert (last.generation, last.replaced) == (3, (str(GRAPH[ONE]),))
    assert any("changed" in line for line in Snapshot.open(path).nquads())


def test_a_run_that_ended_between_settling_and_publishing_is_told(path: Path) -> None:
    with Store(path) as store:
        store.commit([accepted(ONE, ":a :p :changed .")])
        store.keep({REGISTRY: Graph(), DERIVED: Graph()})

    with Store(path) as store:
        assert (store.is_settled(), store.is_published()) == (True, False)


def test_the_remains_of_a_snapshot_without_its_ledger_line_are_no_hindrance(path: Path) -> None:
    shutil.copytree(path / "snapshots" / "2", path / "snapshots" / "3")
    shutil.copytree(path / "snapshots" / "2", path / "snapshots" / "3.part")

    with Store(path) as store:
        publish(store, TWO, ":c :p :e .")

    assert Snapshot.open(path).generation == 3
    assert any("urn:x:e" in line for line in Snapshot.open(path).nquads())


def test_truncated_data_are_refused_in_one_sentence(path: Path) -> None:
    for file in (path / "data").glob("*.sst"):
        half = file.read_bytes()[: file.stat().st_size // 2]
        file.unlink()  # for the snapshot holds the same file by another link
        file.write_bytes(half)
    before = files(path / "snapshots")

    with pytest.raises(StoreDamaged) as damage:
        Store(path)

    assert_is_one_sentence(str(damage.value))
    assert files(path / "snapshots") == before
    assert Snapshot.open(path).generation == 2


def test_data_that_are_gone_are_not_taken_for_an_empty_store(path: Path) -> None:
    shutil.rmtree(path / "data")

    with pytest.raises(StoreDamaged, match="holds generation 0 where its ledger has 2"):
        Store(path)


def test_data_of_an_earlier_generation_are_refused(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path / "data", tmp_path / "earlier")
    with Store(path) as store:
        publish(store, TWO, ":c :p :e .")
    shutil.rmtree(path / "data")
    shutil.move(tmp_path / "earlier", path / "data")

    with pytest.raises(StoreDamaged, match="holds generation 2 where its ledger has 3"):
        Store(path)


@pytest.mark.parametrize("line", ['{"generation": 3', "[]", "3", '{"generation": 3}', "\xff"])
def test_a_ledger_line_that_is_no_entry_is_refused(path: Path, line: str) -> None:
    with (path / "ledger.jsonl").open("a", encoding="latin-1") as ledger:
        ledger.write(f"{line}\n")

    for open_it in (Store, Snapshot.open):
        with pytest.raises(StoreDamaged, match="has a ledger with a line that is no entry") as said:
            open_it(path)
        assert_is_one_sentence(str(said.value))


@pytest.mark.parametrize("cut", [1, 20, 400])
def test_a_ledger_line_that_was_not_written_to_its_end_counts_for_nothing(
    path: Path, cut: int
) -> None:
    ledger = path / "ledger.jsonl"
    first, second = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first + second[:-cut])

    assert Snapshot.open(path).generation == 1
    assert [e.generation for e in Ledger(ledger).entries()] == [1]
    with Store(path) as store:
        assert ledger.read_bytes() == first
        assert not store.is_published()
        store.publish()

    again = Ledger(ledger).entries()[-1]
    assert (again.generation, again.added) == (2, (str(GRAPH[TWO]),))
    assert Snapshot.open(path).digest == again.digest


@pytest.mark.parametrize("broken", [False, True])
def test_a_lost_snapshot_is_made_again_from_the_data(
    path: Path, caplog: pytest.LogCaptureFixture, broken: bool
) -> None:
    before = Snapshot.open(path).nquads()
    shutil.rmtree(path / "snapshots" / "2")
    if broken:
        (path / "snapshots" / "2").mkdir()

    with Store(path) as store:
        assert Snapshot.open(path).nquads() == before

        publish(store, TWO, ":c :p :e .")

    assert "had lost the snapshot of generation 2; it was made again" in caplog.text
    entries = Ledger(path / "ledger.jsonl").entries()
    assert [e.replaced for e in entries] == [(), (), (str(GRAPH[TWO]),)]


def test_a_store_that_is_whole_is_opened_without_a_word(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store(path):
        pass

    assert caplog.records == []


def test_a_lost_snapshot_is_not_made_from_data_that_are_past_it(path: Path) -> None:
    with Store(path) as store:
        store.commit([accepted(TWO, ":c :p :changed .")])
    shutil.rmtree(path / "snapshots" / "2")

    with Store(path) as store:
        assert not (path / "snapshots" / "2").exists()
        store.keep({REGISTRY: Graph(), DERIVED: Graph()})
        entry = store.publish()

    assert entry.generation == 3
    assert set(entry.added) == {str(n) for n in (GRAPH[ONE], GRAPH[TWO], REGISTRY, DERIVED)}
    assert any("changed" in line for line in Snapshot.open(path).nquads())


def test_a_missing_snapshot_is_refused(path: Path) -> None:
    shutil.rmtree(path / "snapshots" / "2")

    with pytest.raises(StoreDamaged, match="cannot show generation 2") as damage:
        Snapshot.open(path)

    assert_is_one_sentence(str(damage.value))
    assert not (path / "snapshots" / "2").exists()


def test_a_damaged_snapshot_is_refused(path: Path) -> None:
    for file in (path / "snapshots" / "2").iterdir():
        file.write_bytes(b"")

    with pytest.raises(StoreDamaged, match="cannot show generation 2"):
        Snapshot.open(path)


def test_nothing_there_is_not_damage(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for name, why in (("nowhere", "does not exist"), ("empty", "has published nothing yet")):
        with pytest.raises(StoreError, match=why) as error:
            Snapshot.open(tmp_path / name)
        assert not isinstance(error.value, StoreDamaged)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words", "utf-8")

    with pytest.raises(StoreError, match="is a file, not a directory"):
        Store(tmp_path / "file")
    with pytest.raises(StoreError, match="store"):
        Snapshot.open(tmp_path / "file")


def assert_is_one_sentence(words: str) -> None:
    assert "\n" not in words
    assert words.endswith(("build it again.", "--store."))
