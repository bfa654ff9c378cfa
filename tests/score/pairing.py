"""Pair what a person found with what the program found, each used once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["take_pairs"]

One = TypeVar("One")
Other = TypeVar("Other")


def take_pairs(
    wanted: list[One], left: list[Other], alike: Callable[[One, Other], bool]
) -> list[tuple[One, Other]]:
    """Those that are alike, in order, taken out of both lists.

    >>> ones, others = [1, 2, 3], [4, 1, 1]
    >>> take_pairs(ones, others, int.__eq__), ones, others
    ([(1, 1)], [2, 3], [4, 1])
    """
    pairs = []
    for one in tuple(wanted):
        other = next((o for o in left if alike(one, o)), None)
        if other is not None:
            pairs.append((one, other))
            wanted.remove(one)
            left.remove(other)
    return pairs
