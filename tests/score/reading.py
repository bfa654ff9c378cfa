"""Read a document with the program: what it finds where a person has annotated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.authority import Authority
from kg.cut import cut
from kg.model import Citation, Document, Expression, Mandate
from kg.read import read_file
from kg.recognise import recognise_citations
from kg.recognise.clauses import recognise_clauses

__all__ = ["FoundDocument", "read_documents"]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document as the program reads it, and what it finds there."""

    document: Document
    citations: tuple[Citation, ...]
    clauses: tuple[Mandate | Expression, ...]


def read_documents(path: Path, authority: Authority) -> tuple[FoundDocument, ...]:
    """The documents of a file, in the order of the text."""
    return tuple(
        FoundDocument(
            document,
            tuple(recognise_citations(document, authority)),
            tuple(recognise_clauses(document, authority)),
        )
        for document in cut(read_file(path), authority)
    )
