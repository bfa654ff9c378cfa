"""Accept the drafts that the shapes do not refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from kg.errors import Refused
from kg.model import _ACCEPT, Accepted, Draft, ValidationResult
from kg.validate.compiled import CompiledShapes
from kg.validate.judge import Report, found
from kg.validate.terms import judge_terms
from kg.vocab import MG

__all__ = ["Verdict", "accept", "verdicts", "verdicts_compiled"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the shapes say of one draft."""

    draft: Draft
    report: Report

    def accepted(self) -> Accepted:
        """The draft with its own warnings and those of the shapes, as sentences.

        Raises:
            Refused: the draft violates shapes or holds terms that no graph of ours may hold; it
                bears every such result, and nothing of the draft is taken.
        """
        if self.report.violations:
            raise Refused(str(self.draft.name), self.report.violations)
        sentences = tuple(result.sentence for result in self.report.warnings)
        return Accepted(
            self.draft.name, self.draft.triples, self.draft.warnings + sentences, _ACCEPT
        )


def verdicts(
    drafts: Sequence[Draft], shapes: Graph, context: Graph | None = None
) -> tuple[Verdict, ...]:
    """The verdict on each of several drafts, which one run of the shapes judges together.

    ``context`` is what the drafts lean on: the names of the bodies, States and documents that
    they mention, and the direct triples that their evidence supports. A result is a draft's where
    the focus node is a subject of the draft or of an assertion that its evidence supports; what
    is wrong with the rest of the context is not held against any.
    """
    data = Graph()
    for draft in drafts:
        data += draft.graph
    described = [_described(draft.graph) for draft in drafts]
    results = found(data, shapes, context)
    return tuple(
        Verdict(
            draft,
            Report(judge_terms(draft.graph) + tuple(r for node, r in results if node in own)),
        )
        for draft, own in zip(drafts, described, strict=True)
    )


def verdicts_compiled(
    drafts: Sequence[Draft], shapes: CompiledShapes, batch: ox.Store
) -> tuple[Verdict, ...]:
    """The verdict on each of several drafts, which the compiled shapes judge in one go.

    ``batch`` holds each draft under its graph name and in the default graph, and there also the
    context; see ``verdicts``, whose results are the same. Its terms are not judged here: a draft
    in which ``judge_lines`` finds one that no graph may hold cannot be in a store.
    """
    results: dict[str, list[ValidationResult]] = defaultdict(list)
    describing: dict[str, frozenset[str]] = {}
    for focus, result in shapes.found(batch):
        if focus not in describing:
            describing[focus] = _graphs_describing(batch, focus)
        for name in describing[focus]:
            results[name].append(result)
    return tuple(Verdict(d, Report(tuple(results[str(d.name)]))) for d in drafts)


def accept(draft: Draft, shapes: Graph, context: Graph | None = None) -> Accepted:
    """One draft, judged by itself.

    Raises:
        Refused: it violates shapes; see ``Verdict.accepted``.
    """
    (verdict,) = verdicts([draft], shapes, context)
    return verdict.accepted()


def _described(graph: Graph) -> frozenset[Node]:
    return frozenset(graph.subjects()) | frozenset(graph.objects(None, MG.supportsSubject))


def _graphs_describing(batch: ox.Store, focus: str) -> frozenset[str]:
    """The graphs that hold a triple of a focus node, or evidence for one."""
    if focus.startswith(('"', "_:")):  # no IRI, so no graph of ours says anything of it
        return frozenset()
    node, supports = ox.NamedNode(focus), ox.NamedNode(MG.supportsSubject)
    quads = chain(
        batch.quads_for_pattern(node, None, None, None),
        batch.quads_for_pattern(None, supports, node, None),
    )
    graphs = {quad.graph_name for quad in quads}
    return frozenset(graph.value for graph in graphs if isinstance(graph, ox.NamedNode))
