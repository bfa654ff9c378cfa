"""Write an answer to standard output in the form that was asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import TextIO

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.store import Answer
from kg.vocab import PREFIXES

__all__ = ["Format", "write_answer"]


class Format(StrEnum):
    """The forms of an answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    ttl = "ttl"
    jsonld = "jsonld"


_SOLUTIONS = {
    Format.csv: ox.QueryResultsFormat.CSV,
    Format.tsv: ox.QueryResultsFormat.TSV,
    Format.json: ox.QueryResultsFormat.JSON,
    Format.xml: ox.QueryResultsFormat.XML,
}
_GRAPHS = {
    Format.table: ox.RdfFormat.TURTLE,
    Format.ttl: ox.RdfFormat.TURTLE,
    Format.json: ox.RdfFormat.JSON_LD,
    Format.jsonld: ox.RdfFormat.JSON_LD,
    Format.xml: ox.RdfFormat.RDF_XML,
}


def write_answer(answer: Answer, form: Format, out: TextIO) -> None:
    """Write solutions as a table, CSV, TSV, JSON or XML; a graph as Turtle, JSON-LD or RDF/XML.

    Raises:
        QueryError: the query gives no answer that can be written in this form.
    """
    result = answer.result
    if isinstance(result, ox.QueryTriples):
        if form not in _GRAPHS:
            raise QueryError(f"it gives a graph, which is not written as {form}", "use ttl")
        out.write(_text(result.serialize(format=_GRAPHS[form])))
    elif form in _SOLUTIONS:
        if isinstance(result, ox.QueryBoolean) and form in (Format.csv, Format.tsv):
            out.write(f"{str(bool(result)).lower()}\n")
            return
        out.write(_text(result.serialize(format=_SOLUTIONS[form])))
        out.write("\n" if form in (Format.json, Format.xml) else "")
    elif form is Format.table:
        _write_table(answer, out)
    else:
        raise QueryError(f"it gives solutions, which are not written as {form}", "use json")


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8")


def _write_table(answer: Answer, out: TextIO) -> None:
    if isinstance(answer.result, ox.QueryBoolean):
        out.write("yes\n" if answer.boolean() else "no\n")
        return
    # Not a terminal: as wide as the words are, so that nothing is cut in a pipe.
    console = Console(file=out, width=None if out.isatty() else 10_000, markup=False, emoji=False)
    table = Table(*answer.variables, box=None, header_style="bold", pad_edge=False)
    rows = answer.solutions()
    for row in rows:
        table.add_row(*(Text(_shown(row.get(name))) for name in answer.variables))
    console.print(table)
    console.print(f"{len(rows)} solution{'' if len(rows) == 1 else 's'}", style="dim")


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return f"<{term.value}>"
    return "" if term is None else str(getattr(term, "value", term))
