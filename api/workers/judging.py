"""Judge what was posted in a worker: from a payload of bytes to a report in bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from api.formats import GRAPHS
from api.rdfxml import rdf_xml
from api.workers.jobs import Unanswerable
from kg.errors import RdfError
from kg.resources import folder
from kg.store import Snapshot
from kg.validate import CompiledShapes, compile_shapes, load_shapes
from kg.validate.posted import Judged, Posted, judge_posted, read_posted
from kg.validate.report_graph import expanded, report_triples
from kg.vocab import PREFIXES

__all__ = ["Order", "judge_payload", "prepare"]

_FORMS: Final = {f.name: f.graph for f in GRAPHS if f.graph is not None}
_PREFIXES: Final = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#"}
# XML 1.0, 2.2: what no XML can hold, not even escaped.
_NOT_XML: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be judged: RDF in a format, at most so many triples, and how to tell of it.

    ``answer`` is ``json`` or the name of a format for triples.
    """

    form: str
    answer: str
    most: int

    def packed(self, body: bytes) -> bytes:
        """The payload: this on a line, then the body as it came."""
        head = {"form": self.form, "answer": self.answer, "most": self.most}
        return json.dumps(head).encode() + b"\n" + body


def judge_payload(snapshot: Snapshot, payload: bytes) -> bytes:
    """The report on a payload that ``Order.packed`` made; the snapshot has no part in it.

    Raises:
        Unanswerable: 400 the RDF is malformed, 413 there is more than is judged.
    """
    head, _, body = payload.partition(b"\n")
    order = Order(**json.loads(head))
    shapes, compiled = _shapes()
    try:
        posted = read_posted(body, _FORMS[order.form], most=order.most)
    except RdfError as error:
        status = 413 if error.too_large else 400
        raise Unanswerable(
            status, str(error), error.hint, line=error.line, column=error.column
        ) from error
    judged = judge_posted(posted, compiled)
    notes = _notes(posted, judged)
    if order.answer == "json":
        return json.dumps(_values(posted, judged, notes), ensure_ascii=False).encode()
    triples = list(report_triples(judged.results, shapes, conforms=judged.conforms, notes=notes))
    if order.answer == "rdf":
        return b"".join(rdf_xml(map(_for_xml, triples)))
    return ox.serialize(triples, format=_FORMS[order.answer], prefixes=_PREFIXES) or b""


def prepare() -> None:
    """Read the shapes now, so that those who are forked from here have them."""
    _shapes()


@cache  # a worker judges many; reading the shapes takes 0.3 s, and they do not change
def _shapes() -> tuple[Graph, CompiledShapes]:
    graph = load_shapes(folder("shapes"), folder("ontology"))
    return graph, compile_shapes(graph)


def _notes(posted: Posted, judged: Judged) -> list[str]:
    notes = []
    if posted.shacl:
        notes.append(
            f"{posted.shacl:,} triples speak of shapes: they were judged as data, and only the "
            "shapes of this graph judged."
        )
    if posted.elsewhere:
        notes.append(
            f"{posted.elsewhere:,} quads stand in named graphs: only the default graph was judged."
        )
    if judged.total > len(judged.results):
        notes.append(
            f"The first {len(judged.results):,} of {judged.total:,} results are given, "
            "violations first."
        )
    return notes


def _values(posted: Posted, judged: Judged, notes: list[str]) -> dict[str, object]:
    return {
        "conforms": judged.conforms,
        "triples": posted.triples,
        "results_total": judged.total,
        "truncated": judged.total > len(judged.results),
        "notes": notes,
        "results": [
            {
                "severity": result.severity,
                "focus_node": focus,
                "path": result.path,
                "value": result.value,
                "message": result.message,
                "shape": str(getattr(expanded(result.shape), "value", result.shape)),
                "component": result.component,
            }
            for focus, result in judged.results
        ],
    }


def _for_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or value.value.isprintable():
        return triple
    text = value.value.translate(_NOT_XML)
    if value.language:
        literal = ox.Literal(text, language=value.language)
    else:
        literal = ox.Literal(text, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
