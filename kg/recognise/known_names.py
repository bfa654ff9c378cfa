"""Find the bodies and States of the authority list that stand in a text, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority

__all__ = ["KnownName", "NameFinder"]

_WORD: Final = re.compile(r"[^\W_](?:[\w'.-]*[^\W_])?")
_VAGUE: Final = frozenset(("States", "states"))
"""Names of the list that are not the body's alone: "all States" are not the Member States."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in ``text[start:end]``: ``id`` is the body's, or the State's iso3."""

    start: int
    end: int
    id: str


class NameFinder:
    """Finds the longest known names of a text, left to right, none inside another.

    Words are compared in lower case but for the first letter: a name begins with a capital where
    the list has one, so that "the general assembly hall" is no body. The names of the text that
    was read last are kept, for its clauses are read one after the other.
    """

    def __init__(self, authority: Authority) -> None:
        self._names: dict[str, dict[tuple[str, ...], str]] = {}
        for state in authority.states.values():
            for held in state.names:
                self._add(held.name, state.iso3)
        for body in authority.bodies.values():
            for name in (body.name, body.acronym, *body.names):
                if name:
                    self._add(name, body.id)
        self._lengths = {
            first: sorted({len(rest) for rest in names}, reverse=True)
            for first, names in self._names.items()
        }
        self._text, self._found = "", list[KnownName]()

    def _add(self, name: str, ident: str) -> None:
        words = _WORD.findall(name.replace("’", "'"))
        if words and words[0].lower() == "the":
            words = words[1:]
        if not words or name in _VAGUE or (len(words) == 1 and not words[0][:1].isupper()):
            return
        rest = tuple(words[1:] if len(words) == 1 else (w.lower() for w in words[1:]))
        self._names.setdefault(words[0], {}).setdefault(rest, ident)
        if words[0] == "United" and rest[:1] == ("nations",) and len(rest) > 2:
            self._names.setdefault("UN", {}).setdefault(rest[1:], ident)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[KnownName]:
        """The known names in ``text[start:end]``, in order; those with small letters first too."""
        end = len(text) if end is None else end
        if text is not self._text:
            self._text, self._found = text, list(self._scan(text, 0, len(text)))
        first = bisect_left(self._found, start, key=_start)
        last = bisect_left(self._found, end, key=_start)
        within = self._found[first:last]
        cut = (first and self._found[first - 1].end > start) or (within and within[-1].end > end)
        yield from self._scan(text, start, end) if cut else within

    def _scan(self, text: str, start: int, end: int) -> Iterator[KnownName]:
        text = text.replace("’", "'")
        words = list(_WORD.finditer(text, start, end))
        plain = [w[0] for w in words]
        until, names, owned = 0, self._names, "'s" in text
        for at, word in enumerate(plain):
            if word not in names and not (owned and word.endswith("'s")):
                continue
            if at < until:
                continue
            found = self._longest(word, plain, at)
            if found is not None:
                ident, size = found
                until = at + size
                yield KnownName(words[at].start(), words[until - 1].end(), ident)

    def _longest(self, word: str, plain: list[str], at: int) -> tuple[str, int] | None:
        first = word if word in self._names else word.removesuffix("'s")
        names = self._names.get(first, {})
        lengths = self._lengths.get(first, ())
        further = tuple(w.lower() for w in plain[at + 1 : at + 1 + lengths[0]]) if lengths else ()
        for length in lengths:
            if length <= len(further):
                ident = names.get(further[:length])
                if ident is not None:
                    return ident, length + 1
        return None


def _start(name: KnownName) -> int:
    return name.start
