"""Say which curated triples stand back in the merge, where a text speaks of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kg.ntriples import split_line
from kg.vocab import MG

__all__ = ["by_subject", "overruled"]

_MADE: Final = frozenset(f"<{p}>" for p in (MG.statedIn, MG.paragraphOf))
_IDENTITY: Final = f"<{MG.citedDocument}>"


def by_subject(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of each subject."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        found[line[: line.index(" ")]].append(line)
    return found


def overruled(curated: Iterable[str], text: Iterable[str]) -> set[str]:
    """The curated lines about one thing that stand back behind those of the text that made it.

    Text wins property by property; the curated value stays in its own graph. A citation that
    cites another document than the curated one of the same number is another citation, so the
    curated one stands back whole. Both are lines about one subject.
    """
    said: Mapping[str, set[str]] = _values(text)
    if not _MADE & said.keys():
        return set()
    told = _values(curated)
    identity = told.get(_IDENTITY)
    other = identity is not None and identity != said.get(_IDENTITY, identity)
    return {
        line
        for line in curated
        for _, predicate, value in (split_line(line),)
        if value not in said.get(predicate, ()) and (other or predicate in said)
    }


def _values(lines: Iterable[str]) -> dict[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        _, predicate, value = split_line(line)
        values[predicate].add(value)
    return values
