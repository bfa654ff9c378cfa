"""Clean a slice of a source text: furniture, note calls and marks out, white space joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["NOTE_CALL", "Cleaned", "clean", "clean_slice", "is_furniture", "is_scanned_note"]

# What stands alone on a line between the halves of a paragraph: rules, page numbers, symbols in
# a page's head, job numbers in its foot.
_FURNITURE: Final = re.compile(
    r"[-*_=]{3,}|[-–—]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?|(?:Page|page) \d+"
    r"|\*{0,2}[A-Z]+(?:/[A-Z0-9][\w.()-]*){1,6}\*{0,2}|[A-Z]{1,3}\.\d{2}-\d{5}(?: \([A-Z]\))?"
    r"|<!--[^>]{0,200}-->|/\.\.\."
)
# The running heads of the volumes in which resolutions were collected.
_RUNNING_HEAD: Final = re.compile(
    r"(?:\d{1,3}\s+)?(?:General Assembly|Economic and Social Council|Security Council)\s*[—–-]+\s*"
    r"[\w-]+(?: [\w-]+){0,3}(?:\s+\d{1,3})?"
    r"|(?:[IVXLC]+\.?\s+)?Resolutions? adopted (?:on (?:the )?(?:reports?|basis) of|without reference"
    r" to) .{1,100}",
    re.IGNORECASE,
)
_LONGEST_FURNITURE: Final = 170
_FOOTNOTE: Final = re.compile(r"\s*(?:<sup>\s*\w{1,3}\s*</sup>|\[\^\w{1,8}\]:)\s*\S")
# A footnote between the halves of a paragraph that a page break parts, in a scanned page.
_SCANNED_NOTE: Final = re.compile(
    r"\s*(?:[¹²³⁰⁴-⁹]{1,4}\s*|\d{1,3}/\s+|\d{1,3} (?!(?:Jan|Febr|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)))"
    r"(?=[A-Z“])"
)
_SAID: Final = re.compile(r"[.:;]\d{0,3}[”\"’')\]]*$")
_ABBREVIATED: Final = (
    r"(?<!\bNo\.)(?<!\bno\.)(?<!Nos\.)(?<!\bp\.)(?<!\bpp\.)(?<!para\.)(?<!aras\.)(?<!\bart\.)"
    r"(?<!arts\.)(?<!hap\.)(?<!\bvol\.)(?<!sect\.)(?<!\bRev\.)(?<!\bAdd\.)(?<!Corr\.)(?<!\bL\.)"
)
NOTE_CALL: Final = re.compile(
    r"<sup>\s*([\w*]{1,3})\s*</sup>|\[\^(\w{1,8})\](?!:)|(?<=[.,;:)”])([¹²³⁰⁴-⁹]+)"
    rf"|(?<=[^\W\d]{{4}})([¹²³⁰⁴-⁹]+)|(?<=[a-z][.,;:)”]){_ABBREVIATED}(\d{{1,3}})(?=\s+[(“A-Za-z]|\s*$)"
    r"|(?<=[a-z]{4})(\d{1,3})(?=[.,;:]?(?:\s|$))|(?<=(?:19|20)\d\d[.,;])(\d{1,3})(?=\s+[(“A-Za-z]|\s*$)"
    r"|(?<=(?:ary|rch|ril|May|une|uly|ust|ber) (?:19|20)\d\d)(\d{1,3})(?=[\s,;.])"
    r"|(?<=[a-z.,;:)”\"][ \u00a0])(\d{1,3})/(?=[.,;]?(?:\s|$))"
)
"""Where a footnote is called: marked up, raised, or glued to the word or point before it."""
_MARKS: Final = re.compile(
    rf"{NOTE_CALL.pattern}|<!--[^>]{{0,200}}-->|</?(?:b|i|em|strong|u|br)\s{{0,9}}/?>"
    r"|\\(?=[.()\[\]*_#-])|\u00ad"
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


def is_furniture(line: str) -> bool:
    """Whether a line, stripped, belongs to the page and not to the text.

    >>> is_furniture("94"), is_furniture("General Assembly—Thirty-first Session")
    (True, True)
    """
    if len(line) > 4 * _LONGEST_FURNITURE:
        return False
    if "  " in line:
        line = re.sub(r"\s+", " ", line)
    if len(line) > _LONGEST_FURNITURE:
        return False
    return bool(_FURNITURE.fullmatch(line) or _RUNNING_HEAD.fullmatch(line))


def is_scanned_note(line: str) -> bool:
    """Whether a line is a footnote that stands between the halves of a paragraph.

    >>> is_scanned_note("12 See document 7."), is_scanned_note("12 May 2031.")
    (True, False)
    """
    return line.endswith(".") and _SCANNED_NOTE.match(line) is not None


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
