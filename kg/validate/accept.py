"""Accept a draft that the shapes do not refuse."""

from __future__ import annotations

from rdflib import Graph
from rdflib.term import Node

from kg.errors import Refused
from kg.model import _ACCEPT, Accepted, Draft
from kg.validate.judge import Report, report
from kg.validate.terms import judge_terms
from kg.vocab import MG

__all__ = ["accept", "report_draft"]


def accept(draft: Draft, shapes: Graph, context: Graph | None = None) -> Accepted:
    """The draft with its own warnings and those of the shapes, as sentences.

    ``context`` is what the draft leans on: the types of the bodies, States and documents that it
    mentions, and the direct triples that its evidence supports. Results are the draft's where
    the focus node is a subject of the draft or of an assertion that its evidence supports; what
    is wrong with the rest of the context is not held against it.

    Raises:
        Refused: the draft violates shapes or holds terms that no graph of ours may hold; it bears
            every such result, and nothing of the draft is taken.
    """
    judged = report_draft(draft, shapes, context)
    if judged.violations:
        raise Refused(str(draft.name), judged.violations)
    sentences = tuple(result.sentence for result in judged.warnings)
    return Accepted(draft.name, draft.graph, draft.warnings + sentences, _ACCEPT)


def report_draft(draft: Draft, shapes: Graph, context: Graph | None = None) -> Report:
    """Everything the shapes say of a draft in its context, for a person to read."""
    return Report(
        judge_terms(draft.graph)
        + report(draft.graph, shapes, context=context, focus=_described(draft.graph))
    )


def _described(graph: Graph) -> frozenset[Node]:
    return frozenset(graph.subjects()) | frozenset(graph.objects(None, MG.supportsSubject))
