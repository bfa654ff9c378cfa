"""How wide the lanes are, and how long a job may stay in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from kg.settings import Settings

__all__ = ["Lanes"]

_SPARE = 6  # that take over at once where quick jobs turn out to be slow: a birth takes 20 ms


@dataclass(frozen=True, slots=True)
class Lanes:
    """Bounds of the pool; times in seconds, sizes in bytes.

    ``quick`` workers stand ready and answer at normal priority; ``slow`` jobs may go on beyond
    ``grace``, three quarters of them for one client; ``waiting`` jobs may wait for a worker. After
    ``patience`` a job yields the processor to others, if there are any. Answers are held back for
    ``buffering``, up to ``buffer`` bytes. A job that had little of the processor is not held to be
    slow before ``lenience``. Refusals of what is not quick are held back for ``penalty``.
    ``budget`` is what a client may spend in the slow lane each minute. ``memory`` bounds the
    addresses of each worker.
    """

    quick: int = 4
    slow: int = 4
    waiting: int = 64
    grace: float = 0.1
    patience: float = 0.008
    buffering: float = 0.04
    buffer: int = 262_144
    lenience: float = 1.0
    penalty: float = 1.0
    budget: float = 60.0
    memory: int = 2 << 30

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The bounds that settings ask for."""
        return cls(
            quick=settings.quick_slots + _SPARE,
            slow=settings.slow_slots,
            waiting=settings.waiting_line,
            grace=settings.quick_ms / 1_000,
            buffer=settings.buffer_bytes,
            buffering=min(settings.buffer_ms, settings.quick_ms) / 1_000,
            budget=settings.slow_budget,
            memory=settings.worker_memory,
        )

    @property
    def slow_each(self) -> int:
        """Places in the slow lane for one client."""
        return max(1, self.slow * 3 // 4)

    @property
    def yielding(self) -> int:
        """Jobs that may have yielded and are not yet past ``grace``."""
        return 2 * self.quick
