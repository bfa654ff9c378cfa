"""Keep the index of a store at the store's newest generation: amended, or built anew."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kg.authority import load_authority
from kg.errors import StoreError
from kg.search.acts import Series
from kg.search.classes import read_classes
from kg.search.places import locked, writable_file
from kg.search.writing import amend, create, fill, searched, start, version
from kg.store import Snapshot
from kg.vocab import ONTOLOGY, REGISTRY

__all__ = ["Refreshed", "changes", "refresh"]

_CACHE: Final = "PRAGMA cache_size = -65536"  # so that no change is written before it is complete
_SHARE: Final = 3
"""Where more than one in so many graphs changed, all rows are written anew, which is faster."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was done to an index, and the number of things whose rows were written."""

    done: Literal["nothing", "amended", "built", "put off"]
    things: int = 0


def refresh(store: Path, snapshot: Snapshot | None = None, *, most: int | None = None) -> Refreshed:
    """Bring the index of a store to its newest generation, and say what that took.

    Where more than ``most`` graphs changed, or all have to be read, it is put off: whoever
    searches next does it.

    A change costs what the changed graphs cost, not what the store does, and is one transaction of
    the index; a whole index is written beside the old one and put in its place. So whenever this
    ends, readers have the old index or the new one. Of two processes one waits for the other.

    Raises:
        StoreError: there is no store, nothing is published, or the index cannot be written.
    """
    snapshot = snapshot or Snapshot.open(store)
    file = writable_file(store)
    try:
        with locked(file):
            digests = snapshot.digests()
            changed = changes(file, digests)
            if changed is not None and not changed:
                return Refreshed("nothing")
            if most is not None and (changed is None or len(changed) > most):
                return Refreshed("put off")
            if changed is None or _is_most(changed, len(searched(digests))):
                return _build(file, snapshot)
            return _amend(file, snapshot, changed)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            str(store),
            f"cannot keep its search index ({error})",
            f"see to {file.parent}, which may be deleted at any time",
        ) from error


def changes(file: Path, digests: Mapping[str, str]) -> frozenset[str] | None:
    """The graphs that changed since an index was written, by the digests of a store's graphs.

    None where it must be built anew.
    """
    if not file.exists():
        return None
    now = searched(digests)
    try:
        with closing(sqlite3.connect(file, timeout=10)) as connection:
            notes = start(connection)
            known = dict(connection.execute("SELECT name, digest FROM graph"))
    except sqlite3.DatabaseError:
        return None
    ontology = digests.get(str(ONTOLOGY))
    if notes.get("version") != version() or notes.get("ontology") != str(ontology):
        return None
    changed = {n for n in known.keys() | now.keys() if known.get(n) != now.get(n)}
    if changed == {str(REGISTRY)}:  # it is a function of the others, made otherwise by this program
        return None
    return frozenset(changed - {str(REGISTRY)})


def _is_most(changed: frozenset[str], graphs: int) -> bool:
    return len(changed) * _SHARE > graphs and len(changed) > _SHARE


def _amend(file: Path, snapshot: Snapshot, changed: frozenset[str]) -> Refreshed:
    classes = read_classes(snapshot)
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as connection:
        connection.execute(_CACHE)
        connection.execute("BEGIN IMMEDIATE")
        things = amend(connection, snapshot, classes, _series(), changed)
        connection.execute("COMMIT")
    return Refreshed("amended", things)


def _build(file: Path, snapshot: Snapshot) -> Refreshed:
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    classes = read_classes(snapshot)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute(_CACHE)
        connection.execute("PRAGMA journal_mode = OFF")  # what does not end well is thrown away
        connection.execute("PRAGMA synchronous = OFF")
        create(connection, classes, str(snapshot.digests().get(str(ONTOLOGY))))
        connection.execute("BEGIN")
        things = fill(connection, snapshot, classes, _series())
        connection.execute("COMMIT")
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    # The journal of a change that was stopped belongs to the old file, and would undo the new one.
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    draft.replace(file)
    return Refreshed("built", things)


def _series() -> Series:
    return Series.of(load_authority().bodies.values())
