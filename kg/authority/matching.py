"""Bring printed names to the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

__all__ = ["find_known", "index_keys", "keys_of", "plain", "without_acronym"]

_LIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "‐": "-", "–": "-"})
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+(?=\S)")
_ACRONYM = re.compile(r"\s*\((?:the )?[A-Z][\w.&/-]*(?: [A-Z][\w.-]*)?\)\s*$")


def plain(name: str) -> str:
    """A name in NFC with straight apostrophes and single spaces, without a leading article.

    >>> plain("the  Côte d’Ivoire")
    "Côte d'Ivoire"
    """
    words = " ".join(unicodedata.normalize("NFC", name).translate(_LIKE).split())
    return _ARTICLE.sub("", words).strip(" ,;")


def _fold(name: str) -> str:
    # A Turkish dotted capital folds to i and a combining dot, which no lower-case spelling has.
    return name.casefold().replace("\u0307", "")


def keys_of(name: str) -> tuple[str, ...]:
    """The keys under which a name is looked up, exact first.

    Case counts in a single word (``WHO`` is no pronoun, ``US`` no ``us``) unless it is all
    capitals; a name of several words matches in any case.

    >>> keys_of("CZECH REPUBLIC"), keys_of("who")
    (('CZECH REPUBLIC', '~czech republic'), ('who',))
    """
    words = plain(name)
    if " " in words or words.isupper():
        return (words, f"~{_fold(words)}")
    return (words,)


def without_acronym(name: str) -> str:
    """A name without the acronym that follows it in parentheses.

    >>> without_acronym("World Health Organization (WHO)")
    'World Health Organization'
    """
    return _ACRONYM.sub("", name)


def index_keys(name: str, *, folded: bool = True) -> tuple[str, ...]:
    """The keys under which a name of the authority files is filed; an acronym is not folded."""
    words = plain(name)
    return (words, f"~{_fold(words)}") if folded else (words,)


def find_known(text: str, known: Collection[str]) -> str | None:
    """The longest known key whose words stand in the text, None where there is none.

    >>> find_known("in the light of the Doha Declaration,", ["Doha Declaration", "Doha"])
    'Doha Declaration'
    """
    words = plain(text)
    for key in sorted(known, key=len, reverse=True):
        at = words.find(key)
        while at >= 0:
            end = at + len(key)
            before, after = words[at - 1 : at], words[end : end + 1]
            if not before.isalnum() and not after.isalnum():
                return key
            at = words.find(key, at + 1)
    return None
