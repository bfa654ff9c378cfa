"""Make the dump of a generation once, as a file beside the store, and say which there are."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from pydantic import BaseModel

from api.history import History
from api.problems import Refusal
from kg.dumps import Dump, dump_name, write_dump
from kg.errors import MandateGraphError
from kg.store import Entry, Snapshot
from kg.store.reader import snapshot_path

__all__ = ["DumpModel", "Dumps", "DumpsModel", "dumps_model"]

_FOLDER: Final = "dumps"


class DumpModel(BaseModel):
    """A dump; its size, lines and hash are null until somebody first asked for it."""

    generation: int
    time: str
    address: str
    quads: int | None
    bytes: int | None
    sha256: str | None


class DumpsModel(BaseModel):
    """The dumps that can be had, newest first."""

    latest: int
    dumps: list[DumpModel]


class Dumps:
    """The dumps of the generations of a store whose snapshots are kept.

    They lie in the folder ``dumps`` of the store, each with a note of what it holds, or in one of
    this process where the store cannot be written. One is made at a time.
    """

    def __init__(self, store: Path, history: History) -> None:
        self._store = store
        self._history = history
        self._lock = threading.Lock()
        self._own: Path | None = None

    def kept(self) -> list[Entry]:
        """The entries of the generations that a dump can be had of, newest first.

        Raises:
            StoreDamaged: the ledger is broken.
        """
        folder = snapshot_path(self._store, 0).parent
        numbers = {int(p.name) for p in folder.iterdir() if p.name.isdigit()}
        oldest = min(numbers, default=0)
        kept = [e for e in self._history.after(oldest - 1) if e.generation in numbers]
        return kept[::-1]

    def ready(self, generation: int) -> Dump | None:
        """The dump of a generation, if it has been made."""
        for folder in (self._store / _FOLDER, self._own):
            if folder is None:
                continue
            file = folder / dump_name(generation)
            try:
                note = json.loads(_note(file).read_text("utf-8"))
                if file.stat().st_size == note["bytes"]:
                    return Dump(**note | {"path": file})
            except (OSError, ValueError, KeyError, TypeError):
                continue  # it was not written to its end, or is being removed: it is made again
        return None

    def made(self, generation: int) -> Dump:
        """The dump of a generation, made now where there is none yet.

        Raises:
            Refusal: 404, its snapshot is not kept; 503, it cannot be written.
        """
        with self._lock:
            found = self.ready(generation)
            if found:
                return found
            kept = [e.generation for e in self.kept()]
            if generation not in kept:
                there = ", ".join(map(str, kept)) or "none"
                why = f"There is no dump of generation {generation}."
                raise Refusal(404, why, f"ask for one of: {there}; see /dump", kept=kept)
            return self._make(generation, kept)

    def close(self) -> None:
        """Remove what this process alone could use."""
        if self._own:
            shutil.rmtree(self._own, ignore_errors=True)

    def _make(self, generation: int, kept: list[int]) -> Dump:
        folder = self._folder()
        draft = folder / f"{os.getpid()}-{dump_name(generation)}"
        file = folder / dump_name(generation)
        try:
            engine = ox.Store.read_only(str(snapshot_path(self._store, generation)))
            dump = write_dump(Snapshot(engine, generation, ""), draft)
            note = asdict(dump) | {"path": file.name}
            _note(draft).write_text(json.dumps(note), "utf-8")
            draft.replace(file)
            _note(draft).replace(_note(file))
        except (OSError, RuntimeError, ValueError, MandateGraphError) as error:
            draft.unlink(missing_ok=True)
            _note(draft).unlink(missing_ok=True)
            why = f"The dump of generation {generation} could not be made."
            raise Refusal(503, why, "ask again later, or for the latest: /dump/latest") from error
        self._forget(folder, kept)
        return Dump(file, generation, dump.quads, dump.sha256, dump.bytes)

    def _folder(self) -> Path:
        folder = self._store / _FOLDER
        with contextlib.suppress(OSError):  # one that cannot be written is told below
            folder.mkdir(exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
        if self._own is None:
            self._own = Path(tempfile.mkdtemp(prefix="mandategraph-dumps-"))
        return self._own

    def _forget(self, folder: Path, kept: list[int]) -> None:
        for file in folder.iterdir():
            number = file.name.partition(".")[0]
            if number.isdigit() and int(number) not in kept:
                file.unlink(missing_ok=True)


def _note(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def dumps_model(latest: int, entries: Sequence[Entry], made: Sequence[Dump]) -> DumpsModel:
    """The generations that a dump can be had of, and what is known of those that were made."""
    known = {dump.generation: dump for dump in made}
    listed = []
    for entry in entries:
        dump = known.get(entry.generation)
        listed.append(
            DumpModel(
                generation=entry.generation,
                time=entry.time,
                address=f"/dump/{dump_name(entry.generation)}",
                quads=dump.quads if dump else None,
                bytes=dump.bytes if dump else None,
                sha256=dump.sha256 if dump else None,
            )
        )
    return DumpsModel(latest=latest, dumps=listed)
