"""Search for requests: the index is brought to the newest generation by who first needs it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from api.problems import Refusal
from api.views import View
from kg.errors import SearchError, StoreError
from kg.search import (
    Expanded,
    Filters,
    Found,
    Wanted,
    changes,
    content_of,
    expand,
    index_files,
    may_search,
    refresh,
    search,
)
from kg.search.writing import searched

__all__ = ["ExpandedQuery", "Searched", "Searches", "too_hard"]

SEARCH_SECONDS: Final = 2.0
"""The deadline of one search."""
PATIENCE: Final = 3.0
"""How many seconds a search waits for an index that is being made."""
_FEW: Final = 5  # graphs that are written by the request that needs them, not by a process
_PAUSE: Final = 30.0  # seconds before another process is started after one that failed
_WAITERS: Final = 4
_POLL: Final = 0.02
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found; ``stale``: in an index of an older generation than the view's."""

    found: Found
    stale: bool


@dataclass(frozen=True, slots=True)
class ExpandedQuery:
    """A query whose searches are written out; ``headers`` say of them what a client should know.

    ``cacheable``: the same query has the same answer while the generation is the same.
    """

    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cacheable: bool = True


class Searches:
    """The searches of a service over one store."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._waiters = threading.BoundedSemaphore(_WAITERS)
        self._child: subprocess.Popen[bytes] | None = None
        self._failed = 0.0
        self._content: tuple[int, str] = (-1, "")
        self._fresh: tuple[str, Path, tuple[int, int, int]] | None = None

    def search(
        self,
        view: View,
        wanted: Wanted,
        filters: Filters | None = None,
        *,
        first: int = 0,
        most: int = 20,
        facets: bool = True,
        snippets: bool = True,
    ) -> Searched:
        """Search the texts of a view, or of an older one where its index is not made in time.

        Raises:
            StoreError: there is no index yet; ask again.
            SearchError: the search takes too long.
        """
        ask = partial(
            search,
            wanted=wanted,
            filters=filters,
            first=first,
            most=most,
            seconds=SEARCH_SECONDS,
            facets=facets,
            snippets=snippets,
        )
        self.freshen(view)
        return self._newest(view, ask)

    def expand(
        self, query: str, view: View, substitutions: Mapping[str, str] | None = None
    ) -> ExpandedQuery:
        """A query with its searches (``?x mgs:matches "words"``) written out as VALUES.

        To be called before a query goes to a worker, in a thread of its own where ``may_search``
        says so (it costs next to nothing where not, and the query comes back as it is), after the
        query was judged by its length and nesting: what is written out is longer.
        ``substitutions`` are the variables that are bound beforehand, as terms in N-Triples form.

        Raises:
            QueryError: a search stands where it cannot, with line and column.
            StoreError: there is no index yet; ask again.
            Refusal: 503, a search takes too long.
        """
        if not may_search(query):
            return ExpandedQuery(query)
        stale = False

        def ask(wanted: Wanted, most: int, *, only: str | None, snippets: bool) -> Found:
            nonlocal stale
            done = self.search(
                view, wanted, Filters(only=only), most=most, facets=False, snippets=snippets
            )
            stale |= done.stale
            return done.found

        try:
            expanded = expand(query, ask, substitutions)
        except SearchError as error:
            raise too_hard(error) from error
        return ExpandedQuery(expanded.text, _headers(expanded, stale), not stale)

    def content(self, view: View) -> str:
        """The digest of what an index of this view is made from."""
        generation, content = self._content
        if generation != view.generation:
            content = content_of(view.snapshot.digests())
            self._content = (view.generation, content)
        return content

    def is_fresh(self, view: View) -> bool:
        """Whether the index that was last seen is there and is of this view; costs one ``stat``."""
        fresh = self._fresh
        return (
            fresh is not None and fresh[0] == self.content(view) and fresh[2] == _identity(fresh[1])
        )

    def freshen(self, view: View) -> None:
        """See to it that there is an index of the newest generation, and wait for it a little.

        What few graphs changed is written at once; more is left to a process that works behind.
        Few requests wait, so that all others still find a thread.
        """
        if self.is_fresh(view) or not self._waiters.acquire(blocking=False):
            return
        end = time.monotonic() + PATIENCE
        try:
            if self._lock.acquire(timeout=PATIENCE):
                try:
                    self._bring_up(view)
                finally:
                    self._lock.release()
            while self._is_working() and time.monotonic() < end:
                time.sleep(_POLL)
        finally:
            self._waiters.release()

    def close(self) -> None:
        """End the process that makes an index, if there is one; what it made is thrown away."""
        with self._lock:
            if self._child is not None:
                self._child.terminate()
                self._child.wait()
                self._child = None

    def _newest(self, view: View, ask: Callable[[Path], Found]) -> Searched:
        """What is found in the index of the view, else in an older one."""
        content = self.content(view)
        older: Found | None = None
        for file in index_files(self._store):
            try:
                found = ask(file)
            except FileNotFoundError:
                continue
            if found.content == content:
                self._remember(content, file)
                return Searched(found, stale=False)
            older = older or found
        if older is None:
            raise StoreError(
                str(self._store), "has no search index yet; it is being made", "ask again soon"
            )
        self._fresh = None
        return Searched(older, stale=True)

    def _bring_up(self, view: View) -> None:
        digests = view.snapshot.digests()
        known = (changes(file, digests) for file in index_files(self._store))
        pending = [changed for changed in known if changed is not None]
        graphs = min(map(len, pending), default=len(searched(digests)))
        if pending and not graphs:
            return
        if graphs > _FEW:
            self._start()
            return
        try:
            refresh(self._store)
        except StoreError as error:
            _log.warning("%s", error)

    def _start(self) -> None:
        if self._child is not None and self._child.poll() is None:
            return
        if time.monotonic() - self._failed < _PAUSE and self._failed:
            return
        command = [sys.executable, "-m", "kg.search", str(self._store)]
        self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603

    def _is_working(self) -> bool:
        with self._lock:
            if self._child is None:
                return False
            code = self._child.poll()
            if code is None:
                return True
            if code:
                _log.warning("The search index was not made: its process ended with %d.", code)
                self._failed = time.monotonic()
            self._child = None
            return False

    def _remember(self, content: str, file: Path) -> None:
        identity = _identity(file)
        if identity is not None:
            self._fresh = (content, file, identity)


def too_hard(error: SearchError) -> Refusal:
    """The refusal of a search that says nothing, says too much, or takes too long."""
    return Refusal(503 if error.took_too_long else 400, str(error), error.remedy)


def _headers(expanded: Expanded, stale: bool) -> dict[str, str]:
    headers = {}
    if expanded.truncated:
        headers["X-Search-Truncated"] = "true"
    if stale:
        headers["X-Search-Stale"] = "true"
    return headers


def _identity(file: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(file)  # noqa: PTH116 - a path costs more than the call
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
