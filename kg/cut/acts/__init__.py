"""Cut resolutions, decisions and drafts into recitals, operative paragraphs and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.cut.acts.blocks import blocks_of
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

_DRAFT: Final = re.compile(r"/L\.\d")


@dataclass(frozen=True, slots=True)
class _Act:
    window: Window
    front: Front
    reading: Reading


def cut_acts(
    source: SourceText, authority: Authority, symbol: str | None, said: str
) -> tuple[Document, ...]:
    """The acts of a source text, in its order; none where nobody speaks in it.

    ``symbol`` is the user's or the file's (``said`` tells which, for the warning): among several
    acts it chooses nothing, but an act without a number takes it.
    """
    forms = Forms.of(authority)
    blocks = tuple(blocks_of(source.text))
    held: list[_Act] = []
    wanted = number_of(display(symbol)) if symbol else None
    for window in windows_of(source.text, blocks, forms, wanted):
        front = read_front(window.front)
        if window.header is None and front.what is None and not is_act_symbol(symbol):
            continue
        reading = read_act(source.text, window.body, forms, front.body)
        if reading.items:
            held.append(_Act(window, front, reading))
    tie_notes(source.text, [act.reading for act in held])
    later = [act.reading for act in held]
    return tuple(
        _document(source, authority, act, later[n:], symbol, said, alone=len(held) == 1)
        for n, act in enumerate(held)
    )


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
    title, part = _title_and_part(source.text, window, given)
    printed = window.header.number if window.header else None
    number = printed and numeral_of(printed, display(given) if given else None)
    decision = reading.decides or "Decision" in (front.what, window.header and window.header.word)
    named, key = name_of(body, number, part, decision=decision) if number else (None, None)
    warnings: tuple[str, ...] = ()
    if number != printed:
        warnings = (f"the text prints the number {printed}, evidently of {number}",)
    if named is None and key is None and given and alone:
        named = display(given)
        warnings = (f"the symbol {named} {said}; the text states none",)
    draft = named is not None and _DRAFT.search(named) is not None
    paragraphs, odd = paragraphs_of(source.text, (*_headed(window, title), *reading.items))
    return Document(
        source=source,
        paragraphs=paragraphs,
        type="DraftResolution" if draft else "Decision" if decision else "Resolution",
        part=part,
        symbol=named,
        key=key,
        title=clean(source.text[slice(*title)]) if title else None,
        language="en",
        body=adopter,
        adopted_on=reading.adopted_on or closing.adopted_on or front.adopted_on,
        adopted_by=None if draft else adopter,
        plenary_meeting=reading.meeting or closing.meeting or front.meeting,
        committee_report=front.committee_report,
        vote=reading.vote,
        session=front.session or (session_of(number) if number else None),
        agenda_items=front.agenda_items,
        drafts=front.drafts,
        warnings=(*warnings, *reading.warnings, *odd),
    )


def _title_and_part(
    text: str, window: Window, given: str | None
) -> tuple[tuple[int, int] | None, str | None]:
    """The title's slice and the part; a part's letter may stand at the end of the title's line."""
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
