"""Read the blocks of one act into recitals, operative paragraphs, annexes and closing lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from kg.cut.acts.amendments import Amendments
from kg.cut.acts.blocks import Block
from kg.cut.acts.clauses import is_bare
from kg.cut.acts.forms import ANNEX, TOLD, Forms, is_closing, is_day, is_vote, opens_recital
from kg.cut.acts.front import closing_facts, vote_of, without_vote
from kg.cut.acts.headings import Heading, is_plain_heading, labelled_heading
from kg.cut.acts.items import Zone
from kg.cut.acts.state import Reading
from kg.cut.acts.words import iso_date
from kg.cut.scope import Scope

__all__ = ["Reading", "read_act", "read_text"]

_DRAFT: Final = re.compile(
    r"\bfollowing\b.{0,40}\bdraft (?:resolution|decision)s?\b|\bdraft resolution", re.IGNORECASE
)
_BALLOT: Final = re.compile(
    r"(?:In favour|Against|Abstaining|Abstentions?|Absent|Not voting)\b", re.IGNORECASE
)
_BRACKET_ENDED: Final = re.compile(r"\]\W?$")
_ENOUGH: Final = 600
_FIRST: Final = 3


@dataclass(slots=True)
class _Reader(Amendments):
    """A state that takes every block of an act; ``owner`` speaks where nobody is named.

    ``stated`` is whether the cover says that it is the owner who adopted the act.
    """

    owner: str = ""
    stated: bool = False

    def take(self, index: int) -> None:
        block = self.blocks[index]
        if block.style == "note":
            self.out.notes.append(block)
        elif self.voting and self._votes_on(block):
            return
        elif is_vote(block.words) and self.current is not None:
            self._vote(block)
        elif is_closing(block.words):
            self._close(block)
        elif self.out.closed and is_day(block.words) and self.out.adopted_on is None:
            self.out.adopted_on = closing_facts(block.words)[1]
        else:
            self._read(index, block)

    def _read(self, index: int, block: Block) -> None:
        block = self._amends(index, block)
        speaker = None if block.label else self.forms.speaker(block.words)
        heading = None
        if self.out.speaker is None and self.zone.act and not block.label and self._opens(block):
            return
        if speaker and self.zone.kind == "body" and not self.zone.act and self.zone.speaker is None:
            return
        if speaker and self._may_speak():
            self.speak(speaker)
        elif self._annex(index, block):
            pass
        elif self.zone.kind == "body" and self.out.closed:
            if self._is_other() and self._tail().endswith("-"):
                self._extend(block)  # an editor's note on the act goes on over a page's end
            else:
                self._add(block, "other", numbered=False)
        elif not block.label and (heading := labelled_heading(block, self.scope)) is not None:
            self._section(index, block, heading)
        elif block.style == "number":
            self._number(index, block)
        elif block.style in ("letter", "loose") and self._letter(index, block):
            pass
        else:
            self._words(index, block)

    def _is_other(self) -> bool:
        return self.current is not None and self.current.kind == "other"

    def _opens(self, block: Block) -> bool:
        """Take a block that tells who decided, or in which a speaker goes straight on."""
        told = TOLD.match(block.words)
        if told:
            self.out.meeting = closing_facts(told["meeting"] or "")[0]
            self.out.adopted_on = iso_date(block.words[:_ENOUGH])
            self.out.decides = True
            # "On 3 May, the Fifth Committee met …" is told in decisions of the Assembly.
            name = None if self.stated else self.forms.told(block.words)
            self.speak(name or self.owner)
            self._unnumbered(block)
            return True
        name = self.forms.opening(block.words)
        if name is None or self.forms.speaker(block.words):
            return False
        self.speak(name)
        at = re.compile(re.escape(name).replace(r"\ ", r"\s+")).search(
            self.text, block.start, block.end
        )
        start = at.end() if at else block.start
        while start < block.end and (self.text[start].isspace() or self.text[start] in ",:"):
            start += 1
        words = " ".join(self.text[start : block.end].split())
        if is_bare(words) and not self.forms.opens_operative(words):
            return True
        goes_on = replace(block, content=start, words=words)
        if opens_recital(words):
            self.parent = self._add(goes_on, "preambular", numbered=False)
        else:
            self._unnumbered(goes_on)
        return True

    def _may_speak(self) -> bool:
        if not self.spoken or self.current is None or self.out.speaker is None:
            return True
        return self.current.kind == "heading" or self.zone.kind != "body" or self._awaits_draft()

    def speak(self, name: str) -> None:
        """Begin, or begin again, with the words of a body."""
        ident = self.forms.id_of(name)
        if self.out.speaker is None:
            self.out.speaker = name
            for item in self.out.items:
                item.zone.speaker = ident
        elif self._opens_draft():
            self._enter_draft()
        self.spoken = True
        self.zone.act, self.zone.speaker = True, ident
        self._anew()

    def _opens_draft(self) -> bool:
        """Whether the words of another body are those of a draft, the first one or the next."""
        if self.zone.kind == "draft":
            return self.operative
        return self.zone.act and not self.out.closed and self._awaits_draft()

    def _awaits_draft(self) -> bool:
        if self.zone.kind != "body" or self.current is None:
            return False
        start = max(self.current.start, self.current.end - _ENOUGH)
        said = self.text[start : self.current.end]
        return bool(_DRAFT.search(said)) and said.rstrip()[-1:] in ":,"

    def _enter_draft(self) -> None:
        if self.zone.kind == "body":
            self.outer = (self.zone, self.last)
        self.zone = Zone("draft")
        self.scope = Scope()
        self._anew()

    def _annex(self, index: int, block: Block) -> bool:
        if block.label or not self.out.items:
            return False
        found = ANNEX.match(block.words)
        if found is None:
            return False
        rest = block.words[found.end() :]
        if rest and not (is_plain_heading(rest) and len(rest) < 160):
            return False
        if not self.out.closed and self.current is not None and not self._ended() and rest:
            return False
        self.zone = Zone("annex", found["label"] or "", act=False)
        self.scope, self.outer = Scope(), None
        self._anew()
        self.current = self._add(block, "heading", numbered=False)
        return True

    def _section(self, index: int, block: Block, heading: Heading) -> None:
        if heading.article:
            if self._announced():
                self._enter_text()
            if self.zone.act:
                self._extend(block)
                return
            self.scope.levels = {n: h for n, h in self.scope.levels.items() if n < 6}
            self.scope.levels[6] = (heading.label, heading.words)
            self.last = 0
        else:
            self.scope.enter(heading.label, heading.words)
        self.listed = 0
        item = self._add(block, "heading", numbered=False)
        item.headings = self.scope.headings()[:-1]
        if heading.words != block.words and not heading.article:
            item.start = max(item.start, self.text.find(heading.words[:6], block.start, block.end))
        if self.zone.act:
            self.operative = False

    def _close(self, block: Block) -> None:
        self._leave()
        meeting, day = closing_facts(block.words)
        if self.out.meeting is None:
            self.out.meeting, self.out.adopted_on = meeting, day
        self.out.closed = True

    def _vote(self, block: Block) -> None:
        self.out.vote = self.out.vote or vote_of(block.words)
        if self.out.without_vote is None:
            self.out.without_vote = without_vote(block.words)
        self.out.closed = True
        # A bracket holds the whole list of who voted how; without one, a colon opens it.
        self.voting = (
            ("" if _BRACKET_ENDED.search(block.words) else "]")
            if block.words.startswith("[")
            else ":"
            if block.words.endswith(":")
            else ""
        )

    def _votes_on(self, block: Block) -> bool:
        """Whether a block goes on the list of who voted how."""
        if ANNEX.match(block.words) or block.style == "number":
            self.voting = ""
        elif self.voting == "]":
            self.voting = "" if _BRACKET_ENDED.search(block.words) else "]"
            return True
        elif _BALLOT.match(block.words) or self.voting == ":":
            self.voting = ":" if block.words.endswith(":") else "."
            return True
        else:
            self.voting = ""
        return False


def read_act(
    text: str,
    blocks: Sequence[Block],
    forms: Forms,
    adopted_by: str | None,
    *,
    stated: bool = False,
) -> Reading:
    """The paragraphs of an act whose number and title have been read, and its closing lines.

    ``adopted_by`` speaks where no line of the act says who does, and in a decision that is told
    also where the telling names others, if the cover has ``stated`` it.
    """
    out = Reading()
    reader = _Reader(text, blocks, forms, out, Zone("body"))
    reader.owner = adopted_by or ""
    reader.stated = stated and forms.authority.body(adopted_by or "") is not None
    if adopted_by and not any(map(forms.speaks, blocks[:_FIRST])):
        reader.speak(adopted_by)
    for index in range(len(blocks)):
        reader.take(index)
    return out


def read_text(text: str, blocks: Sequence[Block], forms: Forms) -> Reading:
    """The paragraphs of a text that is no act: by their numbers, else counted."""
    out = Reading()
    body = takewhile(lambda block: not ANNEX.match(block.words), blocks)
    numbered = any(block.style == "number" and block.label == "1" for block in body)
    reader = _Reader(text, blocks, forms, out, Zone("body", act=False, counted=not numbered))
    reader.spoken = True
    for index in range(len(blocks)):
        reader.take(index)
    return out
