"""Take a source text line by line and say what each line begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.cleaning import clean

__all__ = ["Line", "lines_of", "without_running_heads"]

_NUMBER: Final = re.compile(r"\s*[*_]{0,3}(\d{1,3})\.[*_]{0,3}(?:\s+|(?=[A-Z“\"]))(?=\S)")
_LETTER: Final = re.compile(
    r"\s*(?:[-–*]\s+)?[*_]{0,3}\(([a-z]{1,2}|[ivx]{1,5})\)[*_]{0,3}\s+(?=\S)"
)
_HALF: Final = re.compile(r"\s*(?:[-–*]\s+)?[*_]{0,3}([a-z]|[ivx]{2,4})\)[*_]{0,3}\s+(?=\S)")
_NOTE: Final = re.compile(
    r"\s*(?:<sup>\s*(\w{1,3})\s*</sup>|\[\^(\w{1,3})\]:|(\d{1,3})/\s)\s*(?=\S)"
)
_BARE_NOTE: Final = re.compile(r"\s*(\d{1,2}|\*)\s+(?=[A-Z“\"])")
_RULE: Final = re.compile(r"\s*[-*_=]{3,}\s*")
_FURNITURE: Final = re.compile(
    r"(?:Page )?\d{1,3}(?:\s*/\s*\d{1,3})?|[A-Z]{1,3}\.\d{2}-\d{5}(?: \([A-Z]\))?.{0,12}|<!--.*-->"
)
_HEAD: Final = re.compile(r"English|French|Spanish|[Pp]age \d{1,3}|ENGLISH|FRENCH|SPANISH")
_MARKED_HEADING: Final = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_ANNEX: Final = re.compile(
    r"(Annex|Appendix)(?:\s+([IVXLC]+|\d{1,2}|[A-Z])(?![A-Za-z]))?(?:\s*[*†]{1,3})?"
    r"(?P<apart>\s*[.:–—-](?!\d)|\s|$)",
    re.IGNORECASE,
)
_LANGUAGES: Final = re.compile(
    r"\s*[\[(](?:Original: )?[A-Z][a-z]+(?:,? (?:and )?[A-Z][a-z]+){0,5}(?: only)?[\])]$"
)
"""The languages in which an annex is issued, printed after its number."""
_LONE_ANNEX: Final = 20
_BULLET: Final = re.compile(r"\s*(?:[\uf0a7\uf0b7•·▪■□◦●○‣⁃►➢✓]\s*(?=\S)|[-–—*]\s+(?=[^\s\d*_(-]))")
_ITEM: Final = re.compile(
    r"[\[(]?(?:agenda )?items? [\d(][^()\[\]]{0,40}(?:\([a-z]\)[^()\[\]]{0,20}){0,4}[\])]", re.I
)
_LABEL: Final = re.compile(
    r"([IVXLC]+|[A-Z]|\d{1,2})\.\s*(?=\S)(?![A-Z]\.)|\(([a-z]|[ivx]{1,5})\)\s+(?=\S)"
)
_PLAIN_LABEL: Final = re.compile(
    r"([IVXLC]+|[A-Z])\.(?:\s+(?=[A-Z“\"])|(?=[A-Z][a-z]))|([IVXLC]{2,6})\s+(?=[A-Z])"
)
_CHAPTER: Final = re.compile(
    r"(?:Chapter|CHAPTER|Section|SECTION|Part|PART)\s+([IVXLC]+|\d{1,2})(?![\w-])[.:]?\s*"
)
_CONTENTS: Final = re.compile(
    r"(?:\t|\.{3,}|…|\s{3,})\s*[\d–—-]+\s*$|\D\d+[–-]\d{2,}$|[a-z]\d{1,3}$"
)
_DOCUMENTATION: Final = re.compile(r"Documentation\s*:")
_LONGEST_HEADING: Final = 240
_LONGEST_LABELLED: Final = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: ``[start, end)`` without its newline and outer white space.

    ``kind`` is ``blank``, ``rule``, ``furniture``, ``heading``, ``annex``, ``footnote``,
    ``numbered``, ``lettered``, ``bullet``, ``item`` (the item of the agenda that a heading is on,
    by itself) or ``text``; ``label`` is the number or letter that makes it so; ``content`` is
    where the words after the label begin; ``marked`` says that a converter marked a heading.
    """

    start: int
    end: int
    kind: str
    label: str
    content: int
    words: str
    indent: int
    in_contents: bool
    marked: bool


def lines_of(text: str) -> Iterator[Line]:
    """Every line in order. A line after a rule that begins with a bare number is a footnote."""
    at, after_rule, after_blank = 0, False, True
    for raw in text.split("\n"):
        line = _line(raw, at, after_rule=after_rule, after_blank=after_blank)
        yield line
        at += len(raw) + 1
        if line.kind != "blank":
            noted = after_rule and line.kind == "footnote"
            after_rule = noted or (line.kind == "rule" and "_" in raw)
        after_blank = line.kind == "blank"


def without_running_heads(lines: Sequence[Line], symbol: str | None) -> tuple[Line, ...]:
    """The lines without the document's symbol at the head of a page, its language and number."""
    kept: list[Line] = []
    head = False
    for line in lines:
        head = (symbol is not None and line.words.rstrip("*") == symbol) or (
            head and _HEAD.fullmatch(line.words) is not None
        )
        if not head:
            kept.append(line)
    return tuple(kept)


def _line(raw: str, at: int, *, after_rule: bool, after_blank: bool) -> Line:
    kind, label, skip = _begins(raw, after_rule=after_rule, after_blank=after_blank)
    stripped = raw.strip()
    start = at + len(raw) - len(raw.lstrip())
    return Line(
        start,
        start + len(stripped),
        kind,
        label,
        at + skip if skip else start,
        clean(raw[skip:]),
        len(raw) - len(raw.lstrip()),
        bool(_CONTENTS.search(raw.rstrip("* "))),
        raw.lstrip().startswith(("#", "**")),
    )


def _begins(raw: str, *, after_rule: bool, after_blank: bool) -> tuple[str, str, int]:
    plain = clean(raw)
    if not raw.strip():
        return "blank", "", 0
    if _RULE.fullmatch(raw):
        return "rule", "", 0
    if _FURNITURE.fullmatch(plain):
        return "furniture", "", 0
    note = _NOTE.match(raw) or (after_rule and _BARE_NOTE.match(raw))
    if note:
        return "footnote", next(filter(None, note.groups())), note.end()
    heading = _heading(raw, plain, after_blank=after_blank)
    if heading:
        return heading
    for kind, pattern in (("numbered", _NUMBER), ("lettered", _LETTER), ("lettered", _HALF)):
        found = pattern.match(raw)
        if found:
            return kind, found[1], found.end()
    if after_blank and _ITEM.fullmatch(plain):
        return "item", "", 0
    bullet = _BULLET.match(raw)
    if bullet and plain:
        return "bullet", "", bullet.end()
    return "text", "", 0


def _heading(raw: str, plain: str, *, after_blank: bool) -> tuple[str, str, int] | None:
    marked = _MARKED_HEADING.match(raw) or re.match(r"\s*(?=\*\*\S.*\*\*\s*$)", raw)
    if _DOCUMENTATION.match(plain) or len(plain) > _LONGEST_LABELLED:
        return None
    annex = _annex(plain, marked=bool(marked)) if after_blank else None
    if annex:
        return "annex", annex, 0
    pattern = _LABEL if marked else _PLAIN_LABEL
    label = pattern.match(plain) or _CHAPTER.match(plain)
    if len(plain) > _LONGEST_HEADING and not (marked and label and not plain.endswith(".")):
        return None
    if marked:
        # A converter marks a numbered paragraph as a heading now and then: it is a sentence.
        if label and _label(label).isdigit() and plain.endswith((".", ":", ";")):
            return None
        skip = raw.find(plain[label.end() : label.end() + 3]) if label else marked.end()
        return "heading", _label(label), max(skip, 0)
    if label and after_blank and len(plain) < 160 and not plain.endswith((".", ";", ",")):
        return "heading", _label(label), max(raw.find(plain[label.end() : label.end() + 3]), 0)
    return None


def _label(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "") if found else ""


def _annex(plain: str, *, marked: bool) -> str | None:
    """The kind and number of an annex that a line heads, as ``annex II``; None where none."""
    words = _LANGUAGES.sub("", plain)
    found = _ANNEX.match(words)
    if found is None:
        return None
    titled = found[2] and found["apart"].strip() and not words.endswith((".", ";", ","))
    if not (marked or len(words) < _LONE_ANNEX or (titled and len(words) <= _LONGEST_HEADING)):
        return None
    return f"{found[1].lower()} {found[2] or ''}".strip()
