"""Write a trace as JSON, and say in a sentence what it did not find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.naming import short_name
from kg.trace.indented import indented
from kg.trace.model import Between, Trace

__all__ = ["as_json", "note_of", "nothing_found", "trace_values"]

_NARROW: Final = "narrow the trace by a paragraph, strength, depth, goal or date"


def trace_values(trace: Trace, *, list_undecided: bool = False) -> Mapping[str, object]:
    """A trace under the names of the contract, ready for JSON."""
    undecided: object = len(trace.undecided)
    if list_undecided:
        undecided = [{"document": u.document, "paragraph": u.paragraph} for u in trace.undecided]
    return {
        "from": trace.starts[0] if len(trace.starts) == 1 else list(trace.starts),
        "direction": trace.direction,
        "as_of": trace.as_of,
        "since": trace.since,
        "until": trace.until,
        "kinds": list(trace.kinds),
        "effects": list(trace.effects),
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
                "quote_start": s.quote_start,
                "quote_end": s.quote_end,
            }
            for s in trace.steps
        ],
        "paths": [list(path) for path in trace.paths],
        "paths_cut": trace.cut,
        "undecided": undecided,
        "rules": dict(trace.rules),
        "between": _between_values(trace.between),
    }


def _between_values(between: Between | None) -> Mapping[str, object] | None:
    if between is None:
        return None
    return {
        "earlier": between.earlier,
        "later": between.later,
        "cited_directly": between.is_cited,
        "paragraphs": list(between.paragraphs),
        "later_is_read": between.is_read,
        "by_way_of": [list(way) for way in between.by_way_of],
        "note": between.note,
    }


def as_json(trace: Trace, *, list_undecided: bool = False, noted: bool = False) -> str:
    """The trace as one JSON object of the contract's form, with what ``note_of`` says if wanted."""
    values = trace_values(trace, list_undecided=list_undecided)
    note = note_of(trace) if noted else None
    return indented({**values, "note": note} if note else values)


def nothing_found(trace: Trace) -> str:
    """What a trace without a step says of itself."""
    steps = "strong step" if trace.strength == "strong" else "step"
    weaker = "; weaker ones may exist" if trace.strength == "strong" else ""
    asked = _asked(trace)
    if trace.goal:
        path = "strong path" if trace.strength == "strong" else "path"
        if trace.cut:
            return f"no {path} to {short_name(trace.goal)} among what was looked at; {_NARROW}"
        return f"no {path} to {short_name(trace.goal)}{asked} that this graph knows{weaker}"
    return f"no further {steps}{asked} that this graph knows{weaker}"


def _asked(trace: Trace) -> str:
    """What else was asked for, in words: ``by renews, to Meeting, from 2019``."""
    asked = [
        f"by {' or '.join(trace.effects)}" if trace.effects else "",
        f"that ends in {' or '.join(trace.kinds)}" if trace.kinds else "",
        f"since {trace.since}" if trace.since else "",
        f"until {trace.until}" if trace.until else "",
    ]
    return "".join(f" {part}" for part in asked if part)


def note_of(trace: Trace) -> str | None:
    """What is to be said beside a trace: that it found nothing, or that there is more."""
    if not trace.paths:
        return nothing_found(trace)
    return f"there is more than is given here; {_NARROW}" if trace.cut else None
