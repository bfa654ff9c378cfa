"""Read the annotations made by hand: what a person finds in a document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.score.likeness import paragraph_key

__all__ = [
    "FIELDS",
    "Annotation",
    "ExpectedCitation",
    "ExpectedClause",
    "ExpectedDocument",
    "ExpectedParagraph",
    "read_annotation",
    "read_annotations",
]

FIELDS = (
    "symbol", "key", "part", "type", "body", "adopted_on", "plenary_meeting", "committee_report",
    "drafts", "vote", "session", "agenda_items",
)  # fmt: skip
"""What an annotation says of a document as a whole, by the names of `kg.model.Document`."""


@dataclass(frozen=True, slots=True)
class ExpectedParagraph:
    """A paragraph and the first few words that stand in it after its number."""

    id: str
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ExpectedCitation:
    """A citation; ``printed`` are the first few words of it."""

    paragraph: str
    cites: str
    body: str | None
    symbol: str | None
    printed: str
    effect: str | None
    date: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class ExpectedClause:
    """A clause of an operative paragraph; the last five are of mandates only."""

    paragraph: str
    kind: str
    verb: str
    modifier: str | None
    addressees: tuple[str, ...]
    type: str | None = None
    due_session: str | None = None
    due_date: str | None = None
    date_role: str | None = None
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """A document; where ``until`` is given, what follows that paragraph was not annotated."""

    fields: Mapping[str, object]
    paragraphs: tuple[ExpectedParagraph, ...]
    citations: tuple[ExpectedCitation, ...]
    clauses: tuple[ExpectedClause, ...]
    until: str | None = None

    @property
    def name(self) -> str:
        """Its symbol or key, with its part."""
        name = self.fields.get("symbol") or self.fields.get("key") or "?"
        part = self.fields.get("part")
        return f"{name} part {part}" if part and not str(name).endswith(f" {part}") else str(name)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person found in a file of the corpus, ``file`` its path there."""

    file: str
    documents: tuple[ExpectedDocument, ...]


def read_annotations(folder: Path) -> Iterator[tuple[str, Annotation]]:
    """The annotations of a folder with their files' names, in the order of the names."""
    for path in sorted(folder.glob("*.json")):
        yield path.name, read_annotation(path)


def read_annotation(path: Path) -> Annotation:
    """The annotation of one file of the corpus."""
    annotation = json.loads(path.read_text("utf-8"))
    return Annotation(annotation["file"], tuple(_document(d) for d in annotation["documents"]))


def _document(given: Mapping[str, Sequence[Mapping[str, str]]]) -> ExpectedDocument:
    fields: dict[str, object] = {name: given.get(name) for name in FIELDS}
    until = given.get("until")
    return ExpectedDocument(
        fields=fields,
        paragraphs=tuple(
            ExpectedParagraph(paragraph_key(ident), *row) for ident, *row in given["paragraphs"]
        ),
        citations=tuple(
            ExpectedCitation(
                paragraph_key(c["p"]), c["cites"], c["body"], c["symbol"], c["as"], c["effect"],
                c["date"], c["target"],
            )
            for c in given["citations"]
        ),
        clauses=tuple(_clause(clause) for clause in given["clauses"]),
        until=paragraph_key(str(until)) if until else None,
    )  # fmt: skip


def _clause(given: Mapping[str, str]) -> ExpectedClause:
    return ExpectedClause(
        paragraph_key(given["p"]), given["kind"], given["verb"], given["modifier"],
        tuple(given["addressees"]), given.get("type"), given.get("due_session"),
        given.get("due_date"), given.get("date_role"), given.get("frequency"),
    )  # fmt: skip
