"""Decode the bytes of a plain or Markdown text."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from kg.errors import SourceError
from kg.model import SourceText

__all__ = ["SIZE_LIMIT", "read_bytes", "too_large"]

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""The most bytes that a document may have; the largest report known has under one million."""

_SIGNATURES: Final = (
    (b"%PDF", "it is a PDF, and PDF is not read yet"),
    (b"PK\x03\x04", "it is a ZIP archive (a DOCX is one), and neither is read yet"),
    (b"\xd0\xcf\x11\xe0", "it is an old Word document, and such are not read"),
    (b"{\\rtf", "it is an RTF document, and RTF is not read"),
    (b"\x1f\x8b", "it is compressed (gzip)"),
    (b"\x28\xb5\x2f\xfd", "it is compressed (zstd)"),
    (b"\x89PNG", "it is an image"),
    (b"\xff\xd8\xff", "it is an image"),
    (b"\xff\xfe", "it is UTF-16, not UTF-8"),
    (b"\xfe\xff", "it is UTF-16, not UTF-8"),
)
_AS_TEXT: Final = "save the document's text as UTF-8 and read that"
_BOM: Final = b"\xef\xbb\xbf"
_MARKDOWN: Final = re.compile(r"^#{1,6} \S|\*\*\S|<sup>", re.MULTILINE)


def read_bytes(data: bytes, file: str) -> SourceText:
    """The text of a document's bytes, which are UTF-8.

    A byte order mark is the encoding's, not the text's, and is left out; ``\\r\\n`` and ``\\r``
    become ``\\n``; nothing else changes, so offsets count the code points of what remains.

    >>> read_bytes(b"1. First.\\r\\n", "a.txt").text
    '1. First.\\n'

    Raises:
        SourceError: there are too many bytes or none but white space, or they are binary or
            not UTF-8.
    """
    if len(data) > SIZE_LIMIT:
        raise too_large(file)
    for signature, why in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(file, why, _AS_TEXT)
    if b"\x00" in data:
        raise SourceError(file, f"it is binary (a NUL at byte {data.index(0)})", _AS_TEXT)
    text = _decoded(data.removeprefix(_BOM), file)
    if not text.strip():
        raise SourceError(file, "it is empty", "give a file that holds a document")
    return SourceText(
        file=file,
        format=_format(text, file),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def too_large(file: str) -> SourceError:
    """The refusal of a file that has more bytes than the limit."""
    limit = SIZE_LIMIT // (1024 * 1024)
    return SourceError(file, f"it has more than {limit} MB", "give the text of one document alone")


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"byte {error.start} (0x{data[error.start]:02x})"
        raise SourceError(file, f"it is not UTF-8 at {at}", _AS_TEXT) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _format(text: str, file: str) -> str:
    marked = file.lower().endswith((".md", ".markdown")) or _MARKDOWN.search(text)
    return "text/markdown" if marked else "text/plain"
