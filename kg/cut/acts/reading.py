"""Read the blocks of one act into recitals, operative paragraphs, annexes and closing lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.forms import ANNEX, Forms, is_closing, is_day, is_vote, opens_recital
from kg.cut.acts.front import closing_facts, vote_of
from kg.cut.acts.headings import Heading, is_plain_heading, labelled_heading
from kg.cut.acts.items import Item, Zone
from kg.cut.acts.subs import Level, first_label, place
from kg.cut.acts.words import iso_date
from kg.cut.scope import Scope
from kg.model import VoteCount

__all__ = ["Reading", "read_act", "read_text"]

_ENDED: Final = re.compile(r"[.:;,!?](?:\d{1,3}|\s\d{1,3}/|[¹²³⁰⁴-⁹]{1,4})?[”\"’')\]*]*\s*$|\]\s*$")
_DRAFT: Final = re.compile(
    r"\bfollowing\b.{0,40}\bdraft (?:resolution|decision)s?\b|\bdraft resolution", re.I
)
_INLINE: Final = re.compile(
    r"^\W*(?:(?:also|hereby|therefore|\w{1,20}ly|formally)\s)*(?:adopts?|proclaims?|declares?|approves?|establishes"
    r"|decides\sto\s(?:adopt|proclaim|approve))\b"
    r".{0,400}\b(?:following|as follows|set (?:out|forth) below|present|this)\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAFT_HEADING: Final = re.compile(
    r"[“\"]?(?:Draft (?:resolution|decision)|DRAFT RESOLUTION)\b.{0,12}$", re.I
)
_BALLOT: Final = re.compile(
    r"(?:In favour|Against|Abstaining|Abstentions?|Absent)\s*:?", re.IGNORECASE
)
_AT: Final = re.compile(r"At (?:its|the) (.{3,90}?\bmeeting)(.{0,80})", re.DOTALL)
_TAIL: Final = 60
_FAR: Final = 4
_BARE: Final = 30
_SHORT: Final = 110


@dataclass(slots=True)
class Reading:
    """What an act's blocks hold: its paragraphs, and what its closing lines state."""

    items: list[Item] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footnotes: list[Item] = field(default_factory=list)
    decides: bool = False
    warnings: list[str] = field(default_factory=list)
    speaker: str | None = None
    closed: bool = False
    meeting: int | None = None
    adopted_on: str | None = None
    vote: VoteCount | None = None
    end: int = 0


@dataclass(slots=True)
class _Reader:
    text: str
    blocks: Sequence[Block]
    forms: Forms
    out: Reading
    zone: Zone
    outer: tuple[Zone, int] | None = None
    scope: Scope = field(default_factory=Scope)
    current: Item | None = None
    parent: Item | None = None
    levels: list[Level] = field(default_factory=list)
    base: int = 0
    last: int = 0
    listed: int = 0
    operative: bool = False
    voting: bool = False
    spoken: bool = False

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
            self._add(block, "other", numbered=False)
        elif not block.label and (heading := labelled_heading(block, self.scope)) is not None:
            self._section(index, block, heading)
        elif block.style == "number":
            self._number(index, block)
        elif block.style in ("letter", "loose"):
            self._letter(index, block)
        else:
            self._words(index, block)

    # --- speakers, annexes, sections -------------------------------------------------------

    def _opens(self, block: Block) -> bool:
        """Take the block in which a decision tells who decided it, or a speaker goes straight on."""
        told = _AT.match(block.words)
        if told:
            self.out.meeting, self.out.adopted_on = closing_facts(told[1])[0], iso_date(told[2])
            self.out.decides = True
            name = self.forms.told(block.words)
            self.speak(name or "")
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
        if _bare(words) and not self.forms.opens_operative(words):
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
        elif (
            self.zone.kind == "body"
            and self.zone.act
            and not self.out.closed
            and self._awaits_draft()
        ):
            self._enter_draft()
        elif self.zone.kind == "draft" and self.operative:
            self._enter_draft()
        self.spoken = True
        self.zone.act, self.zone.speaker = True, ident
        self._anew()

    def _awaits_draft(self) -> bool:
        if self.zone.kind != "body" or self.current is None:
            return False
        said = self.text[self.current.start : self.current.end]
        return bool(_DRAFT.search(said)) and said.rstrip()[-1:] in ":,"

    def _enter_draft(self) -> None:
        if self.zone.kind == "body":
            self.outer = (self.zone, self.last)
        self.zone = Zone("draft")
        self.scope = Scope()
        self._anew()

    def _anew(self) -> None:
        self.current, self.parent, self.levels, self.base = None, None, [], 0
        self.last, self.listed, self.operative = 0, 0, False

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

    def _plain_section(self, block: Block) -> None:
        item = self._add(block, "heading", numbered=False)
        self.scope.enter("", block.words)
        item.headings = self.scope.headings()[:-1]

    # --- numbers and letters ---------------------------------------------------------------

    def _number(self, index: int, block: Block) -> None:
        number = int(block.label)
        words = block.words
        if self._returns(number, block):
            self.zone, self.last = self.outer  # type: ignore[misc]
            self.outer, self.operative = None, True
        if self._is_listed(index, number, block):
            self._extend(block)
            return
        opens = self.forms.opens_operative(self._after(block))
        if number == 1 and not opens and self._announced():
            self._enter_text()
        expected = number == self.last + 1
        anew = number == 1 and (self.last == 0 or self._after_heading())
        if not (expected or anew):
            near = self.last < number <= self.last + _FAR
            if self.zone.act and self.last and not (opens or near):
                self._extend(block)
                return
            if not self.zone.act and self.last and not near and not self._after_heading():
                self._extend(block)
                return
            if near and self.last:
                gone = ", ".join(str(n) for n in range(self.last + 1, number))
                self.out.warnings.append(f"no paragraph {gone} is printed before {number}")
        self.last, self.listed, self.levels = number, 0, []
        self.base = 0
        kind = "operative" if self.zone.act else "report"
        self.operative = True
        sub = first_label(self._after(block))
        self.parent = item = self._add(block, kind, number=str(number))
        if sub is not None:
            # "3. (a) Decides": the paragraph has no opening words of its own.
            item.start += sub[1]
            item.subs = (sub[0],)
            self.levels = place([], sub[0])

    def _announced(self) -> bool:
        """Whether the last clause adopts a text that follows it in the act itself."""
        if not self.zone.act or self.zone.kind == "draft":
            return False
        clause = next((i for i in reversed(self.out.items[-6:]) if i.kind != "heading"), None)
        if clause is None or clause.kind != "operative" or clause.zone is not self.zone:
            return False
        return bool(_INLINE.match(self._said(clause)))

    def _enter_text(self) -> None:
        self.zone = Zone(self.zone.kind, self.zone.label, act=False)
        self.last = 0

    def _returns(self, number: int, block: Block) -> bool:
        if self.outer is None or block.quoted or number != self.outer[1] + 1:
            return False
        return (
            number != self.last + 1 or self.text[: self.current.end][-2:].find("”") >= 0
            if self.current
            else False
        )

    def _is_listed(self, index: int, number: int, block: Block) -> bool:
        """Whether a number goes on a list inside the paragraph that it stands in."""
        current = self.current
        if current is None or current.kind == "heading":
            self.listed = 0
            return False
        if block.quoted and self.zone.kind != "draft" and self.zone.act:
            self.listed = number + 1
            return True
        if self.listed and number == self.listed:
            if number != self.last + 1 or not self._is_next(index, number):
                self.listed += 1
                return True
        elif number == 1 and self.last >= 1 and not self._ended_sentence():
            self.listed = 2
            return True
        return False

    def _is_next(self, index: int, number: int) -> bool:
        if self.zone.act:
            return self.forms.opens_operative(self._after(self.blocks[index]))
        later = (b for b in self.blocks[index + 1 : index + 60] if b.style == "number")
        return not any(b.label == str(number) for b in later)

    def _ended_sentence(self) -> bool:
        said = self._tail()
        return not said.endswith(":") and bool(_ENDED.search(said))

    def _after_heading(self) -> bool:
        return self.current is not None and self.current.kind == "heading"

    def _letter(self, index: int, block: Block) -> None:
        if self.current is None or (block.style == "loose" and not self._ended()):
            self._words(index, block)
            return
        following = (b.label for b in self.blocks[index + 1 : index + 40] if b.style == block.style)
        rooted = self.parent is not None and not self._after_heading()
        if not rooted and (self.zone.act or block.style == "loose"):
            self._words(index, block)
            return
        if not rooted:
            self.levels, self.base = [], 1
        self.levels = place(
            self.levels, block.label, following, opens=self._tail().endswith(":") and rooted
        )
        if self.base and len(self.levels) == 1:
            self.parent = self._add(block, "other")
            return
        assert self.parent is not None
        item = self._add(block, self.parent.kind)
        item.parent = self.parent
        item.subs = tuple(level.label for level in self.levels[self.base :])

    # --- words without a label -------------------------------------------------------------

    def _words(self, index: int, block: Block) -> None:
        words = block.words
        current = self.current
        if current is None or current.kind == "heading":
            self._first_words(index, block)
        elif self._continues(words):
            self._extend(block)
        elif self.zone.act:
            self._clause(index, block)
        elif self._is_heading(index, block):
            self._plain_section(block)
        elif self._tail().endswith(":") and current.kind != "other":
            self._extend(block)
        else:
            self._other(block)

    def _first_words(self, index: int, block: Block) -> None:
        if not self.spoken and self.zone.kind == "body":
            if not (opens_recital(block.words) or self.forms.opens_operative(block.words)):
                return
            self.spoken = True
        if self._after_heading() and self._title_goes_on(block):
            self._extend(block)
        elif self.zone.act:
            self._clause(index, block)
        elif self._is_heading(index, block):
            self._plain_section(block)
        else:
            self._other(block)

    def _title_goes_on(self, block: Block) -> bool:
        assert self.current is not None
        bare = self.current.end - self.current.start < 12
        return bare and is_plain_heading(block.words)

    def _other(self, block: Block) -> None:
        self.levels, self.base = [], 0
        kind = "report" if self.zone.counted else "other"
        self.parent = self._add(block, kind, numbered=False)

    def _continues(self, words: str) -> bool:
        assert self.current is not None
        first = words.lstrip('“"(')[:1]
        if first.islower() or not first.isalpha():
            return True
        if self._ended() or opens_recital(words) or self.forms.opens_operative(words):
            return False
        return self.zone.act or not is_plain_heading(words)

    def _clause(self, index: int, block: Block) -> None:
        words, current = block.words, self.current
        # "Reviews" alone is a heading, though it is a verb too.
        operative = self.forms.opens_operative(words) and not _bare(words)
        recital = opens_recital(words)
        if self._is_heading(index, block) and not operative:
            if self._announced() and self._tail().endswith(":"):
                self._enter_text()
            self._plain_section(block)
        elif operative and not recital:
            self._unnumbered(block)
        elif not self.operative or (recital and self._recital_may_follow()):
            self.operative = False
            self.levels, self.base = [], 0
            self.parent = self._add(block, "preambular", numbered=False)
        elif current is not None and self._lists_on():
            self._unlettered(block)
        elif current is not None and current.kind != "heading":
            self._extend(block)
        else:
            self._other(block)

    def _unnumbered(self, block: Block) -> None:
        self.operative, self.levels, self.base = True, [], 0
        self.parent = self._add(block, "operative", numbered=False)

    def _recital_may_follow(self) -> bool:
        return self._after_heading()

    def _lists_on(self) -> bool:
        """Whether the next part of a list without letters may begin here."""
        if self.current is None or self.current.kind != "operative" or self.last:
            return False
        tail = self._tail()
        return tail.endswith(":") or (
            bool(self.current.subs) and tail.endswith((";", "; and", ","))
        )

    def _unlettered(self, block: Block) -> None:
        assert self.parent is not None
        last = self.levels[0].label if self.levels else "`"
        label = chr(ord(last[0]) + 1) if last[0] < "z" else "z"
        self.levels = [Level("letter", label)]
        item = self._add(block, "operative", numbered=False)
        item.parent, item.subs = self.parent, (label,)

    def _is_heading(self, index: int, block: Block) -> bool:
        if not is_plain_heading(block.words) or not (self._ended() or self._after_heading()):
            return False
        if self.current is not None and self._tail().endswith(":") and self.zone.act:
            return self._announced() and not self.forms.opens_operative(block.words)
        following = next((b for b in self.blocks[index + 1 :] if b.style != "note"), None)
        if following is None:
            return False
        if not self.zone.act:
            return True
        if self.current is not None and self.current.kind == "preambular":
            # A recital may lack its comma; a heading stands before a number.
            short = len(block.words) < _SHORT and following.style == "number"
            if opens_recital(block.words) and not short:
                return False
        return bool(
            following.style == "number"
            or self.forms.opens_operative(following.words)
            or opens_recital(following.words)
            or labelled_heading(following, self.scope)
            or self.forms.speaker(following.words)
        )

    # --- closing lines ---------------------------------------------------------------------

    def _close(self, block: Block) -> None:
        meeting, day = closing_facts(block.words)
        if self.out.meeting is None:
            self.out.meeting, self.out.adopted_on = meeting, day
        self.out.closed = True
        self.out.end = block.end

    def _vote(self, block: Block) -> None:
        self.out.vote = self.out.vote or vote_of(block.words)
        self.voting = True
        self.out.closed = True
        if block.words.endswith(("]", "].")):
            self.voting = False

    def _votes_on(self, block: Block) -> bool:
        if ANNEX.match(block.words) or block.style == "number":
            self.voting = False
            return False
        if block.words.endswith("]"):
            self.voting = False
        return True

    # --- items -----------------------------------------------------------------------------

    def _add(self, block: Block, kind: str, *, number: str = "", numbered: bool = True) -> Item:
        item = Item(
            kind,
            block.content,
            block.end,
            self.zone,
            number,
            numbered=numbered,
            path=tuple(label for _, (label, _) in sorted(self.scope.levels.items()) if label),
            headings=self.scope.headings(),
        )
        self.out.items.append(item)
        self.current = item
        return item

    def _extend(self, block: Block) -> None:
        if self.current is not None:
            self.current.end = block.end

    def _after(self, block: Block) -> str:
        """The words after the label of a block."""
        return self.text[block.content : min(block.end, block.content + 160)]

    def _said(self, item: Item) -> str:
        return self.text[item.start : min(item.end, item.start + 600)]

    def _tail(self) -> str:
        if self.current is None:
            return ""
        start = max(self.current.start, self.current.end - _TAIL)
        return self.text[start : self.current.end].rstrip()

    def _ended(self) -> bool:
        return _ENDED.search(self._tail()) is not None


def _bare(words: str) -> bool:
    return len(words) < _BARE and not re.search(r"[.;:,]$", words)


def read_act(text: str, blocks: Sequence[Block], forms: Forms, adopted_by: str | None) -> Reading:
    """The paragraphs of an act whose number and title have been read, and its closing lines.

    ``adopted_by`` speaks where no line of the act says who does.
    """
    out = Reading()
    reader = _Reader(text, blocks, forms, out, Zone("body"))
    if adopted_by and not any(forms.speaker(b.words) or forms.opening(b.words) for b in blocks[:3]):
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
