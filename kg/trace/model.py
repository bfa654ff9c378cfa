"""What a trace holds: nodes, steps between them, and the paths that the steps make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Between", "Direction", "Node", "Step", "Strength", "Trace", "Undecided"]


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
    ``phrase`` how the effect reads from cause to consequence ("is recalled by"). ``quote_start``
    and ``quote_end`` are where the words stand, in characters of the source's text.
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
    quote_start: int | None = None
    quote_end: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """How the two documents of a trace with a goal hang together.

    ``paragraphs`` are those of the later document in which this graph knows a citation of the
    earlier one; ``is_read`` says that the later one's own text was read, so that there are no
    others. ``by_way_of`` has for each path what lies on it in neither document, from cause to
    consequence; ``note`` says it in a sentence, and nothing where a path is direct.
    """

    earlier: str
    later: str
    paragraphs: tuple[str, ...]
    is_read: bool
    by_way_of: tuple[tuple[str, ...], ...]
    note: str | None

    @property
    def is_cited(self) -> bool:
        """Whether the later document cites the earlier one itself."""
        return bool(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A citation of ``document`` in ``paragraph`` that does not say which paragraph it means."""

    document: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace; ``goal``, ``strength``, ``since``, ``until``, ``kinds`` and ``effects`` are as they
    were asked for, and ``between`` is there where a goal is.

    ``rules`` has the sentence of each rule by which a step was derived. ``paths`` hold indices
    into ``steps``, in the order in which they are walked. Without a goal there is one shortest
    path to each node that was reached and is wanted; with a goal there are all paths to it,
    shortest first. ``cut`` says whether there were more steps or paths than are given.
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
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    between: Between | None = None
    _by_iri: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_iri", {node.iri: node for node in self.nodes})

    def node(self, iri: str) -> Node:
        """The node with this IRI.

        Raises:
            KeyError: it is not in the trace.
        """
        return self._by_iri[iri]
