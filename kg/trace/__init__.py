"""Trace a mandate: from a paragraph along its steps, forward and back, each with its evidence."""

from kg.trace.follow import Request, parse_as_of, trace
from kg.trace.model import Direction, Node, Step, Strength, Trace, Undecided
from kg.trace.render import as_dot, as_json, as_mermaid, as_tree, as_turtle, note_of, nothing_found
from kg.trace.start import resolve, work

__all__ = [
    "Direction",
    "Node",
    "Request",
    "Step",
    "Strength",
    "Trace",
    "Undecided",
    "as_dot",
    "as_json",
    "as_mermaid",
    "as_tree",
    "as_turtle",
    "note_of",
    "nothing_found",
    "parse_as_of",
    "resolve",
    "trace",
    "work",
]
