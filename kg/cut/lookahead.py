"""Look at the lines that follow to say what a line begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.cut.headings import is_speaker, is_title
from kg.cut.lines import Line

__all__ = [
    "bare_number",
    "block_words",
    "comes_again",
    "heads_number",
    "is_followed_by",
    "is_line_of_list",
    "is_numbered_heading",
    "marks_of",
    "opens_draft",
    "tells",
    "titles_draft",
]

_NO_HEADING: Final = re.compile(r"[.:;,](?:\d{1,3}/|\*{1,3})?$|\b(?:and|or)$|\d{3}$")
_LONGEST_HEADING: Final = 120
_LONGEST_PLAIN: Final = 90
_PLAIN: Final = re.compile(r"(?!(?:Mr|Ms|Mrs|Dr)\b)[A-Z“][^:;/\d]{2,}(?:\d{4})?[^:;/\d]{0,20}")
_MARKS: Final = re.compile(r"#{1,6}|\*\*")
_LONGEST_NAME: Final = 200
_COME: Final = re.compile(
    r"\b(?:represented|attend(?:ed|ing)|participat(?:ed|ing)|took part|present|observers?)\b",
    re.IGNORECASE,
)
_LONGEST_BLOCK: Final = 500
_SENTENCE: Final = 60
_BARE: Final = re.compile(r"(\d{1,3})\s+(?=[“\"A-Z])")
_NOTE: Final = re.compile(r"\d{1,3}\s+(?:See|Ibid|Official Records|United Nations, Treaty)\b")
_RECOMMENDED: Final = 800
_RECOMMENDS: Final = re.compile(r"\b(?:draft (?:resolution|decision)|recommend)", re.IGNORECASE)
_TELLS: Final = re.compile(
    r"(?:Th[ei]s?|At|In|On|During|It|Also|Following|For|Statements?|A|An|After|Under|By|With|Mr\.|Ms\.)"
    r" .{30,}\.$",
    re.DOTALL,
)


def marks_of(text: str, line: Line) -> str:
    """The marks with which a converter set a heading, ``####`` or ``**``; empty without."""
    found = _MARKS.match(text, line.start)
    return found[0] if found else ""


def is_line_of_list(text: str, lines: Sequence[Line], index: int, *, first: bool) -> bool:
    """Whether a marked line in a list of names is one of them and heads nothing.

    The first must have another like it below; the last may stand above words on who else came.
    """
    marks = marks_of(text, lines[index])
    if not marks or len(lines[index].words) > _LONGEST_NAME:
        return False
    below = next((n for n, line in enumerate(lines[index + 1 :], index + 1) if line.words), None)
    if below is None:
        return not first
    line = lines[below]
    if line.kind == "heading" and not line.label:
        return not first or marks_of(text, line) == marks
    if first or line.kind in ("heading", "annex"):
        return not first
    words = block_words(lines, below) if line.kind == "text" else ""
    if _COME.search(words) or 0 < len(words) < _SENTENCE:
        return True
    return 0 < len(words) <= _LONGEST_NAME and not _NO_HEADING.search(words)


def block_words(lines: Sequence[Line], index: int) -> str:
    """The words of a line with those of the lines of text right below it."""
    words = lines[index].words
    for line in lines[index + 1 :]:
        if line.kind != "text" or len(words) > _LONGEST_BLOCK:
            break
        words = f"{words} {line.words}"
    return words


def comes_again(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether a number is printed again after a line, before a higher one or an annex."""
    for line in lines[index + 1 :]:
        if line.kind == "annex" or (line.kind == "numbered" and int(line.label) > number + 1):
            break
        if line.kind == "numbered" and int(line.label) == number:
            return True
    return False


def is_followed_by(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether the next line that is not blank bears a number."""
    after = next((n for n in lines[index + 1 :] if n.kind not in ("blank", "rule")), None)
    return after is not None and after.kind == "numbered" and after.label == str(number)


def heads_number(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether a line is a short title that stands alone right above a paragraph's number."""
    words = lines[index].words
    if len(words) > _LONGEST_PLAIN or not _PLAIN.fullmatch(words) or not is_title(words):
        return False
    rest = lines[index + 1 : index + 3]
    if len(rest) < 2 or rest[0].kind != "blank":
        return False
    return rest[1].kind == "numbered" and rest[1].label == str(number)


def is_numbered_heading(lines: Sequence[Line], index: int, *, after_blank: bool) -> bool:
    """Whether a numbered or lettered line is a heading: short, and no sentence."""
    line = lines[index]
    words, end = line.words, index + 1
    while end < len(lines) and lines[end].kind == "text":
        words, end = f"{words} {lines[end].words}", end + 1
        if len(words) > _LONGEST_HEADING:
            return False
    if not after_blank or len(words) > _LONGEST_HEADING or _NO_HEADING.search(words):
        return False
    following = next((n for n in lines[end:] if n.kind != "blank"), None)
    unlike = following is not None and following.kind not in (line.kind, "text", "footnote")
    apart = end < len(lines) and lines[end].kind == "blank"
    return apart and (unlike or line.kind == "numbered")


def bare_number(lines: Sequence[Line], index: int, expected: int) -> int:
    """The length of the next paragraph's number where its point is lost; 0 where there is none.

    The paragraph after it must be numbered as it should be.
    """
    words = lines[index].words
    found = _BARE.match(words)
    if found is None or int(found[1]) != expected or len(words) < _SENTENCE or _NOTE.match(words):
        return 0
    after = next((n for n in lines[index + 1 :] if n.kind in ("numbered", "annex")), None)
    return found.end() if after is not None and after.label == str(expected + 1) else 0


def tells(lines: Sequence[Line], index: int) -> bool:
    """Whether a line begins a sentence that tells of the meeting, and no item of a list."""
    return _TELLS.match(block_words(lines, index)) is not None


def opens_draft(text: str, line: Line) -> bool:
    """Whether a body speaks in a line and the words before recommend a draft to it."""
    before = text[max(0, line.start - _RECOMMENDED) : line.start]
    return is_speaker(line.words) and _RECOMMENDS.search(before) is not None


def titles_draft(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line begins the title of a draft, right above the body that speaks in it."""
    at = index + 1
    for kind in ("text", "blank"):
        while at < len(lines) and lines[at].kind == kind:
            at += 1
    below = at < len(lines) and opens_draft(text, lines[at])
    return below and is_title(block_words(lines, index))
