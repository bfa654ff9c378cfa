"""Cut a SPARQL query into tokens, so that it is judged by its words and not by its look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError

__all__ = ["Token", "position", "resolved", "tokens"]

_TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<triple><<)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\"
        |'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
        |\"(?:[^\"\\\n\r]|\\.)*\"
        |'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.\-·]+)
    | (?P<name>(?:[^\W\d_][\w.\-·]{0,255})?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
           (?:(?:[\w.\-·:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
              (?:[\w\-·:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d[\w.]*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPERANDS: Final = frozenset(("iri", "string", "variable", "blank", "name", "language", "number"))
_TERMS: Final = -(1 << 60)  # in the place of a count: no "less than" is possible here
_HIERARCHICAL: Final = re.compile(r"<[A-Za-z][\w+.\-]*://")


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its kind, and where it starts in the query, in code points."""

    kind: str
    text: str
    start: int

    def is_word(self, word: str) -> bool:
        """Whether this is the keyword ``word``, in any case."""
        return self.kind == "word" and self.text.upper() == word

    def holds(self, word: str) -> bool:
        """Whether the engine could read the keyword ``word`` in this: it needs no space before.

        >>> Token("number", "1.SERVICE", 0).holds("SERVICE")
        True
        """
        return self.kind in ("word", "number") and word in self.text.upper()

    def begins_with(self, word: str) -> bool:
        """Whether the engine could read the keyword and a name in this name, before a group.

        >>> Token("name", "SERVICE:x", 0).begins_with("SERVICE")
        True
        """
        return self.kind == "name" and word in self.text.partition(":")[0].upper()


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, white space and comments left out.

    >>> [t.text for t in tokens("ASK { ?s <urn:p> 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', '<urn:p>', "'SERVICE'", '}']

    Raises:
        QueryError: a ``<`` may be "less than" or begin an IRI, and what follows depends on it.
    """
    brackets = [0]  # how many round ones are open, in each pair of curly ones
    before: Token | None = None
    values = False
    for found in _TOKEN.finditer(query):
        token = Token(str(found.lastgroup), found.group(), found.start())
        if token.kind == "space":
            continue
        if brackets[-1] > 0 and _is_operand(before) and _is_ambiguous(token):
            line, column = position(query, token.start)
            why = "'<' may be \"less than\" or begin an IRI"
            raise QueryError(why, "write a space after it, or a prefixed name", line, column)
        _count(brackets, token.text, values=values)
        # What follows VALUES and its variables holds terms alone, so "<" begins an IRI there.
        values = token.is_word("VALUES") or (
            values and (token.kind == "variable" or token.text in ("(", ")"))
        )
        before = token
        yield token


def resolved(query: str) -> str:
    r"""The query with its code point escapes resolved everywhere, as SPARQL 1.1 (19.2) asks.

    The engine resolves them in strings and IRIs alone; another one may follow the standard.

    >>> resolved("SERVIC\\u0045")
    'SERVICE'
    """
    return _ESCAPE.sub(_code_point, query)


def position(query: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset.

    >>> position("SELECT *\\n{ x }", 11)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _is_operand(token: Token | None) -> bool:
    if token is None:
        return False
    return token.kind in _OPERANDS or token.text == ")" or token.text.lower() in ("true", "false")


def _is_ambiguous(token: Token) -> bool:
    """Whether reading ``<`` as "less than" would move a quotation mark or a comment.

    Only inside round brackets is "less than" possible. An IRI with ``//`` after its scheme can be
    nothing else, and one without ``'`` and ``#`` ends at the same place either way.
    """
    if token.kind == "iri":
        return not _HIERARCHICAL.match(token.text) and ("'" in token.text or "#" in token.text)
    return token.kind == "triple"


def _count(brackets: list[int], text: str, *, values: bool) -> None:
    if text == "{":
        brackets.append(_TERMS if values else 0)
    elif text == "}" and len(brackets) > 1:
        brackets.pop()
    elif text in ("(", ")") and brackets[-1] != _TERMS:
        brackets[-1] += 1 if text == "(" else -1


def _code_point(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "�"
