"""Changes of user graphs, made by one process that can be ended, in transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.writing.figures import WriterCounts, WriterFigures
from api.writing.orders import Done, Order

if TYPE_CHECKING:
    from api.writing.writer import Writer

__all__ = ["Done", "Order", "Writer", "WriterCounts", "WriterFigures"]


def __getattr__(name: str) -> object:
    """The writer, imported when it is asked for: its process needs none, nor the web."""
    if name == "Writer":
        from api.writing.writer import Writer

        return Writer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
