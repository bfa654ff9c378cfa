"""Keep track of where in a document a line stands: annex, section, subsection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.cut.headings import is_agenda, plain_title

__all__ = ["Scope", "arabic"]

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def arabic(roman: str) -> int:
    """The value of a roman numeral, 0 where it is none.

    >>> [arabic(n) for n in ("IV", "XXIX", "A", "")]
    [4, 29, 0, 0]
    """
    total = 0
    values = [_VALUES.get(letter, 0) for letter in roman]
    if not values or not all(values):
        return 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _with_item(words: str, items: Mapping[str, str]) -> str:
    item = items.get(plain_title(words))
    return words if item is None or "agenda item" in words else f"{words} ({item})"


@dataclass(slots=True)
class Scope:
    """The headings above a line: ``levels`` maps 0, 1, 2 to (label, words), outermost first.

    Chapters stand at 0, sections with roman numerals at 1, those with capital letters at 2.
    ``agenda`` says that an annex is the agenda.
    """

    annex: str = ""
    agenda: bool = False
    levels: dict[int, tuple[str, str]] = field(default_factory=dict)

    def enter_annex(self, label: str) -> None:
        """Begin an annex or appendix, from words like ``annex II``."""
        kind, _, number = label.partition(" ")
        self.annex = kind + str(arabic(number) or number.lower())
        self.agenda = False
        self.levels.clear()

    def enter_draft(self, count: int) -> None:
        """Begin a draft that another body is to adopt, the ``count``-th of the document."""
        self.annex = f"draft{count}"
        self.levels = {}

    def enter(self, label: str, words: str, *, chapter: bool = False) -> str:
        """Begin a section and give its label with those of the sections above it."""
        level = 0 if chapter else self._level(label)
        # The segments of an agenda have headings without a label.
        self.agenda = (self.agenda and not label) or (
            self.annex.startswith(("annex", "appendix")) and is_agenda(words)
        )
        self.levels = {n: held for n, held in self.levels.items() if n < level}
        self.levels[level] = (label, words)
        labels = [held[0] for _, held in sorted(self.levels.items())]
        return ".".join(filter(None, (self.annex, *labels)))

    def lengthen(self, words: str) -> None:
        """Add the words of a further line to the innermost heading."""
        if self.levels:
            level = max(self.levels)
            label, before = self.levels[level]
            self.levels[level] = (label, f"{before} {words}".strip())

    def follows(self, label: str) -> bool:
        """Whether a label is the next one after that of a section that we are in."""
        return any(
            (
                arabic(label) == arabic(held) + 1
                if level < 2
                else len(label) == len(held) == 1 and ord(label) == ord(held) + 1
            )
            for level, (held, _) in self.levels.items()
            if level in (1, 2) and held
        )

    def headings(self, items: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """The words of the headings above, outermost first.

        ``items`` are the items of the agenda that only the table of contents prints, by the
        plain titles of headings; each heading is given its own.
        """
        return tuple(
            _with_item(words, items or {}) for _, (_, words) in sorted(self.levels.items())
        )

    def section(self) -> str:
        """The label of the outermost chapter or section, empty outside of one."""
        return next((self.levels[level][0] for level in (0, 1) if level in self.levels), "")

    def _level(self, label: str) -> int:
        if not label:
            return 5
        if label.isdigit():
            return 3
        if label.islower():
            return 4
        # "I." is a ninth letter after "H.", a numeral otherwise; "C." a numeral only after XCIX.
        letter = self.levels.get(2, ("@", ""))[0]
        if len(label) == 1 and ord(label) == ord(letter) + 1:
            return 2
        if arabic(label) and (
            label in "IVX" or len(label) > 1 or arabic(label) == self._last() + 1
        ):
            return 1
        return 2

    def _last(self) -> int:
        return arabic(self.levels[1][0]) if 1 in self.levels else 0
