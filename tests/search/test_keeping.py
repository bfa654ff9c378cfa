"""The index belongs to its generation, whatever changed and however a run ended."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kg.judging import Room
from kg.search import Refreshed, changes, index_files, read_words, refresh, search
from kg.search.writing import content_of
from kg.shipped import settle
from kg.store import Snapshot, Store
from kg.vocab import GRAPH
from tests.search.conftest import paths, publish

QUERY = (
    "SELECT t.iri, t.kind, t.label, t.number, w.iri, t.symbol, t.body, t.session, t.year,"
    " x.label, x.title, x.names, x.text, (SELECT group_concat(folded) FROM"
    " (SELECT folded FROM spelling WHERE thing = t.id ORDER BY folded))"
    " FROM thing t JOIN thing w ON w.id = t.work JOIN words x ON x.rowid = t.id ORDER BY t.iri"
)


def rows(store: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(index_files(store)[0])) as connection:
        return connection.execute(QUERY).fetchall()


def anew(store: Path) -> list[tuple[object, ...]]:
    """The rows of an index that is made at once."""
    copy = store.with_name("anew")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store, copy, ignore=shutil.ignore_patterns("search", "data"))
    assert refresh(copy).done == "built"
    return rows(copy)


def where(store: Store) -> Path:
    assert store.path
    return store.path


def found(store: Path, typed: str) -> list[str]:
    return paths(search(index_files(store)[0], read_words(typed)))


def test_an_index_is_made_once(tides: Path) -> None:
    assert refresh(tides) == Refreshed("nothing")
    assert changes(index_files(tides)[0], Snapshot.open(tides).digests()) == frozenset()


def test_an_index_that_takes_long_is_put_off(tides: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(tides, store, ignore=shutil.ignore_patterns("search"))

    assert refresh(store, most=1000) == Refreshed("put off")
    assert refresh(store).done == "built"
    assert refresh(store, most=0) == Refreshed("nothing")


def test_it_knows_what_it_was_made_from(tides: Path) -> None:
    view = Snapshot.open(tides)

    made_from = search(index_files(tides)[0], read_words("tide"))

    assert (made_from.generation, made_from.content) == (
        view.generation,
        content_of(view.digests()),
    )


def test_a_new_document_amends_what_it_speaks_of(growing: Store, room: Room) -> None:
    store = where(growing)
    refresh(store)
    publish(growing, room, "reefs")

    done = refresh(store)

    assert done.done == "amended"
    assert done.things < 10
    assert found(store, "reefs near") == ["document/A/RES/91/7/op/4"]
    assert rows(store) == anew(store)


def test_a_document_that_goes_takes_its_rows_and_what_it_alone_said(
    growing: Store, room: Room
) -> None:
    store = where(growing)
    publish(growing, room, "reefs")
    refresh(store)
    settle(growing, room, growing.remove([f"{GRAPH}document/A/RES/91/7"]))
    growing.publish()

    refresh(store)

    assert found(store, "reefs near") == []
    assert found(store, "sitting") == []  # 91/7 alone said where 90/1 was adopted
    assert rows(store) == anew(store)


def test_any_order_of_changes_gives_the_index_that_is_made_at_once(
    growing: Store, room: Room
) -> None:
    store, chance = where(growing), random.Random(4)  # noqa: S311
    names = {"tides": "A/RES/90/1", "reefs": "A/RES/91/7"}
    names["report"] = "meeting/reef-panel/1/report"
    refresh(store)
    for _ in range(8):
        name = chance.choice(list(names))
        graph = f"{GRAPH}document/{names[name]}"
        if graph in growing.digests():
            settle(growing, room, growing.remove([graph]))
            growing.publish()
        else:
            publish(growing, room, name)
        refresh(store)
        assert rows(store) == anew(store)


def test_a_change_that_is_stopped_leaves_the_old_index(
    growing: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = where(growing)
    refresh(store)
    before = rows(store)
    publish(growing, room, "reefs")

    killed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", STOPPED, str(store)], capture_output=True, text=True, check=False
    )

    assert killed.returncode == -9, killed.stderr
    assert rows(store) == before
    assert refresh(store).done == "amended"
    assert rows(store) == anew(store)


STOPPED = """
import os, signal, sys
from pathlib import Path
import kg.search.writing as writing
from kg.search import refresh
def stop(connection, things):
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("CREATE TABLE filler AS SELECT randomblob(100000) AS b FROM graph")
    os.kill(os.getpid(), signal.SIGKILL)
writing._drop_unmentioned = stop
refresh(Path(sys.argv[1]))
"""


def test_two_processes_make_one_index(tides: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(tides, store, ignore=shutil.ignore_patterns("search", "data"))
    code = (
        "import sys; from pathlib import Path; from kg.search import refresh;"
        " print(refresh(Path(sys.argv[1])).done)"
    )
    command = [sys.executable, "-c", code, str(store)]

    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(2)
    ]

    assert sorted(p.communicate(timeout=60)[0].strip() for p in both) == ["built", "nothing"]
    assert rows(store) == rows(tides)


@pytest.mark.parametrize("damage", [b"", b"not a database, but long enough to look like one" * 99])
def test_a_damaged_index_is_made_again(tides: Path, tmp_path: Path, damage: bytes) -> None:
    store = tmp_path / "store"
    shutil.copytree(tides, store, ignore=shutil.ignore_patterns("data"))
    index_files(store)[0].write_bytes(damage)

    assert refresh(store).done == "built"
    assert rows(store) == rows(tides)


def test_an_index_made_by_another_program_is_made_again(tides: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(tides, store, ignore=shutil.ignore_patterns("data"))
    with closing(sqlite3.connect(index_files(store)[0])) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE name = 'version'")

    assert refresh(store).done == "built"


def test_the_index_of_a_store_for_reading_only_lies_in_the_cache(
    tides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    store = tmp_path / "store"
    shutil.copytree(tides, store, ignore=shutil.ignore_patterns("search", "data"))

    refresh(store)

    assert not (store / "search").exists()
    assert (tmp_path / "cache") in index_files(store)[1].parents
    assert index_files(store)[1].exists()
