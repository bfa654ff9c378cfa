"""Write a change as one SPARQL Update, which the engine makes whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.store.engine import LEDGER_GRAPH, WORKED_OUT, sha256_predicate, triples_predicate

__all__ = ["Change", "Marks", "mark_lines", "transaction"]

Marks = Mapping[str, tuple[str, int] | None]
"""The digest and the number of triples of each graph that a change names; None: it is gone."""

_INTEGER: Final = "<http://www.w3.org/2001/XMLSchema#integer>"


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did, as graph names; a graph that was the same already is in none.

    ``gone`` and ``new`` are the lines that each changed graph lost and won, where that is known.
    ``was_settled``: registry and derived graph belonged to what stood before.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    gone: Mapping[str, Collection[str]] = field(default_factory=dict, repr=False, compare=False)
    new: Mapping[str, Collection[str]] = field(default_factory=dict, repr=False, compare=False)
    was_settled: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.replaced or self.removed)

    @classmethod
    def between(cls, before: Mapping[str, object], now: Mapping[str, object]) -> Change:
        """What is different between two states, from the marks of their graphs.

        >>> Change.between({"urn:a": 1, "urn:b": 1}, {"urn:b": 2, "urn:c": 1})
        Change(added=('urn:c',), replaced=('urn:b',), removed=('urn:a',), was_settled=False)
        """
        replaced = [name for name in before.keys() & now.keys() if before[name] != now[name]]
        return cls(
            added=tuple(sorted(now.keys() - before.keys())),
            replaced=tuple(sorted(replaced)),
            removed=tuple(sorted(before.keys() - now.keys())),
        )


def transaction(
    gone: Mapping[str, Iterable[str]],
    new: Mapping[str, Iterable[str]],
    marks: Marks,
    merged_gone: Iterable[str],
    merged_new: Iterable[str],
) -> str:
    """One update that takes and puts lines graph by graph, in the default graph, and the marks.

    Terms are the engine's own N-Triples, so nothing needs escaping. A graph that loses lines and
    keeps no mark is dropped, unless it is one that is worked out again.
    """
    delete = ["\n".join(merged_gone)]
    insert = ["\n".join(merged_new)]
    delete += [_in_graph(name, lines) for name, lines in gone.items()]
    insert += [_in_graph(name, lines) for name, lines in new.items()]
    insert.append(_in_graph(LEDGER_GRAPH.value, mark_lines(marks)))
    dropped = [n for n in gone if marks.get(n) is None and n not in WORKED_OUT]
    return ";\n".join(
        (
            *(f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ <{n}> ?p ?o }} }}" for n in marks),
            *(f"DROP SILENT GRAPH <{n}>" for n in dropped),
            f"DELETE DATA {{\n{chr(10).join(delete)}\n}}",
            f"INSERT DATA {{\n{chr(10).join(insert)}\n}}",
        )
    )


def mark_lines(marks: Marks) -> list[str]:
    """The lines that the ledger graph has of these graphs."""
    lines = []
    for name, mark in marks.items():
        if mark:
            sha256, count = mark
            lines.append(f'<{name}> {sha256_predicate} "{sha256}" .')
            lines.append(f'<{name}> {triples_predicate} "{count}"^^{_INTEGER} .')
    return lines


def _in_graph(name: str, lines: Iterable[str]) -> str:
    return f"GRAPH <{name}> {{\n{chr(10).join(lines)}\n}}"
