"""List the shapes with what they say."""

from __future__ import annotations

from dataclasses import dataclass

from api.proof import text_of
from api.queries import query_text
from kg.store import Snapshot

__all__ = ["ShapeEntry", "read_shapes"]


@dataclass(frozen=True, slots=True)
class ShapeEntry:
    """A shape: its IRI, its message, its severity and the class whose things it is for."""

    iri: str
    message: str
    severity: str
    target: str | None

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.rpartition("#")[2]


def read_shapes(snapshot: Snapshot) -> tuple[ShapeEntry, ...]:
    """The shapes of a snapshot, by IRI; a shape without severity is a violation (SHACL 2.1.4)."""
    rows = snapshot.query(query_text("shapes")).solutions()
    return tuple(
        ShapeEntry(
            iri=row["shape"].value,
            message=row["message"].value,
            severity=(text_of(row, "severity") or "#Violation").rpartition("#")[2].lower(),
            target=text_of(row, "class"),
        )
        for row in rows
    )
