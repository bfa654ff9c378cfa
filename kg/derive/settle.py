"""Bring registry and derived graph up to what stands, at a cost that only the change decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.derive.persons import names_touched, same_persons, standing
from kg.derive.registry import MAY_LEAD_TO, MENTIONING, NAMING, all_things, registry_entries
from kg.derive.steps import Consequences, Steps, better, rule_lines
from kg.ntriples import line_of, split_line
from kg.store import Change, Snapshot, Store
from kg.store.engine import WORKED_OUT, graph_of, in_merge
from kg.vocab import DERIVED, ID, MG, REGISTRY

__all__ = ["settle"]

_MENTIONING: Final = frozenset(f"<{p}>" for p in MENTIONING)
_NAMING: Final = frozenset(f"<{p}>" for p in NAMING)
_MAY_LEAD_TO: Final = f"<{MAY_LEAD_TO}>"
_SUPPORTS_SUBJECT: Final = f"<{MG.supportsSubject}>"
_WHOLE: Final = frozenset(f"<{p}>" for p in (RDF.type, RDFS.label, MG.paragraphOf, MG.number))
"""What a paragraph that was read is described by, so that the registry says nothing of it."""
_WEIGHING: Final = frozenset(
    f"<{p}>" for p in (MG.derivedBy, MG.verification, MG.supportsPredicate, MG.supportsObject)
)
_OURS: Final = f"<{ID}"
_EVIDENCE: Final = f"<{ID}evidence/"
_STEP: Final = f"<{ID}step/"
_SUPPORTS: Final = str(MG.supportsSubject)
_BEARING: Final = tuple(str(p) for p in (MG.supportsSubject, MG.citingParagraph))
_AT_ONCE: Final = 40
"""So many graphs are taken together where everything is worked out from nothing."""


def settle(
    store: Store, steps: Steps, single: frozenset[str], change: Change | None = None
) -> frozenset[str] | None:
    """Work out the registry and the derived graph of what stands in a store.

    After a ``change`` of a store that was settled only what it touches is worked out; otherwise
    everything is, from nothing. Both ways end in the same graphs. Returns all lines that the
    change and its settling took from any graph or put into one; None where everything was gone
    through.
    """
    if change is not None and change.was_settled:
        settled = _settle_change(store, steps, single, change)
        return settled.union(_lines(change.gone), _lines(change.new))
    store.start_settling()
    _settle_whole(store, steps, single)
    return None


def _settle_whole(store: Store, steps: Steps, single: frozenset[str]) -> None:
    """Go through everything: what stands and follows stays, so a second time costs little more."""
    view = store.view()
    follows: set[int] = set()
    rules = rule_lines()
    store.amend({}, {DERIVED: rules - view.holds(rules, str(DERIVED))}, settled=False)
    follows.update(map(hash, rules))
    names = [n for n in view.graph_names() if in_merge(n) and n not in WORKED_OUT]
    for chunk in _chunks(names, _AT_ONCE):
        found = Consequences()
        for name in chunk:
            found.take(steps.of(view.lines(name)))
        lost, won = _derived_change(view, steps, Consequences(), found, {})
        store.amend({DERIVED: lost}, {DERIVED: won}, settled=False)
        follows.update(_hashes(found))
    persons = same_persons(view)
    store.amend({}, {DERIVED: persons - view.holds(persons, str(DERIVED))}, settled=False)
    follows.update(map(hash, persons))
    things = all_things(view)
    stale = {split_line(line)[0][1:-1] for line in view.lines(str(REGISTRY))} - things
    for some in _chunks([*sorted(things), *sorted(stale)], 100 * _AT_ONCE):
        entries = registry_entries(view, single, [t for t in some if t in things])
        entries |= {thing: set() for thing in some if thing not in things}
        _amend_registry(store, steps, entries, settled=False)
    follows.update(_hashes(steps.of(view.lines(str(REGISTRY)))))
    left = {line for line in view.lines(str(DERIVED)) if _hash_of(line) not in follows}
    store.amend({DERIVED: left}, {})


def _chunks(things: Sequence[str], size: int) -> Iterator[list[str]]:
    remaining = iter(things)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _hashes(found: Consequences) -> Iterator[int]:
    """What tells the lines that follow: the line itself, of a step which step it is."""
    yield from map(hash, found.lines)
    yield from map(hash, found.steps)


def _hash_of(line: str) -> int:
    return hash(line[: line.index(" ")] if line.startswith(_STEP) else line)


def _lines(changes: Mapping[str, Collection[str]]) -> Iterator[str]:
    for lines in changes.values():
        yield from lines


def _settle_change(
    store: Store, steps: Steps, single: frozenset[str], change: Change
) -> frozenset[str]:
    """Settle a change; returns the lines that registry and derived graph lost and won by it."""
    view, gone, new = store.view(), change.gone, change.new
    before, after = Consequences(), Consequences()
    for name in sorted(n for n in new if in_merge(n)):
        if gone[name]:
            stands = set(view.lines(name))
            after.take(steps.of(stands))
            before.take(steps.of(stands.difference(new[name]).union(gone[name])))
        else:
            after.take(steps.of(new[name]))
    lost, won = _derived_change(view, steps, before, after, {})
    parted, joined = _change_of_persons(view, gone, new)
    lost, won = lost | parted, won | joined
    store.amend({DERIVED: lost}, {DERIVED: won}, settled=False)
    (lost_mentions, lost_names), (mentioned, named) = (
        _touched(view, gone, won=False),
        _touched(view, new, won=True),
    )
    unsure = (lost_mentions | lost_names | named) - mentioned
    entries = registry_entries(view, single, sorted(mentioned))
    entries |= registry_entries(view, single, sorted(unsure), mentioned=False)
    return frozenset(lost | won | _amend_registry(store, steps, entries))


def _change_of_persons(
    view: Snapshot, gone: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]]
) -> tuple[set[str], set[str]]:
    """What the derived graph loses and wins of which persons are one."""
    names, people = names_touched(view, gone, new)
    if not names:
        return set(), set()
    stands, follows = standing(view, names, people), same_persons(view, names)
    return stands - follows, follows - stands


def _amend_registry(
    store: Store, steps: Steps, entries: Mapping[str, set[str]], *, settled: bool = True
) -> set[str]:
    """Put entries in the place of those that stand, and what follows from them.

    Returns the lines that were taken and put.
    """
    view = store.view()
    gone: set[str] = set()
    new: set[str] = set()
    for thing, lines in entries.items():
        stands = _registered(view, thing)
        gone |= stands - lines
        new |= lines - stands
    before, after = steps.of(gone), steps.of(new)
    lost, won = _derived_change(view, steps, before, after, {str(REGISTRY): gone})
    store.amend({REGISTRY: gone, DERIVED: lost}, {REGISTRY: new, DERIVED: won}, settled=settled)
    return gone | new | lost | won


def _registered(view: Snapshot, thing: str) -> set[str]:
    return {line_of(q) for q in view.matching(ox.NamedNode(thing), graph=str(REGISTRY))}


def _touched(
    view: Snapshot, changes: Mapping[str, Iterable[str]], *, won: bool
) -> tuple[set[str], set[str]]:
    """The things whose entry in the registry a change may alter: those it mentions, and others."""
    things: set[str] = set()
    described: dict[str, set[str]] = defaultdict(set)
    evidenced: set[str] = set()
    for line in (line for name, lines in changes.items() if in_merge(name) for line in lines):
        subject, predicate, value = split_line(line)
        if predicate in _MENTIONING and value.startswith("<"):
            things.add(value[1:-1])
            if predicate == _SUPPORTS_SUBJECT:
                evidenced.add(value[1:-1])
        if predicate == _MAY_LEAD_TO:
            things.add(subject[1:-1])
        elif predicate in _NAMING and subject.startswith(_OURS):
            described[subject[1:-1]].add(predicate)
        elif predicate in _WEIGHING and subject.startswith(_EVIDENCE):
            node = ox.NamedNode(subject[1:-1])
            supported = (q.object for q in view.matching(node, _SUPPORTS))
            things.update(o.value for o in supported if isinstance(o, ox.NamedNode))
    if won:
        things -= {t for t in things - evidenced if described.get(t, set()) >= _WHOLE}
    return things, {t for t in described.keys() - things if not won or _registered(view, t)}


def _derived_change(
    view: Snapshot,
    steps: Steps,
    before: Consequences,
    after: Consequences,
    without: Mapping[str, Collection[str]],
) -> tuple[set[str], set[str]]:
    """What the derived graph loses and wins where ``after`` follows instead of ``before``.

    ``view`` shows the changed graphs as they are now, but for the lines in ``without``, which
    still stand and shall not count.
    """
    candidates = before.lines - after.lines
    stands = {step: _about(view, step) for step in {*before.steps, *after.steps}}
    unsure = {
        step
        for step, lines in stands.items()
        if (step in before.steps and before.steps[step] != after.steps.get(step))
        or (lines and lines != after.steps.get(step))
    }
    elsewhere = Consequences()
    if candidates or unsure:
        accounts = [c.steps[s] for c in (before, after) for s in unsure if s in c.steps]
        elsewhere = _elsewhere(view, steps, _things(candidates.union(*accounts)), without)
    lost = candidates - elsewhere.lines
    won = after.lines - view.holds(after.lines, str(DERIVED))
    for step, lines in stands.items():
        accounts = [c.steps[step] for c in (after, elsewhere) if step in c.steps]
        wanted = better(*accounts) if len(accounts) == 2 else next(iter(accounts), frozenset())
        lost |= lines - wanted
        won |= wanted - lines
    return lost, won


def _about(view: Snapshot, step: str) -> frozenset[str]:
    quads = view.matching(ox.NamedNode(step[1:-1]), graph=str(DERIVED))
    return frozenset(map(line_of, quads))


def _things(lines: Iterable[str]) -> set[str]:
    """The things of ours that lines are about or point to, the steps themselves left out."""
    ends = (end for line in lines for end in split_line(line)[::2])
    return {e[1:-1] for e in ends if e.startswith(_OURS) and not e.startswith(_STEP)}


def _elsewhere(
    view: Snapshot, steps: Steps, things: Iterable[str], without: Mapping[str, Collection[str]]
) -> Consequences:
    """What follows from all that is said now about some things, graph by graph."""
    said: dict[str, set[str]] = defaultdict(set)
    for thing in sorted(things):
        node = ox.NamedNode(thing)
        quads = list(view.matching(node))
        for bearing in _BEARING:
            for quad in view.matching(None, bearing, node):
                if isinstance(quad.subject, ox.NamedNode):
                    quads += view.matching(quad.subject)
        for quad in quads:
            name = graph_of(quad)
            if in_merge(name) and name != str(DERIVED):
                said[name].add(line_of(quad))
    found = Consequences()
    for name, lines in sorted(said.items()):
        found.take(steps.of(lines.difference(without.get(name, ()))))
    return found
