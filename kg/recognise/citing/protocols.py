"""Find the protocols that are named by the treaty before them: "the Optional Protocol thereto"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kg.authority import Instrument
from kg.recognise.citing.names import NameIndex

__all__ = ["Protocol", "find_protocols"]

_PARTS: Final = r"(?: [IVX]{1,3}(?: and [IVX]{1,3})?)?"
_THERETO: Final = re.compile(
    rf"\b(?P<kind>(?:(?:(?:First |Second )?Optional|Additional) Protocols?{_PARTS})"
    r"|Protocol of \d{4}|Protocol(?= thereto,? of \d{4})"
    r"|(?P<part>Protocol [IVX]{1,3}) [Aa]dditional) thereto\b"
    r"|\b(?:the|its|their)(?: two| three)? (?P<bare>Additional Protocols)(?! to| thereto)\b"
    r"|\b(?:its|their)(?: two| three| first)? (?P<own>Optional Protocols?)(?! to| thereto)\b"
)
_SHORT: Final = re.compile(
    r"\b(?P<head>Convention|Covenant|Treaty)(?:,? (?:and|or|as well as|and to|and of))?,?"
    r" (?:the|its|their) $"
)
"""The short name of a treaty, by which its protocol is named directly after it."""
_ON: Final = re.compile(r",?(?: and)? (?=on (?:the |a )?[a-z])")


class Protocol(NamedTuple):
    """A protocol that is named in ``[start, end)``, with its key if it is on the list."""

    start: int
    end: int
    key: str | None


def find_protocols(
    plain: str,
    known: Sequence[tuple[int, int, str | None]],
    last: Mapping[str, str],
    listed: Mapping[str, Instrument],
    names: NameIndex,
) -> Iterator[Protocol]:
    """The protocols to the treaty named before, one for each subject that is told.

    ``known`` are the places of the instruments named in full, with their keys; ``last`` gives the
    key of the treaty that a short name stands for.
    """
    for found in _THERETO.finditer(plain):
        group = next(g for g in ("kind", "bare", "own") if found[g])
        start = found.start(group)
        if any(begin < found.end() and start < end for begin, end, _ in known):
            continue
        before = [key for _, end, key in known if end <= start and key]
        short = _SHORT.search(plain, max(0, start - 40), start)
        meant = last.get(short["head"]) if short else None
        treaty = listed.get(before[-1] if before else meant or "")
        if treaty is None:
            continue
        kind = found["part"] or found[group]
        several = list(_subjects(plain, found.end(), kind, treaty, names))
        if not several:
            yield Protocol(start, found.end(), _key(kind, treaty, names))
        for position, (end, key, begin) in enumerate(several):
            yield Protocol(begin if position else start, end, key)


def _heads(kind: str, treaty: Instrument) -> Iterator[str]:
    for name in treaty.names:
        yield f"{kind} to the {name}"


def _key(kind: str, treaty: Instrument, names: NameIndex) -> str | None:
    """The protocol of the list that bears this name and no more words."""
    for head in _heads(kind, treaty):
        found = names.at(head, 0)
        if found and found.end == len(head):
            return found.key
    return None


def _subjects(
    plain: str, at: int, kind: str, treaty: Instrument, names: NameIndex
) -> Iterator[tuple[int, str, int]]:
    """Where the subjects of several protocols end, with the protocol each is that of."""
    heads = [f"{head} " for head in _heads(kind.removesuffix("s"), treaty)]
    while joined := _ON.match(plain, at):
        words = plain[joined.end() : joined.end() + 200]
        found = ((head, names.at(head + words, 0)) for head in heads)
        head, named = next(((h, n) for h, n in found if n and n.end > len(h)), ("", None))
        if named is None:
            return
        at = joined.end() + named.end - len(head)
        yield at, named.key, joined.end()
