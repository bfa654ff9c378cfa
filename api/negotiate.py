"""Choose the format of an answer by what the client accepts (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.formats import Format

__all__ = ["Choice", "accepts", "choose"]

_NOTHING: Final = (0.0, -1)
_MOST_RANGES: Final = 200  # a header may be long; a client that means it names fewer
_EVERYTHING: Final = "*/*"
_ANY, _TYPE, _OTHERWISE, _EXACT = range(4)

_ELEMENT: Final = re.compile(r'(?:[^,"]|"(?:\\.|[^"\\])*")+')
_NAME: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA: Final = re.compile(rf"\s*(\*|{_NAME}/{_NAME})\s*(?=;|$)")
_PARAMETER: Final = re.compile(rf';\s*({_NAME})\s*=\s*({_NAME}|"(?:\\.|[^"\\])*")')
_WEIGHT: Final = re.compile(r"\d+\.?\d*|\.\d+")


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
    """A media range with its weight.

    ``exact`` is False where it has parameters that no answer of ours bears (``profile``, another
    ``charset`` than UTF-8): it still holds its media type, since better another variant than none,
    but whatever is said of the type without them goes before it.
    """

    media: str
    weight: float
    exact: bool = True

    @property
    def specificity(self) -> int:
        """How closely it names a type; the more specific range decides (12.5.1)."""
        if self.media == _EVERYTHING:
            return _ANY
        if self.media.endswith("/*"):
            return _TYPE
        return _EXACT if self.exact else _OTHERWISE

    def holds(self, media: str) -> bool:
        if self.specificity == _ANY:
            return True
        if self.specificity == _TYPE:
            return media.startswith(self.media[:-1])
        # What is refused with parameters that we never send says nothing of what we do send.
        return media == self.media and (self.exact or self.weight > 0)


def choose(accept: str | None, offered: Sequence[Format]) -> Choice | None:
    """The offered format of the greatest weight, or None where none is acceptable.

    Among equal weights a media type that is named goes before one that a wildcard holds, then
    the order in which the formats are offered. A wildcard stands for the main media type of each
    format alone, so that ``text/turtle;q=0, */*`` does not bring Turtle under another name. No
    header accepts everything; an element that is malformed is passed over, and so is a header
    that has nothing else.

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
            if media != offer.media[0] and weighed[1] < _OTHERWISE:
                continue
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
    nearest = max(matching, key=lambda r: (r.specificity, r.weight))
    return nearest.weight, nearest.specificity


def _ranges(accept: str | None) -> Sequence[_Range]:
    return list(_read(accept or "")) or [_Range(_EVERYTHING, 1.0)]


def _read(accept: str) -> Iterator[_Range]:
    for element in _ELEMENT.findall(accept)[:_MOST_RANGES]:
        found = _MEDIA.match(element)
        if not found:
            continue
        media = _EVERYTHING if found[1] == "*" else found[1].lower()
        if media.startswith("*") and media != _EVERYTHING:
            continue
        parameters = {
            name.lower(): value.strip('"')
            for name, value in _PARAMETER.findall(element, found.end(1))
        }
        weight = _weight(parameters.pop("q", "1"))
        if weight is not None:
            yield _Range(media, weight, _is_plain(parameters))


def _is_plain(parameters: Mapping[str, str]) -> bool:
    """Whether what we send has these parameters: all of it is UTF-8."""
    return all(n == "charset" and v.lower() in ("utf-8", "utf8") for n, v in parameters.items())


def _weight(words: str) -> float | None:
    """A weight (12.4.2), None where it is none; more than one counts as one."""
    return min(float(words), 1.0) if _WEIGHT.fullmatch(words) else None
