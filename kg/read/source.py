"""Make a source text of a document's bytes, whatever its format."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError
from kg.read.text import is_markdown, text_of_plain

if TYPE_CHECKING:
    from kg.model import SourceText

__all__ = ["DOCX", "HTML", "MARKDOWN", "PDF", "PLAIN", "SIZE_LIMIT", "read_bytes", "too_large"]

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""The most bytes that a document may have; the largest known has under one million of text."""

PLAIN: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PDF_HEAD: Final = 1024  # where readers look for a PDF's signature
_BLANK: Final = b"\x00\t\n\r \xef\xbb\xbf"
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NAMES: Final = (".html", ".htm", ".xhtml")
_BOM: Final = b"\xef\xbb\xbf"


def read_bytes(data: bytes, file: str) -> SourceText:
    """The text of a document: plain or Markdown, HTML, DOCX or PDF, as its bytes show.

    In a plain text a byte order mark is left out, ``\\r\\n`` and ``\\r`` become ``\\n`` and nothing
    else changes. The text of the other formats is a line for each paragraph, parted by empty
    lines, with the calls and marks of footnotes as ``<sup>1</sup>``. Offsets count the code points
    of the text. Nothing is fetched, whatever a document refers to.

    >>> read_bytes(b"1. First.\\r\\n", "a.txt").text
    '1. First.\\n'

    Raises:
        SourceError: there are too many bytes or none but white space, or no document can be read
            from them: they are binary, not UTF-8, damaged, encrypted, pictures, an error page.
    """
    # Here, for it imports rdflib, and the process that reads a PDF has no time for that.
    from kg.model import SourceText

    if len(data) > SIZE_LIMIT:
        raise too_large(file)
    kind, text = _read(data, file)
    if not text.strip():
        raise SourceError(file, "it is empty", "give a file that holds a document")
    return SourceText(
        file=file,
        format=kind,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def too_large(file: str) -> SourceError:
    """The refusal of a file that has more bytes than the limit."""
    limit = SIZE_LIMIT // (1024 * 1024)
    return SourceError(file, f"it has more than {limit} MB", "give the text of one document alone")


def _read(data: bytes, file: str) -> tuple[str, str]:
    """The media type and the text. A reader is imported when a file needs it, and not before."""
    if data[:_PDF_HEAD].lstrip(_BLANK).startswith(b"%PDF"):
        from kg.read.pdf import text_of_pdf

        return PDF, text_of_pdf(data, file)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from kg.read.docx import text_of_docx

        return DOCX, text_of_docx(data, file)
    if _is_html(data, file):
        from kg.read.html import text_of_html

        return HTML, text_of_html(data, file)
    text = text_of_plain(data, file)
    return (MARKDOWN if is_markdown(text, file) else PLAIN), text


def _is_html(data: bytes, file: str) -> bool:
    head = data[:4096].removeprefix(_BOM)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    if _HTML.match(head):
        return True
    return file.lower().endswith(_HTML_NAMES) and b"<" in head
