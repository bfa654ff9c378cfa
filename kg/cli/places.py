"""Find the store that a command works on, and build the graph that ships where it is missing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from kg.errors import OutputError, SettingsError
from kg.judging import Room, load_room
from kg.settings import read_settings, table, user_file
from kg.shipped import build_shipped, shipped_digest
from kg.store import Ledger, Snapshot, Store

__all__ = [
    "StoreOption",
    "default_store",
    "open_for_reading",
    "open_for_writing",
    "say",
    "write_text",
]


def _named_in_file(path: Path | None) -> Path | None:
    """The store that was named, else the one that the file of settings names."""
    if path is not None:
        return path
    chosen = {n: w for n, w in os.environ.items() if n == "MANDATEGRAPH_CONFIG"}
    reading = read_settings(table(), chosen, user_file())
    if reading.faults:
        raise SettingsError(reading.faults)
    store = reading.values().get("store")
    return store if isinstance(store, Path) else None


StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="MANDATEGRAPH_STORE",
        callback=_named_in_file,
        help="The store's directory. Default: the graph that ships, in your data directory.",
        show_default=False,
    ),
]


def default_store() -> Path:
    """Where the graph that ships is kept for this user."""
    return platformdirs.user_data_path("mandategraph") / "store"


def open_for_reading(path: Path | None) -> Snapshot:
    """The newest generation of a store; the default one is built or brought up to date first.

    Raises:
        StoreError: the store is not there, is damaged, or is being written while out of date.
    """
    return Snapshot.open(path if path is not None else prepare_default())


def open_for_writing(path: Path | None) -> tuple[Store, Room]:
    """A store to write to, with the graph that ships in it, and what judging needs.

    Raises:
        StoreLocked: another process is writing to it.
        StoreDamaged: it is not what its ledger says.
    """
    where = path if path is not None else default_store()
    store = Store(where)
    room = load_room()
    _bring_up_to_date(store, room)
    return store, room


def prepare_default() -> Path:
    """Build the default store where it is missing or made from other data; return its path."""
    path = default_store()
    last = Ledger(path / "ledger.jsonl").last()
    if last is None or last.shipped != shipped_digest():
        with Store(path) as store:
            _bring_up_to_date(store, load_room())
    return path


def say(words: str) -> None:
    """Tell a person something beside the answer, on standard error."""
    sys.stderr.write(f"{words}\n")


def write_text(out: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    draft = out.with_name(f"{out.name}.part")  # so that no half file bears the name
    try:
        draft.write_text(text, "utf-8")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(str(out), error.strerror or type(error).__name__) from error


def _bring_up_to_date(store: Store, room: Room) -> None:
    digest = shipped_digest()
    last = store.last_entry()
    if last is None or last.shipped != digest or not store.is_settled():
        say(f"Building the graph that ships in {store.path} (once) …")
        build_shipped(store, room, digest)
