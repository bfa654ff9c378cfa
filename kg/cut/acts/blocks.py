"""Take a source text apart into blocks of words, page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.words import MONTH
from kg.cut.cleaning import clean
from kg.cut.furniture import is_furniture

__all__ = ["Block", "blocks_of"]

_NUMBER: Final = re.compile(
    r"([“\"„«]?)\s?[*_]{0,3}(\d{1,3})\s?\.[*_\u200b\u200e\u200f\ufeff]{0,3}"
    r"(?:\s+|(?=[A-Z“\"(]))(?=[^\s\d])"
)
_PRINCIPLE: Final = re.compile(r"()(?:Principle|Guideline|Rule) (\d{1,2})\.\s+(?=[A-Z])")
_LETTER: Final = re.compile(
    r"([“\"„«]?)\s?(?:[-–*]\s+)?[*_]{0,3}\(\s?([a-z]|[a-z]{2}|[ivx]{1,6}|[A-Z]|\d{1,2})\s?\)"
    r"[*_]{0,3}\s*(?=\S)"
)
_LOOSE: Final = re.compile(r"([“\"„«]?)([a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_POINT: Final = re.compile(r"[a-z]\)\s")
_NOTE: Final = re.compile(
    rf"(?:<sup>\s*(\w{{1,3}})\s*</sup>|\[\^(\w{{1,8}})\]:|([¹²³⁰⁴-⁹]{{1,4}})"
    rf"|(\d{{1,3}})/(?=\s)|(\d{{1,3}})(?=\s)(?!\s+{MONTH}\b)|([*†‡]{{1,3}})(?=\s))\s*(?=[A-Z“\"(])"
)
_UNNUMBERED: Final = re.compile(
    r"(?:Ibid\.|See (?:also )?(?:Official Records|Resolutions adopted by|documents? [A-Z]{1,4}/))"
)
"""How a footnote begins whose number is lost."""
_UNSEEN: Final = "\u200b\u200e\u200f\ufeff"
_RULE: Final = re.compile(r"[-*_=]{3,}")
_MARKUP: Final = re.compile(r"#{1,6}\s+")
_ALONE: Final = re.compile(
    r"(?:Article|Rule|Regulation|Principle)\s+(?:\d{1,3}|[IVXLC]{1,6})\.?"
    r"|Annex(?:\s+[IVXLC]{1,5})?|ANNEX"
    r"(?:\s+[IVXLC]{1,5})?|[A-Z]\.?|\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"(?:[.;:,]|\b(?:and|or))[”\"’')\]]*$")

_LONG: Final = 60
_FEWEST: Final = 5
_PARTED: Final = 0.05
"""A text with more blank lines than this share has its paragraphs parted by them."""
_WHOLE: Final = 0.6
"""The share of long lines that end as a paragraph does where each line is one."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together: ``words`` is the slice ``[start, end)`` cleaned.

    ``label`` is the number or letter that it opens with and ``style`` how it is printed:
    ``number`` (``4.``), ``letter`` (``(a)``), ``loose`` (``a.``), ``note`` for a footnote or
    nothing; ``content`` is where the words after the label begin. ``page`` counts page breaks.
    """

    start: int
    end: int
    words: str
    label: str
    style: str
    content: int
    quoted: bool
    page: int


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks in order: blank lines, rules and page breaks part them, and so do labels.

    A label in the middle of a block begins another where the line before has ended. In a text
    without blank lines whose lines are whole paragraphs, every line begins one.
    """
    scanned = "<!-- Page" in text
    at, first, last, page = 0, -1, 0, 0
    after_rule, before, note = False, "", False
    lines = text.split("\n")
    apart = _one_a_line(lines)
    for number, raw in enumerate(lines):
        line = raw.strip().rstrip(_UNSEEN).rstrip()
        start = at + len(raw) - len(raw.lstrip()) if line else at
        at += len(raw) + 1
        breaks = not line or (is_furniture(line) and not _opens_act(line, lines, number))
        if breaks or (
            first >= 0 and ((apart and _opens(line, before)) or _begins(line, before, note=note))
        ):
            if first >= 0:
                block = _block(text, first, last, page, noted=scanned or after_rule)
                yield block
                after_rule = after_rule and block.style == "note"
            first = -1
        if breaks:
            page += line.startswith("<!--")
            after_rule = bool(_RULE.fullmatch(line)) or (after_rule and not line)
            continue
        if first < 0:
            first, note = start, _NOTE.match(line) is not None
        last, before = start + len(line), line
    if first >= 0:
        yield _block(text, first, last, page, noted=scanned or after_rule)


def _opens_act(line: str, lines: Sequence[str], number: int) -> bool:
    """Whether what looks like a page number is that of an act, its title right below it."""
    return "/" in line and number + 1 < len(lines) and bool(lines[number + 1].strip())


def _one_a_line(lines: Sequence[str]) -> bool:
    """Whether the lines are whole paragraphs, and no blank lines part them."""
    printed = [line.strip() for line in lines if not line.isspace() and line]
    if len(lines) - len(printed) > max(2, _PARTED * len(lines)):
        return False
    long = [n for n, line in enumerate(printed[:-1]) if len(line) > _LONG]
    whole = sum(
        _opens(printed[n + 1], printed[n]) for n in long if _CLOSED.search(printed[n][-40:])
    )
    return len(long) >= _FEWEST and whole >= _WHOLE * len(long)


def _opens(line: str, before: str) -> bool:
    """Whether a line begins a paragraph where each stands on its own line."""
    return not line[:1].islower() or _CLOSED.search(before[-40:]) is not None


def _begins(line: str, before: str, *, note: bool) -> bool:
    """Whether a line that follows another without a gap begins a block of its own."""
    if note and _NOTE.match(line):
        return True
    if len(line) < 40 and _ALONE.fullmatch(line):
        return True
    if len(before) < 25 and _ALONE.fullmatch(before) and not before.endswith("meeting"):
        return True
    head = line[:12]
    if head[:1] in '“"(*_-–0123456789' and (_NUMBER.match(line) or _LETTER.match(line)):
        return _CLOSED.search(before[-40:]) is not None
    return _POINT.match(head) is not None and _CLOSED.search(before[-40:]) is not None


def _block(text: str, start: int, end: int, page: int, *, noted: bool) -> Block:
    label, style, content, quoted = "", "", start, False
    head = text[start : min(end, start + 40)]
    marked = _MARKUP.match(head)
    note = _NOTE.match(head)
    if note and (noted or not note[5]):
        label, style, content = next(filter(None, note.groups())), "note", start + note.end()
    elif _UNNUMBERED.match(head):
        style = "note"
    else:
        for name, pattern in (("number", _NUMBER), ("letter", _LETTER), ("loose", _LOOSE)):
            found = pattern.match(head)
            if found:
                quoted, label, style = bool(found[1]), found[2], name
                content = start + found.end()
                break
        else:
            content = start + (marked.end() if marked else 0)
    words = clean(text[start:end])
    principle = None if label else _PRINCIPLE.match(head)
    if principle and words.endswith((".", ";")):
        # With its title on the line it is a heading; with its text, a numbered paragraph.
        label, style, content = principle[2], "number", start + principle.end()
    return Block(start, end, words, label, style, content, quoted, page)
