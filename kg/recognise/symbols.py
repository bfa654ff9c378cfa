"""Find document symbols and the numbers of resolutions and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Body

__all__ = ["NUMBER", "SymbolMatch", "act_symbol", "find_symbols"]

NUMBER: Final = (
    r"(?:\d{1,4}/\d{1,4}|\d{1,4})(?: [A-Z](?:-[A-Z])?(?![\w]))?(?: ?\((?:S-)?[IVXLC]+\)"
    r"| \(\d{4}\))?"
)
"""The number of a resolution or decision: ``65/230``, ``2625 (XXV)``, ``48/218 B``."""

_SYMBOL: Final = re.compile(
    r"(?<![\w/.-])[A-Z]{1,8}"
    r"(?:/(?:(?:Rev|Add|Corr|Inf|Amend)\.? ?\d+|[A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)*(?![a-z])"
    r"|\d[\dA-Z]*))+"
    r"(?P<suffix> ?\([IVXLC]+\)| \(\d{4}\)| [A-Z](?![\w’']))?"
)
_MORE: Final = re.compile(
    r"(?:,| and|, and|–) (?P<tail>(?:Add|Corr|Rev|L|CRP|INF|WP)\.\d+(?:/(?:Add|Rev|Corr)\.\d+)?)"
)


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """A symbol in display form and the slice ``[start, end)`` in which it is printed."""

    start: int
    end: int
    symbol: str


def find_symbols(text: str) -> Iterator[SymbolMatch]:
    """Every document symbol, and those printed as endings of the one before.

    >>> [m.symbol for m in find_symbols("(E/2003/90 and Add.1; see HIV/AIDS and 24/7)")]
    ['E/2003/90', 'E/2003/90/Add.1']
    """
    for found in _SYMBOL.finditer(text):
        symbol = found[0]
        if not any(c.isdigit() for c in symbol):
            continue
        if found["suffix"] and not re.search(r"/(?:RES|DEC)/", symbol):
            symbol = symbol.removesuffix(found["suffix"])
        end = found.start() + len(symbol)
        yield SymbolMatch(found.start(), end, _display(symbol))
        yield from _endings(text, symbol, end)


def _endings(text: str, symbol: str, end: int) -> Iterator[SymbolMatch]:
    while more := _MORE.match(text, end):
        tail = more["tail"]
        # "E/2003/90 and Add.1" adds an ending; "…/L.1 and L.2" puts one in the place of another.
        kind = tail.partition(".")[0]
        stem = symbol.rpartition("/")[0] if symbol.rpartition("/")[2].startswith(kind) else symbol
        yield SymbolMatch(more.start("tail"), more.end(), f"{stem}/{tail}")
        end = more.end()


def _display(symbol: str) -> str:
    return re.sub(r"(?<=\d)\((?=[IVXLC\d])", " (", symbol)


def act_symbol(body: Body, number: str, *, decision: bool = False) -> str | None:
    """The symbol or key of a body's resolution or decision; None without series or acronym.

    >>> from kg.authority import load_authority
    >>> bodies = load_authority().bodies
    >>> act_symbol(bodies["ga"], "65/230"), act_symbol(bodies["ccpcj"], "26/4")
    ('A/RES/65/230', 'CCPCJ/RES/26/4')
    >>> act_symbol(bodies["ga"], "74/567", decision=True)
    'A/DEC/74/567'
    """
    series = body.series or (f"{body.acronym}/RES" if body.acronym else None)
    if series is None:
        return None
    if decision:
        series = series.replace("/RES", "/DEC")
    return f"{series}/{_display(number)}"
