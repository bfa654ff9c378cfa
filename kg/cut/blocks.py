"""Gather the lines of a body into paragraphs, headings and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.cut.cleaning import clean
from kg.cut.lines import Line
from kg.cut.scope import Scope
from kg.model import Paragraph

__all__ = ["Gathered", "gather"]

_ENDED: Final = re.compile(r"[.:;!?][”\"’')\]]*(?:<sup>.{1,3}</sup>|[¹²³⁴-⁹])?[*\s]*$|\]$")
_NO_HEADING: Final = re.compile(r"[.:;,]$|\b(?:and|or)$|\d{3}$")
_LONGEST_HEADING: Final = 120
_ENOUGH: Final = 80
_SKIPPED_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """The paragraphs in the order of the text, and what was odd about their numbers."""

    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    ident: str
    kind: str
    start: int
    end: int
    indent: int
    numbered: bool
    heading: tuple[str, ...]


@dataclass(slots=True)
class _Gatherer:
    text: str
    lines: Sequence[Line]
    scope: Scope = field(default_factory=Scope)
    blocks: list[_Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    current: _Block | None = None
    note: _Block | None = None
    parent: str = ""
    subs: list[str] = field(default_factory=list)
    expected: int = 1
    restart: str = ""
    interrupted: int = 0
    listed: int = 0
    blank: bool = False

    def take(self, index: int) -> None:
        line = self.lines[index]
        match line.kind:
            case "blank":
                self.blank, self.note = True, None
                return
            case "rule" | "furniture":
                self.note = None
                return
            case "heading" | "annex":
                self._head(line)
            case "footnote":
                self.note = self._new(f"fn{line.label}", "footnote", line, keep=True)
            case "numbered":
                self._number(index)
            case "lettered":
                self._letter(index)
            case _:
                self._continue(line)
        self.blank = False

    def _new(self, ident: str, kind: str, line: Line, *, keep: bool = False) -> _Block:
        self.seen[ident] += 1
        if self.seen[ident] > 1:
            if kind == "report":
                self.warnings.append(f"paragraph {ident} is printed {self.seen[ident]} times")
            ident = f"{ident}~{self.seen[ident]}"
        block = _Block(
            ident, kind, line.content, line.end, line.indent, kind != "other", self.scope.headings()
        )
        self.blocks.append(block)
        if not keep:
            self.current, self.note = block, None
        return block

    def _scoped(self, ident: str) -> str:
        return ".".join(filter(None, (self.scope.annex, self.restart, ident)))

    def _head(self, line: Line) -> None:
        self.listed = 0
        if line.kind == "annex":
            self.scope.enter_annex(line.label)
            self.expected, self.restart, self.parent = 1, "", ""
            ident = f"{self.scope.annex}.heading"
        else:
            ident = f"{self.scope.enter(line.label, line.words)}.heading".lstrip(".")
        self._new(ident, "heading", line)

    def _number(self, index: int) -> None:
        line = self.lines[index]
        number = int(line.label)
        if self.listed:
            if number == self.listed and not self._is_paragraph(index, number):
                self.listed += 1
                self._extend(line)
                return
            if not self.expected <= number <= self.expected + _SKIPPED_MOST:
                self._extend(line)
                return
        opens = number == 1 and self.current is not None and self.expected > 1
        if opens and self._said().endswith((":", ":*")):
            self.listed = 2
            self._extend(line)
        elif self._is_heading(index):
            self._head(line)
        elif number == self.expected or self._begins_anew(number):
            self._paragraph(number, line)
        else:
            self._continue(line)

    def _is_heading(self, index: int) -> bool:
        """Whether a numbered or lettered line is a heading: short, and no sentence."""
        line = self.lines[index]
        words, end = line.words, index + 1
        while end < len(self.lines) and self.lines[end].kind == "text":
            words, end = f"{words} {self.lines[end].words}", end + 1
            if len(words) > _LONGEST_HEADING:
                return False
        if not self.blank or len(words) > _LONGEST_HEADING or _NO_HEADING.search(words):
            return False
        following = next((n for n in self.lines[end:] if n.kind != "blank"), None)
        unlike = following is not None and following.kind not in (line.kind, "text", "footnote")
        apart = end < len(self.lines) and self.lines[end].kind == "blank"
        return apart and (unlike or line.kind == "numbered")

    def _is_paragraph(self, index: int, number: int) -> bool:
        """Whether a line that could go on a list is the next paragraph of the document."""
        if number != self.expected or self.current is None:
            return False
        if self.lines[index].indent != self.current.indent:
            return self.lines[index].indent < self.current.indent
        later = (n for n in self.lines[index + 1 :] if n.kind in ("numbered", "annex"))
        for line in later:
            if line.kind == "annex" or int(line.label) > number + 1:
                break
            if int(line.label) == number:
                return False
        return True

    def _begins_anew(self, number: int) -> bool:
        if self.expected < number <= self.expected + _SKIPPED_MOST:
            gone = ", ".join(str(n) for n in range(self.expected, number))
            self.warnings.append(f"no paragraph {self._scoped(gone)} is printed before {number}")
            return True
        if number == self.expected - 1 and self.current and self.current.kind != "heading":
            return self.blank and _ENDED.search(self._said()) is not None
        if self.restart and number == self.interrupted:
            self.restart = ""
            return True
        after_heading = self.current is not None and self.current.kind == "heading"
        if number == 1 and after_heading and self.scope.section() != self.restart:
            self.interrupted = self.interrupted if self.restart else self.expected
            self.restart = self.scope.section()
            return bool(self.restart)
        return False

    def _paragraph(self, number: int, line: Line) -> None:
        self.listed, self.subs = 0, []
        self.expected = number + 1
        self.parent = self._scoped(str(number))
        self._new(self.parent, "report", line)

    def _letter(self, index: int) -> None:
        line = self.lines[index]
        if not self.listed and self._is_heading(index):
            self._head(line)
            return
        if self.listed or not self.parent or self.current is None or self.current.kind == "heading":
            self._continue(line)
            return
        roman = self.subs and line.label in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        follows = self.subs and ord(line.label[0]) == ord(self.subs[0][0]) + 1
        if roman and not (follows and len(line.label) == 1 and len(self.subs) == 1):
            self.subs = [self.subs[0], line.label]
        else:
            self.subs = [line.label]
        ident = self.parent + "".join(f"({sub})" for sub in self.subs)
        self._new(ident, "report", line)

    def _continue(self, line: Line) -> None:
        if self.note is not None:
            self.note.end = line.end
        elif self.current is None or (self.blank and self._has_ended(line)):
            self._new(self._scoped(f"other{self._others()}"), "other", line)
        else:
            self._extend(line)

    def _has_ended(self, line: Line) -> bool:
        if self.current is None or self.current.kind == "heading":
            return True
        said = self._said()
        if self.listed or said.endswith(":"):
            return False
        return bool(_ENDED.search(said)) and not line.words[:1].islower()

    def _others(self) -> int:
        self.seen["other"] += 1
        return self.seen["other"]

    def _extend(self, line: Line) -> None:
        if self.current is not None:
            self.current.end = line.end

    def _said(self) -> str:
        """The last words of the current paragraph."""
        if self.current is None:
            return ""
        start = max(self.current.start, self.current.end - _ENOUGH)
        return self.text[start : self.current.end].rstrip()


def gather(text: str, lines: Sequence[Line]) -> Gathered:
    """The paragraphs of a body's lines.

    A number begins a paragraph where it is the next one; other numbered lines after a colon are
    a list inside the paragraph. A paragraph goes on over blank lines, rules and page furniture
    until its sentence ends. What bears no number is kept as ``other``.
    """
    gatherer = _Gatherer(text, lines)
    for index in range(len(lines)):
        gatherer.take(index)
    paragraphs = tuple(
        Paragraph(
            b.ident, b.kind, b.start, b.end, clean(text[b.start : b.end]), b.numbered, b.heading
        )
        for b in gatherer.blocks
    )
    return Gathered(paragraphs, tuple(gatherer.warnings))
