"""Write rows into an index: all of them into a new one, or those that a change touches."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from kg.search.acts import Series
from kg.search.classes import Classes
from kg.search.rows import Reader, Row, touched
from kg.store import Snapshot
from kg.store.engine import in_merge
from kg.vocab import DERIVED, ONTOLOGY, REGISTRY

__all__ = ["amend", "content_of", "create", "fill", "searched", "start", "version"]

_MAKES_ROWS: Final = ("acts.py", "classes.py", "classes.rq", "rows.py", "schema.sql", "touched.rq")


@cache
def version() -> str:
    """A digest of what rows are made by: an index that was made by something else is made anew."""
    hasher = hashlib.sha256((files("kg.authority") / "bodies.csv").read_bytes())
    for name in _MAKES_ROWS:
        hasher.update((files("kg.search") / name).read_bytes())
    return hasher.hexdigest()[:16]


def searched(digests: Mapping[str, str]) -> dict[str, str]:
    """Those of a store's digests that rows are made from: of the merge, but not the derived one."""
    return {n: d for n, d in digests.items() if in_merge(n) and n != str(DERIVED)}


def content_of(digests: Mapping[str, str]) -> str:
    """A digest of all that an index is made from, by the digests of a store's graphs.

    Equal ones need no other index.
    """
    hasher = hashlib.sha256(f"{version()} {digests.get(str(ONTOLOGY))}\n".encode())
    for name, digest in sorted(searched(digests).items()):
        hasher.update(f"{name} {digest}\n".encode())
    return hasher.hexdigest()


def create(connection: sqlite3.Connection, classes: Classes, ontology: str) -> None:
    """Make the tables of an empty index."""
    connection.executescript((files("kg.search") / "schema.sql").read_text("utf-8"))
    connection.executemany(
        "INSERT INTO class VALUES (?, ?, ?)",
        [
            (name, label, above)
            for name, label in classes.labels.items()
            for above in ("", *sorted(classes.above[name]))
        ],
    )
    _note(connection, version=version(), ontology=ontology)


def fill(
    connection: sqlite3.Connection, snapshot: Snapshot, classes: Classes, series: Series
) -> int:
    """Write the rows of a whole snapshot; returns how many things can be found."""
    reader = Reader(snapshot, classes, series)
    every = snapshot.digests()
    digests = searched(every)
    things: set[str] = set()
    for name in sorted(digests):
        things |= _mention(connection, snapshot, reader, name, digests[name])
    written = _write(connection, reader, sorted(things))
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    _note(connection, generation=snapshot.generation, content=content_of(every))
    return written


def amend(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    classes: Classes,
    series: Series,
    changed: Collection[str],
) -> int:
    """Write again the rows of what some graphs spoke of, and speak of now; returns how many."""
    reader = Reader(snapshot, classes, series)
    every = snapshot.digests()
    digests = searched(every)
    things: set[str] = set()
    for name in sorted(changed):
        things |= _forget(connection, name)
        if name in digests:
            things |= _mention(connection, snapshot, reader, name, digests[name])
    registry = str(REGISTRY)
    connection.execute(
        "UPDATE graph SET digest = ? WHERE name = ?", (digests.get(registry, ""), registry)
    )
    _write(connection, reader, sorted(things))
    _drop_unmentioned(connection, things)
    _note(connection, generation=snapshot.generation, content=content_of(every))
    return len(things)


def start(connection: sqlite3.Connection) -> Mapping[str, str]:
    """What an index notes of itself: version, ontology, generation, content."""
    return dict(connection.execute("SELECT name, value FROM meta"))


def _note(connection: sqlite3.Connection, **values: object) -> None:
    pairs = [(name, str(value)) for name, value in values.items()]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", pairs)


def _mention(
    connection: sqlite3.Connection, snapshot: Snapshot, reader: Reader, graph: str, digest: str
) -> set[str]:
    """Note the things that a graph speaks of, and those that the registry names beside them.

    Of the registry nothing is noted: what it says of a thing changes with the graphs that speak
    of that thing.
    """
    things = touched(snapshot, graph)
    if graph == str(REGISTRY):
        connection.execute("INSERT INTO graph (name, digest) VALUES (?, ?)", (graph, digest))
        _make(connection, things)
        return things
    todo = list(things)
    while todo:
        new = set(reader.leads_to(todo.pop())) - things
        things |= new
        todo += new
    connection.execute("INSERT INTO graph (name, digest) VALUES (?, ?)", (graph, digest))
    _make(connection, things)
    connection.executemany(
        "INSERT INTO mention"
        " SELECT g.id, t.id FROM graph g, thing t WHERE g.name = ? AND t.iri = ?",
        [(graph, iri) for iri in sorted(things)],
    )
    return things


def _forget(connection: sqlite3.Connection, graph: str) -> set[str]:
    """Take away what was noted of a graph; returns the things that it spoke of."""
    rows = connection.execute(
        "SELECT t.iri FROM mention m JOIN thing t ON t.id = m.thing"
        " JOIN graph g ON g.id = m.graph WHERE g.name = ?",
        (graph,),
    ).fetchall()
    connection.execute(
        "DELETE FROM mention WHERE graph = (SELECT id FROM graph WHERE name = ?)", (graph,)
    )
    connection.execute("DELETE FROM graph WHERE name = ?", (graph,))
    return {iri for (iri,) in rows}


def _write(connection: sqlite3.Connection, reader: Reader, things: Iterable[str]) -> int:
    """Write the rows of things in the place of those that stand; returns how many there are."""
    written = 0
    for iri in things:
        (ident,) = connection.execute("SELECT id FROM thing WHERE iri = ?", (iri,)).fetchone()
        connection.execute("DELETE FROM words WHERE rowid = ?", (ident,))
        connection.execute("DELETE FROM spelling WHERE thing = ?", (ident,))
        row = reader.row(iri)
        if row is None:
            connection.execute(
                "UPDATE thing SET kind = NULL, label = NULL, number = NULL, work = NULL,"
                " symbol = NULL, body = NULL, session = NULL, year = NULL WHERE id = ?",
                (ident,),
            )
        else:
            _put(connection, ident, row)
            written += 1
    return written


def _put(connection: sqlite3.Connection, ident: int, row: Row) -> None:
    _make(connection, [row.work])
    connection.execute(
        "UPDATE thing SET kind = ?, label = ?, number = ?,"
        " work = (SELECT id FROM thing WHERE iri = ?),"
        " symbol = ?, body = ?, session = ?, year = ? WHERE id = ?",
        (
            *(row.kind, row.label, row.number, row.work, row.symbol),
            *(row.place.body, row.place.session, row.place.year, ident),
        ),
    )
    connection.execute(
        "INSERT INTO words (rowid, label, title, names, text) VALUES (?, ?, ?, ?, ?)",
        (ident, row.heading or row.label, row.title, row.names, row.text),
    )
    connection.executemany(
        "INSERT INTO spelling VALUES (?, ?)", [(s, ident) for s in sorted(row.spellings)]
    )


def _make(connection: sqlite3.Connection, things: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO thing (iri) VALUES (?)", [(iri,) for iri in sorted(things)]
    )


def _drop_unmentioned(connection: sqlite3.Connection, things: Iterable[str]) -> None:
    """Take away the things among these that nothing speaks of any more and nothing is part of."""
    connection.executemany(
        "DELETE FROM thing WHERE iri = ? AND kind IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.thing = thing.id)"
        " AND NOT EXISTS (SELECT 1 FROM thing part WHERE part.work = thing.id)",
        [(iri,) for iri in sorted(things)],
    )
