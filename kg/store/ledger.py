"""The ledger: one line for each published generation, outside the engine, so that losses show."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from kg.errors import StoreDamaged, StoreError
from kg.store.engine import REMEDY
from kg.store.room import writing
from kg.store.update import Change

__all__ = ["Entry", "Ledger", "digest_of_digests"]

_TAIL: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """What one generation holds: ``digest`` is over all graphs' digests, ``quads`` their sum.

    ``shipped`` names the data that came with the program when this generation was built.
    ``before`` is the SHA-256 of the line of the entry before this one, which chains them; it is
    empty in the first entry, and in those of ledgers from before there was a chain.
    """

    generation: int
    time: str
    quads: int
    digest: str
    shipped: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    before: str = ""


class Ledger:
    """The lines of ``ledger.jsonl``, last one newest.

    A last line without its line end is of a run that ended while it wrote: it counts for nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        """All entries, oldest first.

        Raises:
            StoreDamaged: a line is not an entry.
        """
        return [self._entry(line) for line in self._complete().splitlines()]

    def lines_to(self, generation: int) -> bytes:
        """The lines of all entries up to that of a generation, as they were written.

        Raises:
            StoreDamaged: a line is not an entry.
        """
        lines = self._complete().splitlines(keepends=True)
        return b"".join(line for line in lines if self._entry(line).generation <= generation)

    def last(self) -> Entry | None:
        """The newest entry, or None in a store that has published nothing.

        Raises:
            StoreDamaged: the last line is not an entry.
        """
        line, _ = self._tail()
        return self._entry(line) if line else None

    def append(self, entry: Entry) -> Entry:
        """Write an entry so that it survives a crash, chained to the one before; return it so.

        Raises:
            StoreFull: it could not be written; the ledger is as it was.
        """
        before, end = self._tail()
        entry = replace(entry, before=_digest_of(before))
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        with writing(self._path.parent):
            try:
                with self._path.open("ab") as file:
                    file.write(line.encode())
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                os.truncate(self._path, end)
                raise
        return entry

    def between(self, first: int, second: int) -> Change:
        """What is different in the second generation, by graph; 0 is the empty store.

        A graph that was replaced and put back as it was counts as replaced: the ledger has no
        digest of each graph.

        Raises:
            StoreError: the ledger has no such generation.
        """
        entries = self.entries()
        newest = entries[-1].generation if entries else 0
        for generation in (first, second):
            if not 0 <= generation <= newest:
                why = f"has no generation {generation}"
                raise StoreError(str(self._path.parent), why, f"name one from 0 to {newest}")
        low, high = sorted((first, second))
        before: dict[str, int] = {}
        now: dict[str, int] = {}
        passed = False
        for entry in entries:
            if entry.generation <= low:
                before |= dict.fromkeys(entry.added, 0)
                for name in entry.removed:
                    before.pop(name, None)
            elif entry.generation <= high:
                now = dict(before) if not passed else now
                passed = True
                now |= dict.fromkeys((*entry.added, *entry.replaced), entry.generation)
                for name in entry.removed:
                    now.pop(name, None)
        if low == high:
            return Change((), (), ())
        return Change.between(before, now) if first < second else Change.between(now, before)

    def faults(self) -> list[str]:
        """Where the chain is broken, a sentence for each: a line was changed, lost or put in.

        Raises:
            StoreDamaged: a line is not an entry.
        """
        found: list[str] = []
        chained = False
        last: Entry | None = None
        before = b""
        for line in self._complete().splitlines(keepends=True):
            entry = self._entry(line)
            name = f"generation {entry.generation}"
            if entry.before and entry.before != _digest_of(before):
                found.append(f"{name} does not follow from the line before it")
            elif chained and not entry.before:
                found.append(f"{name} is not chained to the line before it")
            if entry.generation != (last.generation + 1 if last else 1):
                after = f"generation {last.generation}" if last else "nothing"
                found.append(f"{name} stands after {after}")
            chained, last, before = bool(entry.before), entry, line
        return found

    def drop_unfinished(self) -> None:
        """Take a last line that was not written to its end off the file; for the writer only."""
        _, end = self._tail()
        if self._path.exists() and self._path.stat().st_size > end:
            os.truncate(self._path, end)

    def _complete(self) -> bytes:
        """The lines that were written to their end."""
        written = self._path.read_bytes() if self._path.exists() else b""
        return written[: written.rfind(b"\n") + 1]

    def _tail(self) -> tuple[bytes, int]:
        """The last line that was written to its end, and where it ends; it may be a long ledger."""
        if not self._path.exists():
            return b"", 0
        with self._path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            length = _TAIL
            while True:
                start = file.seek(max(0, size - length))
                block = file.read()
                lines = block[: block.rfind(b"\n") + 1]
                line = lines[lines.rfind(b"\n", 0, -1) + 1 :]
                if start == 0 or len(line) < len(lines):
                    return line, start + len(lines)
                length *= 2

    def _entry(self, line: bytes) -> Entry:
        try:
            values = json.loads(line.decode("utf-8", "replace"))
            values |= {k: tuple(values[k]) for k in ("added", "replaced", "removed")}
            return Entry(**values)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreDamaged(
                str(self._path.parent),
                "has a ledger with a line that is no entry",
                REMEDY,
            ) from error


def digest_of_digests(digests: Mapping[str, str]) -> str:
    """The SHA-256 over the sorted lines ``graph digest``: one name for a whole dataset."""
    lines = "".join(f"{graph} {digest}\n" for graph, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _digest_of(line: bytes) -> str:
    """The SHA-256 of a line with its line end; empty where there is none."""
    return hashlib.sha256(line).hexdigest() if line else ""
