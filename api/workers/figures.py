"""What the pool counts, for those who watch it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Counts", "PoolFigures"]


@dataclass(slots=True)
class Counts:
    """What happened since the start."""

    spawned: int = 0
    answered: int = 0
    refused: int = 0
    expired: int = 0
    crashed: int = 0
    cancelled: int = 0
    demoted: int = 0


@dataclass(frozen=True, slots=True)
class PoolFigures:
    """The pool at one moment.

    ``network`` says whether workers have a way to a network; None while that is not known.
    """

    idle: int
    quick: int
    slow: int
    waiting: int
    network: bool | None
    counts: Counts = field(default_factory=Counts)
