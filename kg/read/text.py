"""Decode the bytes of a plain or Markdown text."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import SourceError

__all__ = ["decoded", "is_markdown", "text_of_plain"]

_SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0", "it is an old Word document, and such are not read"),
    (b"{\\rtf", "it is an RTF document, and RTF is not read"),
    (b"\x1f\x8b", "it is compressed (gzip)"),
    (b"\x28\xb5\x2f\xfd", "it is compressed (zstd)"),
    (b"7z\xbc\xaf", "it is compressed (7-Zip)"),
    (b"Rar!", "it is compressed (RAR)"),
    (b"\x89PNG", "it is an image"),
    (b"GIF8", "it is an image"),
    (b"\xff\xd8\xff", "it is an image"),
    (b"II*\x00", "it is an image"),
    (b"MM\x00*", "it is an image"),
)
_AS_TEXT: Final = "save the document's text as UTF-8 and read that"
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NAMES: Final = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_MARKDOWN: Final = re.compile(r"^#{1,6} \S|\*\*\S|<sup>", re.MULTILINE)


def text_of_plain(data: bytes, file: str) -> str:
    """The text of bytes that are UTF-8, or what their byte order mark says.

    Raises:
        SourceError: they are binary, or not in that encoding.
    """
    for signature, why in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(file, why, _AS_TEXT)
    text = decoded(data, file)
    if "\x00" in text:
        raise SourceError(file, f"it is binary (a NUL at byte {data.index(0)})", _AS_TEXT)
    return text


def decoded(data: bytes, file: str) -> str:
    """Bytes decoded, without their byte order mark, with newlines as ``\\n``.

    Raises:
        SourceError: they are not UTF-8, nor what their byte order mark says.
    """
    mark, encoding = next((b for b in _BOMS if data.startswith(b[0])), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        name = _NAMES.get(encoding, "UTF-32")
        where = f"byte {at} (0x{data[at]:02x})"
        raise SourceError(file, f"it is not {name} at {where}", _AS_TEXT) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_markdown(text: str, file: str) -> bool:
    """Whether a text is marked up as Markdown, by its file's name or by its marks."""
    return file.lower().endswith((".md", ".markdown")) or _MARKDOWN.search(text) is not None
