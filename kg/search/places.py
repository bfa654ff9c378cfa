"""Find where the index of a store lies, and hold its lock while it is written."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import platformdirs

__all__ = ["index_files", "locked", "writable_file"]

_NAME: Final = "index.sqlite"


def index_files(store: Path) -> tuple[Path, Path]:
    """Where an index of a store may lie: in its directory, and in the user's cache."""
    key = hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:16]
    cache = platformdirs.user_cache_path("mandategraph") / "search" / key
    return store / "search" / _NAME, cache / _NAME


def writable_file(store: Path) -> Path:
    """Where an index of a store can be written: the cache if its directory is for reading only."""
    own, cached = index_files(store)
    folder = own.parent if own.parent.is_dir() else store
    return own if os.access(folder, os.W_OK | os.X_OK) else cached


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock of an index, which ends with the process however it ends; waits for it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with (file.parent / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
