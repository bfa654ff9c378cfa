"""Write a trace as a tree, JSON, Turtle, DOT or Mermaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDF

from kg.iri import rule_iri
from kg.naming import short_name
from kg.trace.indented import indented
from kg.trace.model import Step, Trace
from kg.vocab import MG, PREFIXES

__all__ = [
    "as_dot",
    "as_json",
    "as_mermaid",
    "as_tree",
    "as_turtle",
    "note_of",
    "nothing_found",
    "trace_values",
]

_DERIVED_BY: Final = {"text": "byText", "curated": "byCuration", "rule": "byRule"}
_VERIFICATION: Final = {
    "from text": "fromText",
    "second source": "secondSource",
    "unverified": "unverified",
}
_NARROW: Final = "narrow the trace by a paragraph, strength, depth, goal or date"
_TURTLE: Final = {prefix: str(PREFIXES[prefix]) for prefix in ("mg", "dcterms")}
_TYPE: Final = ox.NamedNode(RDF.type)
_STEP: Final = ox.NamedNode(MG.Step)
_SOURCE, _CITATION = ox.NamedNode(DCTERMS.source), ox.NamedNode(DCTERMS.bibliographicCitation)


def trace_values(trace: Trace, *, list_undecided: bool = False) -> Mapping[str, object]:
    """A trace under the names of the contract, ready for JSON."""
    undecided: object = len(trace.undecided)
    if list_undecided:
        undecided = [{"document": u.document, "paragraph": u.paragraph} for u in trace.undecided]
    return {
        "from": trace.starts[0] if len(trace.starts) == 1 else list(trace.starts),
        "direction": trace.direction,
        "as_of": trace.as_of,
        "nodes": [
            {"iri": n.iri, "id": n.id, "kind": n.kind, "label": n.label, "date": n.date}
            for n in trace.nodes
        ],
        "steps": [
            {
                "from": s.start,
                "to": s.end,
                "effect": s.effect,
                "strength": s.strength,
                "rule": s.rule,
                "paragraph": s.paragraph,
                "quote": s.quote,
                "source": s.source,
                "derived_by": s.derived_by,
                "verification": s.verification,
                "iri": s.iri,
            }
            for s in trace.steps
        ],
        "paths": [list(path) for path in trace.paths],
        "paths_cut": trace.cut,
        "undecided": undecided,
    }


def as_json(trace: Trace, *, list_undecided: bool = False, noted: bool = False) -> str:
    """The trace as one JSON object of the contract's form, with what ``note_of`` says if wanted."""
    values = trace_values(trace, list_undecided=list_undecided)
    note = note_of(trace) if noted else None
    return indented({**values, "note": note} if note else values)


def as_tree(trace: Trace, *, list_undecided: bool = False) -> str:
    """The trace as a tree for people: each node once, at the end of a shortest path to it."""
    children: dict[str, list[Step]] = {}
    placed: set[tuple[str, str]] = set()
    forward = trace.direction == "forward"
    for path in trace.paths:
        for step in (trace.steps[i] for i in path):
            if (step.start, step.end) not in placed:
                placed.add((step.start, step.end))
                children.setdefault(step.start if forward else step.end, []).append(step)
    lines: list[str] = []
    for start in trace.starts:
        node = trace.node(start)
        lines.append(f"{node.id}" + (f"  ({node.date})" if node.date else ""))
        if start not in children:
            lines.append(f"└─ {nothing_found(trace)}")
        lines += _branches(trace, children, start, "", {start})
    if trace.cut and trace.paths:
        lines.append(str(note_of(trace)))
    lines += _undecided_lines(trace, list_undecided)
    return "\n".join(lines)


def nothing_found(trace: Trace) -> str:
    """What a trace without a step says of itself."""
    steps = "strong step" if trace.strength == "strong" else "step"
    weaker = "; weaker ones may exist" if trace.strength == "strong" else ""
    if trace.goal:
        path = "strong path" if trace.strength == "strong" else "path"
        if trace.cut:
            return f"no {path} to {short_name(trace.goal)} among what was looked at; {_NARROW}"
        return f"no {path} to {short_name(trace.goal)} that this graph knows{weaker}"
    return f"no further {steps} that this graph knows{weaker}"


def note_of(trace: Trace) -> str | None:
    """What is to be said beside a trace: that it found nothing, or that there is more."""
    if not trace.paths:
        return nothing_found(trace)
    return f"there is more than is given here; {_NARROW}" if trace.cut else None


def _branches(
    trace: Trace, children: Mapping[str, list[Step]], at: str, indent: str, seen: set[str]
) -> Iterator[str]:
    forward = trace.direction == "forward"
    steps = children.get(at, [])
    for i, step in enumerate(steps):
        is_last = i == len(steps) - 1
        after = step.end if forward else step.start
        again = after in seen
        yield f"{indent}{'└─' if is_last else '├─'} {_line(trace, step, after, again=again)}"
        if not again:
            seen.add(after)
            deeper = indent + ("   " if is_last else "│  ")
            yield from _branches(trace, children, after, deeper, seen)


def _line(trace: Trace, step: Step, after: str, *, again: bool) -> str:
    node = trace.node(after)
    phrase = step.phrase if trace.direction == "forward" else f"{step.effect} ←"
    name = (
        node.id if node.label == node.id or node.id in node.label else f"{node.id} – {node.label}"
    )
    date = f", {node.date}" if node.date else ""
    where = f"; in {short_name(step.paragraph)}" if step.paragraph else ""
    state = step.verification or step.derived_by
    tail = " (see above)" if again else ""
    return f"{phrase} {name}{date}  [{step.strength}, {state}{where}]{tail}"


def _undecided_lines(trace: Trace, list_undecided: bool) -> Iterator[str]:
    if trace.undecided:
        many = len(trace.undecided)
        noun = "citation does" if many == 1 else "citations do"
        more = "" if list_undecided else " (--undecided lists them)"
        yield f"{many} {noun} not say which paragraph is meant{more}"
    if list_undecided:
        for link in trace.undecided:
            yield f"  {short_name(link.document)} → perhaps {short_name(link.paragraph)}"


def as_turtle(trace: Trace) -> str:
    """The steps of a trace as Turtle, with their evidence."""
    triples = (triple for step in trace.steps for triple in _triples(step))
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_TURTLE) or b""
    return text.decode()


def _triples(step: Step) -> Iterator[ox.Triple]:
    iri = ox.NamedNode(step.iri)
    yield ox.Triple(iri, _TYPE, _STEP)
    yield ox.Triple(iri, _term("stepFrom"), ox.NamedNode(step.start))
    yield ox.Triple(iri, _term("stepTo"), ox.NamedNode(step.end))
    yield ox.Triple(iri, _term("effect"), _term(step.effect))
    yield ox.Triple(iri, _term("strength"), _term(step.strength))
    yield ox.Triple(iri, _term("rule"), ox.NamedNode(rule_iri(step.rule)))
    if step.paragraph:
        yield ox.Triple(iri, _term("statedIn"), ox.NamedNode(step.paragraph))
    yield ox.Triple(iri, _term("derivedBy"), _term(_DERIVED_BY[step.derived_by]))
    if step.verification:
        yield ox.Triple(iri, _term("verification"), _term(_VERIFICATION[step.verification]))
    if step.quote:
        yield ox.Triple(iri, _term("quote"), ox.Literal(step.quote, language="en"))
    if step.source and step.source.startswith(("https://", "http://")):
        yield ox.Triple(iri, _SOURCE, ox.NamedNode(step.source))
    elif step.source:
        yield ox.Triple(iri, _CITATION, ox.Literal(step.source))


@cache
def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(MG[name])


def as_dot(trace: Trace) -> str:
    """The trace as a Graphviz graph; weak steps are dashed."""
    lines = ["digraph trace {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {_quoted(n.iri)} [label={_quoted(n.id)}];" for n in trace.nodes]
    for step in trace.steps:
        style = "solid" if step.strength == "strong" else "dashed"
        lines.append(
            f"  {_quoted(step.start)} -> {_quoted(step.end)} "
            f"[label={_quoted(step.phrase)}, style={style}];"
        )
    return "\n".join([*lines, "}"])


def as_mermaid(trace: Trace) -> str:
    """The trace as a Mermaid flowchart; weak steps are dotted."""
    numbers = {node.iri: f"n{i}" for i, node in enumerate(trace.nodes)}
    lines = ["flowchart LR"]
    lines += [f"  {numbers[n.iri]}[{_quoted(n.id)}]" for n in trace.nodes]
    for step in trace.steps:
        arrow = "-->" if step.strength == "strong" else "-.->"
        lines.append(f"  {numbers[step.start]} {arrow}|{step.phrase}| {numbers[step.end]}")
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', "'") + '"'
