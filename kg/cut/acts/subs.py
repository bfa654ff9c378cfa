"""Place a letter or number in brackets among the sub-paragraphs that are open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.scope import arabic

__all__ = ["Level", "first_label", "place"]

_FIRST: Final = re.compile(r"\(\s?([a-z]|[ivx]{1,5}|\d)\s?\)\s*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of sub-paragraphs: how it counts (``letter``, ``roman`` …), and its last label."""

    style: str
    label: str


def first_label(words: str) -> tuple[str, int] | None:
    """The letter in brackets with which words begin, and how many characters it takes.

    >>> first_label("(a) To light lamps"), first_label("To light")
    (('a', 4), None)
    """
    found = _FIRST.match(words)
    return (found[1], found.end()) if found else None


def place(
    levels: Sequence[Level],
    label: str,
    following: Iterable[str] = (),
    *,
    opens: bool = False,
) -> list[Level]:
    """The open levels after a label: it goes on the deepest level that it follows, or opens one.

    ``following`` are the labels after it, which tell the letter ``i`` from the numeral; ``opens``
    is whether the words before end in a colon, so that a list within the list begins.

    >>> [level.label for level in place([Level("letter", "h")], "i", ["j"])]
    ['i']
    >>> [level.label for level in place([Level("letter", "h")], "i", ["ii"])]
    ['h', 'i']
    >>> [level.label for level in place([Level("letter", "d"), Level("roman", "i")], "ii")]
    ['d', 'ii']
    """
    styles = _styles(label)
    after = next(iter(following), "")
    if "letter" in styles and "roman" in styles and len(styles) > 1:
        roman = [style for style in styles if style == "roman"]
        if after and _value(after, "roman") == _value(label, "roman") + 1 and after != _next(label):
            styles = roman
        elif after and after == _next(label) and not (opens and label == "i"):
            styles = ["letter"]
    if not opens:
        for depth in range(len(levels) - 1, -1, -1):
            level = levels[depth]
            if (
                level.style in styles
                and _value(label, level.style) == _value(level.label, level.style) + 1
            ):
                return [*levels[:depth], Level(level.style, label)]
    for style in styles:
        if _value(label, style) == 1 and all(level.style != style for level in levels):
            return [*levels, Level(style, label)]
    for depth in range(len(levels) - 1, -1, -1):
        level = levels[depth]
        if level.style in styles:
            return [*levels[:depth], Level(level.style, label)]
    return [*levels, Level(styles[-1] if levels else styles[0], label)]


def _styles(label: str) -> list[str]:
    if label.isdigit():
        return ["digit"]
    if label.isupper():
        return ["capital"]
    roman = arabic(label.upper()) > 0 and re.fullmatch(r"[ivx]+", label) is not None
    letter = len(label) == 1 or (len(label) == 2 and label[0] == label[1])
    if roman and letter:
        return ["letter", "roman"]
    return ["roman"] if roman else ["letter"]


def _value(label: str, style: str) -> int:
    if style == "digit":
        return int(label) if label.isdigit() else 0
    if style == "roman":
        return arabic(label.upper())
    if not label[:1].isalpha():
        return 0
    return ord(label[0].lower()) - 96 + 26 * (len(label) - 1)


def _next(letter: str) -> str:
    return chr(ord(letter) + 1) if len(letter) == 1 else ""
