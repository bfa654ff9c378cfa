"""Write all named graphs of a generation as one compressed file, and read such a file again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

import pyoxigraph as ox
import zstandard

from kg.errors import OutputError, SourceError
from kg.ntriples import nquads
from kg.store import Snapshot, load_quads
from kg.store.engine import LEDGER_GRAPH
from kg.store.update import mark_lines

__all__ = ["Dump", "dump_name", "load_dump", "write_dump"]

_LEVEL: Final = 6
_WINDOW: Final = 1 << 27
"""So much memory the window of a file may ask for; one that dump wrote asks for less."""
_BLOCK: Final = 1 << 13
_ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was written: ``quads`` are its lines, the hash and the size those of the file."""

    path: Path
    generation: int
    quads: int
    sha256: str
    bytes: int


def dump_name(generation: int) -> str:
    """The name of the file that holds the dump of a generation.

    >>> dump_name(12)
    '12.nq.zst'
    """
    return f"{generation}.nq.zst"


def write_dump(snapshot: Snapshot, file: Path) -> Dump:
    """Write every named graph of a snapshot to ``file``: N-Quads, compressed by zstd.

    Graph follows graph by name; at the end stands the digest and the size of each, as the ledger
    graph has them, so that a reader can check what it read. Equal graphs give equal files. The
    default graph is not written, since it is the merge of graphs that are. What is written goes
    by in blocks, so memory does not grow with the graph; the file appears whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    draft = file.with_name(f"{file.name}.part")  # so that no half file bears the name
    try:
        with draft.open("wb") as raw:
            measured = _Measured(raw)
            compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
            with compressor.stream_writer(cast(BinaryIO, measured), closefd=False) as out:
                quads = _write_quads(snapshot, cast(BinaryIO, out))
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(str(file), error.strerror or type(error).__name__) from error
    return Dump(file, snapshot.generation, quads, measured.digest(), measured.size)


def load_dump(file: Path, store: Path) -> int:
    """Make a new store from a dump, compressed or not; return the number of its quads.

    The digest of each graph is worked out from its quads and compared with the one that the dump
    has of it; the store appears whole or not at all. It begins with a generation of its own.

    Raises:
        SourceError: the file is no dump, is cut off, or holds other quads than were written.
        StoreError: there is something at ``store`` already.
    """
    try:
        with _opened(file) as text:
            return load_quads(_parsed(text, file), store, str(file))
    except (zstandard.ZstdError, EOFError) as error:
        raise SourceError(
            str(file), f"it is not whole ({error})", "copy or download it again"
        ) from error
    except FileNotFoundError as error:
        raise SourceError(str(file), "it is not there", "name a file that dump wrote") from error


def _write_quads(snapshot: Snapshot, out: BinaryIO) -> int:
    quads = 0
    for name in snapshot.graph_names():
        lines = _InGraph(out, name)
        snapshot.copy_graph(name, cast(BinaryIO, lines))
        quads += lines.count
    notes = mark_lines(dict(sorted(snapshot.marks().items())))
    out.write(nquads(LEDGER_GRAPH.value, notes).encode())
    return quads + len(notes)


class _InGraph(io.RawIOBase):
    """Put the name of a graph at the end of each line of N-Triples that is written."""

    def __init__(self, out: BinaryIO, graph: str) -> None:
        super().__init__()
        self._out = out
        self._end = f" <{graph}> .\n".encode()
        self._rest = b""
        self.count = 0

    def writable(self) -> bool:
        return True

    def write(self, block: bytes, /) -> int:  # type: ignore[override]
        lines, end, self._rest = (self._rest + block).rpartition(b"\n")
        lines += end
        self.count += lines.count(b"\n")
        self._out.write(lines.replace(b" .\n", self._end))  # a literal holds no line end
        return len(block)


class _Measured(io.RawIOBase):
    """Count and hash what goes by."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out
        self._hasher = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, block: bytes, /) -> int:  # type: ignore[override]
        self._hasher.update(block)
        self.size += len(block)
        return self._out.write(block)

    def digest(self) -> str:
        return self._hasher.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    with file.open("rb") as raw:
        packed = raw.read(4) == _ZSTD_MAGIC
        raw.seek(0)
        if not packed:
            yield raw
            return
        yield cast(BinaryIO, io.BufferedReader(_Unpacked(raw), _BLOCK << 4))


class _Unpacked(io.RawIOBase):
    """What a file of one zstd frame holds; a frame that is cut off is an error."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self._raw = raw
        self._frame = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        while not self._ready and not self._frame.eof:
            block = self._raw.read(_BLOCK)
            if not block:
                raise EOFError("it ends before it is complete")
            self._ready = self._frame.decompress(block)
        some = self._ready[: len(view)]
        self._ready = self._ready[len(some) :]
        view[: len(some)] = some
        return len(some)


def _parsed(text: BinaryIO, file: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        why = f"it is no N-Quads from line {error.lineno} on"
        raise SourceError(str(file), why, "name a file that dump wrote") from error
