"""Find the articles of a treaty that is named for short: "article 5 of the Convention"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kg.recognise.citing.unlisted import HEADS

__all__ = ["ARTICLES", "Article", "find_articles", "find_statutes", "leading_nouns", "statutes"]

_NUMBER: Final = r"(?:[IVXLC]+\b|\d+)(?: ?\([a-z0-9]{1,4}\)){0,2}"
ARTICLES: Final = (
    rf"\b[Aa]rticles? {_NUMBER}"
    rf"(?:(?:, (?:and )?| and |,? to |-){_NUMBER}|, (?:sub-?)?paragraphs? [\d ()a-z]+)*,? of "
)
"""The pattern of the articles of what is named next."""

_OF_SHORT: Final = re.compile(
    rf"{ARTICLES}(?:the|that|its|the said) (?:(?:Additional|Optional) (?=Protocol))?"
    rf"(?P<head>{'|'.join(h for h in (*HEADS, 'Statute', 'Agreement') if h != 'Charter')})\b"
    r"(?! [A-Z]| (?:of|on|for|against|relating|concerning|to (?:the|[A-Z])|and [A-Z]))"
)
_OF_RULES: Final = re.compile(
    rf"{ARTICLES}(?:the|its) "
    r"(?P<head>[Rr]ules of [Pp]rocedure|Staff Regulations|Financial Regulations)\b"
)
_NOUN: Final = re.compile(
    rf"\b(?:{'|'.join((*HEADS, 'Agenda', 'Statute', 'Agreement', 'instrument'))})(?![\w-])"
)
_ABOUT: Final = re.compile(
    r" (?:to|on|against|(?:for|of)(?! Action)|concerning|relating|additional|Additional) "
)
_STATUTE: Final = re.compile(
    r"\b(?:[Ii]ts Statute|[Tt]he Statute of the (?:Court|Agency))\b(?! of)"
)
_OF: Final = re.compile(r"Statute of the (?P<body>.+)")


class Article(NamedTuple):
    """Articles, or a statute, in ``[start, end)`` of the instrument with this key, if listed."""

    start: int
    end: int
    key: str | None
    head: str


@lru_cache(maxsize=2_000)
def leading_nouns(name: str) -> tuple[str, ...]:
    """The nouns by which an instrument goes for short, not those of what it is about.

    >>> leading_nouns("Optional Protocol to the Convention on the Rights of the Child")
    ('Protocol',)
    """
    about = _ABOUT.search(name)
    return tuple(_NOUN.findall(name, 0, about.start() if about else len(name)))


def find_articles(
    plain: str, named: Sequence[tuple[int, Sequence[str], str | None]], last: Mapping[str, str]
) -> Iterator[Article]:
    """The articles of treaties that are named for short after their full name.

    ``named`` are those of the passage in order: where each ends, its nouns, its key; ``last``
    gives for each noun the key of the one last named before it ("" if it is not on the list).
    """
    for found in _OF_SHORT.finditer(plain):
        head = found["head"]
        inside = [key or "" for end, nouns, key in named if end <= found.start() and head in nouns]
        key = inside[-1] if inside else last.get(head)
        if key is not None:
            yield Article(found.start(), found.end(), key or None, head)
    for found in _OF_RULES.finditer(plain):
        yield Article(found.start(), found.end(), None, found["head"])


def statutes(names: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The key of the statute of each body that has one on the list."""
    return {found["body"]: key for name, key in names if (found := _OF.search(name))}


def find_statutes(
    plain: str, seen: Sequence[str | None], of_body: Mapping[str, str]
) -> Iterator[Article]:
    """The statutes that are named by their body before: "the Court … in accordance with its"."""
    for found in _STATUTE.finditer(plain):
        at, body = max((plain.rfind(body, 0, found.start()), body) for body in of_body)
        key = of_body[body]
        if at >= 0 and key not in seen:
            start = found.start() + (0 if found[0][0] in "iI" else len("the "))
            yield Article(start, found.end(), key, "Statute")
            return
