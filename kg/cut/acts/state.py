"""Hold where the reading of an act stands: its zone, its section, its last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.forms import Forms
from kg.cut.acts.items import Item, Zone
from kg.cut.acts.subs import Level
from kg.cut.scope import Scope
from kg.model import VoteCount

__all__ = ["Amending", "Reading", "State"]

_ENDED: Final = re.compile(r"[.:;,!?](?:\d{1,3}|\s\d{1,3}/|[¹²³⁰⁴-⁹]{1,4})?[”\"’')\]*]*\s*$|\]\s*$")
_TAIL: Final = 60
_HEAD: Final = 600


@dataclass(slots=True)
class Reading:
    """What an act's blocks hold: its paragraphs, and what its closing lines state.

    ``speaker`` is the name of who speaks in it; ``decides`` is whether it tells of a decision.
    """

    items: list[Item] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footnotes: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    speaker: str | None = None
    decides: bool = False
    closed: bool = False
    meeting: int | None = None
    adopted_on: str | None = None
    vote: VoteCount | None = None
    without_vote: bool | None = None


@dataclass(frozen=True, slots=True)
class Amending:
    """Where an act stands that quotes the new text of a rule, so that it can go on after it."""

    zone: Zone
    scope: Scope
    current: Item | None
    parent: Item | None
    levels: list[Level]
    base: int
    last: int


@dataclass(slots=True)
class State:
    """The place in an act up to which its blocks have been read.

    ``current`` is the last paragraph, ``parent`` the one whose sub-paragraphs ``levels`` are open,
    the first ``base`` of them paragraphs by themselves. ``last`` is the last number, ``listed``
    the next number of a list inside a paragraph. ``outer`` is the zone around a draft. ``voting``
    is how the list of who voted how goes on, empty outside of one. ``amending`` is where the act
    stands while a new text is quoted, ``amended`` the zone of all texts so quoted in it.
    """

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
    voting: str = ""
    spoken: bool = False
    amending: Amending | None = None
    amended: Zone | None = None

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

    def _anew(self) -> None:
        self.current, self.parent, self.levels, self.base = None, None, [], 0
        self.last, self.listed, self.operative = 0, 0, False

    def _after(self, block: Block) -> str:
        """The words after the label of a block."""
        return self.text[block.content : min(block.end, block.content + 160)]

    def _said(self, item: Item) -> str:
        return self.text[item.start : min(item.end, item.start + _HEAD)]

    def _whole(self) -> str:
        """The current paragraph, or its beginning where it is long."""
        return self._said(self.current) if self.current is not None else ""

    def _tail(self) -> str:
        if self.current is None:
            return ""
        start = max(self.current.start, self.current.end - _TAIL)
        return self.text[start : self.current.end].rstrip()

    def _ended(self) -> bool:
        return _ENDED.search(self._tail()) is not None

    def _says_on(self) -> bool:
        """Whether the current paragraph announces what follows it, or breaks off."""
        return self._tail().endswith(":") or not self._ended()

    def _after_heading(self) -> bool:
        return self.current is not None and self.current.kind == "heading"
