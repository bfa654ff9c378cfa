"""Send an answer on as the engine writes it: whole where it is small, else piece by piece."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Final

from api.workers.frames import Tag, frame
from api.workers.jobs import KINDS, Kind, Unanswerable

__all__ = ["Sink"]

_PIECE: Final = 65_536
_PATIENCE: Final = 0.02  # seconds that bytes wait for more of them
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Sink:
    """A binary file whose bytes go out in frames through ``send``; it holds 64 KB at most.

    The engine writes 8 KB at a time. ``xml`` refuses the characters that XML 1.0 has no way to
    write (2.2), which the engine lets through.
    """

    def __init__(self, send: Callable[[bytes], object]) -> None:
        self._send = send
        self._held = bytearray()
        self._since = time.monotonic()
        self._head = b""
        self._begun = False
        self._xml = False
        self._tail = b""

    @property
    def begun(self) -> bool:
        """Whether bytes went out already, so that there is no way back."""
        return self._begun

    def open(self, kind: Kind, form: str, *, xml: bool = False) -> None:
        """Say what is going to be written."""
        self._head = bytes((KINDS.index(kind), len(form))) + form.encode()
        self._xml = xml

    def write(self, data: bytes) -> int:
        """Take bytes.

        Raises:
            Unanswerable: 406, they cannot stand in XML.
        """
        if self._xml:
            self._check(data)
        self._held += data
        if len(self._held) >= _PIECE or time.monotonic() - self._since > _PATIENCE:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Do nothing: bytes go on when there are enough of them, or when they waited."""

    def end(self, *, truncated: bool) -> None:
        """Say that this was all."""
        note = b"1" if truncated else b"0"
        if not self._begun:
            self._send(frame(Tag.WHOLE, note + self._head + self._held))
            return
        self._pass_on()
        self._send(frame(Tag.END, note))

    def _pass_on(self) -> None:
        if not self._begun:
            self._begun = True
            self._send(frame(Tag.BEGIN, self._head))
        self._send(frame(Tag.DATA, bytes(self._held)))
        self._held.clear()
        self._since = time.monotonic()

    def _check(self, data: bytes) -> None:
        found = _NOT_XML.search(self._tail + data)
        if found:
            raise Unanswerable(
                406,
                "XML cannot write a character of this answer.",
                "ask for another format, such as JSON or N-Triples",
            )
        self._tail = data[-2:]
