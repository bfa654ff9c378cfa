"""Choose the format of an answer by what the client accepts (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.formats import Format

__all__ = ["Choice", "accepts", "choose"]

_NOTHING: Final = (0.0, -1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The format chosen, and the one of its media types that the client asked for."""

    format: Format
    media: str

    @property
    def content_type(self) -> str:
        """The Content-Type header of the answer."""
        return self.format.content_type(self.media)


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range with its weight; ``specificity`` is 0 for ``*/*``, 1 for ``text/*``, else 2."""

    media: str
    weight: float

    @property
    def specificity(self) -> int:
        return 0 if self.media == "*/*" else 1 if self.media.endswith("/*") else 2

    def holds(self, media: str) -> bool:
        if self.specificity == 0:
            return True
        if self.specificity == 1:
            return media.startswith(self.media[:-1])
        return media == self.media


def choose(accept: str | None, offered: Sequence[Format]) -> Choice | None:
    """The offered format of the greatest weight, or None where none is acceptable.

    Among equal weights a media type that is named goes before one that a wildcard holds, then
    the order in which the formats are offered; no header accepts everything.

    >>> from api.formats import CSV, HTML, JSON
    >>> choose("text/*;q=0.2, application/json;q=0.1", [JSON, HTML]).format.name
    'html'
    >>> choose("text/csv;q=0, */*", [CSV, JSON]).format.name
    'json'
    >>> choose("image/png", [HTML, JSON]) is None
    True
    """
    ranges = _ranges(accept)
    best: Choice | None = None
    rank = _NOTHING
    for offer in offered:
        for media in offer.media:
            weighed = _weigh(media, ranges)
            if weighed[0] > 0 and weighed > rank:
                best, rank = Choice(offer, media), weighed
    return best


def accepts(accept: str | None, offer: Format) -> bool:
    """Whether a header names one of a format's media types outright."""
    named = {r.media for r in _ranges(accept) if r.weight > 0}
    return any(media in named for media in offer.media)


def _weigh(media: str, ranges: Sequence[_Range]) -> tuple[float, int]:
    """The weight that the most specific matching range gives, and that specificity."""
    matching = [r for r in ranges if r.holds(media)]
    if not matching:
        return _NOTHING
    nearest = max(matching, key=lambda r: r.specificity)
    return nearest.weight, nearest.specificity


def _ranges(accept: str | None) -> list[_Range]:
    if accept is None or not accept.strip():
        return [_Range("*/*", 1.0)]
    return [_range(part) for part in accept.split(",") if part.strip()]


def _range(part: str) -> _Range:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, words = parameter.partition("=")
        if name.strip().lower() == "q":
            weight = _weight(words.strip())
    return _Range("*/*" if media == "*" else media.lower(), weight)


def _weight(words: str) -> float:
    try:
        return min(max(float(words), 0.0), 1.0)
    except ValueError:
        return 0.0
