"""What is read of a query: its terms, its statements, and the names that its prologue declares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from kg.store.tokens import Token, resolved

__all__ = ["FORMS", "Group", "Items", "Names", "Node", "Pair", "Patterns", "Statement", "Word"]

FORMS: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


@dataclass(frozen=True, slots=True)
class Word:
    """A term as it is written; ``iri`` is what an IRI stands for, else None."""

    kind: str
    text: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicate, which may be a path of several tokens, and its objects."""

    path: tuple[Word, ...]
    objects: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A blank node with its own triples: ``[ … ]``."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A collection: ``( … )``."""

    items: tuple[Node, ...]


Node = Word | Group | Items


@dataclass(frozen=True, slots=True)
class Statement:
    """The triples of one subject, where they stand in the text, and in the graph of which view."""

    subject: Node
    pairs: tuple[Pair, ...]
    start: int
    end: int
    graph: str | None


@dataclass(slots=True)
class Patterns:
    """What a query says of graphs: its statements, and what stands around them.

    ``graphs`` holds the places of ``FROM <…>`` and ``GRAPH <…>`` with the IRI named there and
    whether it is a FROM; ``template`` is where a template is to be written and the place of the
    group that it repeats, for ``CONSTRUCT WHERE``; ``star``: a SELECT shows all variables.
    """

    form: str = ""
    statements: list[Statement] = field(default_factory=list)
    graphs: list[tuple[int, int, str, bool]] = field(default_factory=list)
    template: tuple[int, int, int] | None = None
    star: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the prologue of a query declares."""

    base: str
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, words: Sequence[Token]) -> Names:
        """The names that are declared before the form of the query."""
        base, prefixes = "", {}
        for i, (before, after) in enumerate(pairwise(words)):
            if before.is_word("BASE") and after.kind == "iri":
                base = urljoin(base, after.text[1:-1])
            elif before.is_word("PREFIX") and i + 2 < len(words):
                prefixes[after.text] = urljoin(base, resolved(words[i + 2].text[1:-1]))
            elif before.kind == "word" and before.text.upper() in FORMS:
                break
        return cls(base, prefixes)

    def iri(self, token: Token) -> str:
        """The IRI that a token stands for."""
        if token.kind == "iri":
            written = resolved(token.text[1:-1])
            return urljoin(self.base, written) if self.base else written
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(f"{prefix}:", "") + re.sub(r"\\(.)", r"\1", local)
