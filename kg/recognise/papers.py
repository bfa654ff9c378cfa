"""Find the papers named in a text, by symbol or by number alone, with the titles around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.recognise.symbols import find_symbols

__all__ = ["Paper", "find_papers", "role_named"]

_ACT: Final = re.compile(r"/(?:RES|DEC)[/.]")
_NUMBER: Final = (
    r"(?:(?:INF|CRP|WP|SC|AC|GR[A-Z]{1,4})[.-]?)?\d{1,4}(?:[-.]\d{1,4}){0,3}(?:/\d{1,3})?[a-z]?"
    r"(?:/(?:Rev|Add|Corr)\.\d)?"
)
_UNSYMBOLED: Final = re.compile(
    r"\b(?P<name>(?:(?-i:[A-Z]{2,8}) )?(?:informal|conference room|room|working|background"
    r"|information|discussion) (?:document|paper|note)|non-paper)(?P<many>s)?"
    r"(?P<of> (?-i:[A-Z]{2,4}\.\d{1,2}(?:/[A-Z]{2,4}\.\d{1,2}){0,2})(?= No))?(?P<no> Nos?\.?)? "
    rf"(?P<first>{_NUMBER}(?: \((?:19|20)\d\d\))?)(?![\w/])"
    rf"(?P<more>(?:(?:,|,? and) (?:Nos?\. )?{_NUMBER}(?![\w/])){{0,20}})",
    re.IGNORECASE,
)
_NOUNS: Final = ("ocument", "aper", " note", "OCUMENT", "APER")
_BARE_INF: Final = re.compile(r"(?<![\w/.])INF\.\d{1,3}(?:/(?:Rev|Add|Corr)\.\d)?(?![\w/])")
_FURTHER: Final = re.compile(_NUMBER, re.IGNORECASE)
_ROLES: Final = (
    "annotated provisional agenda", "provisional agenda", "agenda", "list of participants",
    "executive summary", "note by the secretariat", "note by the chair", "note verbale", "note",
    "report of the secretary-general", "report of the secretariat",
    "report of the executive director", "draft report", "report", "background paper",
    "working paper", "conference room paper", "discussion paper", "paper", "discussion guide",
    "draft resolution", "draft decision", "draft declaration", "draft recommendations",
    "draft programme of work", "programme of work", "draft work programme", "work programme",
    "draft workplan", "workplan", "terms of reference", "rules of procedure", "letter", "comment",
    "proposal", "summary", "study", "compilation", "corrigendum",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper named in ``[start, end)``; ``name`` is what one without a symbol is called."""

    start: int
    end: int
    symbol: str | None
    name: str | None = None


def find_papers(text: str) -> Iterator[Paper]:
    """The papers named, in order; symbols of resolutions and decisions are none.

    >>> [p.symbol or p.name for p in find_papers("A/74/130 and Informal documents Nos. 1 and 2")]
    ['A/74/130', 'Informal document No. 1', 'Informal document No. 2']
    """
    found = [
        Paper(s.start, s.end, s.symbol) for s in find_symbols(text) if not _ACT.search(s.symbol)
    ]
    if any(noun in text for noun in _NOUNS):
        for match in _UNSYMBOLED.finditer(text):
            found += _numbered(match)
    if "INF." in text:
        taken = {place for paper in found for place in range(paper.start, paper.end)}
        found += [
            Paper(bare.start(), bare.end(), None, f"Informal document {bare[0]}")
            for bare in _BARE_INF.finditer(text)
            if bare.start() not in taken
        ]
    yield from sorted(found, key=lambda paper: paper.start)


def _numbered(match: re.Match[str]) -> Iterator[Paper]:
    before = f"{match['name']}{match['of'] or ''}{' No.' if match['no'] else ''} "
    yield Paper(match.start(), match.end("first"), None, f"{before}{match['first']}")
    for more in _FURTHER.finditer(match["more"] or ""):
        start = match.start("more") + more.start()
        yield Paper(start, start + len(more[0]), None, f"{before}{more[0]}")


def role_named(words: str) -> str | None:
    """The first kind of paper that the words name; of two at one place, the longer.

    >>> role_named("Note by the Secretariat on the draft report")
    'note by the secretariat'
    """
    lower = words.lower()
    found = [(lower.find(role), -len(role), role) for role in _ROLES if role in lower]
    return min(found)[2] if found else None
