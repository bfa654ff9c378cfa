"""Join the lines of a paragraph: soft hyphens out, hard ones kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Hyphens", "hyphens_of", "joined"]

_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_NEXT: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_SOFT_RATE: Final = 0.04
_PREFIXES: Final = frozenset(
    (
        "anti", "all", "co", "cross", "cyber", "de", "e", "ex", "extra", "half", "high",
        "inter", "intra", "long", "low", "macro", "mid", "micro", "multi", "non", "post", "pre",
        "pro", "re", "self", "semi", "short", "socio", "sub", "third", "trans", "ultra", "un",
        "well", "follow", "decision", "policy", "law", "rule", "peace", "conflict", "climate",
        "gender", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What a document's other lines show of its words, and whether it hyphenates at all."""

    words: Counter[str]
    is_soft: bool

    def keeps(self, first: str, second: str) -> bool:
        """Whether ``first-`` at a line's end and ``second`` on the next are a hyphenated word."""
        if not second[:1].islower():
            return True
        a, b = first.lower(), second.lower()
        whole, parted = self.words[a + b], self.words[f"{a}-{b}"]
        if whole != parted:
            return parted > whole
        if a in _PREFIXES:
            return True
        return not self.is_soft or (self.words[a] > 0 and self.words[b] > 0)


def hyphens_of(lines: Iterable[str]) -> Hyphens:
    """What the lines of a document show: its words, but those that a line's end parts."""
    words: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    count, before = 0, ""
    for line in lines:
        count += len(line) > 30
        start, following = 0, _NEXT.match(line)
        if before and following:
            pairs.append((before, following[0].lower()))
            start = following.end()
        found = _BROKEN.search(line)
        before = found[1].lower() if found else ""
        words.update(
            w.lower() for w in _WORD.findall(line, start, found.start() if found else len(line))
        )
    soft = sum(words[a + b] > words[f"{a}-{b}"] for a, b in pairs)
    hard = sum(words[a + b] < words[f"{a}-{b}"] for a, b in pairs)
    rate = _SOFT_RATE if soft > hard else 2 * _SOFT_RATE
    return Hyphens(words, soft >= hard and len(pairs) > rate * max(count, 1))


def joined(lines: Sequence[str], hyphens: Hyphens) -> str:
    """The lines as one.

    >>> seen = hyphens_of(["the harbour-master reports", "regulations of the harbours"])
    >>> joined(["the harbour-", "master and the regu-", "lations"], seen)
    'the harbour-master and the regulations'
    """
    text = ""
    for line in lines:
        line = line.strip()
        if not text:
            text = line
            continue
        broken, following = _BROKEN.search(text), _NEXT.match(line)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif broken and following:
            keeps = hyphens.keeps(broken[1], following[0])
            text = (text if keeps else text[:-1]) + line
        elif re.search(r"\w[-/–—\u2010]$", text) and line[:1].isalnum():
            text += line
        else:
            text = f"{text} {line}"
    return text
