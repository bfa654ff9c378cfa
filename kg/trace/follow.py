"""Follow the steps from a start: what is reached, by which steps, along which paths."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from rdflib import URIRef

from kg.iri import document_of
from kg.store import Snapshot
from kg.trace.between import between
from kg.trace.model import Node, Step, Trace, Undecided
from kg.trace.nodes import paragraph_of
from kg.trace.reading import Reader, reader_of
from kg.trace.walks import MOST_DEPTH, MOST_LOOKS, Walk, distances, paths_to, shortest_paths
from kg.trace.wanted import is_by, is_from

__all__ = ["Request", "trace"]

MOST_PATHS: Final = 200
MOST_STEPS: Final = 10_000
MOST_NODES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: ``goal`` is the IRI of a document or a thing; dates are ISO 8601.

    ``as_of`` is what was known on a day: nothing is followed beyond it. ``since`` and ``until``
    are a window, and ``kinds`` classes: a path is kept where what it leads to is dated in the one
    and is, or stands in a document that is, of one of the others; the way to it is shown whatever
    it is. What has no date has that of what leads to it. ``effects`` are the only ones followed,
    if there are any. At most ``most`` steps are read, the nearest ones, and at most so many paths
    listed.
    """

    starts: tuple[str, ...]
    direction: str = "forward"
    goal: str | None = None
    depth: int | None = None
    strength: str = "any"
    as_of: str | None = None
    most: int = MOST_STEPS
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of what is reached is wanted."""
        return bool(self.since or self.until or self.kinds)


def trace(view: Snapshot, request: Request) -> Trace:
    """The trace that a request asks for; each start is followed for itself.

    A step whose consequence is dated after ``as_of`` is left out, and so is an undecided citation
    in a later text. Its steps are those that ``query`` finds, read by pattern from node to node,
    so that it costs as much as what is reached, and can be bounded.
    """
    search = _Search(reader_of(view), request)
    steps: dict[str, Step] = {}
    paths: list[Walk] = []
    for start in request.starts:
        if request.goal:
            walks = search.walks_to_goal(start, request.most - len(paths))
            taken = search.beside(walks)
        else:
            walks, taken = search.walks(start, request.most - len(paths))
        if request.is_narrowed:
            walks = [walk for walk in walks if search.is_wanted(walk)]
            taken = search.beside(walks)
        paths += walks
        for step in taken:
            steps.setdefault(step.iri, step)
    index = {iri: i for i, iri in enumerate(steps)}
    iris = dict.fromkeys(
        [*request.starts, *(end for s in steps.values() for end in (s.start, s.end))]
    )
    nodes = tuple(search.reader.nodes.describe(iri) for iri in iris)
    return Trace(
        starts=request.starts,
        direction=request.direction,
        as_of=request.as_of,
        nodes=nodes,
        steps=tuple(steps.values()),
        paths=tuple(tuple(index[s.iri] for s in path) for path in paths),
        undecided=_undecided(search.reader, nodes, request),
        query=_query_text(request.direction, request.strength),
        cut=search.cut,
        goal=request.goal,
        strength=request.strength,
        since=request.since,
        until=request.until,
        kinds=request.kinds,
        effects=request.effects,
        rules={name: search.reader.rule(name) for name in sorted({s.rule for s in steps.values()})},
        between=between(search.reader, request.starts, request.goal, paths, forward=search.forward)
        if request.goal
        else None,
    )


@cache
def _query_text(direction: str, strength: str) -> str:
    name = direction + ("-strong" if strength == "strong" else "")
    return (files("kg.trace") / f"{name}.rq").read_text("utf-8")


@dataclass(slots=True)
class _Search:
    """What one request has found so far: the steps from each node, and whether it was cut."""

    reader: Reader
    request: Request
    forward: bool = field(init=False)
    strong: bool = field(init=False)
    cut: bool = field(default=False, init=False)
    _found: dict[str, tuple[Step, ...]] = field(default_factory=dict, init=False)
    _count: int = field(default=0, init=False)
    _looks: Iterator[int] = field(default_factory=lambda: iter(range(MOST_LOOKS)), init=False)
    _far: Mapping[str, int] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.forward = self.request.direction == "forward"
        self.strong = self.request.strength == "strong"

    def steps_from(self, node: str) -> tuple[Step, ...]:
        """The steps that go on from a node, in the order of the dates they lead to."""
        found = self._found.get(node)
        if found is None:
            read, whole = self.reader.steps(
                node,
                forward=self.forward,
                strong=self.strong,
                most=self.request.most - self._count,
                ends=self._far,
            )
            self.cut = self.cut or not whole
            timely = [s for s in read if self._is_in_time(s.end) and self._is_followed(s)]
            found = tuple(sorted(timely, key=self._when))
            self._count += len(found)
            self._found[node] = found
        return found

    def walks(self, start: str, most: int) -> tuple[list[Walk], list[Step]]:
        """A shortest path to each node that is reached, and every step between those nodes."""
        every = shortest_paths(self.steps_from, start, self.request.depth, forward=self.forward)
        walks = list(islice(every, most))
        nodes = {start, *(self._after(walk[-1]) for walk in walks)}
        if next(every, None) is not None or self._goes_on(walks, nodes):
            self.cut = True
        steps = (s for n in nodes for s in self._found.get(n, ()) if self._after(s) in nodes)
        return walks, sorted(steps, key=_place)

    def _goes_on(self, walks: Sequence[Walk], nodes: Container[str]) -> bool:
        """Whether there is more behind the longest walks that are taken."""
        if self.request.depth is not None and self.request.depth <= MOST_DEPTH:
            return False
        last = (self._after(walk[-1]) for walk in walks if len(walk) == MOST_DEPTH)
        return any(self._after(s) not in nodes for n in last for s in self.steps_from(n))

    def _distances(self) -> Mapping[str, int]:
        """How far each node on a way to the goal is from it."""
        edges: dict[str, list[str]] = {}
        ahead = list(dict.fromkeys(self.request.starts))
        for node in ahead:  # which grows
            if len(edges) >= MOST_NODES:
                self.cut = True
                break
            if node in edges:
                continue
            after = self.reader.after(node, forward=self.forward, strong=self.strong)
            if not self.forward and not self._is_in_time(node):
                after = []
            edges[node] = [n for n in after if not self.forward or self._is_in_time(n)]
            ahead += (n for n in edges[node] if n not in edges)
        return distances(edges, _is_goal(str(self.request.goal), self.forward))

    def walks_to_goal(self, start: str, most: int) -> list[Walk]:
        """Every path to the goal, as many as are listed."""
        most = min(most, MOST_PATHS)
        far = self._far = self._distances() if self._far is None else self._far
        if start not in far:
            return []
        every = paths_to(
            self.steps_from, start, far, self.request.depth, self._looks, forward=self.forward
        )
        walks = list(islice(every, most + 1))
        whole = [walk for walk in walks if walk is not None]
        self.cut = self.cut or len(whole) < len(walks) or len(whole) > most
        return whole[:most]

    def beside(self, walks: Sequence[Walk]) -> list[Step]:
        """The steps of some paths, and those that run beside them."""
        edges = {(s.start, s.end) for walk in walks for s in walk}
        nodes = {start if self.forward else end for start, end in edges}
        steps = (s for n in nodes for s in self.steps_from(n) if (s.start, s.end) in edges)
        return sorted(steps, key=_place)

    def _after(self, step: Step) -> str:
        return step.end if self.forward else step.start

    def _when(self, step: Step) -> tuple[str, str]:
        after = self._after(step)
        return self.reader.nodes.date(after) or "9999", after

    def is_wanted(self, walk: Walk) -> bool:
        """Whether what a path leads to is in the window and of a kind that is asked for."""
        kinds = self.request.kinds
        if kinds and self.reader.nodes.classes(self._after(walk[-1])).isdisjoint(kinds):
            return False
        nodes = [self._after(s) for s in reversed(walk)]
        nodes.append(walk[0].start if self.forward else walk[0].end)
        dates = (self.reader.nodes.date(n) for n in nodes)
        date = next((d for d in dates if d), None)
        since, until = self.request.since, self.request.until
        return (since is None or is_from(date, since)) and (until is None or is_by(date, until))

    def _is_in_time(self, node: str) -> bool:
        as_of = self.request.as_of
        return as_of is None or is_by(self.reader.nodes.date(node), as_of)

    def _is_followed(self, step: Step) -> bool:
        """Whether a step is of an effect that is asked for, and may lead into the window."""
        effects, date = self.request.effects, self.reader.nodes.date(self._after(step))
        if effects and step.effect not in effects:
            return False
        if self.forward:
            return self.request.until is None or is_by(date, self.request.until)
        return self.request.since is None or is_from(date, self.request.since)


def _place(step: Step) -> tuple[str, str, str]:
    return step.start, step.end, step.iri


def _is_goal(goal: str, forward: bool) -> Callable[[str], bool]:
    """Whether a node is the goal, or stands in the document that is the goal.

    A mandate stands in its paragraph's document; walking back, its paragraph comes next anyway.
    """

    def is_goal(node: str) -> bool:
        place = paragraph_of(node) if forward else node
        return node == goal or (place.startswith(goal) and str(document_of(URIRef(place))) == goal)

    return is_goal


def _undecided(reader: Reader, nodes: Sequence[Node], request: Request) -> tuple[Undecided, ...]:
    """The undecided citations of the documents that were reached or, back, in the paragraphs."""
    if request.direction == "forward":
        documents = {str(document_of(URIRef(paragraph_of(n.iri)))) for n in nodes}
        links = {link for document in documents for link in reader.undecided_of(document)}
    else:
        links = {link for node in nodes for link in reader.undecided_in(node.iri)}
    as_of = request.as_of
    return tuple(
        Undecided(document, paragraph)
        for document, paragraph in sorted(links)
        if as_of is None or is_by(reader.nodes.date(paragraph), as_of)
    )
