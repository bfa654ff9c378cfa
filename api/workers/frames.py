"""Cut what server and worker send each other into frames: a tag, a length, and so many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

__all__ = ["HEAD", "Decoder", "Tag", "frame"]

HEAD: Final = struct.Struct(">BI")
_MOST: Final = 1 << 26  # no frame of ours comes near; what says more is no frame


class Tag(IntEnum):
    """What a frame holds."""

    ASK = 1
    """A job as JSON, to a worker."""
    RUN = 2
    """A task's name and its payload, to a worker."""
    HELLO = 10
    """A worker is ready: its process id as JSON."""
    WHOLE = 11
    """A whole answer: kind, truncation, name of the format, and the bytes."""
    BEGIN = 12
    """Kind and format of an answer whose bytes follow in DATA."""
    DATA = 13
    """Bytes of an answer."""
    END = 14
    """The answer is complete; the payload says whether rows were left out."""
    REFUSED = 15
    """There is no answer, as JSON: status, detail, hint, line and column."""


def frame(tag: Tag, payload: bytes = b"") -> bytes:
    """The bytes of a frame.

    >>> frame(Tag.END, b"0").hex()
    '0e0000000130'
    """
    return HEAD.pack(tag, len(payload)) + payload


class Decoder:
    """Frames out of a stream of bytes that comes in any pieces.

    >>> decoder = Decoder()
    >>> list(decoder.feed(frame(Tag.DATA, b"abc")[:4])), list(decoder.feed(b"\\x03abc"))
    ([], [(13, b'abc')])
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The frames that are complete now, each as its tag and payload.

        Raises:
            ValueError: the bytes are no frame.
        """
        data = self._rest + data if self._rest else data
        at, end = 0, len(data)
        frames: list[tuple[int, bytes]] = []
        while end - at >= HEAD.size:
            tag, length = HEAD.unpack_from(data, at)
            if length > _MOST:
                raise ValueError(f"a frame of {length} bytes")
            stop = at + HEAD.size + length
            if stop > end:
                break
            frames.append((tag, data[at + HEAD.size : stop]))
            at = stop
        self._rest = data[at:]
        return iter(frames)
