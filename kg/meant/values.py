"""The values that deciding which paragraph is meant takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Citing", "Decision", "Named", "Reason", "Rule", "Told", "Topic"]


class Rule(StrEnum):
    """By which rule a paragraph was found."""

    NUMBER = "explicit number"
    SECTION = "explicit section"
    CREATED = "created pursuant"
    REPORT = "report submitted pursuant"
    RETOLD = "retold decision"
    RECOGNIZED = "retold recognition"
    CONTENT = "described content"
    TOPIC = "topic of a curated mandate"


class Reason(StrEnum):
    """Why no paragraph was decided on."""

    NOTHING = "nothing is retold"
    TITLE = "only the title is retold"
    JOINT = "several resolutions are described jointly"
    ALIKE = "two paragraphs fit alike"
    NONE = "no paragraph fits"
    NO_SUCH = "the paragraph named is not in the text"


@dataclass(frozen=True, slots=True)
class Named:
    """A citation in a paragraph: the slice ``[start, end)`` of its cleaned text.

    ``target`` is the paragraph that is printed, as its finding says (``op9``, ``II.3``,
    ``annex.12``).
    """

    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """A paragraph that cites: its cleaned text and all citations in it, in order."""

    text: str
    citations: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a paragraph that describe what is cited: ``[start, end)`` of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A curated mandate: the id of its paragraph and the words of its topic."""

    paragraph: str
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Which paragraphs are meant, best first; none where ``reason`` says why it is undecided.

    ``score`` is from 0 to 1: of the paragraph meant, or of the best that did not suffice.
    ``told`` are the citing words that were compared, ``matched`` the words of the first paragraph
    that they share with it, as printed there and in its order.
    """

    paragraphs: tuple[str, ...]
    score: float
    rule: Rule | None = None
    reason: Reason | None = None
    told: tuple[Told, ...] = ()
    matched: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether a paragraph is meant."""
        return bool(self.paragraphs)
