"""Read the numbers of agenda items, one by one out of lists and ranges."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ITEM_LIST", "UNDER_ITEM", "item_numbers"]

_ONE: Final = r"\d{1,3}(?: ?\([a-z]\)(?: ?[-–—] ?\([a-z]\))?)?"
_LIST: Final = rf"{_ONE}(?:(?:,| and|, and|–| to) (?:{_ONE}|\([a-z]\)))*"

ITEM_LIST: Final = _LIST
"""A pattern for the numbers of agenda items, one or a list of them."""

UNDER_ITEM: Final = re.compile(
    rf"\b(?:under|on|of|for)? ?(?:the )?(?:provisional )?(?:agenda )?items? (?P<items>{_LIST})",
    re.IGNORECASE,
)
"""A pattern for a mention of agenda items; ``items`` goes to ``item_numbers``."""

_TOKEN: Final = re.compile(
    r"(?P<number>\d{1,3})?(?: ?\((?P<first>[a-z])\))?(?: ?[-–—] ?\((?P<last>[a-z])\))?"
)


def item_numbers(words: str) -> tuple[str, ...]:
    """The items of a list, in order; a range of letters counts each.

    >>> item_numbers("2, 3 (a)-(c) and 4")
    ('2', '3(a)', '3(b)', '3(c)', '4')
    >>> item_numbers("5 (a) and (b)"), item_numbers("2 to 4")
    (('5(a)', '5(b)'), ('2', '3', '4'))
    """
    items: list[str] = []
    number = ""
    for piece in re.split(r",? and |, ", words):
        span = re.fullmatch(r"(\d{1,3})(?: to |–)(\d{1,3})", piece.strip())
        if span:
            items += [str(n) for n in range(int(span[1]), int(span[2]) + 1)]
            continue
        token = _TOKEN.match(piece.strip())
        if token is None:
            continue
        number = token["number"] or number
        if not token["first"]:
            items.append(number)
            continue
        letters = range(ord(token["first"]), ord(token["last"] or token["first"]) + 1)
        items += [f"{number}({chr(letter)})" for letter in letters]
    return tuple(items)
