"""Find the instruments that are not on the list, and the paragraphs of them that are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.recognise.citing.accords import Accord, find_accords
from kg.recognise.citing.instrument_days import printed_day, year_within
from kg.recognise.citing.targets import targets_before
from kg.recognise.citing.unlisted import Unlisted, find_unlisted, treaty_or_declaration

__all__ = ["FULL", "Named", "find_others", "in_body"]

_BODY: Final = re.compile(
    r"\b(?:Conferences?|Meetings?|Assembly) of (?:the |its )?"
    r"(?:States |High Contracting |Contracting )?Parties (?:to|of) (?:the )?"
    r"(?:(?:[A-Z][\w'-]*|of|for|and|\([A-Z]{2,8}\)) ){0,12}$"
    r"|\bsecretariats? (?:of|to|for) the [^.;:]{1,80} and the $"
    r"|\b(?:Joint Meeting|Meeting) of (?:Governmental )?Experts on the Regulations annexed to "
    r"(?:the )?$"
    r"|\b(?:Committee|Conference|Congress|Group|Commission|Consultation|Secretariat|secretariats?"
    r"|Executive Secretary|Board|Authority|Fund|Mechanism|Office|Bureau|Coalition|Campaign"
    r"|Division|Unit|Subcommittee|Director-General|Special Rapporteur|Working Group)"
    r"(?: (?:of|for|on|to|the|and|against|in|with regard|[A-Z][\w'-]*)){0,14}"
    r" (?:for|to|on|of|under) (?:the )?$"
)
"""The name of a body ends here that goes on with an instrument's: such a name cites nothing."""
FULL: Final = "full name of "
"""Before a key, what keeps the full name of an instrument among those last named."""
_ALIAS: Final = re.compile(r"\b(?:known|referred to|cited) as (?:the )?\"?$")
"""What introduces another name of what was just named."""


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument that is named: on the list its ``key``, else its class; perhaps a paragraph.

    An ``article`` is one of an instrument that is named only for short.
    """

    start: int
    end: int
    key: str | None
    cls: str
    day: str | None = None
    target: str | None = None
    article: bool = False


def find_others(plain: str, known: list[Named], last: dict[str, str]) -> Iterator[Named]:
    """The instruments that are not on the list, or the paragraphs of them that are cited."""
    taken = [(named.start, named.end) for named in known]
    for accord in _accords(plain, taken, last):
        taken.append((accord.start, accord.end))
        yield accord
    for found in _outermost(find_unlisted(plain, last)):
        if any(start <= found.start < stop for start, stop in taken):
            continue
        if in_body(plain, found.start):
            continue
        if _ALIAS.search(plain, max(0, found.start - 30), found.start):
            continue
        if _in_brackets(plain, found, taken):
            continue
        day = printed_day(plain, found.start, found.end) or year_within(
            plain, found.start, found.end
        )
        key = _short_for(plain[found.start : found.end], found.head, last)
        last[found.head] = key or ""  # so that "the Charter" is not that of the United Nations
        whole = Named(found.start, found.end, key, treaty_or_declaration(found.head), day)
        targets, begin = targets_before(plain, found.start)
        if not targets:
            yield whole
        for position, target in enumerate(targets):
            start = begin if position == 0 else target.start
            yield replace(whole, start=start, target=target.number)


def _accords(plain: str, taken: Sequence[tuple[int, int]], last: dict[str, str]) -> Iterator[Named]:
    """The agreements between parties that are neither on the list nor named for short again."""
    before: dict[str, frozenset[str]] = {}
    for one in sorted(find_accords(plain), key=lambda one: one.start):
        if any(start < one.end and one.start < stop for start, stop in taken):
            continue
        if in_body(plain, one.start) or (one.day is None and _short_again(plain, one, before)):
            continue
        before[f"{one.head} {plain[one.start : one.end]}"] = frozenset(
            plain[one.start : one.end].split()
        )
        if _in_brackets(plain, Unlisted(one.start, one.end, one.head), list(taken)):
            continue
        key = _short_for(plain[one.start : one.end], one.head, last)
        last[one.head] = key or ""
        day = one.day or printed_day(plain, one.start, one.end)
        day = day or year_within(plain, one.start, one.end)
        yield Named(one.start, one.end, key, one.cls, day)


def _short_again(plain: str, one: Accord, before: Mapping[str, frozenset[str]]) -> bool:
    """Whether all the words of a name stand in a longer one ``before`` it in the passage."""
    words = frozenset(plain[one.start : one.end].split())
    return any(words < others for others in before.values())


def in_body(plain: str, start: int) -> bool:
    """Whether what is named here only goes on with the name of a body."""
    return _BODY.search(plain, max(0, start - 130), start) is not None


def _outermost(found: Iterator[Unlisted]) -> Iterator[Unlisted]:
    """Those that do not stand within another: "Protocol II to the Convention on …"."""
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > end:
            yield one
            end = one.end


def _in_brackets(plain: str, found: Unlisted, taken: list[tuple[int, int]]) -> bool:
    """Whether a name is but the short form, in brackets, of the one before it."""
    bracketed = plain.endswith(("(", '("', "(the "), 0, found.start)
    bracketed = bracketed and plain.startswith((")", '")'), found.end)
    opened = plain.rfind("(", 0, found.start)
    begin = plain.rfind("(", 0, opened) + 1
    before = plain[max(begin, found.start - 200) : found.start]
    named = any(start < opened and opened - stop < 3 for start, stop in taken)
    return bracketed and (named or found.head in before)


def _short_for(words: str, head: str, last: dict[str, str]) -> str | None:
    """The instrument named before in whose full name all the words of a short one stand.

    A short name that tells a subject is the beginning of the full one.
    """
    whole = words.endswith(head)
    lower = words.lower()
    wanted = lower.split()
    held = (
        k
        for k, name in last.items()
        if k.startswith(FULL) and (_holds(name, wanted) if whole else name.startswith(f"{lower} "))
    )
    key = next(held, None)
    return key.removeprefix(FULL) if key else None


def _holds(name: str, words: list[str]) -> bool:
    held = name.split()
    return len(held) > len(words) and all(word in held for word in words)
