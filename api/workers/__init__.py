"""Queries answered in processes of their own, which are bounded and can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.workers.figures import Counts, PoolFigures
from api.workers.jobs import Cut, Job, Reply, Unanswerable
from api.workers.lanes import Lanes

if TYPE_CHECKING:
    from api.workers.pool import Pool

__all__ = ["Counts", "Cut", "Job", "Lanes", "Pool", "PoolFigures", "Reply", "Unanswerable"]


def __getattr__(name: str) -> object:
    """The pool, imported when it is asked for: workers need none, nor the web that it speaks to."""
    if name == "Pool":
        from api.workers.pool import Pool

        return Pool
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
