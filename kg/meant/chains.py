"""See which citations of a paragraph stand in one list, so that what is told may be of all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.meant.values import Citing, Named

__all__ = ["DATED", "TITLED", "Chain", "chain_of"]

DATED: Final = re.compile(
    r"(?:,? ?[A-Z](?: and [A-Z])?(?=[ ,;)]))?(?: ?\((?:\d{4}|[A-Z]+(?:-[IVXL]+)?)\))?"
    r"(?:,? (?:of|dated|adopted on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}"
    r"|,? of the same (?:date|day))?"
)
"""The date behind a citation, with the letter or year that belongs to its number."""
TITLED: Final = re.compile(
    r"(?:,? (?:also )?(?:entitled|titled) [“\"].{3,400}?[”\"](?=[,;. )]|$)"
    r"|,? (?:all |both )?(?:on|regarding|concerning|relating to|related to|containing|about)"
    r" (?:[^;(]|\([^)]*\)){3,400}?(?=,?[”\"]?,? (?:in|by|under|through|with) which\b|, which\b"
    r"|, whereby\b|;|$|, (?:the|its) |, and |, as well as ))"
)
"""The title or subject behind a citation."""
_NUMBERED: Final = re.compile(r"\d")
"""A resolution has a number; a treaty or declaration by its name stands in no list with it."""
_ALONE: Final = re.compile(r"\b(?:resolution|decision) \S+$")
_SINGLE: Final = re.compile(r"(?:[A-Z][\w ]*? |its |the )?(?:resolution|decision) ")
_LONG: Final = 120
_JOINS: Final = re.compile(
    r"(?:,|,? and|,? or| to|,? as well as|,? including)?"
    r"(?: (?:by|in|of|with))?(?: (?:its|the|their|both|subsequent|General|Assembly|Security"
    r"|Human|Rights|Economic|and|Social|Council|Commission|on|relevant|previous|also|Conference)){0,7}"
    r"(?: (?P<noun>resolutions?|decisions?))? ?"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """The citations ``first`` to ``last``, which stand in one list.

    ``start`` is where its words begin, ``end`` where those of the last end, with its date.
    ``joint``: what is told of one may be of all; ``follows``: the list goes on behind the one
    asked for, in words of its own.
    """

    first: int
    last: int
    start: int
    end: int
    follows: bool = False

    @property
    def joint(self) -> bool:
        """Whether there are several."""
        return self.last > self.first


def chain_of(citing: Citing, which: int) -> Chain:
    """The list in which a citation stands: those before and behind it that share its words."""
    named = citing.citations
    text = citing.text
    first = last = which
    follows = False
    while last + 1 < len(named):
        link = _link(text, named[last].end, named[last + 1])
        if link is None:
            break
        if link == "single":
            follows = True
            break
        last += 1
    while first > 0:
        here = named[first]
        if re.search(
            r"\b(?:resolution|decision) \S+$", text[here.start : here.end].partition(" (")[0]
        ):
            link = _link(text, named[first - 1].end, here)
            if link != "many":
                break
        elif _link(text, named[first - 1].end, here) is None:
            break
        first -= 1
    end = named[last].end
    dated = DATED.match(text, end)
    return Chain(first, last, named[first].start, dated.end() if dated else end, follows)


def _link(text: str, end: int, after: Named) -> str | None:
    """How the next citation is joined: as one of many, in words of its own, or not at all."""
    start = after.start
    if start <= end:
        return "many"
    if not _NUMBERED.search(text, start, after.end) or after.end - start > _LONG:
        return None
    dated = DATED.match(text, end)
    at = dated.end() if dated and dated.end() <= start else end
    words = text[at:start]
    printed = text[start : after.end]
    head = _SINGLE.match(printed)
    joined = _JOINS.fullmatch(words)
    if joined is None:
        return None
    single = bool(head) or (joined["noun"] or "").endswith("n")
    return "single" if single else "many"
