"""Draw a trace for others' programs: DOT and Mermaid."""

from __future__ import annotations

from kg.trace.model import Trace

__all__ = ["as_dot", "as_mermaid"]


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
