"""The words of a page and where they stand, as the engine gives them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

__all__ = ["Page", "Rule", "Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space: from ``x0`` to ``x1`` on the baseline ``y`` (points, upwards).

    ``spaced`` says that a space stands before it in the file; ``raised`` that it stands above the
    words beside it, as the call of a footnote does.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = False
    raised: bool = False

    def as_raised(self, y: float) -> Word:
        """The same word, raised above the baseline ``y``."""
        return replace(self, y=y, raised=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: from ``x0`` to ``x1`` at the height ``y``."""

    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        """How long it is."""
        return self.x1 - self.x0


@dataclass(slots=True)
class Page:
    """A page: its words in the file's order, its drawn lines, and whether a picture fills it."""

    index: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    is_picture: bool = False
