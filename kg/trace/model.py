"""What a trace holds: nodes, steps between them, and the paths that the steps make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Direction", "Node", "Step", "Strength", "Trace", "Undecided"]


class Direction(StrEnum):
    """Which way a trace runs."""

    forward = "forward"
    back = "back"


class Strength(StrEnum):
    """Which steps a trace takes."""

    strong = "strong"
    any = "any"


@dataclass(frozen=True, slots=True)
class Node:
    """A paragraph, mandate, meeting or work: its IRI, short name, class, label and date."""

    iri: str
    id: str
    kind: str
    label: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step from cause (``start``) to consequence (``end``), with its evidence.

    ``paragraph`` is the passage that states it, ``source`` the bytes or page it was read in,
    ``phrase`` how the effect reads from cause to consequence ("is recalled by").
    """

    iri: str
    start: str
    end: str
    effect: str
    phrase: str
    strength: str
    rule: str
    paragraph: str | None
    quote: str | None
    source: str | None
    derived_by: str
    verification: str | None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A citation of ``document`` in ``paragraph`` that does not say which paragraph it means."""

    document: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace; ``goal`` and ``strength`` are as they were asked for.

    ``paths`` hold indices into ``steps``, in the order in which they are walked. Without a goal
    there is one shortest path to each node that was reached; with a goal there are all paths to
    it, shortest first. ``cut`` says whether there were more steps or paths than are given.
    """

    starts: tuple[str, ...]
    direction: str
    as_of: str | None
    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]
    paths: tuple[tuple[int, ...], ...]
    undecided: tuple[Undecided, ...]
    query: str
    cut: bool = False
    goal: str | None = None
    strength: str = "any"
    _by_iri: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_iri", {node.iri: node for node in self.nodes})

    def node(self, iri: str) -> Node:
        """The node with this IRI.

        Raises:
            KeyError: it is not in the trace.
        """
        return self._by_iri[iri]
