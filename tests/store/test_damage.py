"""What was lost, cut or changed in a store's files is noticed, and a full disk harms nothing."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import resource
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kg.doctor import examine
from kg.errors import StoreDamaged, StoreFull
from kg.store import Entry, Ledger, Snapshot, Store
from kg.vocab import DERIVED, REGISTRY
from tests.graphs import accepted, turtle

DEFAULT = "http://127.0.0.1/graphs/default"
PUBLISHED = 3
LINES = PUBLISHED + 1


def fill(path: Path) -> None:
    """A store with graphs of ours and user graphs, of several generations, and an update more.

    It is left open while its files are copied, so that the engine's log still holds commits.
    """
    with Store(path) as store:
        store.commit([accepted("document/A/RES/1/1", ":a :p :b .")])
        store.keep({REGISTRY: turtle(":r :p :r ."), DERIVED: turtle(":d :p :d .")})
        store.publish()
        for number in range(PUBLISHED):
            store.update(insertion(number), DEFAULT)
            store.publish()
        store.update(insertion(PUBLISHED), DEFAULT)
        shutil.copytree(path, path.with_name("open"))


def insertion(number: int) -> str:
    return f"INSERT DATA {{ GRAPH <urn:x:g{number}> {{ <urn:x:a> <urn:x:p> {number}, _:b }} }}"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a store whose writer was ended without a word; only to be copied."""
    path = tmp_path_factory.mktemp("damage")
    fill(path / "store")
    return path / "open"


@pytest.fixture
def path(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "store"))


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def all_but_one(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def nothing(file: Path) -> None:
    file.write_bytes(b"")


def a_flipped_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    if content:
        content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))


def gone(file: Path) -> None:
    file.unlink()


DAMAGES = (half, all_but_one, nothing, a_flipped_byte, gone)


def files(path: Path, pattern: str) -> list[Path]:
    found = sorted(p for p in path.glob(pattern) if p.stat().st_size)
    assert found
    return found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
@pytest.mark.parametrize("kind", ["data/*.log", "data/*.sst", "data/MANIFEST*"])
def test_a_damaged_file_is_noticed_or_has_cost_nothing_that_was_published(
    opened: Path, tmp_path: Path, damage: Callable[[Path], None], kind: str
) -> None:
    for number, file in enumerate(files(opened, kind)[::3]):
        copy = Path(shutil.copytree(opened, tmp_path / str(number)))
        shown = Snapshot.open(copy).nquads()
        damage(copy / file.relative_to(opened))

        with contextlib.suppress(StoreDamaged), Store(copy) as store:
            found = store.view().recount()
            assert found.digests == store.digests()
            assert set(shown) <= set(store.view().nquads())
        assert Snapshot.open(copy).nquads() == shown


def test_a_log_that_lost_a_published_generation_is_refused(path: Path, opened: Path) -> None:
    ledger = path / "ledger.jsonl"
    with Store(path) as store:
        store.publish()
        lost = ledger.read_bytes()
    shutil.rmtree(path / "data")
    shutil.copytree(opened / "data", path / "data")
    for log in files(path, "data/*.log"):
        nothing(log)

    with pytest.raises(StoreDamaged, match=r"holds generation \d where its ledger has 5; restore"):
        Store(path)
    assert ledger.read_bytes() == lost
    assert Snapshot.open(path).generation == LINES + 1


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_snapshot_is_told_or_shows_what_was_written(
    opened: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    newest = f"snapshots/{LINES}"
    whole = Snapshot.open(opened).nquads()
    for number, file in enumerate(files(opened, f"{newest}/*.sst")[::3]):
        copy = Path(shutil.copytree(opened, tmp_path / str(number)))
        damage(copy / file.relative_to(opened))

        bad = [check for check in examine(copy, full=True) if not check.well]

        if bad:
            assert any("restore" in check.says for check in bad)
        else:  # the engine keeps several orders of the triples, and checks each block that it reads
            assert damage is a_flipped_byte
            assert Snapshot.open(copy).nquads() == whole


def changed(lines: list[bytes]) -> list[bytes]:
    entry = json.loads(lines[1])
    return [lines[0], json.dumps(entry | {"quads": 99}).encode() + b"\n", *lines[2:]]


def without_one(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *lines[2:]]


def without_the_first(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def twice(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], *lines[1:]]


def unchained(lines: list[bytes]) -> list[bytes]:
    entry = json.loads(lines[2])
    del entry["before"]
    return [*lines[:2], json.dumps(entry).encode() + b"\n", *lines[3:]]


@pytest.mark.parametrize(
    "change", [changed, without_one, without_the_first, swapped, twice, unchained]
)
def test_a_ledger_line_that_was_changed_lost_or_put_in_is_found(
    path: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    ledger = path / "ledger.jsonl"
    assert Ledger(ledger).faults() == []
    assert all(check.well for check in examine(path, full=True))
    ledger.write_bytes(b"".join(change(ledger.read_bytes().splitlines(keepends=True))))

    assert Ledger(ledger).faults()
    (bad,) = [check for check in examine(path, full=True) if not check.well]
    assert bad.name == "chain"
    assert "a line was changed, lost or put in; restore a backup" in bad.says


def test_a_ledger_from_before_there_was_a_chain_is_read_and_gone_on_with(path: Path) -> None:
    ledger = path / "ledger.jsonl"
    entries = [json.loads(line) for line in ledger.read_bytes().splitlines()]
    for entry in entries:
        del entry["before"]
    ledger.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")

    with Store(path) as store:
        store.publish()

    chain = [bool(entry.before) for entry in Ledger(ledger).entries()]
    assert chain == [False] * LINES + [True]
    (told,) = [check for check in examine(path, full=True) if check.name == "chain"]
    assert told.well
    assert "but for 3 from before there was a chain" in told.says


def test_the_last_entry_is_checked_against_the_snapshot_at_once(path: Path) -> None:
    ledger = path / "ledger.jsonl"
    *lines, last = ledger.read_bytes().splitlines(keepends=True)
    entry = json.loads(last)
    ledger.write_bytes(b"".join(lines) + json.dumps(entry | {"digest": "0" * 64}).encode() + b"\n")

    (bad,) = [check for check in examine(path, full=False) if not check.well]

    assert bad.name == "ledger"
    assert "the store does not; restore a backup" in bad.says


def fill_up(path: Path, pipe: Connection) -> None:
    """Update until the system lets no file grow any more; then see whether reading goes on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Store(path) as store:
        before = Snapshot.open(path).nquads()
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY))
        acknowledged = -1
        why = ""
        for number in range(PUBLISHED + 1, 10_000):
            lines = ", ".join(f'"{number} {i:0500}"' for i in range(20))
            data = f"GRAPH <urn:x:big> {{ <urn:x:n{number}> <urn:x:p> {lines} }}"
            try:
                store.update(f"INSERT DATA {{ {data} }}", DEFAULT)
            except StoreFull as error:
                why = str(error)
                break
            acknowledged = number
        reads = Snapshot.open(path).nquads() == before and len(store.view().nquads()) > len(before)
        pipe.send((acknowledged, why, reads))
        pipe.close()
        signal.pause()  # to be killed, as a process on a full disk may be


def test_a_file_that_cannot_grow_stops_writing_and_nothing_else(path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=fill_up, args=(path, theirs))
    process.start()
    theirs.close()

    assert ours.poll(60)
    acknowledged, why, reads = ours.recv()
    process.kill()
    process.join()

    assert acknowledged > PUBLISHED
    assert "could not be written (" in why
    assert "make room and start again; reading goes on" in why
    assert reads
    with Store(path) as store:
        found = store.view().recount()
        assert found.digests == store.digests()
        assert store.view().marks()["urn:x:big"][1] % 20 == 0
        assert store.view().marks()["urn:x:big"][1] >= 20 * (acknowledged - PUBLISHED)
        store.update(insertion(PUBLISHED + 1), DEFAULT)
        store.publish()
    assert all(check.well for check in examine(path, full=True))


@pytest.mark.parametrize("size", [0, 1, 70_000, 300_000])
def test_a_long_ledger_is_read_from_its_end(tmp_path: Path, size: int) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for number in range(1, 4):
        names = tuple(f"urn:x:{i:094}" for i in range(size // 100))
        ledger.append(Entry(number, "", 0, "", "", names, (), ()))
    whole = (tmp_path / "ledger.jsonl").read_bytes()
    with (tmp_path / "ledger.jsonl").open("ab") as file:
        file.write(b"x" * size)

    last = ledger.last()
    ledger.drop_unfinished()

    assert last == ledger.entries()[-1]
    assert ledger.faults() == []
    assert (tmp_path / "ledger.jsonl").read_bytes() == whole
