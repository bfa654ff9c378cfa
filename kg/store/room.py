"""Say in a sentence that a disk is full, before writing harms, or that it lost something."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import StoreDamaged, StoreFull
from kg.store.engine import REMEDY

__all__ = ["reading", "require_room", "writing"]

_LEAST_FREE: Final = 64 << 20
_ROOM_PER_BYTE: Final = 4
"""A change stands in the engine's log, in its tables, and in both again while they are merged."""


def require_room(path: Path | None, size: int = 0) -> None:
    """Refuse to write where the disk is so full that the engine could be harmed.

    An engine that meets a full disk in the middle of its own files takes no further change until
    it is opened again; one that is asked for none goes on.

    Raises:
        StoreFull: less than 64 MiB are free, beside four times the ``size`` of what is written.
    """
    if path is None:
        return
    free, wanted = shutil.disk_usage(path).free, _LEAST_FREE + _ROOM_PER_BYTE * size
    if free < wanted:
        raise StoreFull(
            str(path),
            f"has {free >> 20} MiB left on its disk where writing safely needs {wanted >> 20}",
            "make room, and write then; reading goes on",
        )


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """Turn the system's refusal to write into a sentence.

    Raises:
        StoreFull: the system wrote nothing, or not all.
    """
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error) or type(error).__name__).splitlines()[0][:160]
        raise StoreFull(
            str(path or "memory"),
            f"could not be written ({why})",
            "make room and start again; reading goes on, and what was published stands",
        ) from error


@contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """Turn what the engine says of files that are not as it wrote them into a sentence.

    Raises:
        StoreDamaged: the engine could not read something.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        why = str(error).splitlines()[0][:160]
        raise StoreDamaged(
            str(path or "memory"), f"has files that the engine cannot read ({why})", REMEDY
        ) from error
