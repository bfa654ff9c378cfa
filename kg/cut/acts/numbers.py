"""Read the numbered and lettered blocks of an act into paragraphs and lists inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.headings import is_plain_heading
from kg.cut.acts.items import Zone
from kg.cut.acts.state import State
from kg.cut.acts.subs import first_label, place
from kg.cut.scope import Scope

__all__ = ["Numbers"]

_INLINE: Final = re.compile(
    r"^\W*(?:(?:also|hereby|therefore|\w{1,20}ly|formally)\s)*(?:adopts?|proclaims?|declares?"
    r"|approves?|endorses?|establishes|decides\sto\s(?:adopt|proclaim|approve))\b"
    r".{0,400}\b(?:following|as follows|set (?:out|forth) below|present|this)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENDORSED: Final = re.compile(r"^\W*(?:(?:also|hereby|therefore|\w{1,20}ly)\s)*endorses?\b", re.I)
_FAR: Final = 4
_AHEAD: Final = 60
_NEAR: Final = 5
_LONGEST_HEADING: Final = 150


@dataclass(slots=True)
class Numbers(State):
    """A state that takes blocks with a number or a letter."""

    def _number(self, index: int, block: Block) -> None:
        number = int(block.label)
        if self._returns(number, block):
            self.zone, self.last = self.outer  # type: ignore[misc]
            self.outer, self.operative = None, True
        if self._is_numbered_heading(index, number, block):
            self.scope.enter(block.label, self._after(block).strip())
            self._add(block, "heading", numbered=False).headings = self.scope.headings()[:-1]
            return
        if self._is_listed(index, number, block):
            self._extend(block)
            return
        opens = self.forms.opens_operative(self._after(block))
        if number == 1 and not opens and self._announced():
            self._enter_text()
        expected = number == self.last + 1
        # Where the headings of articles are lost, numbers begin again after any sentence.
        fresh = self.last == 0 or self._after_heading() or not self.zone.act
        anew = number == 1 and fresh
        if not (expected or anew):
            near = self.last < number <= self.last + _FAR
            if self.zone.act and self.last and not (opens or near):
                self._extend(block)
                return
            if not self.zone.act and self.last and not near and not self._after_heading():
                self._extend(block)
                return
            if near and self.last and self.amending is None:
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

    def _is_numbered_heading(self, index: int, number: int, block: Block) -> bool:
        """Whether a number is a heading's, past which the numbers of the paragraphs go on."""
        if self.zone.act or block.end - block.content > _LONGEST_HEADING:
            return False
        if not is_plain_heading(self._after(block)):
            return False
        following = (b for b in self.blocks[index + 1 : index + _NEAR] if b.style == "number")
        later = next(following, None)
        return later is not None and later.label == str(self.last + 1) and number <= self.last + 1

    def _is_lettered_heading(self, index: int, block: Block) -> bool:
        """Whether a letter is a heading's: a bare line before the next number."""
        if self.zone.act or block.end - block.content > _LONGEST_HEADING or not self._ended():
            return False
        if self._tail()[-1:] not in ".”" and not self._after_heading():
            return False
        later = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        follows = later is not None and later.style == "number"
        next_one = later is not None and later.label == str(self.last + 1)
        words = self._after(block)
        return follows and next_one and "“" not in words and is_plain_heading(words)

    def _announced(self) -> bool:
        """Whether the last clause adopts a text that follows it in the act itself."""
        if not self.zone.act or self.zone.kind == "draft":
            return False
        clause = next((i for i in reversed(self.out.items[-6:]) if i.kind != "heading"), None)
        if clause is None or clause.kind != "operative" or clause.zone is not self.zone:
            return False
        return bool(_INLINE.match(self._said(clause)))

    def _enter_text(self) -> None:
        """Begin the text that the last clause adopts; one that it endorses is as an annex."""
        clause = next((i for i in reversed(self.out.items[-6:]) if i.kind != "heading"), None)
        if clause is not None and _ENDORSED.match(self._said(clause)):
            self.zone, self.scope = Zone("annex", act=False), Scope()
            self._anew()
            return
        self.zone = Zone(self.zone.kind, self.zone.label, act=False, of=self.zone.of or self.zone)
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
        elif number == 1 and self.last >= 1 and current.kind != "other" and self._says_on():
            self.listed = 2
            return True
        return False

    def _is_next(self, index: int, number: int) -> bool:
        if self.zone.act:
            return self.forms.opens_operative(self._after(self.blocks[index]))
        later = (b for b in self.blocks[index + 1 : index + _AHEAD] if b.style == "number")
        return not any(b.label == str(number) for b in later)

    def _letter(self, index: int, block: Block) -> bool:
        """Take a block with a letter; False where it is no sub-paragraph."""
        current = self.current
        if current is None or (block.style == "loose" and not self._ended()):
            return False
        if self._is_lettered_heading(index, block):
            self.scope.enter("", self._after(block).strip())
            self._add(block, "heading", numbered=False).headings = self.scope.headings()[:-1]
            return True
        parent = None if current.kind == "heading" else self.parent
        if parent is None and (self.zone.act or block.style == "loose"):
            return False
        if parent is None:
            self.levels, self.base = [], 1
        following = (
            b.label for b in self.blocks[index + 1 : index + _AHEAD] if b.style == block.style
        )
        opens = self._tail().endswith(":") and parent is not None
        self.levels = place(self.levels, block.label, following, opens=opens)
        if parent is None or (self.base and len(self.levels) == 1):
            self.parent = self._add(block, "other")
            return True
        item = self._add(block, parent.kind)
        item.parent, item.subs = parent, tuple(level.label for level in self.levels[self.base :])
        return True
