"""What the writer counts, for those who watch it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["WriterCounts", "WriterFigures"]


@dataclass(slots=True)
class WriterCounts:
    """What happened since the start; ``expired`` are orders that their deadline ended."""

    written: int = 0
    refused: int = 0
    expired: int = 0
    crashed: int = 0
    generations: int = 0


@dataclass(frozen=True, slots=True)
class WriterFigures:
    """The writer at one moment; ``unshown`` changes are made, and wait for their generation."""

    state: str
    waiting: int
    unshown: int
    open: bool
    counts: WriterCounts = field(default_factory=WriterCounts)
