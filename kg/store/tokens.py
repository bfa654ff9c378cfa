"""Cut a SPARQL query into tokens, so that it is judged by its words and not by its look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Token", "position", "tokens"]

_TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\"
        |'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
        |\"(?:[^\"\\\n\r]|\\.)*\"
        |'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.\-·]+)
    | (?P<name>(?:[^\W\d_][\w.\-·]*)?:(?:[\w.\-·:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d[\w.]*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its kind, and where it starts in the query (code points, escapes resolved)."""

    kind: str
    text: str
    start: int

    def is_word(self, word: str) -> bool:
        """Whether this is the keyword ``word``, in any case."""
        return self.kind == "word" and self.text.upper() == word


def tokens(query: str) -> Iterator[Token]:
    r"""The tokens of a query, white space and comments left out.

    Code point escapes are resolved first, as SPARQL 1.1 (19.2) asks, so that a keyword cannot
    hide in them.

    >>> [t.text for t in tokens("ASK { ?s <urn:p> 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', '<urn:p>', "'SERVICE'", '}']
    >>> [t.text for t in tokens("SERVIC\\u0045 <urn:x> {}")][0]
    'SERVICE'
    """
    for found in _TOKEN.finditer(_ESCAPE.sub(_code_point, query)):
        kind = str(found.lastgroup)
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def position(query: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset.

    >>> position("SELECT *\\n{ x }", 11)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _code_point(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "�"
