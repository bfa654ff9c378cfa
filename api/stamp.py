"""Stamp answers with what they were made from: a generation of the graph, and this program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from typing import Final

from api.formats import HTML, Format

__all__ = ["Stamp", "moment", "program_digest"]

_WRITES_PAGES: Final = (".py", ".html", ".css", ".rq")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The generation that an answer was made from, and the digest of the program that made it.

    ``published`` is when the ledger says the generation came, ``started`` when the program did.
    """

    generation: int
    program: str
    published: datetime | None = None
    started: datetime | None = None

    def tag(self, form: Format) -> str:
        """The entity tag of an answer in a format; a page changes with the program too.

        >>> from api.formats import TURTLE
        >>> Stamp(3, "1f0c").tag(TURTLE), Stamp(3, "1f0c").tag(HTML)
        ('"3-ttl"', '"3-1f0c-html"')
        """
        program = f"-{self.program}" if form is HTML else ""
        return f'"{self.generation}{program}-{form.name}"'

    def modified(self, form: Format) -> datetime | None:
        """When an answer in a format last changed (RFC 9110, 8.8.2), or None.

        A page may be as young as the program, which can have been replaced only before it started.
        """
        if form is HTML and self.published and self.started:
            return max(self.published, self.started)
        return self.published


def moment(written: str) -> datetime | None:
    """The moment that a ledger writes as ISO 8601, in UTC where it names no zone; else None.

    >>> moment("2026-11-24T10:00:00+01:00").isoformat(), moment("yesterday")
    ('2026-11-24T09:00:00+00:00', None)
    """
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def program_digest(packages: Sequence[Traversable]) -> str:
    """Twelve characters that change with any module, template, style or query of the packages."""
    digest = hashlib.sha256()
    for package in packages:
        for name, content in sorted(_contents(package)):
            digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]


def _contents(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{above}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, name)
        elif name.endswith(_WRITES_PAGES):
            yield name, entry.read_bytes()
