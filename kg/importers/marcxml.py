"""Read the records of a MARCXML file one by one, without ever holding more than one chunk."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from kg.errors import SourceError

__all__ = ["Field", "MarcRecord", "is_record", "read_marc"]

_NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
_CHUNK: Final = 1 << 16
_SNIFFED: Final = 1 << 12
_LONGEST_RECORD: Final = 1 << 20  # characters; the longest of the United Nations has some 30,000
_LONGEST_TAG: Final = 1 << 20  # bytes that the parser may hold back while a tag is open
_MOST_PARTS: Final = 20_000  # fields and subfields of one record
_DEEPEST: Final = 16  # elements inside each other; MARCXML has four


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``value`` of a control field, ``subfields`` (code, text) of a data field."""

    tag: str
    indicators: str = ""
    value: str = ""
    subfields: tuple[tuple[str, str], ...] = ()

    def first(self, code: str) -> str | None:
        """The text of the first subfield with this code, without white space at its ends."""
        return next((text for at, text in self.subfields if at == code and text), None)


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A record of a file: ``place`` counts from 1; its fields in their order."""

    file: str
    place: int
    fields: tuple[Field, ...]

    def control(self, tag: str) -> str | None:
        """The value of a control field."""
        return next((field.value for field in self.fields if field.tag == tag), None)

    def all(self, tag: str) -> tuple[Field, ...]:
        """The fields with this tag, in order."""
        return tuple(field for field in self.fields if field.tag == tag)

    def texts(self, tag: str, code: str) -> tuple[str, ...]:
        """The subfields with this code of all fields with this tag."""
        return tuple(text for f in self.all(tag) for at, text in f.subfields if at == code and text)


def is_record(path: Path) -> bool:
    """Whether a file holds MARCXML, from how it begins."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_SNIFFED)
    except OSError:
        return False
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    return begins and (_NAMESPACE.encode() in head or b"<controlfield" in head)


def read_marc(path: Path) -> Iterator[MarcRecord]:
    """The records of a file, each as soon as it is read; memory does not grow with their number.

    Raises:
        SourceError: the file cannot be read, is no well-formed XML, declares a document type
            (which is where entities come from), holds no record, or a record is beyond all
            measure. Records before that place have been given.
    """
    reader = _Reader(path.name)
    try:
        with path.open("rb") as stream:
            yield from _records(stream, reader)
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        raise SourceError(path.name, why, "check it") from error
    if reader.count == 0:
        raise SourceError(path.name, "it holds no MARC record", "give records as MARCXML")


def _records(stream: IO[bytes], reader: _Reader) -> Iterator[MarcRecord]:
    while True:
        chunk, fault = stream.read(_CHUNK), None
        try:
            reader.feed(chunk)
        except SourceError as error:
            fault = error  # the records before it in the same chunk go first
        while reader.done:
            yield reader.done.popleft()
        if fault is not None:
            raise fault
        if not chunk:
            return


class _Reader:
    """Gathers records out of what the parser tells."""

    def __init__(self, file: str) -> None:
        self.done: deque[MarcRecord] = deque()
        self.count = 0
        self._file = file
        self._depth = 0
        self._fields: list[Field] | None = None
        self._open: Mapping[str, str] = {}
        self._subfields: list[tuple[str, str]] = []
        self._code: str | None = None
        self._words: list[str] = []
        self._size = self._parts = self._fed = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; none end the file."""
        self._fed += len(chunk)
        try:
            self._parser.Parse(chunk, not chunk)
        except (expat.ExpatError, LookupError, ValueError) as error:
            why = f"it is no well-formed XML ({error}) after {self.count} records"
            raise SourceError(self._file, why, "export it again") from None
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
            self._beyond()

    def _doctype(self, *_: object) -> None:
        why = "it declares a document type, and no entity is followed"
        raise SourceError(self._file, why, "leave the declaration out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SourceError(self._file, "its elements nest too deep", "give it as MARCXML")
        kind = _local(name)
        if kind == "record":
            self._fields, self._size, self._parts = [], 0, 0
        elif kind in ("controlfield", "datafield", "subfield"):
            self._count_part()
            self._words = []
            if kind == "subfield":
                self._code = attributes.get("code", "")
            else:
                self._open, self._subfields = attributes, []

    def _end(self, name: str) -> None:
        self._depth -= 1
        kind = _local(name)
        if self._fields is None:
            return
        if kind == "subfield" and self._code is not None:
            self._subfields.append((self._code, self._said()))
            self._code = None
        elif kind in ("controlfield", "datafield"):
            self._fields.append(self._field(kind))
        elif kind == "record":
            self.count += 1
            self.done.append(MarcRecord(self._file, self.count, tuple(self._fields)))
            self._fields = None

    def _field(self, kind: str) -> Field:
        tag = self._open.get("tag", "")
        if kind == "controlfield":
            return Field(tag, value=self._said())
        indicators = self._open.get("ind1", " ") + self._open.get("ind2", " ")
        return Field(tag, indicators, subfields=tuple(self._subfields))

    def _text(self, words: str) -> None:
        if self._fields is None:
            return
        self._size += len(words)
        if self._size > _LONGEST_RECORD:
            self._beyond()
        self._words.append(words)

    def _said(self) -> str:
        said = " ".join("".join(self._words).split())
        self._words = []
        return said

    def _count_part(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            self._beyond()

    def _beyond(self) -> None:
        why = f"record {self.count + 1} is larger than any record is"
        raise SourceError(self._file, why, "look at how it was exported")


def _local(name: str) -> str:
    """The name of an element of MARCXML, with or without its namespace; else nothing."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in ("", _NAMESPACE) else ""
