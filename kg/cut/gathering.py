"""Take the lines of a body one by one and say what each begins or goes on with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.cut.gathered import Block
from kg.cut.headings import (
    annex_title,
    draft_number,
    is_lone,
    is_paper,
    is_person,
    is_title,
)
from kg.cut.lines import Line
from kg.cut.lookahead import (
    bare_number,
    block_words,
    comes_again,
    heads_number,
    is_followed_by,
    is_line_of_list,
    is_numbered_heading,
    marks_of,
    opens_draft,
    tells,
    titles_draft,
)
from kg.cut.scope import Scope

__all__ = ["Gatherer"]

_ENDED: Final = re.compile(r"[.:;!?][”\"’')\]]*(?:<sup>.{1,3}</sup>|[¹²³⁴-⁹]|\d{1,3}/)?[*\s]*$|\]$")
_ENOUGH: Final = 80
_AGENDA: Final = 400
_CHAPTER: Final = re.compile(r"[#*\s]{0,9}chapter\b", re.IGNORECASE)
_SKIPPED_MOST: Final = 3


@dataclass(slots=True)
class Gatherer:
    """The paragraphs of a body so far, and where in it we stand; ``take`` goes on by a line."""

    text: str
    lines: Sequence[Line]
    items: Mapping[str, str]
    names: bool = False
    scope: Scope = field(default_factory=Scope)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    current: Block | None = None
    note: Block | None = None
    parent: str = ""
    subs: list[str] = field(default_factory=list)
    expected: int = 1
    restart: str = ""
    interrupted: int = 0
    listed: int = 0
    blank: bool = False
    untitled: bool = False
    naming: bool = False
    bullet: Block | None = None
    rolled: str = ""
    drafts: int = 0
    outside: tuple[Scope, int, str] | None = None

    def take(self, index: int) -> None:
        """Take the line at an index, those before it taken."""
        line = self.lines[index]
        match line.kind:
            case "blank":
                self.blank, self.note = True, None
                return
            case "rule" | "furniture":
                self.note = None
                return
            case "heading" | "annex":
                self._heading(index)
            case "footnote":
                self.note = self._new(f"fn{line.label}", "footnote", line, keep=True)
            case "numbered":
                self._number(index)
            case "lettered":
                self._letter(index)
            case "bullet":
                self._bullet(line)
            case "item" if self.current is not None and self.current.kind == "heading":
                self._extend(line)
            case _:
                self._text(index)
        self.blank = False

    def _new(self, ident: str, kind: str, line: Line, *, keep: bool = False) -> Block:
        self.seen[ident] += 1
        if self.seen[ident] > 1:
            if kind == "report":
                self.warnings.append(f"paragraph {ident} is printed {self.seen[ident]} times")
            ident = f"{ident}~{self.seen[ident]}"
        block = Block(
            ident,
            kind,
            line.content,
            line.end,
            line.indent,
            kind != "other",
            self.scope.headings(self.items),
        )
        self.blocks.append(block)
        if not keep:
            self.current, self.note = block, None
        return block

    def _scoped(self, ident: str) -> str:
        return ".".join(filter(None, (self.scope.annex, self.restart, ident)))

    def _heading(self, index: int) -> None:
        """Take a line that looks like a heading; it may go on a list or a heading instead."""
        line = self.lines[index]
        named = line.kind == "heading" and not line.label
        if named and self._goes_on(index):
            self._extend(line)
        elif named and (self._is_named(line) or self._is_rolled(index)):
            self._name(line)
        elif named and self.untitled and not self.scope.annex:
            self._extend(line)
        else:
            self._head(line)
            return
        self.untitled = False

    def _goes_on(self, index: int) -> bool:
        """Whether what looks like a heading stands inside a list of items or of papers."""
        if self.listed:
            return is_followed_by(self.lines, index, self.listed)
        return is_paper(self.lines[index].words) and self._is_listing()

    def _is_listing(self) -> bool:
        """Whether the current paragraph is a list of documents under that word."""
        current = self.current
        return current is not None and self.text.startswith("Documentation", current.start)

    def _is_named(self, line: Line) -> bool:
        return (self.naming or self._leads()) and is_person(line.words)

    def _leads(self) -> bool:
        """Whether the current paragraph, which bears no number, introduces what follows."""
        current = self.current
        return current is not None and current.kind == "other" and self._said().endswith(":")

    def _is_rolled(self, index: int) -> bool:
        """Whether what a converter marked as a heading is a line of the list after a colon."""
        marks, said = marks_of(self.text, self.lines[index]), self._said()
        opened = self.current is not None and self.current.kind != "heading" and said[-1:] == ":"
        if not opened and not (self.naming and self.rolled == marks):
            return False
        if not is_line_of_list(self.text, self.lines, index, first=opened):
            return False
        self.rolled = marks
        return True

    def _name(self, line: Line) -> None:
        self._new(self._scoped(f"other{self._others()}"), "other", line)
        self.naming = True

    def _head(self, line: Line) -> None:
        self.listed = 0
        self.naming = self.naming and line.kind == "heading" and not line.label
        number = draft_number(line.words) if line.kind != "annex" else None
        self._leave(line)
        if line.kind == "annex":
            self.scope.enter_annex(line.label)
            self.expected, self.restart, self.parent = 1, "", ""
            ident = f"{self.scope.annex}.heading"
            if title := annex_title(line.words):
                self.scope.enter("", title)
        elif number is not None and not self.scope.annex.startswith(("annex", "appendix")):
            self._enter_draft()
            self.scope.enter("", line.words)
            ident = f"{self.scope.annex}.heading"
        else:
            chapter = _CHAPTER.match(self.text, line.start) is not None
            ident = self.scope.enter(line.label, line.words, chapter=chapter)
            ident = f"{ident}.heading".lstrip(".")
        self._new(ident, "heading", line)
        self.untitled = is_lone(line.words)

    def _enter_draft(self) -> None:
        """Enter a draft that the document recommends; its numbers are its own."""
        if self.outside is None:
            self.outside = self.scope, self.expected, self.restart
        self.drafts += 1
        self.scope = Scope()
        self.scope.enter_draft(self.drafts)
        self.expected, self.restart, self.parent, self.listed = 1, "", "", 0
        self.current = None

    def _leave(self, line: Line) -> None:
        """Leave a draft where the document's own headings go on."""
        if self.outside is not None and (
            line.kind == "annex" or is_lone(line.words) or self.outside[0].follows(line.label)
        ):
            self._go_on()

    def _go_on(self) -> None:
        if self.outside is not None:
            self.scope, self.expected, self.restart = self.outside
            self.outside, self.parent = None, ""

    def _number(self, index: int) -> None:
        line = self.lines[index]
        number = int(line.label)
        if self.outside is not None and number == self.outside[1] != self.expected:
            self._go_on()
        if self.listed:
            follows = number == self.listed and not self._is_paragraph(index, number)
            if follows or not self.expected <= number <= self.expected + _SKIPPED_MOST:
                self.listed += follows
                self._extend(line)
                return
        opens = number == 1 and self.current is not None
        agenda = self._leads() and "agenda" in self._said(_AGENDA)
        if opens and (self.expected > 1 or agenda) and self._said().endswith((":", ":*")):
            self.listed = 2
            self._extend(line)
        elif self._heads(index):
            self._head(line)
        elif number == self.expected or self._begins_anew(number):
            self._paragraph(number, line)
        else:
            self._continue(line)

    def _heads(self, index: int) -> bool:
        """Whether a numbered or lettered line is a heading, and no item of an annexed agenda."""
        return not self.scope.agenda and is_numbered_heading(
            self.lines, index, after_blank=self.blank
        )

    def _is_paragraph(self, index: int, number: int) -> bool:
        """Whether a line that could go on a list is the next paragraph of the document."""
        if number != self.expected or self.current is None:
            return False
        if self.lines[index].indent != self.current.indent:
            return self.lines[index].indent < self.current.indent
        return not comes_again(self.lines, index, number)

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
        self.listed, self.subs, self.naming = 0, [], False
        self.expected = number + 1
        self.parent = self._scoped(str(number))
        self._new(self.parent, "report", line)

    def _letter(self, index: int) -> None:
        line = self.lines[index]
        if not self.listed and self._heads(index):
            self._head(line)
            return
        if not self.listed and self._leads() and self.current is not None:
            self.parent, self.subs = self.current.ident, []
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
        self._new(ident, "other" if "other" in self.parent else "report", line)

    def _bullet(self, line: Line) -> None:
        """Take a line after a bullet: a paragraph without a number, unless it goes on another."""
        said = self._said()
        if self.listed or self.note is not None or self._is_listing():
            self._continue(line)
        elif self.blank or self.current is None or said.endswith((":", ";", ".", ",")):
            self.bullet = self._new(self._scoped(f"other{self._others()}"), "other", line)
        else:
            self._extend(line)

    def _text(self, index: int) -> None:
        """Take a line without a label: a title, a number without its point, or plain words."""
        line = self.lines[index]
        if self.untitled and self.blank and is_title(block_words(self.lines, index)):
            self.untitled = False
            if self.scope.annex:
                self._new(f"{self.scope.annex}.heading", "heading", line)
                self.scope.enter("", line.words)
            else:
                self._extend(line)
            return
        self.untitled = self.untitled and not self.blank
        if self.blank and draft_number(block_words(self.lines, index)):
            self._head(line)
        elif self.blank and not self.scope.annex and opens_draft(self.text, line):
            self._enter_draft()
            self._continue(line)
        elif self.blank and not self.scope.annex and titles_draft(self.text, self.lines, index):
            self._enter_draft()
            self.scope.enter("", line.words)
            self._new(f"{self.scope.annex}.heading", "heading", line)
        elif (
            self.blank
            and self.note is None
            and not self.listed
            and (skip := bare_number(self.lines, index, self.expected))
        ):
            self._paragraph(self.expected, replace(line, content=line.start + skip))
        elif self.blank and self.note is None and not self.listed and self._is_named(line):
            self._name(line)
        elif self._is_plain_heading(index):
            self._head(line)
        elif self.listed and re.match(rf"{self.listed}\s+[A-Z“]", line.words):
            self.listed += 1
            self._extend(line)
        elif self.listed and self._ends_list(index):
            self.listed = 0
            self._new(self._scoped(f"other{self._others()}"), "other", line)
        else:
            self._continue(line)

    def _is_plain_heading(self, index: int) -> bool:
        """Whether a line is the title of the paragraphs below, though nothing marks it."""
        if not self.blank or self.note is not None or self.untitled or self.current is None:
            return False
        ended = self.current.kind == "heading" or _ENDED.search(self._said()) is not None
        return ended and heads_number(self.lines, index, self.expected)

    def _ends_list(self, index: int) -> bool:
        """Whether words after a list in a paragraph without a number tell of something else."""
        current = self.current
        if not self.blank or current is None or current.kind != "other":
            return False
        return tells(self.lines, index) and self._said().endswith((".", ".”", "]"))

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
        if self._leads() and not self.listed and line.words[:1].isupper():
            self.naming = True
            return True
        if self.listed or said.endswith(":"):
            return False
        recital = self.outside is not None and said.endswith(",")
        naming = self.naming or self.names or recital or self.current is self.bullet
        if naming and self.current.kind == "other" and not line.words[:1].islower():
            return True
        return bool(_ENDED.search(said)) and not line.words[:1].islower()

    def _others(self) -> int:
        """The number of the next paragraph without one; each annex and draft counts its own."""
        counted = self._scoped("other")
        self.seen[counted] += 1
        return self.seen[counted]

    def _extend(self, line: Line) -> None:
        if self.current is not None:
            self.current.end = line.end
            if self.current.kind == "heading":
                self.scope.lengthen(line.words)
                self.current.heading = self.scope.headings(self.items)

    def _said(self, enough: int = _ENOUGH) -> str:
        """The last words of the current paragraph."""
        if self.current is None:
            return ""
        start = max(self.current.start, self.current.end - enough)
        return self.text[start : self.current.end].rstrip()
