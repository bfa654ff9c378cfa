"""Bring the names, titles and symbols that a report prints into the form in which they compare."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from kg.authority import Authority
from tests.score.likeness import plain

__all__ = [
    "alike",
    "contained",
    "identity",
    "lenient",
    "number_key",
    "person",
    "same_body",
    "symbol_key",
]

_LIKE_ENOUGH: Final = 0.85
_ACRONYM: Final = re.compile(r"\((?:the )?(?=[^()]*[A-Z][^()a-z]*[A-Z])[\w.&/ -]{2,25}\)")
_BETWEEN: Final = re.compile(r"[^\w\s]+")
_HONORIFIC: Final = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mme|messrs|dr|prof|professor|sir|dame|h\.? ?e|his excellency"
    r"|her excellency)\.?,? )+",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"(?:agenda )?items? ", re.IGNORECASE)


def lenient(name: str) -> str:
    """A name in small letters, without articles, punctuation, and an acronym in brackets.

    >>> lenient("the “World Health Organization” (WHO)")
    'world health organization'
    >>> lenient("Women’s Board – Education & Health")
    'womens board education and health'
    """
    words = _ACRONYM.sub(" ", plain(name)).replace("'", "").replace("&", " and ").casefold()
    return " ".join(word for word in _BETWEEN.sub(" ", words).split() if word != "the")


def person(name: str) -> str:
    """A person's name in small letters, without honorifics.

    >>> person("H.E. Dr. Ada  LOVELACE")
    'ada lovelace'
    """
    return lenient(_HONORIFIC.sub("", plain(name)))


def contained(one: str, other: str) -> bool:
    """Whether one of two names in comparable form stands in the other as whole words.

    >>> contained("lovelace", "ada lovelace"), contained("ada", "adam smith")
    (True, False)
    """
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for a few letters.

    >>> alike("Election of officers", "Election of the Officers.")
    True
    >>> alike("Election of officers", "Adoption of the report")
    False
    """
    return SequenceMatcher(None, lenient(one), lenient(other)).ratio() >= _LIKE_ENOUGH


def identity(name: str | None, authority: Authority) -> str | None:
    """The id of the authority list for a name or an id, a State's its iso3; None if unknown.

    >>> from kg.authority import load_authority
    >>> lists = load_authority()
    >>> identity("the European Union", lists), identity("France", lists), identity("ga", lists)
    ('eu', 'FRA', 'ga')
    """
    if name is None or name in authority.bodies or name in authority.states:
        return name
    known = authority.body(name)
    if known is not None:
        return known.id
    state = authority.state(name)
    return state.iso3 if state else None


def same_body(one: str | None, other: str | None, authority: Authority) -> bool:
    """Whether both are nobody, of one name, or the same on the authority list."""
    if one is None or other is None:
        return one is other
    if lenient(one) == lenient(other):
        return True
    known = identity(one, authority)
    return known is not None and known == identity(other, authority)


def symbol_key(symbol: str) -> str:
    """A symbol without spaces, in capitals.

    >>> symbol_key("ECE/TRANS/2014/1 and corr. 1")
    'ECE/TRANS/2014/1ANDCORR.1'
    """
    return "".join(plain(symbol).split()).upper()


def number_key(number: str) -> str:
    """The number of an agenda item without spaces, dots and the word before it.

    >>> number_key("item 3 (a)"), number_key("4.")
    ('3(a)', '4')
    """
    return "".join(_ITEM.sub("", plain(number)).split()).replace(".", "").lower()
