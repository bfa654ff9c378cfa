"""Trace a mandate: from a paragraph along its steps, forward and back, each with its evidence."""

from kg.trace.between import place_in_words
from kg.trace.drawing import as_dot, as_mermaid
from kg.trace.follow import Request, trace
from kg.trace.model import Between, Direction, Node, Step, Strength, Trace, Undecided
from kg.trace.render import as_json, note_of, nothing_found
from kg.trace.start import resolve, work
from kg.trace.tree import as_tree, source_in_words, state_in_words
from kg.trace.triples import as_turtle, trace_triples
from kg.trace.wanted import parse_as_of, parse_effects, parse_kinds, parse_window

__all__ = [
    "Between",
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
    "parse_effects",
    "parse_kinds",
    "parse_window",
    "place_in_words",
    "resolve",
    "source_in_words",
    "state_in_words",
    "trace",
    "trace_triples",
    "work",
]
