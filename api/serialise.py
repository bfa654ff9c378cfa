"""Write triples and traces in the formats of the web."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from api.formats import Format
from api.problems import Refusal
from api.rdfxml import Unwritable, rdf_xml
from kg.trace import Trace
from kg.vocab import PREFIXES

__all__ = ["graph_bytes", "trace_csv"]

_PREFIXES: Final = dict(PREFIXES)
_COLUMNS: Final = (
    *("from", "to", "effect", "strength", "rule", "paragraph", "quote", "source"),
    *("derived_by", "verification", "iri", "quote_start", "quote_end", "rule_says"),
)


def graph_bytes(triples: Iterable[ox.Triple], form: Format) -> bytes:
    """Triples in one of the graph formats, those of a subject together.

    Raises:
        Refusal: 406, RDF/XML is asked for and cannot write them.
    """
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    if form.graph == ox.RdfFormat.RDF_XML:
        try:
            return b"".join(rdf_xml(ordered))
        except Unwritable as error:
            raise Refusal(406, str(error), "ask for another format, such as text/turtle") from error
    return ox.serialize(ordered, format=form.graph, prefixes=_PREFIXES) or b""


def trace_csv(found: Trace) -> str:
    """The steps of a trace as CSV (RFC 4180), one line a step under the names of the contract."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for step in found.steps:
        cells = (
            *(step.start, step.end, step.effect, step.strength, step.rule, step.paragraph),
            *(step.quote, step.source, step.derived_by, step.verification, step.iri),
            *(step.quote_start, step.quote_end, found.rules.get(step.rule)),
        )
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()
