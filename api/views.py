"""Keep the newest snapshot of a store open: opened again when the ledger has a new generation."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from api.catalogue import Catalogue, read_catalogue
from api.labels import Labels, Vocabulary, read_vocabulary
from api.manual import Manual, read_manual
from api.outline import Outlines
from api.stamp import Stamp, moment
from kg.store import Ledger, Snapshot
from kg.vocab import ONTOLOGY, SHAPES

__all__ = ["View", "Views"]


class View:
    """A snapshot, with what is worked out from it once and then kept.

    ``stamp`` says what its answers are made from.
    """

    def __init__(self, snapshot: Snapshot, stamp: Stamp) -> None:
        self.snapshot = snapshot
        self.stamp = stamp

    @property
    def generation(self) -> int:
        """The generation of the snapshot."""
        return self.snapshot.generation

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of the ontology."""
        return read_vocabulary(self.snapshot)

    @cached_property
    def manual(self) -> Manual:
        """The ontology as its manual shows it."""
        triples = self.snapshot.triples
        return read_manual(triples(graph=str(ONTOLOGY)), triples(graph=str(SHAPES)))

    @cached_property
    def labels(self) -> Labels:
        """The labels of things and terms."""
        return Labels(self.snapshot, self.vocabulary)

    @cached_property
    def outlines(self) -> Outlines:
        """How many triples there are about things."""
        return Outlines(self.snapshot)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The documents, by every spelling of their symbols."""
        return read_catalogue(self.snapshot)


class Views:
    """The newest view of a store directory, shared by all requests."""

    def __init__(self, store: Path, program: str) -> None:
        self._store = store
        self._ledger = str(store / "ledger.jsonl")
        self._program = program
        self._started = datetime.now(UTC)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._view: View | None = None
        self._noted: tuple[tuple[int, int] | None, int] = (None, 0)

    def current(self) -> View:
        """The newest view; costs one ``stat`` where nothing changed.

        Raises:
            StoreError: there is no store there, or it has published nothing yet.
        """
        stamp = self._ledger_stamp()
        view = self._view
        if view is not None and stamp == self._stamp:
            return view
        with self._lock:
            if self._view is None or stamp != self._stamp:
                snapshot = Snapshot.open(self._store)
                if self._view is None or snapshot.generation != self._view.generation:
                    self._view = View(snapshot, self._stamp_of(snapshot.generation))
                self._stamp = stamp
            return self._view

    def newest(self) -> int:
        """The newest published generation, without opening it; costs one ``stat`` as above.

        Raises:
            StoreError: there is no store there, or it has published nothing yet.
        """
        stamp = self._ledger_stamp()
        if stamp is None or stamp != self._noted[0]:
            entry = Ledger(Path(self._ledger)).last()
            if entry is None:
                return self.current().generation  # which says why there is nothing to see
            self._noted = (stamp, entry.generation)
        return self._noted[1]

    def _stamp_of(self, generation: int) -> Stamp:
        ledger = Ledger(self._store / "ledger.jsonl")
        last = ledger.last()
        if last is None or last.generation != generation:  # another came meanwhile
            last = next((e for e in ledger.entries() if e.generation == generation), None)
        return Stamp(generation, self._program, moment(last.time if last else ""), self._started)

    def of(self, generation: int) -> View:
        """The view of a generation that ``newest`` has just named, or of a newer one."""
        view = self._view
        return view if view is not None and view.generation == generation else self.current()

    def _ledger_stamp(self) -> tuple[int, int] | None:
        try:
            stat = os.stat(self._ledger)  # noqa: PTH116 - a path costs more than the call
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size
