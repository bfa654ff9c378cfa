"""Take the parts of a DOCX out of its ZIP, within bounds, and parse them."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import Any, Final

from lxml import etree

from kg.errors import SourceError

__all__ = ["PART_LIMIT", "Package", "W", "open_package"]

PART_LIMIT: Final = 32 * 1024 * 1024
"""The most bytes that one part may have when inflated; a thousand pages have about ten million."""
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ENTRIES: Final = 10_000
_CHUNK: Final = 1 << 16
_RELATIONS: Final = "_rels/.rels"
_SAVE: Final = "save the document as DOCX again, or its text as UTF-8, and read that"
# What zipfile and the decompressors raise for bytes that are no whole archive, or an odd one.
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    NotImplementedError,
)
_NONE: Final = "save the document in it to a file and read that"


class Package:
    """The parts of a DOCX by name; only those that hold text are ever inflated."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive, self._file = archive, file
        self._names = {n.lstrip("/").lower(): n for n in archive.namelist()}
        self.main = self._main()

    def part(self, name: str) -> Any | None:
        """The root element of a part beside the main one, None where there is none.

        Raises:
            SourceError: the part is damaged, too large, or declares entities.
        """
        return self.root(posixpath.join(posixpath.dirname(self.main), name))

    def root(self, path: str) -> Any | None:
        """The root element of a part by its path in the package."""
        stored = self._names.get(path.lstrip("/").lower())
        return None if stored is None else self._parsed(self._bytes(stored), path)

    def _main(self) -> str:
        relations = self.root(_RELATIONS)
        if relations is not None:
            for relation in relations:
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = str(relation.get("Target", "")).lstrip("/")
                    if target.lower() in self._names and target.lower().endswith(".xml"):
                        return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise SourceError(self._file, "it is a ZIP archive and no DOCX", _NONE)

    def _bytes(self, stored: str) -> bytes:
        # The size that an archive declares may be a lie, so what comes out is counted.
        if self._archive.getinfo(stored).file_size > PART_LIMIT:
            raise self._too_large(stored)
        inflated = bytearray()
        try:
            with self._archive.open(stored) as stream:
                while chunk := stream.read(_CHUNK):
                    inflated += chunk
                    if len(inflated) > PART_LIMIT:
                        raise self._too_large(stored)
        except _FAULTS:
            raise _damaged(self._file) from None
        except RuntimeError:  # zipfile's word for an entry under a password
            raise SourceError(
                self._file, "it is an encrypted ZIP", "save it without the password and read that"
            ) from None
        return bytes(inflated)

    def _too_large(self, name: str) -> SourceError:
        limit = PART_LIMIT // (1024 * 1024)
        return SourceError(
            self._file,
            f"its part {posixpath.basename(name)[:40]} inflates to more than {limit} MB",
            "give one document alone",
        )

    def _parsed(self, data: bytes, path: str) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            # A strict document (ISO/IEC 29500) differs from the usual in its namespaces only.
            root = etree.fromstring(data.replace(_STRICT, _LOOSE), parser)
        except etree.XMLSyntaxError:
            raise _damaged(self._file) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise SourceError(
                self._file,
                f"its part {posixpath.basename(path)[:40]} declares a DTD, as no DOCX does",
                _SAVE,
            )
        return root


def open_package(data: bytes, file: str) -> Package:
    """The package in the bytes.

    Raises:
        SourceError: they are no whole ZIP, or a ZIP that is no DOCX.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        raise _damaged(file) from None
    if len(archive.infolist()) > _ENTRIES:
        raise SourceError(file, f"it is a ZIP with more than {_ENTRIES:,} entries", _NONE)
    return Package(archive, file)


def _damaged(file: str) -> SourceError:
    return SourceError(file, "it is a DOCX that is damaged or cut short", "fetch the file again")
