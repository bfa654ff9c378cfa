"""Trace a mandate: from a paragraph along its steps, forward and back, each with its evidence."""

from kg.trace.follow import Request, trace
from kg.trace.model import Node, Step, Trace, Undecided
from kg.trace.render import as_dot, as_json, as_mermaid, as_tree, as_turtle
from kg.trace.start import resolve, work

__all__ = [
    "Node",
    "Request",
    "Step",
    "Trace",
    "Undecided",
    "as_dot",
    "as_json",
    "as_mermaid",
    "as_tree",
    "as_turtle",
    "resolve",
    "trace",
    "work",
]
