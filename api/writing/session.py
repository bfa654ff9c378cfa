"""Hold the store open while there are writes: make each order, and show what was made."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.writing.marks import heeds, state_of
from api.writing.orders import Order
from kg.errors import (
    GraphRefused,
    MandateGraphError,
    QueryError,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
)
from kg.store import Change, Snapshot, Store
from kg.store.engine import in_merge, is_user

__all__ = ["Session"]

Tell = Callable[[dict[str, object]], None]

_LENIENCE: Final = 0.25
"""Seconds by which a generation may be late, to have in it what is waiting already."""
_PATIENCE: Final = 2.0
"""Seconds to wait for another process to let the store go."""
_MOST_NAMES: Final = 1_000
_UNSETTLED: Final = (
    "was left by an ingest that did not end",
    "run ingest again, which settles it; then write",
)


class Session:
    """The store in the hands of the writer: closed, or open for so long as there are writes.

    Each order is a transaction of its own, which is told as ``durable`` as soon as the engine has
    it. What was made is shown by the next generation, which comes at once, but not within a
    second (``between``) of the one before. Everything is told in the order in which it happens.
    """

    def __init__(self, path: Path, tell: Tell, *, idle: float, free: int, between: float) -> None:
        self._path, self._tell, self._idle, self._free = path, tell, idle, free
        self._between = between
        self._store: Store | None = None
        self._owed = False  # something is made that readers do not see
        self._described = True
        self._next = self._until = time.monotonic()

    def wait(self, waiting: int) -> float | None:
        """Seconds until ``rest`` has something to do; None: it has nothing.

        ``waiting`` orders are told to be on their way.
        """
        if self._store is None:
            return None
        now = time.monotonic()
        if not self._owed:
            return max(0.0, self._until - now)
        due = self._next + (_LENIENCE if waiting else 0.0)
        return max(0.0, due - now)

    def rest(self) -> None:
        """Show what is made, or let the store go."""
        if self._owed:
            self._publish()
        else:
            self.close()

    def finish(self) -> None:
        """Show what is made, and let the store go."""
        if self._owed:
            self._publish()
        self.close()

    def close(self) -> None:
        """Let the store go, so that another process may write."""
        store, self._store = self._store, None
        if store is None:
            return
        with contextlib.suppress(OSError):  # a full disk: what cannot be flushed is in the log
            store.close()
        del store
        self._tell({"did": "close"})

    def make(self, order: Order) -> None:
        """Make an order, and tell what came of it."""
        try:
            store = self._opened()
            if order.kind == "publish":
                self._show()
                return
            self._require_room()
            view = store.view()
            state = state_of(view, order.graph)
            if not heeds(state, order.if_match, order.if_none_match):
                self._refuse(412, *_UNMET)
                return
            change = self._made(store, order)
        except MandateGraphError as error:
            self._explain(order, error)
            return
        self._until = time.monotonic() + self._idle
        self._owed = self._owed or bool(change)
        said: dict[str, object] = {"did": "commit", "stood": state is not None}
        for name in ("added", "replaced", "removed"):
            said[name] = getattr(change, name)[:_MOST_NAMES]
        if not self._owed:
            last = store.last_entry()
            said["generation"] = last.generation if last else 0
        self._tell(said)

    def _made(self, store: Store, order: Order) -> Change:
        def durable() -> None:
            self._tell({"did": "hold"})

        if order.kind == "update":
            text = order.content.decode()
            return store.update(text, order.graph, order.using, order.using_named, durable)
        if order.kind == "delete":
            return store.delete_graph(order.graph)
        lines = order.content.decode().split("\n")[:-1]
        if order.kind == "put":
            return store.put_graph(order.graph, lines, durable)
        return store.merge_graph(order.graph, lines, durable)

    def _opened(self) -> Store:
        if self._store is not None:
            return self._store
        store = self._open()
        digests = store.digests()
        if not store.is_settled() and any(map(in_merge, digests)):
            store.close()
            raise StoreError(str(self._path), *_UNSETTLED)
        self._owed = bool(digests) and not store.is_published()
        self._described = not self._owed or _ours(digests) == self._shown()
        self._store = store
        self._until = time.monotonic() + self._idle
        self._tell({"did": "open"})
        return store

    def _open(self) -> Store:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return Store(self._path)
            except StoreLocked:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def _shown(self) -> dict[str, str]:
        try:
            return _ours(Snapshot.open(self._path).digests())
        except StoreError:
            return {}

    def _require_room(self) -> None:
        free = shutil.disk_usage(self._path).free
        if free < self._free:
            raise StoreFull(
                str(self._path),
                f"has {free >> 20} MiB left on its disk, and nothing is written below"
                f" {self._free >> 20}",
                "make room, and write then; reading goes on",
            )

    def _show(self) -> None:
        """Show what an earlier writer made, and tell the generation in any case."""
        if self._owed:
            self._publish()
        elif self._store is not None:
            last = self._store.last_entry()
            self._tell({"did": "show", "generation": last.generation if last else 0})

    def _publish(self) -> None:
        store = self._store
        if store is None:
            return
        self._next = time.monotonic() + self._between
        self._until = time.monotonic() + self._idle
        try:
            if not self._described:
                from kg.portrait import keep_portrait  # here: it is seldom wanted, and large

                keep_portrait(store)
                self._described = True
            entry = store.publish()
        except (StoreFull, OSError) as error:
            why = error.why if isinstance(error, StoreFull) else "could not be written"
            self._tell({"did": "fail", "detail": f"The store {why}."})
            self._drop()
            return
        self._owed = False
        self._tell({"did": "show", "generation": entry.generation})

    def _drop(self) -> None:
        """Let go of an engine that met a full disk: it takes nothing until it is opened again.

        What is made and not shown is found when it is opened again.
        """
        self._owed = False
        self.close()

    def _explain(self, order: Order, error: MandateGraphError) -> None:
        """Tell why an order was refused, in words for a client: the store's path is not theirs."""
        if isinstance(error, QueryError):
            what = "update" if order.kind == "update" else "graph"
            where = f" at line {error.line}, column {error.column}" if error.line else ""
            why = f"The {what} is refused{where}: {error.why}."
            self._refuse(400, why, error.hint, line=error.line, column=error.column)
        elif isinstance(error, GraphRefused):
            self._refuse(403, f"The graph <{error.graph}> {error.why}.", error.remedy)
        elif isinstance(error, StoreFull):
            self._refuse(507, f"The store {error.why}.", error.remedy)
            self._drop()
        elif isinstance(error, StoreLocked):
            self._refuse(503, *_LOCKED, everyone=True, retry=True)
        elif isinstance(error, StoreError):
            remedy = "see the log, or doctor" if isinstance(error, StoreDamaged) else error.remedy
            self._refuse(503, f"The store {error.why}.", remedy, everyone=True, retry=True)
        else:
            raise error

    def _refuse(self, status: int, detail: str, hint: str, **more: object) -> None:
        self._tell({"did": "refuse", "status": status, "detail": detail, "hint": hint, **more})


_UNMET: Final = (
    "The graph is not as If-Match or If-None-Match says.",
    "get it again, and send the change with its ETag",
)
_LOCKED: Final = (
    "Another process is writing to the store, such as ingest.",
    "send it again after the seconds that Retry-After says; reading goes on",
)


def _ours(digests: dict[str, str]) -> dict[str, str]:
    """The digests of the graphs that users do not change."""
    return {name: digest for name, digest in digests.items() if not is_user(name)}
