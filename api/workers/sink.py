"""Send an answer on as the engine writes it: whole where it is small, else piece by piece."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import IO, Final, cast

import pyoxigraph as ox

from api.formats import Format
from api.workers.frames import Tag, frame
from api.workers.jobs import KINDS, Kind, Unanswerable

__all__ = ["Kept", "Sent"]

_PIECE: Final = 65_536
_PATIENCE: Final = 0.02  # seconds that bytes wait for more of them
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Kept:
    """A binary file that keeps what is written to it.

    It refuses the characters that XML 1.0 has no way to write (2.2), which the engine lets through.
    """

    __slots__ = ("_tail", "_xml", "form", "kind", "pieces", "truncated")

    def __init__(self) -> None:
        self.kind: Kind = "solutions"
        self.form = ""
        self.pieces: list[bytes] = []
        self.truncated = False
        self._xml = False
        self._tail = b""

    def open(self, kind: Kind, form: str, *, xml: bool = False) -> None:
        """Say what is going to be written, and whether it is XML."""
        self.kind, self.form, self._xml = kind, form, xml

    def write(self, data: bytes) -> int:
        """Take bytes.

        Raises:
            Unanswerable: 406, they cannot stand in XML.
        """
        if self._xml:
            self._check(data)
        self.pieces.append(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing."""

    def solutions(self, result: ox.QuerySolutions | ox.QueryBoolean, form: Format) -> None:
        """Write solutions or a boolean in one of the formats for them."""
        body = result.serialize(format=form.results) or b""
        if self._xml:
            self._check(body)
        self.pieces.append(body)

    def restart(self) -> bool:
        """Forget what was written; False where some of it is on its way already."""
        self.pieces.clear()
        return True

    def end(self, *, truncated: bool) -> None:
        """Say that this was all."""
        self.truncated = truncated

    def _check(self, data: bytes) -> None:
        if _NOT_XML.search(self._tail + data):
            raise Unanswerable(
                406,
                "XML cannot write a character of this answer.",
                "ask for another format, such as JSON or N-Triples",
            )
        self._tail = data[-2:]


class Sent(Kept):
    """A binary file whose bytes go out in frames through ``send``; it holds 64 KB at most.

    The engine writes 8 KB at a time.
    """

    __slots__ = ("_begun", "_held", "_send", "_since")

    def __init__(self, send: Callable[[bytes], object]) -> None:
        super().__init__()
        self._send = send
        self._held = 0
        self._since = time.monotonic()
        self._begun = False

    def write(self, data: bytes) -> int:
        """Take bytes, and pass them on where there are enough of them or they waited long."""
        super().write(data)
        self._held += len(data)
        if self._held >= _PIECE or time.monotonic() - self._since > _PATIENCE:
            self._pass_on()
        return len(data)

    def solutions(self, result: ox.QuerySolutions | ox.QueryBoolean, form: Format) -> None:
        """Write solutions or a boolean as the engine gives them."""
        result.serialize(cast(IO[bytes], self), form.results)

    def restart(self) -> bool:
        """Forget what was written; False where some of it is on its way already."""
        self._held = 0
        return super().restart() and not self._begun

    def end(self, *, truncated: bool) -> None:
        """Say that this was all."""
        note = b"1" if truncated else b"0"
        if not self._begun:
            self._send(frame(Tag.WHOLE, b"".join((note, self._head(), *self.pieces))))
            return
        self._pass_on()
        self._send(frame(Tag.END, note))

    def _head(self) -> bytes:
        return bytes((KINDS.index(self.kind), len(self.form))) + self.form.encode()

    def _pass_on(self) -> None:
        if not self._begun:
            self._begun = True
            self._send(frame(Tag.BEGIN, self._head()))
        self._send(frame(Tag.DATA, b"".join(self.pieces)))
        self.pieces.clear()
        self._held = 0
        self._since = time.monotonic()
