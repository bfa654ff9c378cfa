"""Read a graph that was sent, in a worker: from RDF in any format to N-Triples."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final

import pyoxigraph as ox

from api.formats import GRAPHS
from api.workers.jobs import Unanswerable
from kg.errors import RdfError
from kg.store import Snapshot
from kg.strangers import malformed_rdf, refuse_hidden, refuse_newer

__all__ = ["Reading", "triples_of_payload"]

_FORMS: Final = {f.name: f.graph for f in GRAPHS if f.graph is not None}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a body is to be read: its format, the base of its IRIs, and the most it may become."""

    form: str
    base: str
    most: int

    def packed(self, body: bytes) -> bytes:
        """The payload: this on a line, then the body as it came."""
        return json.dumps(asdict(self)).encode() + b"\n" + body


def triples_of_payload(snapshot: Snapshot, payload: bytes) -> bytes:
    """The N-Triples of a payload that ``Reading.packed`` made; the snapshot has no part in it.

    Relative IRIs are resolved against the base (Graph Store Protocol, 4.2). Blank nodes get names
    that no other graph has.

    Raises:
        Unanswerable: 400 it is malformed, or a dataset with named graphs; 413 it becomes too large.
    """
    head, _, body = payload.partition(b"\n")
    reading = Reading(**json.loads(head))
    try:
        return _triples(body, reading)
    except RdfError as error:
        where = f" at line {error.line}, column {error.column}" if error.line else ""
        raise Unanswerable(
            413 if error.too_large else 400,
            f"The graph is refused{where}: {error.why}.",
            error.hint,
            line=error.line,
            column=error.column,
        ) from error


def _triples(body: bytes, reading: Reading) -> bytes:
    form = _FORMS[reading.form]
    refuse_hidden(body, form)
    lines: list[str] = []
    size = 0
    try:
        for quad in ox.parse(body, format=form, base_iri=reading.base, rename_blank_nodes=True):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                why = f"it is a dataset: it names the graph {quad.graph_name}"
                raise RdfError(why, "send one graph alone, at the address that names it")
            refuse_newer(quad.object)
            lines.append(f"{quad.subject} {quad.predicate} {quad.object} .\n")
            size += len(lines[-1])
            if size > reading.most:  # a long prefix makes a short text into a large graph
                why = f"its triples have more than {reading.most:,} characters"
                raise RdfError(why, "send it in parts", too_large=True)
    except SyntaxError as error:
        raise malformed_rdf(error) from error
    except ValueError as error:
        raise RdfError(str(error), "correct it, and send it again") from error
    return "".join(lines).encode()
