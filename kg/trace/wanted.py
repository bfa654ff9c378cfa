"""Read what a trace is narrowed to: kinds of nodes, effects of steps, a window of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

import pyoxigraph as ox
from rdflib import OWL, RDF

from kg.store import Snapshot
from kg.trace.reading import reader_of
from kg.vocab import MG, ONTOLOGY

__all__ = ["is_by", "is_from", "parse_as_of", "parse_effects", "parse_kinds", "parse_window"]

_TYPE: Final = ox.NamedNode(RDF.type)
_CLASS: Final = ox.NamedNode(OWL.Class)
_MOST_NAMED: Final = 12


def parse_as_of(words: str) -> str:
    """A year, month or day as ISO 8601, for ``as_of``, ``since`` and ``until`` of a ``Request``.

    >>> parse_as_of("2019-12-28"), parse_as_of("2019")
    ('2019-12-28', '2019')

    Raises:
        ValueError: it is none of these.
    """
    padded = words + "-01" * (2 - words.count("-"))
    if len(padded) != len("2019-12-28"):
        raise ValueError(f"{words!r} is not a date like 2019-12-28, 2019-12 or 2019")
    try:
        datetime.date.fromisoformat(padded)
    except ValueError as error:
        raise ValueError(f"{words!r} is not a date like 2019-12-28, 2019-12 or 2019") from error
    return words


def parse_window(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last date of a window, each a year, month or day, or open.

    >>> parse_window("2019", "2019-06"), parse_window("", None)
    (('2019', '2019-06'), (None, None))

    Raises:
        ValueError: one of them is no date, or the window ends before it begins.
    """
    first = parse_as_of(since) if since else None
    last = parse_as_of(until) if until else None
    if first and last and not is_by(first, last):
        raise ValueError(f"the window ends on {last}, before it begins on {first}")
    return first, last


def parse_kinds(view: Snapshot, words: Iterable[str]) -> tuple[str, ...]:
    """Classes of the ontology by their local names, in any case: ``Meeting``, ``Resolution``.

    Raises:
        ValueError: the ontology has no such class.
    """
    triples = view.triples(None, _TYPE, _CLASS, graph=str(ONTOLOGY))
    iris = [t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)]
    names = [iri.removeprefix(MG) for iri in iris if iri.startswith(MG)]
    return _named(words, {name.casefold(): name for name in names}, "kind")


def parse_effects(view: Snapshot, words: Iterable[str]) -> tuple[str, ...]:
    """Effects by their names (``renews``), or as a trace phrases them (``is renewed by``).

    Raises:
        ValueError: no step has such an effect.
    """
    phrases = reader_of(view).phrases
    known = {_compact(phrase): effect for effect, phrase in phrases.items()}
    known |= {effect.casefold(): effect for effect in phrases}
    return _named(words, known, "effect")


def is_by(date: str | None, bound: str) -> bool:
    """Whether a date is not after another one, at the precision of the less exact of them.

    >>> is_by("2035-06", "2035-06-02"), is_by("2035-06", "2035-05"), is_by(None, "2035")
    (True, False, True)
    """
    return date is None or date[: len(bound)] <= bound


def is_from(date: str | None, bound: str) -> bool:
    """Whether a date is not before another one, at the precision of the less exact of them.

    >>> is_from("2035", "2035-06-02"), is_from("2035-05", "2035-06-02"), is_from(None, "2035")
    (True, False, True)
    """
    return date is None or date >= bound[: len(date)]


def _named(words: Iterable[str], known: Mapping[str, str], noun: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        name = known.get(_compact(word.removeprefix("mg:")))
        if name is None:
            near = get_close_matches(_compact(word), known, n=3) or sorted(known)
            named = sorted({known[n] for n in near})
            shown = ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
            raise ValueError(f"{word!r} is no {noun} that this graph knows; try {shown}")
        found.append(name)
    return tuple(dict.fromkeys(found))


def _compact(words: str) -> str:
    return "".join(words.split()).casefold()
