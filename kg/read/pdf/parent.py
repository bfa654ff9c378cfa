"""Read a PDF in a process of its own, whose time and memory are bounded."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

from kg.errors import SourceError

__all__ = ["TIME_LIMIT", "text_of_pdf"]

TIME_LIMIT: Final = 90
"""The most seconds of a core that one PDF may take; two thousand full pages take about fifty."""

_AGAIN: Final = "fetch the file again, or save its text as UTF-8 and read that"
_END: Final = b"%%EOF"
_TAIL: Final = 2_048  # some programs write a little after the end
_OUT_OF_TIME: Final = frozenset({-24, -9})  # the signals XCPU and KILL


def text_of_pdf(data: bytes, file: str, *, seconds: int = TIME_LIMIT) -> str:
    """The text of a PDF, paragraph by paragraph, with its footnotes.

    The engine is native code, which a hostile file may hang or end, so it has its own process.

    Raises:
        SourceError: it holds no text, is encrypted, damaged or too large, or needs more time or
            memory than a document does.
    """
    if _END not in data[-_TAIL:]:
        raise SourceError(file, "it is a PDF that is cut short (it has no end)", _AGAIN)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no words of the file's
            [sys.executable, "-P", "-m", "kg.read.pdf.child", str(seconds)],
            input=data,
            capture_output=True,
            timeout=2 * seconds,  # by the clock, for the machine may be busy
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        raise _unbounded(file, seconds) from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    why, _, remedy = done.stdout.decode("utf-8", "replace").partition("\n")
    if done.returncode == 3 and remedy:
        raise SourceError(file, why, remedy)
    if done.returncode in _OUT_OF_TIME:
        raise _unbounded(file, seconds)
    raise SourceError(file, "it is a PDF that is damaged, or needs more memory than 1 GB", _AGAIN)


def _unbounded(file: str, seconds: int) -> SourceError:
    return SourceError(
        file, f"it is a PDF that takes longer than {seconds} seconds to read", _AGAIN
    )
