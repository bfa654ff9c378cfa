"""Bring what a person and the program wrote differently into one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.authority import Authority
from kg.cut.scope import arabic

__all__ = [
    "addressee_key",
    "addressee_keys",
    "body_key",
    "common_effect",
    "paragraph_key",
    "plain",
    "same_words",
]

_MARKS: Final = re.compile(r"[*_#`\"“”„«»]+")
_LETTERS: Final = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": None})
_ARTICLES: Final = re.compile(r"^(?:(?:the|all|other|its|an?) )+", re.IGNORECASE)
_BEFORE: Final = 4
_ARTICLE_NUMBER: Final = re.compile(r"(?<=\bart)[IVXLC]+\b")
_UNSAID: Final = frozenset(
    ("requests", "recommends", "invites", "encourages", "urges", "decides", "calls for")
)
"""Verbs that ask or decide do nothing to what is cited under them, so they count as no effect."""


def plain(words: str) -> str:
    """The words with single spaces, straight quotation marks and hyphens, without mark-up.

    >>> plain("  the\\xa0States’ *Council* ")
    "the States' Council"
    """
    return " ".join(_MARKS.sub("", words.translate(_LETTERS)).split())


def same_words(one: str, other: str) -> bool:
    """Whether both stand for the same printed words, each of which may be cut off at its end.

    Letter case, punctuation, articles and up to four words before the name do not matter
    ("Article 55 of the Charter" is found at "Charter").

    >>> same_words("the Salvador Declaration on", "Salvador Declaration on Strategies")
    True
    >>> same_words("Moscow Declaration", "Brasilia Declaration")
    False
    """
    first, second = (
        [word.strip(",;.:()") for word in _ARTICLES.sub("", plain(words).lower()).split()]
        for words in (one, other)
    )
    return any(
        _begins(longer[before:], shorter)
        for longer, shorter in ((first, second), (second, first))
        for before in range(min(_BEFORE, len(longer) - 1) + 1)
    )


def _begins(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter is the longer's beginning; a single word must be all of both."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared] and (shared > 1 or len(one) == len(other))


def addressee_key(addressee: str, authority: Authority) -> str:
    """An addressee for comparing: the id of the list, else its words in lower case.

    "the", "all" and "other" before it do not count.

    >>> from kg.authority import load_authority
    >>> addressee_key("all other States", load_authority())
    'states'
    >>> addressee_key("International Anti-Corruption Academy", load_authority())
    'iaca'
    """
    words = _ARTICLES.sub("", plain(addressee))
    return (body_key(words, authority) or words).lower()


def addressee_keys(addressees: Iterable[str], authority: Authority) -> set[str]:
    """The addressees for comparing."""
    return {addressee_key(addressee, authority) for addressee in addressees}


def body_key(body: str | None, authority: Authority) -> str | None:
    """A body for comparing: the id of the list where the list knows the words by now.

    "States" alone is no name of the list's, for all States are not the Member States.
    """
    if body is None or body.lower() == "states" or body in authority.bodies:
        return body
    known = authority.body(body)
    return known.id if known else body


def paragraph_key(ident: str) -> str:
    """A paragraph's id for comparing: articles in arabic figures.

    >>> paragraph_key("annex.artIV.2(a)")
    'annex.art4.2(a)'
    """
    return _ARTICLE_NUMBER.sub(lambda found: str(arabic(found[0])), ident)


def common_effect(effect: str | None, authority: Authority) -> str | None:
    """The effect in the words of the verbs' list; None where the verb asks or decides.

    >>> from kg.authority import load_authority
    >>> common_effect("takes note of", load_authority())
    'notes'
    """
    if effect is None:
        return None
    verb = authority.verbs.get(effect)
    common = verb.effect if verb else effect
    return None if common in _UNSAID else common
