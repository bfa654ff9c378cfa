"""Work out what the default graph holds: the merge, in which text stands before curation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from kg.ntriples import line_of, split_line
from kg.store.engine import graph_of, in_merge, is_curated, is_document
from kg.vocab import ID, MG

__all__ = ["Merge", "by_subject", "overruled"]

_MADE: Final = frozenset(f"<{p}>" for p in (MG.statedIn, MG.paragraphOf))
_TYPE: Final = f"<{RDF.type}>"
_DRAFT: Final = f"<{MG.EmbeddedDraft}>"
_EVIDENCE: Final = f"<{ID}evidence/"  # named by digests, so no text makes the same by chance
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
    if not _MADE & said.keys() and _DRAFT not in said.get(_TYPE, ()):
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


class Merge:
    """What a change of named graphs does to the default graph of an engine."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self._curated: set[str] | None = None

    def forget(self, changed: Iterable[str]) -> None:
        """Take note that these graphs have changed."""
        if any(is_curated(name) for name in changed):
            self._curated = None

    def mended(self) -> tuple[set[str], set[str]]:
        """The curated lines that stand back behind a text as things are, and the others."""
        return self._overruled({}, {}, self._curated_subjects())

    def change(
        self, gone: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]
    ) -> tuple[set[str], set[str]]:
        """The lines that the default graph loses and wins."""
        merged_gone = {line for name, ls in gone.items() if in_merge(name) for line in ls}
        merged_new = {line for name, ls in new.items() if in_merge(name) for line in ls}
        back, forth = self._overruled(gone, new, self._touched(gone, new))
        merged_new = (merged_new | forth) - back
        lost = {t for t in merged_gone - merged_new if not self._stands_elsewhere(t, gone)}
        return lost | back, merged_new

    def _overruled(
        self,
        gone: Mapping[str, frozenset[str]],
        new: Mapping[str, frozenset[str]],
        touched: Collection[str],
    ) -> tuple[set[str], set[str]]:
        """The curated lines about some subjects that stand back behind a text, and the others."""
        if not touched:
            return set(), set()
        lost, won = _about(gone, touched), _about(new, touched)
        back: set[str] = set()
        forth: set[str] = set()
        for subject in touched:
            now: dict[str, set[str]] = defaultdict(set)
            quads = self._engine.quads_for_pattern(ox.NamedNode(subject[1:-1]), None, None, None)
            for quad in quads:
                now[graph_of(quad)].add(line_of(quad))
            for name, lines in lost.get(subject, {}).items():
                now[name].difference_update(lines)
            for name, lines in won.get(subject, {}).items():
                now[name].update(lines)
            text = {line for n, lines in now.items() if is_document(n) for line in lines}
            told = {line for n, lines in now.items() if is_curated(n) for line in lines}
            stand_back = overruled(told, text)
            back |= stand_back
            forth |= told - stand_back
        return back, forth

    def _touched(
        self, gone: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        """The subjects of a change that both a text and a curated graph may speak of."""
        mine = {
            line[: line.index(" ")]
            for changes in (gone, new)
            for name, lines in changes.items()
            if is_document(name)
            for line in lines
        }
        theirs = {
            subject
            for name, lines in new.items()
            if is_curated(name)
            for subject in by_subject(lines)
        }
        return frozenset((mine & self._curated_subjects()) | theirs)

    def _curated_subjects(self) -> set[str]:
        if self._curated is None:
            names = self._engine.named_graphs()
            curated = [n.value for n in names if isinstance(n, ox.NamedNode)]
            quads = (
                quad
                for name in curated
                if is_curated(name)
                for quad in self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
            )
            subjects = {str(quad.subject) for quad in quads}
            self._curated = {s for s in subjects if not s.startswith(_EVIDENCE)}
        return self._curated

    def _stands_elsewhere(self, line: str, gone: Mapping[str, frozenset[str]]) -> bool:
        (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
        quads = self._engine.quads_for_pattern(
            triple.subject, triple.predicate, triple.object, None
        )
        for quad in quads:
            name = graph_of(quad)
            if in_merge(name) and line not in gone.get(name, ()):
                return True
        return False


def _about(
    changes: Mapping[str, Iterable[str]], subjects: Collection[str]
) -> dict[str, dict[str, list[str]]]:
    """The lines of a change about some subjects, by subject and graph."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, lines in changes.items():
        for line in lines:
            subject = line[: line.index(" ")]
            if subject in subjects:
                found.setdefault(subject, {}).setdefault(name, []).append(line)
    return found
