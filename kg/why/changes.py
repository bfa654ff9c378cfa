"""Say what changed in a trace between two generations, and because of which graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import SymbolError
from kg.iri import document_graph
from kg.naming import short_name
from kg.store import Snapshot
from kg.store.engine import LEDGER_GRAPH, is_curated, is_document, sha256_predicate
from kg.trace import Request, Step, Trace, resolve, state_in_words, trace
from kg.vocab import GRAPH, ID, ONTOLOGY
from kg.why.account import Teller
from kg.why.looking import Said
from kg.why.model import Reason

__all__ = [
    "GraphChange",
    "StepChange",
    "TraceDifference",
    "difference_lines",
    "difference_values",
    "trace_difference",
]

_SIGNS: Final = {"gained": "+", "lost": "-", "changed": "~"}
_EVIDENCE: Final = ("quote", "quote_start", "quote_end", "source", "derived_by", "verification")


@dataclass(frozen=True, slots=True)
class GraphChange:
    """A graph on which a step rests: ``added``, ``replaced``, ``removed`` or ``unchanged``."""

    name: str
    how: str

    @property
    def document(self) -> str:
        """The symbol of the document whose graph it is, else the name of the curated file."""
        path = self.name.removeprefix(GRAPH)
        if not path.startswith("document/"):
            return path
        below = path.removeprefix("document/")
        return short_name(f"{ID}{below if below.startswith('meeting/') else path}")


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that a trace has ``gained`` or ``lost``, or whose evidence has ``changed``.

    ``before`` is the step as it was, where it changed. ``is_itself``: it came or went itself;
    otherwise it stands in both generations, and the steps that lead to it came or went.
    ``because`` are the graphs that changed and that it, or else those steps, rest on.
    """

    how: str
    step: Step
    before: Step | None
    is_itself: bool
    because: tuple[GraphChange, ...]


@dataclass(frozen=True, slots=True)
class TraceDifference:
    """What is different in the trace from ``starts`` in the second of two generations.

    ``vocabulary_changed``: the ontology is another one, which may change steps without any graph.
    ``cut``: one of the traces was more than was looked at.
    """

    first: int
    second: int
    starts: tuple[str, ...]
    direction: str
    changes: tuple[StepChange, ...]
    vocabulary_changed: bool
    cut: bool


def trace_difference(
    first: Snapshot, second: Snapshot, symbol: str, paragraph: str | None, asked: Request
) -> TraceDifference:
    """Compare the traces of a document, or of one of its paragraphs, in two generations.

    ``asked`` is what else is asked of both traces; its starts have no part.

    Raises:
        SymbolError: neither generation knows the document or the paragraph.
    """
    begin = [_starts(view, symbol, paragraph) for view in (first, second)]
    if not any(begin):
        resolve(second, symbol, paragraph)  # which says what is not known
    views = first, second
    traces = [trace(v, replace(asked, starts=b)) for v, b in zip(views, begin, strict=True)]
    before, after = ({s.iri: s for s in found.steps} for found in traces)
    both = _Compared(first, second)
    changes = [
        *both.changes("gained", traces[1], [s for i, s in after.items() if i not in before]),
        *both.changes("lost", traces[0], [s for i, s in before.items() if i not in after]),
        *both.altered(before, after),
    ]
    return TraceDifference(
        first.generation,
        second.generation,
        tuple(dict.fromkeys((*begin[1], *begin[0]))),
        asked.direction,
        tuple(changes),
        _digest(first, str(ONTOLOGY)) != _digest(second, str(ONTOLOGY)),
        traces[0].cut or traces[1].cut,
    )


def difference_lines(found: TraceDifference) -> Iterator[str]:
    """The difference for people: a line for each step, and below it because of what."""
    counts = {how: sum(c.how == how for c in found.changes) for how in _SIGNS}
    starts = ", ".join(short_name(s) for s in found.starts)
    yield (
        f"trace {found.direction} of {starts}, generation {found.first} → {found.second}: "
        + ", ".join(f"{n} {how}" for how, n in counts.items())
    )
    for change in found.changes:
        step = change.step
        yield (
            f"{_SIGNS[change.how]} {short_name(step.start)} {step.phrase} {short_name(step.end)}"
            f"  [{step.strength}; {state_in_words(step)}; rule {step.rule}]"
        )
        yield f"    {_because(found, change)}"
        if change.before:
            for name in _EVIDENCE:
                was, now = getattr(change.before, name), getattr(step, name)
                if was != now:
                    yield f"    {name.replace('_', ' ')}: {was} → {now}"
    if found.cut:
        yield "there is more than was compared; narrow the trace by a paragraph, depth or strength"


def difference_values(found: TraceDifference) -> Mapping[str, object]:
    """The difference, ready for JSON."""
    return {
        "of": list(found.starts),
        "direction": found.direction,
        "vocabulary_changed": found.vocabulary_changed,
        "cut": found.cut,
        "changes": [
            {
                "how": change.how,
                "step": asdict(change.step),
                "before": asdict(change.before) if change.before else None,
                "is_itself": change.is_itself,
                "because": [
                    {"graph": g.name, "document": g.document, "how": g.how} for g in change.because
                ],
            }
            for change in found.changes
        ],
    }


def _because(found: TraceDifference, change: StepChange) -> str:
    named = ", ".join(f"{g.document} ({g.how})" for g in change.because)
    if named and change.is_itself:
        return f"because of {named}"
    if named:
        done = "is reached now" if change.how == "gained" else "is reached no more"
        return f"it stands in both and {done}, because of {named}"
    if found.vocabulary_changed:
        return "no graph that it rests on changed; the vocabulary did"
    return "no graph that it rests on changed; the rules by which it is worked out did"


class _Compared:
    """Two generations, the graphs of which are compared by their digests."""

    def __init__(self, first: Snapshot, second: Snapshot) -> None:
        self._first, self._second = first, second
        self._tellers = {"gained": Teller(second), "lost": Teller(first), "changed": Teller(second)}
        self._known: dict[str, GraphChange] = {}

    def changes(self, how: str, found: Trace, steps: Iterable[Step]) -> Iterator[StepChange]:
        """The steps that only one of the traces has, each with what brought or took it."""
        other = self._first if how == "gained" else self._second
        itself = {s.iri: not _stands(other, s.iri) for s in steps}
        known = {s.iri: s for s in found.steps}
        forward = found.direction == "forward"
        walks = {
            (known_steps[-1].end if forward else known_steps[-1].start): known_steps
            for path in found.paths
            if (known_steps := [found.steps[i] for i in path])
        }
        for iri, is_itself in itself.items():
            step = known[iri]
            if is_itself:
                yield StepChange(how, step, None, True, self._graphs(how, iri))
                continue
            walk = walks.get(step.start if forward else step.end, [])
            guilty = [s.iri for s in walk if itself.get(s.iri)]
            graphs = dict.fromkeys(g for s in guilty for g in self._graphs(how, s))
            yield StepChange(how, step, None, False, tuple(graphs))

    def altered(
        self, before: Mapping[str, Step], after: Mapping[str, Step]
    ) -> Iterator[StepChange]:
        """The steps that both traces have, with other words, sources or states."""
        for iri, step in after.items():
            was = before.get(iri)
            if was and any(getattr(was, n) != getattr(step, n) for n in _EVIDENCE):
                yield StepChange("changed", step, was, True, self._graphs("changed", iri))

    def _graphs(self, how: str, step: str) -> tuple[GraphChange, ...]:
        """The graphs that changed, of those on which a step rests."""
        teller = self._tellers[how]
        names = {
            graph
            for said in teller.look.said(step).values()
            for graph in _resting(teller, step, said)
        }
        return tuple(c for n in sorted(names) if (c := self._change(n)).how != "unchanged")

    def _change(self, name: str) -> GraphChange:
        if name not in self._known:
            was, now = _digest(self._first, name), _digest(self._second, name)
            how = "replaced" if was and now else "added" if now else "removed"
            self._known[name] = GraphChange(name, "unchanged" if was == now else how)
        return self._known[name]


def _resting(teller: Teller, step: str, said: Said) -> Iterator[str]:
    yield from _graphs_of(teller.of_step(step, said))


def _graphs_of(reason: Reason) -> Iterator[str]:
    if reason.graph and (is_document(reason.graph.name) or is_curated(reason.graph.name)):
        yield reason.graph.name
    for passage in reason.passages:  # whose text may be read where it was not
        yield str(document_graph(URIRef(passage.document)))
    for below in reason.because:
        yield from _graphs_of(below)


def _starts(view: Snapshot, symbol: str, paragraph: str | None) -> tuple[str, ...]:
    try:
        return resolve(view, symbol, paragraph)
    except SymbolError:
        return ()


def _stands(view: Snapshot, step: str) -> bool:
    return next(view.matching(ox.NamedNode(step)), None) is not None


def _digest(view: Snapshot, graph: str) -> str | None:
    marks = view.triples(ox.NamedNode(graph), sha256_predicate, graph=LEDGER_GRAPH.value)
    return min((t.object.value for t in marks if isinstance(t.object, ox.Literal)), default=None)
