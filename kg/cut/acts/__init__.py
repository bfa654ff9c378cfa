"""Cut resolutions, decisions and drafts into recitals, operative paragraphs and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.authority import Authority
from kg.cut.acts.blocks import Block, blocks_of
from kg.cut.acts.forms import Forms
from kg.cut.acts.front import Front, read_front
from kg.cut.acts.items import Item, Zone, paragraphs_of
from kg.cut.acts.naming import display, is_act_symbol, name_of, number_of, session_of
from kg.cut.acts.notes import tie_notes
from kg.cut.acts.reading import Reading, read_act
from kg.cut.acts.windows import Window, windows_of
from kg.cut.cleaning import clean
from kg.model import Document, SourceText

__all__ = ["cut_acts", "display", "is_act_symbol"]

_DRAFT: Final = re.compile(r"/L\.\d")


def cut_acts(
    source: SourceText, authority: Authority, symbol: str | None, said: str
) -> tuple[Document, ...]:
    """The acts of a source text, in its order; none where nobody speaks in it.

    ``symbol`` is the user's or the file's (``said`` tells which, for the warning): among several
    acts it chooses nothing, but an act without a number takes it.
    """
    forms = Forms.of(authority)
    blocks = tuple(blocks_of(source.text))
    windows = windows_of(source.text, blocks, forms)
    read = [(window, read_act(source.text, window.body, forms)) for window in windows]
    held = [(window, reading) for window, reading in read if reading.items]
    tie_notes(source.text, [reading for _, reading in held])
    later = [reading for _, reading in held]
    documents = [
        _document(source, authority, window, reading, later[n:], symbol, said, len(held))
        for n, (window, reading) in enumerate(held)
    ]
    return tuple(documents)


def _document(
    source: SourceText,
    authority: Authority,
    window: Window,
    reading: Reading,
    later: Sequence[Reading],
    given: str | None,
    said: str,
    acts: int,
) -> Document:
    front = read_front(window.front)
    closing = next((r for r in later if r.closed and r.meeting), reading)
    name = front.body or reading.speaker
    body = authority.body(name) if name else None
    number = window.header.number if window.header else None
    decision = (window.header is not None and window.header.decision) or front.what == "Decision"
    decision = decision or reading.decides
    named, key = name_of(body, number, window.part, decision=decision) if number else (None, None)
    warnings: tuple[str, ...] = ()
    if named is None and key is None and given and acts == 1:
        named = display(given)
        warnings = (f"the symbol {named} {said}; the text states none",)
    draft = named is not None and _DRAFT.search(named) is not None
    zone = Zone("body")
    title = () if window.title is None else (Item("title", *window.title, zone, numbered=False),)
    part = tuple(Item("heading", b.content, b.end, zone, numbered=False) for b in window.part_title)
    paragraphs, odd = paragraphs_of(source.text, (*title, *part, *reading.items))
    return Document(
        source=source,
        paragraphs=paragraphs,
        type="DraftResolution" if draft else "Decision" if decision else "Resolution",
        part=window.part,
        symbol=named,
        key=key,
        title=clean(source.text[slice(*window.title)]) if window.title else None,
        language="en",
        body=body.id if body else name,
        adopted_on=reading.adopted_on or closing.adopted_on or front.adopted_on,
        adopted_by=None if draft else body.id if body else name,
        plenary_meeting=reading.meeting or closing.meeting or front.meeting,
        committee_report=front.committee_report,
        vote=reading.vote,
        session=front.session or (session_of(number) if number else None),
        agenda_items=front.agenda_items,
        drafts=front.drafts,
        warnings=(*warnings, *reading.warnings, *odd),
    )
