"""Walk steps: a shortest path to each node, or every path to a goal."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from kg.trace.model import Step

__all__ = ["MOST_DEPTH", "MOST_LOOKS", "Walk", "distances", "paths_to", "shortest_paths"]

Walk = tuple[Step, ...]

MOST_LOOKS: Final = 20_000
MOST_DEPTH: Final = 200


def shortest_paths(
    steps_from: Callable[[str], Sequence[Step]], start: str, depth: int | None, *, forward: bool
) -> Iterator[Walk]:
    """One shortest path to each node that is reached, nearest first, in ``MOST_DEPTH`` steps.

    ``steps_from`` is asked for each node once, in the order in which they are reached.
    """
    seen = {start}
    queue: deque[tuple[str, Walk]] = deque([(start, ())])
    while queue:
        node, path = queue.popleft()
        steps = steps_from(node)  # at the last depth too: a step may lead back among the reached
        if len(path) >= (MOST_DEPTH if depth is None else min(depth, MOST_DEPTH)):
            continue
        for step in steps:
            after = step.end if forward else step.start
            if after not in seen:
                seen.add(after)
                yield (*path, step)
                queue.append((after, (*path, step)))


def distances(edges: Mapping[str, Sequence[str]], is_goal: Callable[[str], bool]) -> dict[str, int]:
    """The nodes from which a goal can be reached, with how many steps that takes at least."""
    back: dict[str, list[str]] = {}
    for node, after in edges.items():
        for other in after:
            back.setdefault(other, []).append(node)
    found = {node: 0 for node in back if is_goal(node)}
    queue = deque(found)
    while queue:
        node = queue.popleft()
        for before in back.get(node, ()):
            if before not in found:
                found[before] = found[node] + 1
                queue.append(before)
    return found


def paths_to(
    steps_from: Callable[[str], Sequence[Step]],
    start: str,
    far: Mapping[str, int],
    depth: int | None,
    looks: Iterator[int],
    *,
    forward: bool,
) -> Iterator[Walk | None]:
    """Paths to a goal that visit no node twice, shortest first, then in the order of the steps.

    ``far`` says how far each node is from a goal, which has distance 0, so that none is looked at
    that leads nowhere. Each look at a step takes one from ``looks``. The last is None where there
    may be more: longer ones than ``MOST_DEPTH``, or the looks gave out.
    """
    heap: list[tuple[int, tuple[int, ...], str, Walk]] = [(0, (), start, ())]
    longer = False
    while heap:
        _, order, node, path = heappop(heap)
        if path and far[node] == 0:
            yield path
            continue
        visited = {start, *(s.end if forward else s.start for s in path)}
        for place, step in enumerate(steps_from(node)):
            after = step.end if forward else step.start
            if after not in far or after in visited:
                continue
            visited.add(after)  # parallel steps are one path; all of them are in the steps
            length = len(path) + 1 + far[after]
            if depth is not None and length > depth:
                continue
            if length > MOST_DEPTH:
                longer = True
                continue
            if next(looks, None) is None:
                yield None
                return
            heappush(heap, (length, (*order, place), after, (*path, step)))
    if longer:
        yield None
