"""Read a PDF in a process of its own, whose time and memory are bounded."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from kg.errors import SourceError

__all__ = ["TIME_LIMIT", "text_of_pdf"]

TIME_LIMIT: Final = 60
"""The most seconds that reading one PDF may take; two thousand full pages take about forty."""

_FETCH: Final = "fetch the file again, or save its text as UTF-8 and read that"


def text_of_pdf(data: bytes, file: str) -> str:
    """The text of a PDF, paragraph by paragraph, with its footnotes.

    Raises:
        SourceError: it holds no text, is encrypted, damaged or too large, or needs more time or
            memory than a document does.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "kg.read.pdf.child"],
            input=data,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            file, f"it is a PDF that takes longer than {TIME_LIMIT} seconds to read", _FETCH
        ) from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    why, _, remedy = done.stdout.decode("utf-8", "replace").partition("\n")
    if done.returncode == 3 and remedy:
        raise SourceError(file, why, remedy)
    raise SourceError(
        file, "it is a PDF that cannot be read within bounds (it is damaged or hostile)", _FETCH
    )
