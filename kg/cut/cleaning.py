"""Clean a slice of a source text: furniture, note calls and marks out, white space joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Cleaned", "clean", "clean_slice"]

# What stands alone on a line between the halves of a paragraph: rules, page numbers, symbols in
# a page's head, job numbers in its foot.
_FURNITURE: Final = re.compile(
    r"[-*_=]{3,}|[-–—]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?|(?:Page|page) \d+"
    r"|\*{0,2}[A-Z]+(?:/[A-Z0-9][\w.()-]*){1,6}\*{0,2}|[A-Z]{1,3}\.\d{2}-\d{5}(?: \([A-Z]\))?"
)
_FOOTNOTE: Final = re.compile(r"\s*(?:<sup>\s*\w{1,3}\s*</sup>|\[\^\w+\]:)\s*\S")
_MARKS: Final = re.compile(
    r"<sup>\s*[\w*]{1,3}\s*</sup>|\[\^\w+\]|<!--.*?-->|</?(?:b|i|em|strong|u|br)\s*/?>"
    r"|(?<=[.,;:)])[¹²³⁰⁴-⁹]+|\\(?=[.()\[\]*_#-])|\u00ad"
    r"|\*+(?=\S)|(?<=\S)\*+|(?<![\w/])_+(?=\w)|(?<=\w)_+(?![\w/])|^\s*#{1,6}\s+",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned slice; ``positions`` gives, for each character, where in the source it stood."""

    text: str
    positions: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the source that ``text[start:end]`` was cleaned from."""
        return self.positions[start], self.positions[end - 1] + 1


def clean(text: str) -> str:
    """A slice cleaned, as ``text`` and ``quote`` are in ``extract --json``.

    >>> clean("the **mandate**\\n\\n---\\n\\n4\\n\\ncontained in it.<sup>1</sup>")
    'the mandate contained in it.'
    """
    kept: list[str] = []
    at = 0
    for start, end in _dropped(text):
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return " ".join("".join(kept).split())


def clean_slice(text: str, start: int, end: int) -> Cleaned:
    """The slice ``[start, end)`` cleaned, with the place of each character in ``text``."""
    words = text[start:end]
    characters: list[str] = []
    positions: list[int] = []
    dropped = iter((*_dropped(words), (len(words), len(words))))
    at, stop = 0, next(dropped)
    while at < len(words):
        if at >= stop[0]:
            at, stop = max(at, stop[1]), next(dropped)
            continue
        for offset in range(at, stop[0]):
            character = words[offset]
            if not character.isspace():
                characters.append(character)
                positions.append(start + offset)
            elif characters and characters[-1] != " ":
                characters.append(" ")
                positions.append(start + offset)
        at = stop[0]
    if characters and characters[-1] == " ":
        characters.pop()
        positions.pop()
    return Cleaned("".join(characters), tuple(positions))


def _dropped(words: str) -> list[tuple[int, int]]:
    """The spans that are no text of the paragraph, in order and apart from one another."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((*_marked(words), *_between(words))):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _marked(words: str) -> list[tuple[int, int]]:
    return [found.span() for found in _MARKS.finditer(words)]


def _between(words: str) -> list[tuple[int, int]]:
    # Only lines that have others before and after them can be furniture: a quote may be a symbol.
    lines = list(re.finditer(r"[^\n]*\n?", words))[:-1]
    spans: list[tuple[int, int]] = []
    note = False
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        stripped = line[0].strip()
        note = bool(_FOOTNOTE.match(line[0])) or (note and bool(stripped))
        # A wrapped line may hold nothing but a symbol or a number; furniture stands apart.
        apart = not (before[0].strip() and after[0].strip())
        if note or (apart and _FURNITURE.fullmatch(stripped)):
            spans.append((line.start(), max(line.start(), line.end() - 1)))
    return spans
