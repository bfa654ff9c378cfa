"""Read a document with the program: what it finds where a person has annotated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.authority import Authority
from kg.cut import cut
from kg.model import Citation, Document, Expression, Mandate
from kg.read import read_file
from kg.recognise import recognise

__all__ = ["FoundDocument", "read_documents"]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document as the program reads it, and what it finds there."""

    document: Document
    citations: tuple[Citation, ...]
    clauses: tuple[Mandate | Expression, ...]


def read_documents(path: Path, authority: Authority) -> tuple[FoundDocument, ...]:
    """The documents of a file, in the order of the text."""
    return tuple(_read(document, authority) for document in cut(read_file(path), authority))


def _read(document: Document, authority: Authority) -> FoundDocument:
    found = recognise(document, authority)
    return FoundDocument(
        found.document,
        tuple(one for one in found.findings if isinstance(one, Citation)),
        tuple(one for one in found.findings if isinstance(one, Mandate | Expression)),
    )
