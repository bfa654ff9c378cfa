"""The ledger: one line for each published generation, outside the engine, so that losses show."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreDamaged

__all__ = ["Entry", "Ledger", "digest_of_digests"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one generation holds: ``digest`` is over all graphs' digests, ``quads`` their sum.

    ``shipped`` names the data that came with the program when this generation was built.
    """

    generation: int
    time: str
    quads: int
    digest: str
    shipped: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]


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

    def last(self) -> Entry | None:
        """The newest entry, or None in a store that has published nothing.

        Raises:
            StoreDamaged: the last line is not an entry.
        """
        lines = self._complete().rstrip(b"\n").rsplit(b"\n", 1)
        return self._entry(lines[-1]) if lines[-1] else None

    def append(self, entry: Entry) -> None:
        """Write an entry so that it survives a crash."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def drop_unfinished(self) -> None:
        """Take a last line that was not written to its end off the file; for the writer only."""
        complete = len(self._complete())
        if self._path.exists() and self._path.stat().st_size > complete:
            os.truncate(self._path, complete)

    def _complete(self) -> bytes:
        """The lines that were written to their end."""
        written = self._path.read_bytes() if self._path.exists() else b""
        return written[: written.rfind(b"\n") + 1]

    def _entry(self, line: bytes) -> Entry:
        try:
            values = json.loads(line.decode("utf-8", "replace"))
            values |= {k: tuple(values[k]) for k in ("added", "replaced", "removed")}
            return Entry(**values)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreDamaged(
                str(self._path.parent),
                "has a ledger with a line that is no entry",
                "restore a backup, or delete the directory and build it again",
            ) from error


def digest_of_digests(digests: Mapping[str, str]) -> str:
    """The SHA-256 over the sorted lines ``graph digest``: one name for a whole dataset."""
    lines = "".join(f"{graph} {digest}\n" for graph, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
