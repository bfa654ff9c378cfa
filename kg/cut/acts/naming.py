"""Give an act its symbol or key from the body that adopted it and the number that is printed."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Body, act_symbol
from kg.cut.scope import arabic

__all__ = ["display", "is_act_symbol", "name_of", "number_of", "numeral_of", "session_of"]

_ACT: Final = re.compile(r"/(?:RES|DEC)[/.]|/L\.\d", re.IGNORECASE)
_NUMERAL: Final = re.compile(r"(\d{1,4}) \(([IVXLC]+)\)")
_SAME_PAGE: Final = 25
_SERIES: Final = re.compile(r"^.*?/(?:RES|DEC|Res)[/.]")


def display(symbol: str) -> str:
    """A symbol in display form.

    >>> display("A/RES/2625(XXV)"), display("A/RES/67/244/B"), display("S/RES/2722(2024)")
    ('A/RES/2625 (XXV)', 'A/RES/67/244 B', 'S/RES/2722 (2024)')
    """
    symbol = re.sub(r"/?\s*\((?=[A-Z\d])", " (", symbol.strip())
    symbol = re.sub(r"(?<=/\d)(\d*)/([A-Z](?:-[A-Z])?)$", r"\1 \2", symbol)
    return re.sub(r"\s+", " ", symbol)


def is_act_symbol(symbol: str | None) -> bool:
    """Whether a symbol is that of a resolution, a decision or a draft of one."""
    return symbol is not None and _ACT.search(symbol) is not None


def number_of(symbol: str) -> str:
    """The number in the symbol of an act, as it is printed.

    >>> number_of("A/RES/2625 (XXV)"), number_of("UNEP/EA.4/RES.12"), number_of("HSP/HA.2/Res.8")
    ('2625 (XXV)', '4/12', '2/8')
    """
    assembly = re.fullmatch(r"[A-Z]+/(?:HA|EA)\.(\d+)/(?:RES|Res|DEC|Dec)\.(\d+)", symbol)
    if assembly:
        return f"{assembly[1]}/{assembly[2]}"
    return re.sub(r" [A-Z](?:-[A-Z])?$", "", _SERIES.sub("", symbol))


def numeral_of(number: str, given: str | None) -> str:
    """A number with the session's numeral of the name given, where the scan misread it.

    One page holds acts of one session, so a neighbour in number has the same numeral.

    >>> numeral_of("118 (III)", "A/RES/118 (II)"), numeral_of("118 (III)", "A/RES/999 (II)")
    ('118 (II)', '118 (III)')
    """
    mine = _NUMERAL.fullmatch(number)
    theirs = _NUMERAL.fullmatch(number_of(given)) if given else None
    if mine is None or theirs is None or abs(int(mine[1]) - int(theirs[1])) > _SAME_PAGE:
        return number
    return f"{mine[1]} ({theirs[2]})"


def session_of(number: str) -> str | None:
    """The session in the number of an act.

    >>> [session_of(n) for n in ("74/173", "2625 (XXV)", "S-32/1", "2722 (2024)", "2013/39")]
    ['74', '25', 'S-32', None, '2013']
    """
    slash = re.match(r"((?:E?S-)?\d+)/", number)
    if slash:
        return slash[1]
    numeral = re.search(r"\((E?S-)?([IVXLC]+)\)", number)
    return f"{numeral[1] or ''}{arabic(numeral[2])}" if numeral else None


def name_of(
    body: Body | None, number: str, part: str | None, *, decision: bool
) -> tuple[str | None, str | None]:
    """The symbol and the key of a body's act: the one or the other, neither without a series.

    A name is a symbol where it begins as the symbols of the body's documents do; decisions of the
    principal organs have none, and are identified by body and number.
    """
    name = None if body is None else act_symbol(body, number, decision=decision)
    if body is None or name is None:
        return None, None
    whole = f"{name} {part}" if part else name
    prefixed = any(name.startswith((f"{p}/", f"{p}.")) for p in body.symbol_prefixes)
    if prefixed and not (decision and body.kind == "principal organ"):
        return whole, None
    return None, whole
