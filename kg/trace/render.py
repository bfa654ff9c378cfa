"""Write a trace as a tree, JSON, Turtle, DOT or Mermaid."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.iri import rule_iri
from kg.naming import short_name
from kg.trace.model import Step, Trace
from kg.vocab import MG, PREFIXES

__all__ = [
    "as_dot",
    "as_json",
    "as_mermaid",
    "as_tree",
    "as_turtle",
    "nothing_found",
    "trace_values",
]

_DERIVED_BY: Final = {"text": MG.byText, "curated": MG.byCuration, "rule": MG.byRule}
_VERIFICATION: Final = {
    "from text": MG.fromText,
    "second source": MG.secondSource,
    "unverified": MG.unverified,
}


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


def as_json(trace: Trace, *, list_undecided: bool = False) -> str:
    """The trace as one JSON object of the contract's form."""
    values = trace_values(trace, list_undecided=list_undecided)
    return json.dumps(values, ensure_ascii=False, indent=2)


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
    lines += _undecided_lines(trace, list_undecided)
    return "\n".join(lines)


def nothing_found(trace: Trace) -> str:
    """What a trace without a step says of itself."""
    steps = "strong step" if trace.strength == "strong" else "step"
    weaker = "; weaker ones may exist" if trace.strength == "strong" else ""
    if trace.goal:
        path = "strong path" if trace.strength == "strong" else "path"
        return f"no {path} to {short_name(trace.goal)} that this graph knows{weaker}"
    return f"no further {steps} that this graph knows{weaker}"


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
    graph = Graph()
    for prefix in ("mg", "mgid", "rdfs"):
        graph.bind(prefix, PREFIXES[prefix])
    for step in trace.steps:
        iri = URIRef(step.iri)
        graph.add((iri, RDF.type, MG.Step))
        graph.add((iri, MG.stepFrom, URIRef(step.start)))
        graph.add((iri, MG.stepTo, URIRef(step.end)))
        graph.add((iri, MG.effect, MG[step.effect]))
        graph.add((iri, MG.strength, MG[step.strength]))
        graph.add((iri, MG.rule, rule_iri(step.rule)))
        if step.paragraph:
            graph.add((iri, MG.statedIn, URIRef(step.paragraph)))
        graph.add((iri, MG.derivedBy, _DERIVED_BY[step.derived_by]))
        if step.verification:
            graph.add((iri, MG.verification, _VERIFICATION[step.verification]))
        if step.quote:
            graph.add((iri, MG.quote, Literal(step.quote, lang="en")))
        if step.source and step.source.startswith(("https://", "http://")):
            graph.add((iri, DCTERMS.source, URIRef(step.source)))
        elif step.source:
            graph.add((iri, DCTERMS.bibliographicCitation, Literal(step.source)))
    return graph.serialize(format="turtle")


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
