"""Tell who is named: States, bodies, groups and persons, one by one out of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.authority import Authority, State
from kg.recognise.passages import Span

__all__ = [
    "HONORIFIC",
    "Party",
    "body_key",
    "party",
    "split_list",
    "state_of",
    "without_article",
]

HONORIFIC: Final = r"(?:Mr|Ms|Mrs|Dr|Prof|H\.E|Sir|Dame|Ambassador|Professor)\b\.?"
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SEPARATOR: Final = re.compile(
    r"\s*;\s*(?:and\s+)?|\s*,\s*(?:as well as\s+|and\s+|and also\s+)?|\s+(?:and|as well as)\s+"
)
_SEMICOLON: Final = re.compile(r"\s*;\s*(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts: ``name`` as printed without article; ``id`` is the authority list's."""

    name: str
    kind: str
    id: str | None = None
    iso3: str | None = None


def without_article(words: str) -> str:
    """A name as it is printed, without its article.

    >>> without_article("the Republic of Korea")
    'Republic of Korea'
    """
    return _ARTICLE.sub("", words.strip(" ,;:.")).strip()


def state_of(name: str, authority: Authority, day: date | None) -> State | None:
    """The State of that name on that day, or, as documents lag behind, on any."""
    return authority.state(name, day) or authority.state(name)


def body_key(words: str, authority: Authority) -> str:
    """The id of a body in the authority list, else the words as printed without article."""
    name = without_article(words)
    known = authority.body(name)
    return known.id if known else re.sub(r"\s*\([A-Z][\w./-]*\)$", "", name)


def party(name: str, authority: Authority, day: date | None) -> Party | None:
    """The party with this name; None where neither list nor form tells what it is."""
    printed = without_article(name)
    state = state_of(printed, authority, day)
    if state:
        return Party(printed, "state", state.iso3, state.iso3)
    body = authority.body(printed)
    if (body and body.id == "secretariat") or re.match(r"[Ss]ecretariat\b", printed):
        return Party(printed, "secretariat", body.id if body else None)
    if body:
        return Party(printed, "group" if body.cls == "Group" else "organization", body.id)
    if re.match(HONORIFIC, printed):
        return Party(re.sub(rf"^{HONORIFIC}\s*", "", printed), "person")
    return None


def split_list(text: str, span: Span, authority: Authority, day: date | None) -> Iterator[Span]:
    """The names of a list one by one, "and" inside names understood.

    Semicolons, where there are any, part the list alone. Otherwise the longest run of pieces
    that is a known name is one; an "and" that is not the last separator belongs to a name that
    is not known.
    """
    pieces = list(_pieces(text, span))
    index = 0
    while index < len(pieces):
        end = _known_until(text, pieces, index, authority, day)
        if end is None:
            end = index
            while _goes_on(text, pieces, index, end, (authority, day)):
                end += 1
        yield Span(pieces[index].start, pieces[end].end)
        index = end + 1


def _pieces(text: str, span: Span) -> Iterator[Span]:
    within = text[span.start : span.end]
    separator = _SEMICOLON if ";" in _outside(within) else _SEPARATOR
    start = 0
    for found in separator.finditer(_outside(within)):
        if found.start() > start:
            yield Span(span.start + start, span.start + found.start())
        start = found.end()
    if start < len(within):
        yield Span(span.start + start, span.end)


def _outside(text: str) -> str:
    # Parentheses are blotted out so that "Bolivia (Plurinational State of)" or "(A, B)" is whole.
    return re.sub(r"\([^()]*\)", lambda found: "#" * len(found[0]), text)


def _known_until(
    text: str, pieces: list[Span], index: int, authority: Authority, day: date | None
) -> int | None:
    for end in range(min(len(pieces), index + 6) - 1, index - 1, -1):
        name = without_article(text[pieces[index].start : pieces[end].end])
        if state_of(name, authority, day) or authority.body(name):
            return end
    return None


def _goes_on(
    text: str, pieces: list[Span], index: int, end: int, known: tuple[Authority, date | None]
) -> bool:
    """Whether the "and" after an unknown piece stands inside a name.

    It does where it is not the list's last, or where another "and" has closed the list before.
    """
    if end + 1 >= len(pieces) or not _and_between(text, pieces, end):
        return False
    if end + 2 < len(pieces):
        return True
    closed = index > 0 and text[pieces[index - 1].end : pieces[index].start].strip(" ,") == "and"
    following = without_article(text[pieces[end + 1].start : pieces[end + 1].end])
    return closed and party(following, *known) is None


def _and_between(text: str, pieces: list[Span], index: int) -> bool:
    return text[pieces[index].end : pieces[index + 1].start].strip() == "and"
