"""Tie the footnotes of a scanned page to the acts that call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.items import Item, Zone
from kg.cut.acts.reading import Reading
from kg.cut.calls import calls_in, plain_label

__all__ = ["tie_notes"]

_NEAR: Final = 3
_FAR: Final = 8
"""How many acts may share a page: so far off may the one that calls a note stand."""


def tie_notes(text: str, readings: Sequence[Reading], before: Sequence[Block] = ()) -> None:
    """Give each note to the act that calls it, else to the one in which it stands.

    ``before`` is what stands before the acts: a note that only it calls is that of no act.
    """
    if not any(reading.notes for reading in readings):
        return
    called = [
        {
            plain_label(call.label)
            for item in reading.items
            for call in calls_in(text, item.start, item.end)
        }
        for reading in readings
    ]
    foreign = {
        plain_label(call.label) for b in before for call in calls_in(text, b.start, b.end)
    }.difference(*called)
    for at, reading in enumerate(readings):
        for note in reading.notes:
            label = plain_label(note.label)
            if label in foreign:
                continue
            order = sorted(range(len(readings)), key=lambda n: (abs(n - at), n))
            callers = [n for n in order if label in called[n] and abs(n - at) < _FAR]
            near = [n for n in callers if abs(n - at) < _NEAR]
            owner = next(iter(near if near or len(callers) > 1 else callers), at)
            readings[owner].footnotes.append(
                Item("footnote", note.content, note.end, Zone("body"), number=label)
            )
    for reading in readings:
        reading.items.extend(sorted(reading.footnotes, key=lambda item: item.start))
