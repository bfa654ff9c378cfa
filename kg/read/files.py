"""Take the bytes of one file, never more than the limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, printable
from kg.read.source import SIZE_LIMIT, read_bytes, too_large

if TYPE_CHECKING:
    from kg.model import SourceText

__all__ = ["SIZE_LIMIT", "read_file"]

_CHUNK: Final = 1 << 20


def read_file(path: Path) -> SourceText:
    """The source text of a file; its name is kept without the folders.

    Raises:
        SourceError: the file is missing, no plain file, not readable or too large, or no document
            can be read from it (``read_bytes``).
    """
    return read_bytes(_bytes_of(path), printable(path.name))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(str(path), "is a directory", "name a file in it")
        if path.exists() and not path.is_file():
            raise SourceError(
                str(path), "is no plain file", "save what it holds to a file and name that"
            )
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise too_large(str(path))
        return _at_most(path)
    except FileNotFoundError:
        raise SourceError(str(path), "there is no such file", "check the path") from None
    except PermissionError:
        raise SourceError(
            str(path), "it may not be read", "give yourself permission to read it"
        ) from None
    except OSError as error:
        raise SourceError(
            str(path), f"it cannot be read ({error.strerror})", "check the path and the disk"
        ) from None


def _at_most(path: Path) -> bytes:
    # A file may grow after its size was asked, so the bytes are counted too.
    data = bytearray()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            data += chunk
            if len(data) > SIZE_LIMIT:
                raise too_large(str(path))
    return bytes(data)
