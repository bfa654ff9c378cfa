"""Lay a trace out as trees: each node once, at the end of a shortest path to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from api.proof import Proof, Term
from kg.trace import Node, Step, Trace, state_in_words

__all__ = ["Branch", "Tree", "trace_tree"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A step to a node and what goes on from there; ``again`` where the node stands above."""

    step: Step
    node: Node
    proofs: tuple[Proof, ...]
    again: bool
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """What was reached from one start."""

    start: Node
    branches: tuple[Branch, ...]


def trace_tree(found: Trace) -> tuple[Tree, ...]:
    """One tree for each start of a trace, its branches in the order of the paths."""
    forward = found.direction == "forward"
    after: dict[str, list[Step]] = {}
    for path in found.paths:
        for step in (found.steps[i] for i in path):
            known = after.setdefault(step.start if forward else step.end, [])
            if all((s.start, s.end) != (step.start, step.end) for s in known):
                known.append(step)
    beside: dict[tuple[str, str, str], list[Step]] = {}
    for step in found.steps:
        beside.setdefault((step.start, step.end, step.effect), []).append(step)
    return tuple(
        Tree(found.node(start), _branches(found, after, beside, start, {start}))
        for start in found.starts
    )


def _branches(
    found: Trace,
    after: Mapping[str, Sequence[Step]],
    beside: Mapping[tuple[str, str, str], Sequence[Step]],
    at: str,
    seen: set[str],
) -> tuple[Branch, ...]:
    forward = found.direction == "forward"
    out = []
    for step in after.get(at, ()):
        reached = step.end if forward else step.start
        again = reached in seen
        seen.add(reached)
        below = () if again else _branches(found, after, beside, reached, seen)
        same = beside[step.start, step.end, step.effect]
        proofs = tuple(_proof(s) for s in same)
        out.append(Branch(step, found.node(reached), proofs, again, below))
    return tuple(out)


def _proof(step: Step) -> Proof:
    sources = () if _is_within(step) or not step.source else (_term(step.source),)
    return Proof(step.paragraph, state_in_words(step), step.quote, sources)


def _is_within(step: Step) -> bool:
    """Whether the source of a step is told by its paragraph."""
    return (step.paragraph or "").startswith(str(step.source))


def _term(source: str) -> Term:
    is_address = source.startswith(("https://", "http://"))
    return ox.NamedNode(source) if is_address else ox.Literal(source)
