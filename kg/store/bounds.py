"""Refuse a query that is too large for the engine to plan, or to survive, by its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.errors import QueryError
from kg.store.tokens import Token, position

__all__ = ["NESTING", "PATTERNS", "STEPS", "is_small", "refuse_excess"]

NESTING: Final = 200
"""Brackets inside brackets: the engine recurses, and 800 nested EXISTS overflow its stack."""
PATTERNS: Final = 500
"""Triple patterns: the engine orders 200 of them in 0.4 s, 400 in 4 s."""
STEPS: Final = 200
"""Steps of property paths: 200 are planned in 0.4 s, 400 in 6 s, 1,000 in over 20 s."""

_OPENING: Final = "([{"
_CLOSING: Final = ")]}"


def is_small(text: str) -> bool:
    """Whether a text is within the bounds whatever its tokens are; False: look at them."""
    return (
        sum(map(text.count, "([{<")) <= NESTING
        and sum(map(text.count, "/|^")) <= STEPS
        and sum(map(text.count, ".;,{")) <= PATTERNS
    )


def refuse_excess(text: str, words: Sequence[Token]) -> None:
    """Refuse a query beyond the bounds, at the token where it passes one.

    Triple patterns are counted by what ends one or begins a group, so a few too many.

    Raises:
        QueryError: it nests too deep, or has too many triple patterns or steps of paths.
    """
    open_: list[str] = []
    steps = patterns = 0
    for token in words:
        mark = token.text
        if token.kind == "triple":
            open_.append(mark)
        elif token.kind != "mark":
            continue
        elif mark in _OPENING:
            open_.append(mark)
            patterns += mark == "{"
        elif mark in _CLOSING and open_:
            open_.pop()
        elif mark in "/|^":
            steps += 1
        elif mark in ".;" or (mark == "," and open_[-1:] != ["("]):
            patterns += 1
        if len(open_) > NESTING:
            raise _refusal(text, token, f"it nests more than {NESTING} brackets")
        if steps > STEPS:
            raise _refusal(text, token, f"its paths have more than {STEPS} steps")
        if patterns > PATTERNS:
            raise _refusal(text, token, f"it has more than {PATTERNS} triple patterns")


def _refusal(text: str, token: Token, why: str) -> QueryError:
    line, column = position(text, token.start)
    return QueryError(why, "ask in several simpler queries", line, column)
