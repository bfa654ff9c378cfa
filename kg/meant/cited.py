"""Prepare the text that is cited: the words and deeds of each paragraph, and how rare a word is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

from kg.meant.verbs import Acts, Verbs
from kg.meant.words import Word, words_of

__all__ = ["CitedText", "Part", "Text", "read_cited"]

_KINDS: Final = frozenset(("preambular", "operative", "report", "other"))
_LONGEST: Final = 6_000
"""So many characters of a paragraph are looked at: more is a table."""


class Text(Protocol):
    """A paragraph: what `kg.model.Paragraph` says of one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """``preambular``, ``operative``, ``report`` …"""

    @property
    def text(self) -> str:
        """Its cleaned text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that may be meant; ``parent`` is the one whose sub-paragraph it is."""

    id: str
    kind: str
    text: str
    parent: str | None
    words: tuple[Word, ...]
    forms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    acts: Acts


@dataclass(frozen=True, slots=True, eq=False)
class CitedText:
    """A text whose paragraphs may be meant; ``ids`` are those of all of them."""

    ids: tuple[str, ...]
    parts: tuple[Part, ...]
    by_id: Mapping[str, Part]
    rarity: Mapping[str, float]
    rarest: float

    def weight(self, form: str) -> float:
        """How much a word tells: the rarer it is in this text, the more."""
        return self.rarity.get(form, self.rarest)


def read_cited(paragraphs: Iterable[Text], verbs: Verbs) -> CitedText:
    """Prepare a text once, for all that cite it."""
    given = list(paragraphs)
    known = {one.id for one in given}
    parts: list[Part] = []
    openings: dict[str, tuple[Word, ...]] = {}
    acting: dict[str, Acts] = {}
    for one in given:
        if one.kind not in _KINDS:
            continue
        text = one.text[:_LONGEST]
        words = tuple(words_of(text))
        parent = _parent(one.id, known)
        acts = verbs.acts(text)
        above = openings.get(parent, ()) if parent else ()
        if parent and parent in acting:
            acts = Acts(
                acting[parent].opening,
                acting[parent].clauses | acts.clauses,
                acts.inner | acts.opening,
            )
        openings[one.id] = (*above, *words)
        acting[one.id] = acts
        forms = tuple(word.form for word in openings[one.id])
        own = tuple(word.form for word in words)
        parts.append(
            Part(
                one.id, one.kind, one.text, parent, words, frozenset(forms),
                frozenset(pairwise(own)), acts,
            )
        )  # fmt: skip
    seen = Counter(form for part in parts for form in part.forms)
    total = len(parts)
    rarity = {f: math.log(1 + (total - n + 0.5) / (n + 0.5)) for f, n in seen.items()}
    rarest = math.log(1 + (total + 0.5) / 0.5)
    return CitedText(
        tuple(one.id for one in given),
        tuple(parts),
        {p.id: p for p in parts},
        rarity,
        rarest,
    )


def _parent(ident: str, known: set[str]) -> str | None:
    if not ident.endswith(")"):
        return None
    parent = ident[: ident.rfind("(")]
    return parent if parent in known else None
