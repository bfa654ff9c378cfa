"""What the writer is asked, what it answers, and how an order travels to its process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final, Literal

__all__ = ["Done", "Kind", "Order", "packed", "unpacked"]

Kind = Literal["update", "put", "merge", "delete", "publish"]
_NAMES: Final = ("using", "using_named")


@dataclass(frozen=True, slots=True)
class Order:
    """A change of user graphs.

    ``graph`` is the graph that is changed as a whole; of an update, what its unnamed graph is.
    ``content`` is the text of an update, or N-Triples, one triple on each line. ``if_match`` and
    ``if_none_match`` are a client's conditions, judged when it is the order's turn.
    """

    kind: Kind
    graph: str
    content: bytes = b""
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    if_match: str | None = None
    if_none_match: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A change that is made and shown: by which generation, and which graphs it changed.

    ``stood``: the order's graph was there before.
    """

    generation: int
    stood: bool
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def packed(order: Order, *, waiting: int) -> bytes:
    """A line of JSON, then the content; ``waiting`` says how many orders come after it."""
    values = asdict(order)
    content: bytes = values.pop("content")
    values |= {"size": len(content), "waiting": waiting}
    return json.dumps(values).encode() + b"\n" + content


def unpacked(line: bytes) -> tuple[Order, int, int]:
    """The order of a line, the size of the content that follows it, and how many orders wait.

    >>> order = Order("put", "urn:x", if_match="*")
    >>> unpacked(packed(order, waiting=2)) == (order, 0, 2)
    True
    """
    values = json.loads(line)
    size, waiting = values.pop("size"), values.pop("waiting")
    for name in _NAMES:
        values[name] = tuple(values[name])
    return Order(**values), size, waiting
