"""Set the new text that an act quotes for a rule apart from the act, which goes on after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.clauses import Clauses
from kg.cut.acts.headings import is_plain_heading, labelled_heading
from kg.cut.acts.items import Zone
from kg.cut.acts.state import Amending
from kg.cut.scope import Scope

__all__ = ["Amendments"]

_QUOTES: Final = '“"„«'


@dataclass(slots=True)
class Amendments(Clauses):
    """A state in which quoted rules and articles are as an annex."""

    def _amends(self, index: int, block: Block) -> Block:
        """The block without its quotation mark where it is of a new text, which begins or ends.

        "(a) Replace rule 1 by the following text:", below it a heading and "Rule 1", each with a
        quotation mark in front. The first block without one is the act's again.
        """
        quoted = block.words[:1] in _QUOTES
        if self.amending is not None and not quoted:
            self._leave()
        elif self.amending is None and quoted and self._opens_rule(index, block):
            self._enter()
        return _unquoted(block) if self.amending is not None else block

    def _opens_rule(self, index: int, block: Block) -> bool:
        if not self.zone.act or not self._in_operative() or not self._tail().endswith(":"):
            return False
        bare = _unquoted(block)
        following = self._following(index)
        if _is_rule(bare):
            return True
        return (
            is_plain_heading(bare.words)
            and following is not None
            and following.words[:1] in _QUOTES
            and _is_rule(_unquoted(following))
        )

    def _enter(self) -> None:
        held = (self.zone, self.scope, self.current, self.parent, self.levels, self.base, self.last)
        self.amending = Amending(*held)
        self.amended = self.amended or Zone("annex", act=False)
        self.zone, self.scope = self.amended, Scope()
        self._anew()

    def _leave(self) -> None:
        held = self.amending
        if held is None:
            return
        self.amending, self.operative, self.listed = None, True, 0
        self.zone, self.scope, self.current, self.parent = (
            held.zone, held.scope, held.current, held.parent
        )  # fmt: skip
        self.levels, self.base, self.last = held.levels, held.base, held.last


def _is_rule(block: Block) -> bool:
    heading = None if block.label else labelled_heading(block, Scope())
    return heading is not None and heading.article


def _unquoted(block: Block) -> Block:
    """A block without its quotation mark, where that stands before words and not a label."""
    if block.label or block.words[:1] not in _QUOTES:
        return block
    words = block.words[1:].lstrip()
    return replace(block, words=words, content=block.content + len(block.words) - len(words))
