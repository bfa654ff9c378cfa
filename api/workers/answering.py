"""Answer one job over a snapshot, into a sink."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import IO, Final, cast

import pyoxigraph as ox

from api.formats import GRAPHS, RESULTS, Format
from api.jsonld import jsonld_bytes
from api.rdfxml import Unwritable, rdf_xml
from api.workers.commas import Unquoted, write_exactly, write_fast
from api.workers.jobs import Job, Unanswerable
from api.workers.sink import Kept
from kg.errors import QueryError
from kg.store import Snapshot
from kg.vocab import PREFIXES

__all__ = ["answer", "term"]

_RESULTS: Final = {f.name: f for f in RESULTS}
_GRAPHS: Final = {f.name: f for f in GRAPHS}
_PREFIXES: Final = dict(PREFIXES)
_SMALL: Final = 2_000


def answer(snapshot: Snapshot, job: Job, sink: Kept) -> None:
    """Write the answer to a job.

    Raises:
        Unanswerable: 400 the query is malformed or not allowed; 406 the client accepts no format
            of such an answer, or the format cannot write it; 500 the engine failed.
    """
    try:
        try:
            _write(_result(snapshot, job), job, sink)
        except Unquoted as error:
            if not sink.restart():
                why = "The engine wrote CSV that cannot be read."
                raise Unanswerable(500, why, "ask for TSV or JSON") from error
            _write(_result(snapshot, job), job, sink, exactly=True)
    except (OSError, RuntimeError, ValueError) as error:
        why = f"The engine failed while it answered: {error}."
        raise Unanswerable(500, why, "ask for less, or otherwise") from error


def _result(snapshot: Snapshot, job: Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    terms = {name: term(text) for name, text in job.substitutions.items()} or None
    try:
        return snapshot.query(
            job.query,
            substitutions=terms,
            default_graphs=job.default_graphs,
            named_graphs=job.named_graphs,
        ).result
    except QueryError as error:
        raise Unanswerable(
            400, str(error), error.hint, line=error.line, column=error.column
        ) from error


def term(text: str) -> ox.NamedNode | ox.Literal:
    """The IRI or literal that a text is in N-Triples.

    >>> term('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').value
    '5'

    Raises:
        Unanswerable: 400, it is neither.
    """
    try:
        (quad,) = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise Unanswerable(400, f"{text!r} is no term.", "give an IRI or a literal") from error
    if not isinstance(quad.object, ox.NamedNode | ox.Literal):
        raise Unanswerable(400, f"{text!r} is no IRI and no literal.", "give one of these")
    return quad.object


def _write(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    job: Job,
    sink: Kept,
    *,
    exactly: bool = False,
) -> None:
    if isinstance(result, ox.QueryTriples):
        form = _acceptable(_GRAPHS, job.graph, "graph")
        sink.open("graph", form.name, xml=form.name == "rdf")
        sink.end(truncated=_write_graph(result, form, job.most_rows, sink))
        return
    boolean = isinstance(result, ox.QueryBoolean)
    form = _acceptable(_RESULTS, job.results, "boolean" if boolean else "solutions")
    sink.open("boolean" if boolean else "solutions", form.name, xml=form.name == "xml")
    if isinstance(result, ox.QuerySolutions) and job.most_rows is not None:
        sink.end(truncated=_write_some(result, form, job.most_rows, sink))
        return
    if isinstance(result, ox.QuerySolutions) and form.name == "csv":
        (write_exactly if exactly else write_fast)(result, sink)
    else:
        sink.solutions(result, form)
    sink.end(truncated=False)


def _acceptable(known: dict[str, Format], name: str | None, kind: str) -> Format:
    if name in known:
        return known[name]
    offered = [media for form in known.values() for media in form.media]
    raise Unanswerable(
        406,
        f"This query gives {'triples' if kind == 'graph' else kind}, in none of the formats asked.",
        "ask for one of the media types in 'offered'",
        offered=offered,
    )


def _write_graph(result: ox.QueryTriples, form: Format, most: int | None, sink: Kept) -> bool:
    """Write triples; whether some were left out.

    A small graph is written subject by subject, each triple once. A large one goes out in the
    engine's order, since sorting it would hold all of it in memory; what the engine gives twice
    then stands there twice, which is the same graph.
    """
    cut = False
    small = list(islice(result, _SMALL if most is None else most + 1))
    triples: Iterable[ox.Triple]
    if most is not None or len(small) < _SMALL:
        cut = most is not None and len(small) > most
        triples = sorted(
            dict.fromkeys(small[:most]),
            key=lambda t: (str(t.subject), str(t.predicate), str(t.object)),
        )
    else:
        triples = chain(small, result)
    if form.name == "rdf":
        _write_xml(triples, sink)
    elif isinstance(triples, list) and form.name == "jsonld" and not any(map(_is_new, triples)):
        sink.write(jsonld_bytes(triples))
    else:
        ox.serialize(triples, cast(IO[bytes], sink), form.graph, prefixes=_PREFIXES)
    return cut


def _write_xml(triples: Iterable[ox.Triple], sink: Kept) -> None:
    try:
        for piece in rdf_xml(triples):
            sink.write(piece)
    except Unwritable as error:
        hint = "ask for another format, such as text/turtle"
        raise Unanswerable(406, str(error), hint) from error


def _is_new(triple: ox.Triple) -> bool:
    """Whether RDF 1.1, and so JSON-LD 1.1, has no such triple."""
    term = triple.object
    return isinstance(term, ox.Triple) or getattr(term, "direction", None) is not None


def _write_some(result: ox.QuerySolutions, form: Format, most: int, sink: Kept) -> bool:
    """Write the first solutions as SPARQL JSON; whether there are more."""
    if form.name != "json":
        raise Unanswerable(406, "Only JSON can be cut to so many rows.", "ask for JSON")
    names = [v.value for v in result.variables]
    rows = [tuple(row) for row in islice(result, most + 1)]
    values = {
        "head": {"vars": names},
        "results": {"bindings": [_binding(names, row) for row in rows[:most]]},
    }
    sink.write(json.dumps(values, ensure_ascii=False).encode())
    return len(rows) > most


def _binding(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return {name: _json(value) for name, value in zip(names, row, strict=True) if value is not None}


def _json(value: object) -> dict[str, object]:
    """A term as SPARQL 1.1 Query Results JSON has it (3.2.2)."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, ox.Triple):
        parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
        return {"type": "triple", "value": {k: _json(v) for k, v in parts.items()}}
    if not isinstance(value, ox.Literal):
        raise TypeError(f"{value!r} is no term")
    written: dict[str, object] = {"type": "literal", "value": value.value}
    if value.language:
        written["xml:lang"] = value.language
    elif value.datatype.value != PREFIXES["xsd"] + "string":
        written["datatype"] = value.datatype.value
    return written
