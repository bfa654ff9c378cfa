"""Follow the steps from a start: what is reached, by which steps, along which paths."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from kg.iri import document_of
from kg.store import Snapshot
from kg.trace.model import Node, Step, Trace, Undecided
from kg.trace.nodes import Nodes

__all__ = ["Request", "parse_as_of", "trace"]

MOST_PATHS: Final = 200


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: ``goal`` is the IRI of a document or a thing, ``as_of`` is ISO 8601."""

    starts: tuple[str, ...]
    direction: str = "forward"
    goal: str | None = None
    depth: int | None = None
    strength: str = "any"
    as_of: str | None = None


def parse_as_of(words: str) -> str:
    """A year, month or day as ISO 8601, for ``Request.as_of``.

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


def trace(view: Snapshot, request: Request) -> Trace:
    """The trace that a request asks for; each start is followed for itself.

    A step whose consequence is dated after ``as_of`` is left out, and so is an undecided citation
    in a later text.
    """
    query = _query_text(request)
    nodes = Nodes(view)
    forward = request.direction == "forward"
    steps: dict[str, Step] = {}
    paths: list[tuple[str, ...]] = []
    cut = False
    for start in request.starts:
        found = [s for s in _reachable(view, query, start) if _is_in_time(s, nodes, request.as_of)]
        out = _by_start(found, nodes, forward)
        if request.goal:
            walks = list(_all_paths(out, start, request, forward))
            cut = cut or len(walks) > MOST_PATHS
            walks = walks[:MOST_PATHS]
        else:
            walks = list(_shortest_paths(out, start, request.depth, forward))
        paths += [tuple(s.iri for s in walk) for walk in walks]
        for step in _walked(found, walks, request, start, forward):
            steps.setdefault(step.iri, step)
    index = {iri: i for i, iri in enumerate(steps)}
    iris = dict.fromkeys(
        [*request.starts, *(end for s in steps.values() for end in (s.start, s.end))]
    )
    described = tuple(nodes.describe(iri) for iri in iris)
    return Trace(
        starts=request.starts,
        direction=request.direction,
        as_of=request.as_of,
        nodes=described,
        steps=tuple(steps.values()),
        paths=tuple(tuple(index[i] for i in path) for path in paths),
        undecided=_undecided(view, described, nodes, request),
        query=query,
        cut=cut,
        goal=request.goal,
        strength=request.strength,
    )


def _query_text(request: Request) -> str:
    name = request.direction + ("-strong" if request.strength == "strong" else "")
    return (files("kg.trace") / f"{name}.rq").read_text("utf-8")


def _reachable(view: Snapshot, query: str, start: str) -> Iterator[Step]:
    phrases = _phrases(view)
    rows = view.query(query, substitutions={"start": ox.NamedNode(start)}).solutions()
    for row in rows:
        if "step" not in row:
            continue
        effect = _local(row["effect"])
        yield Step(
            iri=_text(row["step"]) or "",
            start=_text(row["from"]) or "",
            end=_text(row["to"]) or "",
            effect=effect,
            phrase=phrases.get(effect, effect),
            strength=_local(row["strength"]),
            rule=_local(row["rule"]),
            paragraph=_text(row.get("paragraph")),
            quote=_text(row.get("quote")),
            source=_text(row.get("source")),
            derived_by=_DERIVED.get(_local(row["derivedBy"]), _local(row["derivedBy"])),
            verification=_VERIFIED.get(_local(row.get("verification"))),
        )


_DERIVED: Final = {"byText": "text", "byCuration": "curated", "byRule": "rule"}
_VERIFIED: Final = {
    "fromText": "from text",
    "secondSource": "second source",
    "unverified": "unverified",
}


def _phrases(view: Snapshot) -> dict[str, str]:
    query = (files("kg.trace") / "phrases.rq").read_text("utf-8")
    rows = view.query(query).solutions()
    return {_local(row["effect"]): _text(row["phrase"]) or "" for row in rows}


def _text(term: object) -> str | None:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else None


def _local(term: object) -> str:
    return (_text(term) or "").rpartition("#")[2].rpartition("/")[2]


def _is_in_time(step: Step, nodes: Nodes, as_of: str | None) -> bool:
    if as_of is None:
        return True
    return _is_by(nodes.describe(step.end).date, as_of)


def _is_by(date: str | None, as_of: str) -> bool:
    """Whether a date is not after another one, at the precision of the less exact of them."""
    return date is None or date[: len(as_of)] <= as_of


def _by_start(steps: Sequence[Step], nodes: Nodes, forward: bool) -> Mapping[str, list[Step]]:
    """The steps by the node they are walked from, in the order of the dates they lead to."""
    out: dict[str, list[Step]] = {}
    for step in steps:
        out.setdefault(step.start if forward else step.end, []).append(step)
    for found in out.values():
        found.sort(key=lambda s: _when(nodes, s.end if forward else s.start))
    return out


def _when(nodes: Nodes, iri: str) -> tuple[str, str]:
    return nodes.describe(iri).date or "9999", iri


def _shortest_paths(
    out: Mapping[str, list[Step]], start: str, depth: int | None, forward: bool
) -> Iterator[tuple[Step, ...]]:
    """One shortest path to each node that is reached, nearest first."""
    seen = {start}
    queue: deque[tuple[str, tuple[Step, ...]]] = deque([(start, ())])
    while queue:
        node, path = queue.popleft()
        if depth is not None and len(path) >= depth:
            continue
        for step in out.get(node, ()):
            after = step.end if forward else step.start
            if after not in seen:
                seen.add(after)
                yield (*path, step)
                queue.append((after, (*path, step)))


def _all_paths(
    out: Mapping[str, list[Step]], start: str, request: Request, forward: bool
) -> Iterator[tuple[Step, ...]]:
    """Paths to the goal that visit no node twice, shortest first, one more than are listed."""
    goal = str(request.goal)
    useful = _nodes_before(out, goal, forward)
    queue: deque[tuple[str, tuple[Step, ...]]] = deque([(start, ())])
    listed = 0
    while queue and listed <= MOST_PATHS:
        node, path = queue.popleft()
        if path and _is_goal(node, goal, forward):
            listed += 1
            yield path
            continue
        if request.depth is not None and len(path) >= request.depth:
            continue
        visited = {start, *(s.end if forward else s.start for s in path)}
        taken: set[str] = set()
        for step in out.get(node, ()):
            after = step.end if forward else step.start
            if after in useful and after not in visited and after not in taken:
                taken.add(after)  # parallel steps are one path; all of them are in the steps
                queue.append((after, (*path, step)))


def _nodes_before(out: Mapping[str, list[Step]], goal: str, forward: bool) -> set[str]:
    """The nodes from which the goal can be reached."""
    back: dict[str, set[str]] = {}
    for node, steps in out.items():
        for step in steps:
            back.setdefault(step.end if forward else step.start, set()).add(node)
    queue = deque(n for n in back if _is_goal(n, goal, forward))
    found = set(queue)
    while queue:
        for before in back.get(queue.popleft(), ()):
            if before not in found:
                found.add(before)
                queue.append(before)
    return found


def _is_goal(node: str, goal: str, forward: bool) -> bool:
    """Whether a node is the goal, or stands in the document that is the goal.

    A mandate stands in its paragraph's document; walking back, its paragraph comes next anyway.
    """
    place = _paragraph_of(node) if forward else node
    return node == goal or str(document_of(URIRef(place))) == goal


def _walked(
    found: Sequence[Step],
    walks: Sequence[tuple[Step, ...]],
    request: Request,
    start: str,
    forward: bool,
) -> list[Step]:
    """The steps of the paths, and every other step between two nodes of the same trace."""
    nodes = {start} | {n for walk in walks for s in walk for n in (s.start, s.end)}
    if request.goal:
        edges = {(s.start, s.end) for walk in walks for s in walk}
        return [s for s in found if (s.start, s.end) in edges]
    return [s for s in found if s.start in nodes and s.end in nodes]


def _undecided(
    view: Snapshot, described: Sequence[Node], nodes: Nodes, request: Request
) -> tuple[Undecided, ...]:
    query = (files("kg.trace") / "undecided.rq").read_text("utf-8")
    iris = {n.iri for n in described}
    documents = {str(document_of(URIRef(_paragraph_of(n.iri)))) for n in described}
    out = []
    for row in view.query(query).solutions():
        link = Undecided(_text(row["document"]) or "", _text(row["paragraph"]) or "")
        forward = request.direction == "forward"
        touched = link.document in documents if forward else link.paragraph in iris
        date = nodes.describe(link.paragraph).date
        if touched and (request.as_of is None or _is_by(date, request.as_of)):
            out.append(link)
    return tuple(out)


def _paragraph_of(node: str) -> str:
    """A mandate's paragraph, from its IRI; any other node itself."""
    return node.replace("/id/mandate/", "/id/document/", 1)
