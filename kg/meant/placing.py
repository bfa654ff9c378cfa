"""Find where the citations of a paragraph stand in its cleaned text."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["places"]


def places(text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    """The slices at which quotes stand that were found in a text in this order.

    One citation may overlap the next ("paragraphs 2 and 3 of resolution …"). A quote that is not
    in the text, as after a repair of it, stands at its end.

    >>> places("In resolutions 9/1 and 9/12, and again 9/1", ["resolutions 9/1", "9/12", "9/1"])
    [(3, 18), (23, 27), (39, 42)]
    """
    found: list[tuple[int, int]] = []
    at = 0
    for quote in quotes:
        start = text.find(quote, at)
        while start >= 0 and text[start + len(quote) : start + len(quote) + 1].isdigit():
            start = text.find(quote, start + 1)
        if start < 0:
            start = text.find(quote)
        if start < 0:
            found.append((len(text), len(text)))
            continue
        found.append((start, start + len(quote)))
        at = start + 1
    return found
