"""Find mentions of the bodies that adopt resolutions, by their names and by a short form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.authority import Authority, Body
from kg.recognise.citing.names import Named, NameIndex

__all__ = ["HEADS", "Bodies"]

HEADS: Final = (
    "Assembly", "Council", "Commission", "Conference", "Committee", "Board", "Forum", "Congress",
    "Meeting",
)  # fmt: skip
"""The nouns by which a body is named for short after it has been named in full."""

_PARTIES: Final = re.compile(
    r"(?:Conference|Meeting) of the (?:States )?Parties to the (?P<treaty>.+)"
)
"""The treaty by whose name its parties are meant ("Convention on … decision XIII/6")."""
_RESOLVING: Final = (
    "functional commission", "regional commission", "commission", "council", "conference",
    "governing body",
)  # fmt: skip
"""The kinds of body that number resolutions, though the list may not know their series."""

_HEAD: Final = re.compile(rf"\b(?:{'|'.join(HEADS)})\b")
_SHORT_BEFORE: Final = re.compile(rf"(?P<before>\S+ )?(?P<head>{'|'.join(HEADS)})$")
_OF_PARTIES: Final = re.compile(r"\b(?:Conference|Meeting) of the (?:States )?Parties$")
_OTHER: Final = re.compile(
    r"(?P<name>(?:[A-Z][\w'-]*(?:,? (?:of the|of|and|on|for|to the|on the|and the))? ){1,12})$"
)
_ACRONYM: Final = re.compile(r"(?<![\w/.-])[A-Z]{4,9}$")
_OPENING: Final = re.compile(r"[A-Z][a-z]+(?:ing|s|ed)(?: (?:of|in|upon|by|to))? (?=[A-Z])")
"""A verb that opens a passage before the name of a body."""
_SPEAKING: Final = ("The", "This", "Said", "Present", "In", "Both", "By")


def _heads(body: Body) -> set[str]:
    """The noun by which a body goes for short: the one its name begins with, not of its parent."""
    words = re.split(r" (?:of|on|for|to|against) ", body.name)[0]
    found = list(_HEAD.finditer(words))
    return {found[-1][0]} if found else set()


_YEARLY: Final = re.compile(
    r"(?:Conference|Meeting|Assembly) of (?:the |States )?(?:Contracting )?Parties"
    r"|Executive (?:Board|Body)\b|Governing (?:Board|Body)\b"
)


class Bodies:
    """The names of bodies, and for each short form the one last named in full."""

    def __init__(self, authority: Authority) -> None:
        acting = [b for b in authority.bodies.values() if b.series or _heads(b)]
        self.names = NameIndex([(n, b.id) for b in acting for n in b.names if len(n) > 2])
        self._treaties = NameIndex(
            [(m["treaty"], b.id) for b in acting for n in b.names if (m := _PARTIES.match(n))]
        )
        self.heads = {b.id: _heads(b) for b in acting}
        self.resolving = {b.id for b in acting if b.series or b.kind in _RESOLVING}
        self.parents = {b.id: b.parent for b in acting}
        self._all = authority.bodies
        self._acronyms = {
            b.acronym: b.id for b in acting if b.acronym and _ACRONYM.fullmatch(b.acronym)
        }
        self._parts: dict[str, list[str]] = {}
        for body in acting:
            if not body.series and not body.acronym:
                continue
            for name in body.names:
                for part in _parts(name):
                    self._parts.setdefault(part, []).append(body.id)

    def partly(self, words: str) -> list[str]:
        """The bodies in whose names these words stand ("Environment Assembly")."""
        return self._parts.get(words, [])

    def after(self, text: str, start: int) -> Named | None:
        """The body that is named from ``start`` on, or the parties to the treaty named there."""
        return self.names.at(text, start) or self._treaties.at(text, start)

    def may_be_yearly(self, body: str) -> bool:
        """Whether a body, by id or name, may number by the year: of parties, a board."""
        held = self._all.get(body)
        return _YEARLY.match(held.name if held else body) is not None

    def begins(self, body: str, words: str) -> bool:
        """Whether a name of the body begins with these words."""
        held = self._all.get(body)
        return held is not None and any(name.startswith(words) for name in held.names)

    def of_parent(self, bodies: Sequence[str], words: str) -> list[str]:
        """Those of the bodies whose parent bears this name ("UN-Habitat Governing Council")."""
        parents = ((body, self._all.get(self.parents.get(body) or "")) for body in bodies)
        return [body for body, parent in parents if parent and words in parent.names]

    def direct(self, text: str, end: int) -> tuple[Named | None, str | None, str | None]:
        """Who is named directly before ``end``: a known body, a short form, or other words."""
        stop = end - 1 if text[end - 1 : end] == " " else end
        if text.startswith("'s", stop - 2):
            stop -= 2
        elif text.startswith("s'", stop - 2):
            stop -= 1
        known = self.names.ending(text, stop) or self._treaties.ending(text, stop)
        if known:
            return known, None, None
        window = text[max(0, stop - 60) : stop]
        acronym = _ACRONYM.search(window)
        if acronym and acronym[0] in self._acronyms:
            return Named(stop - len(acronym[0]), stop, self._acronyms[acronym[0]]), None, None
        parties = _OF_PARTIES.search(window)
        if parties:
            return None, parties[0], None
        short = _SHORT_BEFORE.search(window)
        if short is None:
            return None, None, None
        before = (short["before"] or "").strip(" (\"'")
        first = stop - len(short[0])
        if first == 0 or text[max(0, first - 2) : first] in (". ", "; ", ": "):
            return None, short["head"], None  # "Through Assembly resolution …"
        if before[:1].isupper() and before.rstrip(",;") == before and before not in _SPEAKING:
            other = _OTHER.search(text[max(0, stop - 120) : stop] + " ")
            words = other["name"].strip() if other else f"{before} {short['head']}"
            opening = _OPENING.match(words)
            if opening and stop - len(words) == 0:
                words = words[opening.end() :]
            if words == short["head"]:
                return None, words, None
            return None, None, words
        return None, short["head"], None


def _parts(name: str) -> set[str]:
    """The runs of capitalised words, two to four long, that end in the name of a kind of body."""
    words = name.split()
    parts: set[str] = set()
    for last, word in enumerate(words):
        if word in HEADS:
            for first in range(max(0, last - 3), last):
                if words[first][:1].isupper():
                    parts.add(" ".join(words[first : last + 1]))
    return parts
