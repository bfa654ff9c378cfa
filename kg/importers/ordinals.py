"""Spell a session of the General Assembly in words."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ordinal_words", "session_words"]

_FIRST: Final = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_SESSION: Final = re.compile(r"(?P<kind>ES-|S-)?(?P<number>\d{1,3})")
_KINDS: Final = {"ES-": "emergency special ", "S-": "special "}


def ordinal_words(number: int) -> str:
    """An ordinal in words, in figures from 100 on.

    >>> ordinal_words(12), ordinal_words(70), ordinal_words(78), ordinal_words(111)
    ('twelfth', 'seventieth', 'seventy-eighth', '111th')
    """
    if number < len(_FIRST):
        return _FIRST[number]
    if number >= 100:
        teens = 10 < number % 100 < 14
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    ten, unit = _TENS[number // 10], number % 10
    return f"{ten}-{_FIRST[unit]}" if unit else f"{ten[:-1]}ieth"


def session_words(session: str) -> str:
    """A session in words, from its ordinal as symbols write it.

    >>> session_words("78"), session_words("S-32"), session_words("ES-10")
    ('seventy-eighth session', 'thirty-second special session', 'tenth emergency special session')
    """
    found = _SESSION.fullmatch(session)
    if not found:
        return f"session {session}"
    return f"{ordinal_words(int(found['number']))} {_KINDS.get(found['kind'], '')}session"
