"""Read the PDF on the standard input, within bounds, and write its text to the standard output.

Ends with 0 where there is a text, and with 3 where there is none, having written why and what to
do, a line each. Everything else is the engine's own end, as its parent expects.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from kg.read.pdf.engine import Unreadable, pages_of
from kg.read.pdf.layout import text_of_pages
from kg.read.pdf.page import Page

__all__ = ["main", "text_or_refusal"]

_MEMORY: Final = 1 << 30
_TIME: Final = 90
_TEXT_LIMIT: Final = 20 * 1024 * 1024
_REFUSED: Final = 3
_FEW: Final = 25  # letters: a stamp or a page number on a scanned page
_ON_PICTURES: Final = 0.5
_SCANNED: Final = (
    "it is a PDF that holds images of pages and no text",
    "read its text by OCR (a scanner's program does that) and give the text",
)


def main() -> int:
    """Read, and say how it went."""
    _bound(int(sys.argv[1]) if len(sys.argv) > 1 else _TIME)
    try:
        text = text_or_refusal(sys.stdin.buffer.read())
    except Unreadable as refusal:
        sys.stdout.buffer.write(f"{refusal.why}\n{refusal.remedy}".encode())
        return _REFUSED
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def text_or_refusal(data: bytes) -> str:
    """The text of a PDF.

    Raises:
        Unreadable: there is none, or it is longer than a document's.
    """
    pages = list(pages_of(data))
    _refuse_pictures(pages)
    text = text_of_pages(pages)
    if len(text) > _TEXT_LIMIT:
        raise Unreadable("it is a PDF with more than 20 MB of text", "give one document alone")
    return text


def _refuse_pictures(pages: list[Page]) -> None:
    letters = [sum(len(word.text) for word in page.words) for page in pages]
    scanned = sum(p.is_picture and n < _FEW for p, n in zip(pages, letters, strict=True))
    if scanned > _ON_PICTURES * len(pages):
        raise Unreadable(*_SCANNED)
    if sum(letters) < _FEW * len(pages):
        raise Unreadable(
            f"it is a PDF with hardly any text ({sum(letters)} letters on {len(pages)} pages)",
            "fetch the file again, or give one that holds a document",
        )


def _bound(seconds: int) -> None:
    """Bound the process's memory and its time on a core, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    with suppress(ValueError, OSError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    sys.exit(main())
