"""Cut resolutions, decisions and drafts into recitals, operative paragraphs and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Body, act_symbol
from kg.cut.acts.blocks import Block, blocks_of
from kg.cut.acts.drafts import DraftCover, read_draft
from kg.cut.acts.forms import Forms
from kg.cut.acts.front import Front, read_front
from kg.cut.acts.items import Item, Zone, paragraphs_of
from kg.cut.acts.naming import display, is_act_symbol, name_of, number_of, numeral_of, session_of
from kg.cut.acts.notes import tie_notes
from kg.cut.acts.reading import Reading, read_act
from kg.cut.acts.windows import Window, windows_of
from kg.cut.cleaning import clean
from kg.model import Document, SourceText

__all__ = ["cut_acts", "display", "is_act_symbol"]

_OPENING: Final = 3
_LETTERS: Final = re.compile(r" [A-Z](?:(?:,| and|, and) [A-Z])+$")
_DRAFT: Final = re.compile(r"/L\.\d")


@dataclass(frozen=True, slots=True)
class _Act:
    window: Window
    front: Front
    reading: Reading
    draft: DraftCover | None
    given: str | None


def cut_acts(
    source: SourceText,
    authority: Authority,
    symbol: str | None,
    said: str,
    *,
    blocks: Sequence[Block] | None = None,
) -> tuple[Document, ...]:
    """The acts of a source text, or of its ``blocks`` given, in order; none where nobody speaks.

    ``symbol`` is the user's or the file's (``said`` tells which, for the warning): among several
    acts it chooses nothing, but an act without a number takes it.
    """
    forms = Forms.of(authority)
    blocks = tuple(blocks_of(source.text)) if blocks is None else blocks
    held: list[_Act] = []
    wanted = number_of(display(symbol)) if symbol else None
    for window in windows_of(source.text, blocks, forms, wanted):
        front = read_front(window.front)
        draft = None
        if window.header is None:
            draft = read_draft(source.text, window.front, authority, symbol)
            if draft is None and front.what is None and not is_act_symbol(symbol):
                continue
            # An amendment bears the symbol of a draft, but nobody speaks in it.
            if front.what is None and not any(map(forms.speaks, window.body[:_OPENING])):
                continue
        owner = authority.body_of_symbol(symbol) if symbol else None
        reading = read_act(
            source.text,
            window.body,
            forms,
            front.body or (owner.name if owner else None),
            stated=front.body is not None,
        )
        reading.notes.extend(b for b in window.front if b.style == "note")
        if reading.items:
            held.append(_Act(window, front, reading, draft, symbol))
    begin = _begin(held[0].window) if held else 0
    before = [block for block in blocks if block.end <= begin]
    tie_notes(source.text, [act.reading for act in held], before)
    later = [act.reading for act in held]
    return tuple(
        _document(source, authority, act, later[n:], symbol, said, alone=len(held) == 1)
        for n, act in enumerate(held)
    )


def _begin(window: Window) -> int:
    """Where an act begins: at its cover, else at its title, else at its body."""
    if window.front:
        return window.front[0].start
    if window.title is not None:
        return window.title[0]
    return window.body[0].start if window.body else 0


def _document(
    source: SourceText,
    authority: Authority,
    act: _Act,
    later: Sequence[Reading],
    given: str | None,
    said: str,
    *,
    alone: bool,
) -> Document:
    window, front, reading = act.window, act.front, act.reading
    closing = next((r for r in later if r.closed and r.meeting), reading)
    speaker = reading.speaker
    name = speaker if speaker and authority.body(speaker) else front.body or speaker
    body = authority.body(name) if name else None
    if body is None and given:
        body = authority.body_of_symbol(given)
    adopter = body.id if body else name
    title, part = _title_and_part(source.text, act, given)
    draft, header = act.draft, window.header
    number = header and numeral_of(header.number, display(given) if given else None)
    decision = (
        reading.decides
        or "Decision" in (front.what, header and header.word)
        or (draft is not None and draft.decision)
    )
    named, key, warnings = _names(
        act, body, part, given if alone else None, said, decision=decision
    )
    drafted = draft is not None or (named is not None and _DRAFT.search(named) is not None)
    became = draft.adopted_as if draft else None
    paragraphs, odd = paragraphs_of(source.text, (*_headed(window, title), *reading.items))
    return Document(
        source=source,
        paragraphs=paragraphs,
        type="DraftResolution" if drafted else "Decision" if decision else "Resolution",
        part=part,
        symbol=named,
        key=key,
        title=clean(source.text[slice(*title)]) if title else None,
        language="en",
        body=adopter,
        adopted_on=reading.adopted_on or closing.adopted_on or front.adopted_on,
        adopted_by=None if drafted else adopter,
        plenary_meeting=reading.meeting or closing.meeting or front.meeting,
        committee_report=front.committee_report,
        vote=reading.vote,
        without_vote=reading.without_vote
        if reading.without_vote is not None
        else front.without_vote,
        session=front.session or (session_of(number) if number else None),
        agenda_items=front.agenda_items,
        drafts=front.drafts,
        adopted_as=act_symbol(body, became[1], decision=became[0] == "decision")
        if body and became
        else None,
        sponsors=draft.sponsors if draft else (),
        warnings=(*warnings, *reading.warnings, *odd),
    )


def _names(
    act: _Act, body: Body | None, part: str | None, given: str | None, said: str, *, decision: bool
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The symbol or key of an act, and what is to be said of where it comes from."""
    header = act.window.header
    if header is not None:
        number = numeral_of(header.number, display(act.given) if act.given else None)
        # "71/411 A and B": a part has its own letter alone.
        stem = _LETTERS.sub("", number) if part else number
        named, key = name_of(body, stem, part, decision=decision)
        if named or key:
            odd = number != header.number
            printed = f"the text prints the number {header.number}, evidently of {number}"
            return named, key, (printed,) if odd else ()
    if act.draft is not None and act.draft.symbol:
        return act.draft.symbol, None, ()
    if given is None:
        return None, None, ()
    named = display(given)
    return named, None, (f"the symbol {named} {said}; the text states none",)


def _title_and_part(
    text: str, act: _Act, given: str | None
) -> tuple[tuple[int, int] | None, str | None]:
    """The title's slice and the part; a part's letter may stand at the end of the title's line."""
    window = act.window
    if window.header is None and act.draft is not None:
        return act.draft.title, window.part
    if window.title is None or window.part is not None or given is None:
        return window.title, window.part
    start, end = window.title
    letter = re.search(r" ([A-Z])$", display(given))
    if letter and re.search(rf"\s{letter[1]}$", text[start:end]):
        return (start, end - 2), letter[1]
    return window.title, None


def _headed(window: Window, title: tuple[int, int] | None) -> list[Item]:
    zone = Zone("body")
    items = [] if title is None else [Item("title", *title, zone, numbered=False)]
    for block in window.part_title:
        items.append(Item("heading", block.content, block.end, zone, numbered=False))
    return items
