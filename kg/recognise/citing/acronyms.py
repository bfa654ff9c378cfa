"""Follow the acronyms of instruments: "… Strategy for the Harbours (XYZH)", then "the XYZH"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from kg.recognise.citing.names import capital_words

__all__ = ["Acronym", "Acronyms"]

_SHORT: Final = r"[A-Z][A-Za-z]*-?[A-Z][A-Za-z]*s?"
_NOUN: Final = (
    r"(?:Agreement|Accord|Communiqué|Roadmap|Framework|Strategy|Declaration|Convention|Protocol"
    r"|Plan|Pact|Compact|Charter|Treaty|Programme of Action|Principles|Rules)"
)
_INTRODUCED: Final = re.compile(
    r"\"?,? \((?:hereinafter )?(?:the )?\"?"
    rf"(?:(?P<short>{_SHORT})|(?P<words>(?:[A-Z][\w'-]* ){{1,4}}{_NOUN}))\"?\)"
)
_ARTICLE: Final = ("the ", "The ")
_INSIDE: Final = ("/", "(", ".", "-")
_WORD: Final = re.compile(r"[A-Za-z][\w'-]*")
_INITIALS: Final = 3
_NEAR: Final = 4
_OTHER: Final = re.compile(
    r"/| (?:[A-Z][a-z]|secretariat\b|committee\b|conference\b|process\b|fund\b)"
)
"""What follows an acronym that is only part of another thing's name."""


class Acronym(NamedTuple):
    """An acronym or other short name that is used for an instrument, the slice ``[start, end)``."""

    start: int
    end: int
    key: str | None
    cls: str


def _capitals(short: str) -> Iterator[str]:
    return (letter for letter in short if letter.isupper())


def _is_tail(short: str, name: str) -> bool:
    """Whether it is that of the body whose the instrument is: "Statute of the … Court (IHC)"."""
    body = name.rpartition(" of the ")[2]
    words = [word for word in _WORD.findall(body) if word[0].isupper()]
    return body != name and "".join(word[0] for word in words) == short


class Acronyms:
    """The acronyms of the instruments that one document has named."""

    def __init__(self, bodies: Collection[str]) -> None:
        self._bodies = bodies
        self._noticed = set[str]()
        self._told: dict[str, tuple[str | None, str, str]] = {}
        self._initials: dict[str, tuple[str | None, str, str]] = {}
        self._words: dict[str, tuple[str | None, str, str]] = {}

    def shorts(self) -> dict[str, str]:
        """The acronyms known so far of instruments on the list, with the keys of those."""
        return {short: key for short, (key, _, _) in self._told.items() if key}

    def know(self, short: str, key: str, cls: str, name: str) -> None:
        """Keep an acronym that needs no telling."""
        self._told[short] = (key, cls, name)

    def notice(self, plain: str, start: int, end: int, key: str | None, cls: str) -> None:
        """Keep the acronym that is printed behind a name in full, and the initials of the name."""
        name = plain[start:end]
        held = (key, cls, name)
        told = _INTRODUCED.match(plain, end) if "(" in plain[end : end + _NEAR] else None
        if told and told["words"]:
            self._words.setdefault(told["words"], held)
        elif told and not _is_tail(told["short"], name):
            letters = {word[0].upper() for word in _WORD.findall(name)}
            if letters.issuperset(_capitals(told["short"])):
                self._told.setdefault(told["short"], held)
        if name not in self._noticed:
            self._noticed.add(name)
            initials = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
            if len(initials) >= _INITIALS and initials not in self._bodies:
                self._initials.setdefault(initials, held)

    def find(self, plain: str, named: Collection[str | None]) -> Iterator[Acronym]:
        """The acronyms used for instruments that the passage does not name: the first of each.

        ``named`` are the keys of those that it does.
        """
        for words, (key, cls, name) in self._words.items():
            at = plain.find(words)
            if at < 0 or (key and key in named) or name in plain:
                continue
            if f"({words})" not in plain and f"(the {words})" not in plain:
                yield Acronym(at, at + len(words), key, cls)
        seen = set[str]()
        if not self._initials and not self._told:
            return
        told, initials = self._told, self._initials
        used = [one for one in capital_words(plain) if one[1] in told or one[1] in initials]
        for start, short in used:
            held = told.get(short)
            if held is None and plain.endswith(_ARTICLE, 0, start):
                held = initials[short]
            if held is None or short in seen or plain.endswith(_INSIDE, 0, start):
                continue
            key, cls, name = held
            if (key and key in named) or name in plain or f"({short})" in plain:
                continue
            end = start + len(short)
            if not _OTHER.match(plain, end):
                seen.add(short)
                yield Acronym(start, end, key, cls)
