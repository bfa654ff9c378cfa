"""Name a body's resolutions and decisions, from the body and the number printed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.authority.values import Body

__all__ = ["act_symbol", "plain_number"]

_PART: Final = re.compile(r"(?<=\d)(?=[A-Z](?:-[A-Z])?(?: ?\(|$))")
_PARENTHESIS: Final = re.compile(r" ?\((?=[A-Z0-9])")
_HYPHENS: Final = str.maketrans({"‑": "-", "‐": "-", "–": "-", "−": "-"})
_SHAPES: Final = {
    frozenset(("session", "number")): re.compile(r"(?P<session>\d+)/(?P<number>\d+)"),
    frozenset(("number", "year")): re.compile(r"(?P<number>\d+) \((?P<year>\d{4})\)"),
}
_PLACE: Final = re.compile(r"\{(\w+)\}")


def plain_number(number: str) -> str:
    """An act's number in the form in which symbols bear it: single spaces around its parts.

    >>> [plain_number(n) for n in ("2625(XXV)", "2200A (XXI)", "67/244B", "S‑30/1")]
    ['2625 (XXV)', '2200 A (XXI)', '67/244 B', 'S-30/1']
    """
    words = " ".join(unicodedata.normalize("NFKC", number).translate(_HYPHENS).split())
    return _PARENTHESIS.sub(" (", _PART.sub(" ", words))


def act_symbol(body: Body, number: str, *, decision: bool = False) -> str | None:
    """The symbol or key of a body's resolution or decision.

    The body's series is a beginning (``A/RES``) or a form with places for what the number holds
    (``UNEP/EA.{session}/RES.{number}``). A body without a series is named by its acronym. None
    where it has neither, or where a resolution's number lacks what the form asks for.

    >>> from kg.authority import load_authority
    >>> bodies = load_authority().bodies
    >>> act_symbol(bodies["ga"], "65/230"), act_symbol(bodies["ccpcj"], "26/4")
    ('A/RES/65/230', 'CCPCJ/RES/26/4')
    >>> act_symbol(bodies["unea"], "4/1"), act_symbol(bodies["sc"], "2722 (2024)")
    ('UNEP/EA.4/RES.1', 'S/RES/2722 (2024)')
    >>> act_symbol(bodies["ga"], "74/567", decision=True)
    'A/DEC/74/567'
    """
    printed = plain_number(number)
    series = body.series or (f"{body.acronym}/RES" if body.acronym else None)
    if series is None:
        return None
    places = frozenset(_PLACE.findall(series))
    if not places:
        return f"{_decisions(series) if decision else series}/{printed}"
    if decision:
        return f"{_decisions(_stem(body, series))}/{printed}"
    found = _SHAPES[places].fullmatch(printed)
    return series.format(**found.groupdict()) if found else None


def _stem(body: Body, series: str) -> str:
    """What stands for a series with places where there is nothing to put in them."""
    fixed = series.partition("{")[0].rstrip("/.")
    return fixed if fixed.endswith("/RES") else f"{body.acronym or fixed}/RES"


def _decisions(series: str) -> str:
    return f"{series.removesuffix('/RES')}/DEC"
