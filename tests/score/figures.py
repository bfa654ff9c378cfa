"""Count what was right, and say how sure the figures are and what they should be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["FIGURES", "Count", "Figure", "Miss", "Tally", "wilson"]

_Z: Final = 1.959964  # of a normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is printed; ``at_least`` is what must hold on documents not seen before.

    A ``share`` is one of right answers, its precision and recall are the same.
    """

    key: str
    label: str
    at_least: Mapping[str, float] = field(default_factory=dict)
    share: bool = False


FIGURES: Final = (
    Figure("documents", "documents"),
    Figure("paragraphs", "paragraphs: id, kind and beginning", {"f1": 0.995}),
    *(
        Figure(f"field {name}", f"  document's {name}", share=True)
        for name in (
            "symbol", "key", "part", "type", "body", "adopted_on", "plenary_meeting",
            "committee_report", "drafts", "vote", "session", "agenda_items",
        )
    ),
    Figure("citations", "citations", {"precision": 0.99, "recall": 0.98}),
    Figure("citation body", "  right body", {"recall": 0.99}, share=True),
    Figure("citation date", "  right date", share=True),
    Figure("citation effect", "  right effect", share=True),
    Figure("clauses", "clauses: operative verb", {"recall": 0.99}),
    Figure("modifier", "  right modifier", share=True),
    Figure("mandate", "  mandate or expression", {"recall": 0.97}, share=True),
    Figure("mandate paragraph", "  paragraphs: is it a mandate", {"recall": 0.97}, share=True),
    Figure("addressees", "addressees", {"f1": 0.95}),
    Figure("type", "type of mandates", {"recall": 0.90}, share=True),
    Figure("due", "due, all four parts", {"recall": 0.95}, share=True),
    Figure("due stated", "  where due is stated or found", share=True),
    *(
        Figure(name, f"  {name}", share=True)
        for name in ("due_session", "due_date", "date_role", "frequency")
    ),
)  # fmt: skip


@dataclass(slots=True)
class Count:
    """How many were expected, how many found, and how many of both are the same."""

    expected: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of those found that are right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of those expected that were found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.expected + self.found
        return 2 * self.right / both if both else 1.0

    def add(self, other: Count) -> None:
        """Count what another has counted."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Miss:
    """A difference between a person and the program; ``expected`` or ``found`` may be empty."""

    figure: str
    document: str
    paragraph: str
    expected: str
    found: str


@dataclass(slots=True)
class Tally:
    """The counts of the figures, and every difference."""

    figures: tuple[Figure, ...] = FIGURES
    misses: list[Miss] = field(default_factory=list)
    counts: dict[str, Count] = field(init=False)

    def __post_init__(self) -> None:
        """Begin every figure at nothing."""
        self.counts = {figure.key: Count() for figure in self.figures}

    def count(self, figure: str, *, expected: int = 0, found: int = 0, right: int = 0) -> None:
        """Count some of a figure with precision and recall."""
        self.counts[figure].add(Count(expected, found, right))

    def judge(self, figure: str, right: bool) -> bool:
        """Count one answer of a share, and give it back."""
        self.counts[figure].add(Count(1, 1, int(right)))
        return right

    def miss(
        self, figure: str, document: str, paragraph: str, expected: object, found: object
    ) -> None:
        """Keep a difference."""
        self.misses.append(Miss(figure, document, paragraph, _said(expected), _said(found)))

    @classmethod
    def sum(cls, tallies: Iterable[Tally], figures: tuple[Figure, ...] = FIGURES) -> Tally:
        """All tallies of these figures in one."""
        whole = cls(figures)
        for tally in tallies:
            for key, count in tally.counts.items():
                whole.counts[key].add(count)
            whole.misses.extend(tally.misses)
        return whole

    def below(self) -> Iterator[tuple[str, str, float, float]]:
        """What is lower than it must be: the figure, which of its values, that, and its bound."""
        for figure in self.figures:
            for name, bound in figure.at_least.items():
                value = getattr(self.counts[figure.key], name)
                if value < bound:
                    yield figure.key, name, value, bound


def wilson(right: int, total: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 cases, by Wilson's score.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if total == 0:
        return 0.0, 1.0
    share = right / total
    scale = 1 + _Z**2 / total
    middle = (share + _Z**2 / (2 * total)) / scale
    spread = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / scale
    return max(0.0, middle - spread), min(1.0, middle + spread)


def _said(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple | list | set | frozenset):
        return "; ".join(sorted(str(one) for one in value)) or "–"
    return str(value)
