"""Read what a person types into a search: words, "phrases", beginnings*, OR and -not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import SearchError
from kg.search.rows import folded

__all__ = ["MOST_CHARACTERS", "MOST_TERMS", "Term", "Wanted", "read_words"]

MOST_CHARACTERS: Final = 500
MOST_TERMS: Final = 32
_SHORTEST_BEGINNING: Final = 2
_PIECE: Final = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_NUMBER: Final = r"\d[\w.\-/]*/[\w./\-]*\d[\w./\-]*(?: ?[A-Z](?![a-z]))?|\d+[A-Z]? ?\([IVXL\d]+\)"
_SYMBOL: Final = re.compile(
    rf"(?:[A-Z][\w.\-]*/)+[\w.\-/]*(?: ?\([IVXL\d]+\)| [A-Z](?:-[A-Z])?)?|{_NUMBER}", re.IGNORECASE
)
_ACT: Final = re.compile(r"/(RES|DEC)/(.+)", re.IGNORECASE)
_KIND: Final = re.compile(
    r"(?:(?:general assembly|security council|assembly|council|commission) )?"
    r"(?:resolution|decision|document|report)s?(?: no\.?)? ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, as they were typed; ``beginning``: the last one is but the start of it."""

    words: str
    beginning: bool = False

    def __str__(self) -> str:
        """The term as FTS5 takes it: a string, in which nothing but ``"`` means anything."""
        quoted = '"' + self.words.replace('"', '""') + '"'
        return f"{quoted} *" if self.beginning else quoted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: one term of each of ``groups``, and none of ``unwanted``.

    ``symbol`` is its folded spelling where the whole search is a symbol.
    """

    groups: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]
    symbol: str | None = None

    def expression(self) -> str:
        """What is looked for as FTS5 writes it (sqlite.org/fts5.html, 3)."""
        groups = (_either(group) for group in self.groups)
        wanted = " AND ".join(groups)
        return f"({wanted}) NOT {_either(self.unwanted)}" if self.unwanted else wanted


def read_words(typed: str) -> Wanted:
    """What somebody looks for. Nothing that is typed is malformed: what is no sign is a word.

    >>> read_words('expert "open ended" OR cyber* -drugs').expression()
    '("expert" AND ("open ended" OR "cyber" *)) NOT "drugs"'
    >>> read_words('NEAR(a, ^b) "').expression()
    '"NEAR(a," AND "^b)"'
    >>> read_words("resolution 65/230").expression(), read_words("resolution 65/230").symbol
    ('"65/230"', '65/230')

    Raises:
        SearchError: it is too long, has too many terms, or none that is wanted.
    """
    if len(typed) > MOST_CHARACTERS:
        raise SearchError(f"has more than {MOST_CHARACTERS} characters", "leave some out")
    typed = _plain(typed)
    symbol = _symbol(typed)
    if symbol:
        return Wanted(((Term(symbol), *_in_words(symbol)),), (), folded(symbol))
    groups: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joins = False
    for found in _PIECE.finditer(typed):
        if found["word"] == "OR" and not found["minus"]:
            joins = bool(groups)
            continue
        term = _term(found)
        if term is None:
            continue
        if found["minus"]:
            unwanted.append(term)
        elif joins:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joins = False
    return _bounded(groups, unwanted)


def _bounded(groups: Sequence[tuple[Term, ...]], unwanted: Sequence[Term]) -> Wanted:
    if not groups:
        raise SearchError("has no word to look for", "type one that should be found")
    if sum(map(len, groups)) + len(unwanted) > MOST_TERMS:
        raise SearchError(f"has more than {MOST_TERMS} words", 'leave some out, or "quote" them')
    return Wanted(tuple(groups), tuple(unwanted))


def _plain(typed: str) -> str:
    """The text in one form, with spaces for controls and for what cannot be printed."""
    normal = unicodedata.normalize("NFC", typed.replace("“", '"').replace("”", '"'))
    kept = (" " if unicodedata.category(c)[0] == "C" else c for c in normal)
    return " ".join("".join(kept).split())


def _term(found: re.Match[str]) -> Term | None:
    if found["phrase"] is not None:
        return Term(found["phrase"]) if _has_letters(found["phrase"]) else None
    word = found["word"]
    stem = word.rstrip("*")
    if not _has_letters(stem):
        return None
    return Term(stem, stem != word and len(stem) >= _SHORTEST_BEGINNING)


def _has_letters(words: str) -> bool:
    """Whether FTS5 finds a token in it: a phrase without one matches nothing at all."""
    return any(unicodedata.category(c)[0] in "LN" for c in words)


def _symbol(typed: str) -> str | None:
    """The symbol, where what is typed is one, with or without the words before it."""
    kind = _KIND.match(typed)
    rest = typed[kind.end() :] if kind else typed
    return rest if _SYMBOL.fullmatch(rest) and any(map(str.isdigit, rest)) else None


def _in_words(symbol: str) -> tuple[Term, ...]:
    """How texts name an act: "resolution 65/230" for A/RES/65/230."""
    act = _ACT.search(symbol)
    if not act:
        return ()
    return (Term(f"{'resolution' if act[1].upper() == 'RES' else 'decision'} {act[2]}"),)


def _either(terms: Iterable[Term]) -> str:
    written = list(map(str, terms))
    return written[0] if len(written) == 1 else f"({' OR '.join(written)})"
