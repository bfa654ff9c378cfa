"""Clean a slice of a source text: furniture, note calls and marks out, white space joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.cut.calls import calls_in
from kg.cut.furniture import is_furniture, is_scanned_note

__all__ = ["Cleaned", "clean", "clean_slice"]

_FOOTNOTE: Final = re.compile(r"\s*(?:<sup>\s*\w{1,3}\s*</sup>|\[\^\w{1,8}\]:)\s*\S")
_SAID: Final = re.compile(r"[.:;]\d{0,3}[”\"’')\]]*$")
# Most slices hold no mark at all, and looking for one character is quick.
_ANY_MARK: Final = re.compile(r"[<\\*_#\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS: Final = re.compile(
    r"<!--[^>]{0,200}-->|</?(?:b|i|em|strong|u|br)\s{0,9}/?>|\\(?=[.()\[\]*_#-])|[\u00ad\u200b-\u200f\u2060\ufeff]"
    r"|\*+(?=\S)|(?<=\S)\*+|(?<![\w/])_+(?=\w)|(?<=[^\W_])_+(?![\w/])|^[ \t]*#{1,6}[ \t]+",
    re.MULTILINE,
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
    >>> clean("the reports of the keepers;5,6")
    'the reports of the keepers;'
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
    spans: list[tuple[int, int]] = []
    for call in calls_in(words):
        # "lamps;5,6": what stands between two calls is no text either.
        joined = spans and words[spans[-1][1] : call.start] in (",", ", ")
        spans.append((spans[-1][1] if joined else call.start, call.end))
    if _ANY_MARK.search(words):
        spans.extend(found.span() for found in _MARKS.finditer(words))
    return spans


def _between(words: str) -> list[tuple[int, int]]:
    # Only lines that have others before and after them can be furniture: a quote may be a symbol.
    if "\n" not in words:
        return []
    lines = list(re.finditer(r"[^\n]*\n?", words))[:-1]
    spans: list[tuple[int, int]] = []
    note, said = False, ""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        previous, stripped = before[0].strip(), line[0].strip()
        if previous and not note:
            said = previous
        gap = not previous or is_furniture(previous)
        note = (
            bool(_FOOTNOTE.match(line[0]))
            or (gap and is_scanned_note(stripped) and not _SAID.search(said[-20:]))
            or (note and bool(stripped))
        )
        # A wrapped line may hold nothing but a symbol or a number; furniture stands apart.
        apart = not (previous and after[0].strip())
        if note or (apart and is_furniture(stripped)):
            spans.append((line.start(), max(line.start(), line.end() - 1)))
    return spans
