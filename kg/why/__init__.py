"""Say why the graph says what it says: rule, finding, paragraph, words, source and its digest."""

from kg.why.account import why, why_triple
from kg.why.changes import (
    GraphChange,
    StepChange,
    TraceDifference,
    difference_lines,
    difference_values,
    trace_difference,
)
from kg.why.model import (
    Account,
    Assertion,
    Finding,
    GraphMark,
    Passage,
    Reason,
    RuleSaid,
    SourceRead,
)
from kg.why.render import account_json, account_tree, account_turtle, account_values
from kg.why.terms import object_term, predicate_iri, thing_in_words

__all__ = [
    "Account",
    "Assertion",
    "Finding",
    "GraphChange",
    "GraphMark",
    "Passage",
    "Reason",
    "RuleSaid",
    "SourceRead",
    "StepChange",
    "TraceDifference",
    "account_json",
    "account_tree",
    "account_turtle",
    "account_values",
    "difference_lines",
    "difference_values",
    "object_term",
    "predicate_iri",
    "thing_in_words",
    "trace_difference",
    "why",
    "why_triple",
]
