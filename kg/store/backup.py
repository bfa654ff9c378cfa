"""Copy a store while it is written to, and put such a copy back in the store's place."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreDamaged, StoreError, StoreLocked
from kg.store.engine import open_engine
from kg.store.ledger import Entry, Ledger, digest_of_digests
from kg.store.reader import Snapshot, snapshot_path
from kg.store.room import require_room, writing

__all__ = ["Backup", "back_up", "restore"]

_MANIFEST: Final = "backup.json"
_TRIES: Final = 5
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_AGAIN: Final = "make a new backup, or restore from another one"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it lies and which generation it holds."""

    path: Path
    generation: int
    quads: int
    digest: str
    bytes: int


def back_up(store: Path, target: Path) -> Backup:
    """Copy the newest published generation of a store and its ledger to a new directory.

    A snapshot never changes, so nobody has to stop writing. The files are copied, not linked, so
    that what befalls one disk does not befall both. The directory appears whole or not at all.

    Raises:
        StoreError: there is no store, or something is at ``target`` already.
        StoreDamaged: what the store shows is not what its ledger says.
        StoreFull: there is no room for the copy.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError(str(target), "is there already", "name a new directory for the backup")
    draft = target.with_name(f"{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    with writing(target.parent), _held(store) as (held, entries):
        last = entries[-1]
        size = sum(file.stat().st_size for file in held.iterdir())
        draft.mkdir(parents=True)
        try:
            require_room(draft, size // 4)
            hashes = {f"data/{n}": h for n, h in _copied(held, draft / "data").items()}
            _write(draft / "ledger.jsonl", Ledger(store / "ledger.jsonl").lines_to(last.generation))
            hashes["ledger.jsonl"] = _sha256(draft / "ledger.jsonl")
            about = {"generation": last.generation, "digest": last.digest, "sha256": hashes}
            _write(draft / _MANIFEST, json.dumps(about, indent=2).encode())
            draft.replace(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Backup(target, last.generation, last.quads, last.digest, size)


def restore(backup: Path, store: Path, *, replace: bool = False) -> Backup:
    """Put a backup in the place of a store; the files, the ledger and every quad are checked first.

    Whoever opens the store sees the one that was there or the one that was restored.

    Raises:
        StoreError: it is no backup, or there is a store and ``replace`` is not given.
        StoreDamaged: the backup is not what was written.
        StoreLocked: another process is writing to the store that would be replaced.
        StoreFull: there is no room for the copy.
    """
    stands = store.exists() and (not store.is_dir() or any(store.iterdir()))
    if stands and not replace:
        raise StoreError(str(store), "is there already", "give --replace to put the backup there")
    hashes = _manifest(backup)
    draft = store.with_name(f"{store.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    with writing(store.parent):
        draft.mkdir(parents=True)
        size = sum((backup / name).stat().st_size for name in hashes if (backup / name).exists())
        try:
            require_room(draft, size // 4)
            _copy_checked(backup, draft, hashes)
            last = _checked(draft, backup)
            with _not_written(store, stands):
                _swap(draft, store, stands)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Backup(backup, last.generation, last.quads, last.digest, size)


@contextmanager
def _held(store: Path) -> Iterator[tuple[Path, list[Entry]]]:
    """The newest snapshot by links of its own, so that it stays when newer ones are published."""
    held = store / f"backup-{os.getpid()}.part"
    try:
        for left in reversed(range(_TRIES)):
            shutil.rmtree(held, ignore_errors=True)
            view = Snapshot.open(store)
            try:
                source = snapshot_path(store, view.generation)
                shutil.copytree(source, held, copy_function=os.link, ignore=_not_data)
            except (FileNotFoundError, shutil.Error):  # it was forgotten meanwhile
                if not left:
                    raise
                continue
            entries = Ledger(store / "ledger.jsonl").entries()
            known = [e for e in entries if e.generation <= view.generation]
            if digest_of_digests(view.digests()) != known[-1].digest:
                why = f"shows a generation {view.generation} that is not what its ledger says"
                raise StoreDamaged(str(store), why, "run doctor --full, and restore a backup")
            yield held, known
            return
    finally:
        shutil.rmtree(held, ignore_errors=True)


def _not_data(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "LOCK" or name.startswith("LOG")}


def _copied(source: Path, target: Path) -> dict[str, str]:
    """Copy the files of a folder so that they survive a crash; return their hashes."""
    target.mkdir()
    hashes: dict[str, str] = {}
    for file in sorted(source.iterdir()):
        hasher = hashlib.sha256()
        with file.open("rb") as taken, (target / file.name).open("wb") as put:
            while block := taken.read(1 << 20):
                hasher.update(block)
                put.write(block)
            put.flush()
            os.fsync(put.fileno())
        hashes[file.name] = hasher.hexdigest()
    return hashes


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _sha256(file: Path) -> str:
    with file.open("rb") as taken:
        return hashlib.file_digest(taken, "sha256").hexdigest()


def _manifest(backup: Path) -> dict[str, str]:
    try:
        hashes = json.loads((backup / _MANIFEST).read_text("utf-8"))["sha256"]
        return {str(name): str(sha256) for name, sha256 in hashes.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            str(backup), "is no backup that can be read", "name a directory that backup wrote"
        ) from error


def _copy_checked(backup: Path, draft: Path, hashes: dict[str, str]) -> None:
    found = {f"data/{file.name}" for file in (backup / "data").glob("*")} | {"ledger.jsonl"}
    odd = sorted(found ^ hashes.keys())
    if not odd:
        copied = {f"data/{n}": h for n, h in _copied(backup / "data", draft / "data").items()}
        _write(draft / "ledger.jsonl", (backup / "ledger.jsonl").read_bytes())
        copied["ledger.jsonl"] = _sha256(draft / "ledger.jsonl")
        odd = sorted(name for name, sha256 in copied.items() if hashes[name] != sha256)
    if odd:
        why = f"is not the backup that was written: {odd[0]} is lost or changed"
        raise StoreDamaged(str(backup), why, _AGAIN)


def _checked(draft: Path, backup: Path) -> Entry:
    """The entry that a store copied from a backup shows, after everything in it was counted."""
    ledger = Ledger(draft / "ledger.jsonl")
    last, faults = ledger.last(), ledger.faults()
    if last:
        shown = snapshot_path(draft, last.generation)
        shown.parent.mkdir()
        open_engine(draft).backup(str(shown))
        found = Snapshot.open(draft).recount()
        if digest_of_digests(found.digests) != last.digest or found.quads != last.quads:
            faults.append(f"the triples are not those of generation {last.generation}")
    if last is None or faults:
        why = f"is not what was written: {faults[0] if faults else 'its ledger is empty'}"
        raise StoreDamaged(str(backup), why, _AGAIN)
    return last


@contextmanager
def _not_written(store: Path, stands: bool) -> Iterator[None]:
    """Hold the lock of the store that is to be replaced, where it can be opened at all."""
    engine: ox.Store | None = None
    if stands and (store / "data").is_dir():
        try:
            engine = open_engine(store)
        except StoreLocked:
            raise
        except StoreError:
            engine = None  # it is broken: that is why it is replaced
    try:
        yield
    finally:
        del engine


def _swap(draft: Path, store: Path, stands: bool) -> None:
    """Put ``draft`` at ``store``, and what was there at ``draft``, in one step where that is."""
    if not stands:
        draft.replace(store)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    exchange = getattr(libc, "renameat2", None)
    names = os.fsencode(draft), os.fsencode(store)
    if exchange and exchange(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        if draft.is_file():
            draft.unlink()
        return
    before = store.with_name(f"{store.name}.before")
    store.replace(before)
    draft.replace(store)
    shutil.rmtree(before, ignore_errors=True)
