"""Tie the footnotes of a scanned page to the acts that call them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.cut.acts.blocks import Block
from kg.cut.acts.items import Item, Zone
from kg.cut.acts.reading import Reading
from kg.cut.calls import calls_in, plain_label

__all__ = ["tie_notes"]


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
            owner = next((n for n in order if abs(n - at) < 3 and label in called[n]), at)
            readings[owner].footnotes.append(
                Item("footnote", note.content, note.end, Zone("body"), number=label)
            )
    for reading in readings:
        reading.items.extend(sorted(reading.footnotes, key=lambda item: item.start))
