"""Tell which symbols are near misses of another: of the same series, and one slip away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Self

__all__ = ["Symbols"]

_PARTS: Final = re.compile(r"[^/()_\s]+")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A symbol in two: its series (``A/RES``), and the parts from the first number on."""

    series: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, symbol: str) -> Self:
        parts = _PARTS.findall(symbol.casefold())
        first = next((i for i, part in enumerate(parts) if part[0].isdigit()), len(parts))
        return cls(tuple(parts[:first]), tuple(parts[first:]))


class Symbols:
    """Known symbols by their series, so that only those of one are looked through."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_series: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]
        self._by_series = defaultdict(list)
        for symbol in known:
            parts = _Parts.of(symbol)
            self._by_series[parts.series].append((symbol, parts.numbers))

    def near(self, symbol: str, most: int = 5) -> list[str]:
        """The known symbols that someone may have meant who wrote this one, the nearest first.

        They are of the same series, and either one of the two only goes on where the other ends,
        or all numbers but one are the same and that one differs by a slip: a character more, less
        or other, or two neighbours exchanged.

        >>> known = Symbols(["A/RES/65/230", "A/RES/55/25", "E/RES/65/230", "A/RES/2625(XXV)"])
        >>> known.near("A/RES/65/203"), known.near("A/RES/2625")
        (['A/RES/65/230'], ['A/RES/2625(XXV)'])
        >>> known.near("A/RES/2655(XXVI)"), known.near("A/RES/99/1")
        ([], [])
        """
        wanted = _Parts.of(symbol)
        ranked = []
        for other, numbers in self._by_series.get(wanted.series, ()):
            rank = _rank(wanted.numbers, numbers)
            if rank is not None:
                ranked.append((rank, len(other), other))
        return [other for _, _, other in sorted(ranked)[:most]]


def _rank(wanted: tuple[str, ...], known: tuple[str, ...]) -> int | None:
    """How far two symbols of a series lie apart, None where too far."""
    if known and wanted[: len(known)] == known:
        return 0
    if wanted and known[:-1] == wanted and not known[-1][0].isdigit():
        return 1  # A/RES/67/244 for A/RES/67/244 B; but A/RES/65 is no slip for A/RES/65/230
    others = [pair for pair in zip(wanted, known, strict=False) if pair[0] != pair[1]]
    if len(wanted) == len(known) and len(others) == 1 and _is_slip(*others[0]):
        return 2
    return None


def _is_slip(one: str, other: str) -> bool:
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    exchanged = len(one) == 2 and one == other[::-1]
    return exchanged or max(len(one), len(other)) == 1


def _common(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
