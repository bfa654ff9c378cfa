"""A backup is whole whenever it is taken, and what is put back is what was published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from kg.doctor import examine
from kg.dumps import dump_name, load_dump, write_dump
from kg.errors import OutputError, SourceError, StoreDamaged, StoreError, StoreFull, StoreLocked
from kg.store import Change, Ledger, Snapshot, Store, back_up, restore
from kg.vocab import DERIVED, REGISTRY
from tests.graphs import accepted, turtle
from tests.store.killing import check, writing

DEFAULT = "http://127.0.0.1/graphs/default"
USERS = "INSERT DATA { <urn:x:a> <urn:x:p> _:b, <<( <urn:x:a> <urn:x:p> 'x\\n ' )>>, 1.50 }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of two generations, the second with a user graph."""
    with Store(tmp_path / "store") as store:
        store.commit(
            [
                accepted("document/A/RES/1/1", ":a :p :b ; mg:statedIn :x ; :q 1 ."),
                accepted("curated/chain", ":a :q 2 ; :r :s ."),
                accepted("authority", ":a :p :b ."),
            ]
        )
        store.keep({REGISTRY: turtle(":r :p :r ."), DERIVED: turtle(":d :p :d .")})
        store.publish()
        store.update(USERS, DEFAULT)
        store.publish()
    return tmp_path / "store"


def well(path: Path) -> bool:
    return all(c.well for c in examine(path, full=True) if c.name != "data that ship")


def files(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def quads(path: Path) -> list[str]:
    return Snapshot.open(path).nquads()


def test_a_backup_is_restored_as_it_was(path: Path, tmp_path: Path) -> None:
    taken = back_up(path, tmp_path / "backup")

    put = restore(tmp_path / "backup", tmp_path / "again")

    assert (taken.generation, put.generation, taken.digest) == (2, 2, put.digest)
    assert quads(tmp_path / "again") == quads(path)
    assert well(tmp_path / "again")
    with Store(tmp_path / "again") as store:
        store.update("INSERT DATA { <urn:x:a> <urn:x:p> 2 }", DEFAULT)
        assert store.publish().generation == 3
    assert not list(path.rglob("*.part"))


def test_a_backup_is_taken_while_another_process_writes(tmp_path: Path) -> None:
    with writing(tmp_path / "store") as (process, pipe):
        while pipe.recv() < 7:
            pass
        for number in range(3):
            while pipe.recv() % 7:
                pass
            back_up(tmp_path / "store", tmp_path / f"backup{number}")
        process.kill()

    for number in range(3):
        restore(tmp_path / f"backup{number}", tmp_path / f"again{number}")
        assert well(tmp_path / f"again{number}")
        check(tmp_path / f"again{number}", -1, pending=None)


def test_a_store_is_replaced_only_when_that_is_said(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup")
    with Store(path) as store:
        store.update("DROP ALL", DEFAULT)
        store.publish()

    with pytest.raises(StoreError, match="is there already; give --replace"):
        restore(tmp_path / "backup", path)
    assert Snapshot.open(path).generation == 3
    restore(tmp_path / "backup", path, replace=True)

    assert Snapshot.open(path).generation == 2
    assert well(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup", "store"]


def test_a_store_that_is_written_is_not_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup")

    with Store(path), pytest.raises(StoreLocked):
        restore(tmp_path / "backup", path, replace=True)

    assert well(path)


def test_a_broken_store_is_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup")
    for file in (path / "data").glob("*"):
        file.unlink()
        file.write_bytes(b"words")

    restore(tmp_path / "backup", path, replace=True)

    assert well(path)


def lose_a_file(backup: Path) -> None:
    next((backup / "data").glob("*.sst")).unlink()


def cut_a_file(backup: Path) -> None:
    file = next((backup / "data").glob("*.sst"))
    file.write_bytes(file.read_bytes()[:-1])


def add_a_file(backup: Path) -> None:
    (backup / "data" / "more").write_bytes(b"")


def change_the_ledger(backup: Path) -> None:
    ledger = backup / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"quads": ', b'"quads": 1', 1))


def lose_the_list(backup: Path) -> None:
    (backup / "backup.json").unlink()


def garble_the_list(backup: Path) -> None:
    (backup / "backup.json").write_text("[]")


@pytest.mark.parametrize(
    "damage",
    [lose_a_file, cut_a_file, add_a_file, change_the_ledger, lose_the_list, garble_the_list],
)
def test_a_backup_that_is_not_what_was_written_replaces_nothing(
    path: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    back_up(path, tmp_path / "backup")
    before = files(path)
    damage(tmp_path / "backup")

    with pytest.raises(StoreError, match=r"is no(t the)? backup that"):
        restore(tmp_path / "backup", path, replace=True)

    assert files(path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup", "store"]


def test_a_backup_whose_ledger_says_otherwise_replaces_nothing(path: Path, tmp_path: Path) -> None:
    ledger = path / "ledger.jsonl"
    first, second = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first + json.dumps(json.loads(second) | {"digest": "0"}).encode() + b"\n")

    with pytest.raises(StoreDamaged, match="is not what its ledger says"):
        back_up(path, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_a_backup_goes_to_a_new_directory(path: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").touch()

    with pytest.raises(StoreError, match="is there already; name a new directory"):
        back_up(path, tmp_path / "there")
    with pytest.raises(StoreError, match="does not exist"):
        back_up(tmp_path / "nowhere", tmp_path / "backup")


def test_without_room_nothing_is_copied(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(path, tmp_path / "backup")
    monkeypatch.setattr("kg.store.room._LEAST_FREE", 1 << 62)

    with pytest.raises(StoreFull):
        back_up(path, tmp_path / "second")
    with pytest.raises(StoreFull):
        restore(tmp_path / "backup", tmp_path / "again")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup", "store"]


def test_a_dump_is_loaded_with_equal_digests(path: Path, tmp_path: Path) -> None:
    view = Snapshot.open(path)
    dump = write_dump(view, tmp_path / dump_name(view.generation))

    count = load_dump(dump.path, tmp_path / "again")

    again = Snapshot.open(tmp_path / "again")
    assert again.digests() == view.digests()
    assert again.nquads() == view.nquads()
    assert sorted(map(str, again.triples())) == sorted(map(str, view.triples()))
    assert well(tmp_path / "again")
    assert (dump.generation, dump.quads, dump.path.name) == (2, count, "2.nq.zst")
    assert dump.bytes == dump.path.stat().st_size
    assert count == len(view.nquads()) + 2 * len(view.digests())


def test_equal_graphs_give_equal_dumps(path: Path, tmp_path: Path) -> None:
    first = write_dump(Snapshot.open(path), tmp_path / "1.nq.zst")
    load_dump(first.path, tmp_path / "again")
    with Store(tmp_path / "again") as store:
        store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:z> <urn:x:z> 1 } }", DEFAULT)
        store.update("DROP GRAPH <urn:x:g>", DEFAULT)
        store.publish()

    second = write_dump(Snapshot.open(tmp_path / "again"), tmp_path / "2.nq.zst")

    assert (first.sha256, first.quads) == (second.sha256, second.quads)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_dump_may_be_unpacked_before_it_is_loaded(path: Path, tmp_path: Path) -> None:
    dump = write_dump(Snapshot.open(path), tmp_path / "2.nq.zst")
    text = zstandard.ZstdDecompressor().stream_reader(dump.path.read_bytes()).read()
    (tmp_path / "2.nq").write_bytes(text)

    assert load_dump(tmp_path / "2.nq", tmp_path / "again") == dump.quads == text.count(b"\n")
    assert Snapshot.open(tmp_path / "again").digests() == Snapshot.open(path).digests()


def without_a_line(text: bytes) -> bytes:
    return text.partition(b"\n")[2]


def with_a_line(text: bytes) -> bytes:
    return b"<urn:x:a> <urn:x:p> <urn:x:new> <urn:x:new> .\n" + text


def with_another_word(text: bytes) -> bytes:
    return text.replace(b"<urn:x:r>", b"<urn:x:rr>", 1)


def without_digests(text: bytes) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.endswith(b"/graph/ledger> .\n"))


def with_no_quad(text: bytes) -> bytes:
    return text + b"words\n"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without_a_line, "are not those that were written"),
        (with_a_line, "it has no digest of <urn:x:new>"),
        (with_another_word, "are not those that were written"),
        (without_digests, "it has no digest of"),
        (with_no_quad, "it is no N-Quads from line"),
    ],
)
def test_a_dump_that_was_changed_is_not_loaded(
    path: Path, tmp_path: Path, change: Callable[[bytes], bytes], why: str
) -> None:
    dump = write_dump(Snapshot.open(path), tmp_path / "2.nq.zst")
    text = zstandard.ZstdDecompressor().stream_reader(dump.path.read_bytes()).read()
    dump.path.write_bytes(zstandard.compress(change(text)))

    with pytest.raises(SourceError, match=why):
        load_dump(dump.path, tmp_path / "again")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["2.nq.zst", "store"]


@pytest.mark.parametrize("cut", [1, 5, 300])
def test_a_dump_that_was_cut_off_is_not_loaded(path: Path, tmp_path: Path, cut: int) -> None:
    dump = write_dump(Snapshot.open(path), tmp_path / "2.nq.zst")
    dump.path.write_bytes(dump.path.read_bytes()[:-cut])

    with pytest.raises(SourceError, match=r"2\.nq\.zst: it is not whole"):
        load_dump(dump.path, tmp_path / "again")

    assert not (tmp_path / "again").exists()


def test_a_dump_is_loaded_into_a_new_store_only(path: Path, tmp_path: Path) -> None:
    dump = write_dump(Snapshot.open(path), tmp_path / "2.nq.zst")

    with pytest.raises(StoreError, match="is there already; name a new directory with --store"):
        load_dump(dump.path, path)
    with pytest.raises(SourceError, match="it is not there"):
        load_dump(tmp_path / "nowhere", tmp_path / "again")
    with pytest.raises(OutputError, match="cannot be written"):
        write_dump(Snapshot.open(path), tmp_path / "nowhere" / "2.nq.zst")
    assert well(path)


def test_the_ledger_tells_what_is_different_between_generations(path: Path) -> None:
    with Store(path) as store:
        store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }", DEFAULT)
        store.publish()
        store.update(
            "DROP DEFAULT ; INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 2 } }", DEFAULT
        )
        store.publish()
        store.update("DROP GRAPH <urn:x:g>", DEFAULT)
        store.publish()
    ledger = Ledger(path / "ledger.jsonl")

    assert ledger.between(1, 2) == Change((DEFAULT,), (), ())
    assert ledger.between(2, 1) == Change((), (), (DEFAULT,))
    assert ledger.between(3, 4) == Change((), ("urn:x:g",), (DEFAULT,))
    assert ledger.between(1, 5) == ledger.between(2, 2) == Change((), (), ())
    assert len(ledger.between(0, 1).added) == 5
    with pytest.raises(StoreError, match="has no generation 9; name one from 0 to 5"):
        ledger.between(1, 9)
