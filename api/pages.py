"""Render pages on the server: templates that escape everything, and the tables they show."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Self
from urllib.parse import urlsplit

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.addresses import document_path, target_of
from api.labels import short_form
from api.views import View
from kg.naming import short_name
from kg.store import Answer
from kg.vocab import ID, PREFIXES

__all__ = ["Cell", "Pages", "Table"]

_PLAIN: Final = frozenset(
    PREFIXES["xsd"] + name
    for name in ("string", "integer", "date", "gYear", "gYearMonth", "boolean", "anyURI")
) | {PREFIXES["rdf"] + "langString"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as a page shows it: ``href`` is None where it is no link, ``note`` a datatype or
    language that does not show in the text."""

    text: str
    href: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, term: object, view: View | None = None) -> Self:
        """The cell of a term; an IRI bears its label where ``view`` has one."""
        if isinstance(term, ox.NamedNode):
            text = view.labels.label(term.value) if view else short_form(term.value)
            return cls(text, target_of(term.value))
        if isinstance(term, ox.Literal):
            return cls(term.value, None, _note(term))
        return cls("" if term is None else str(term))


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions as a table of terms; ``cut`` says whether there were more than are shown."""

    variables: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool = False

    @classmethod
    def of(cls, answer: Answer, most: int, *, without: Collection[str] = ()) -> Self:
        """The first rows of solutions, a boolean as one cell, or triples as three columns.

        The variables in ``without`` are left out.
        """
        result = answer.result
        if isinstance(result, ox.QueryBoolean):
            return cls._yes_or_no(bool(result))
        rows: list[tuple[object, ...]] = []
        names = answer.variables or ("subject", "predicate", "object")
        kept = [i for i, name in enumerate(names) if name not in without]
        names = tuple(names[i] for i in kept)
        for row in result:
            if len(rows) == most:
                return cls(names, tuple(rows), cut=True)
            terms = tuple(row)
            rows.append(tuple(terms[i] for i in kept))
        return cls(names, tuple(rows))

    @classmethod
    def of_body(
        cls, kind: str, body: bytes, *, truncated: bool, without: Collection[str] = ()
    ) -> Self:
        """The rows of an answer that was written as SPARQL JSON, or as N-Triples for a graph.

        ``truncated`` says that the body is not all of the answer.
        """
        if kind == "graph":
            triples = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
            rows = tuple((q.subject, q.predicate, q.object) for q in triples)
            return cls(("subject", "predicate", "object"), rows, cut=truncated)
        result = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return cls._yes_or_no(bool(result))
        names = tuple(v.value for v in result.variables)
        kept = [i for i, name in enumerate(names) if name not in without]
        solutions = tuple(tuple(row[i] for i in kept) for row in result)
        return cls(tuple(names[i] for i in kept), solutions, cut=truncated)

    @classmethod
    def _yes_or_no(cls, answer: bool) -> Self:
        return cls(("answer",), (("yes" if answer else "no",),))


class Pages:
    """The templates, compiled once."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("api", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        style = (files("api") / "static" / "style.css").read_bytes()
        self._environment.globals["style"] = hashlib.sha256(style).hexdigest()[:12]
        self._environment.globals["cell"] = Cell.of
        self._environment.filters["target"] = target_of
        self._environment.filters["page"] = document_path
        self._environment.filters["path"] = lambda iri: iri.removeprefix(ID)
        self._environment.filters["short"] = _short
        self._environment.filters["local"] = _local
        self._environment.filters["place"] = _place
        self._environment.filters["host"] = lambda iri: urlsplit(iri).hostname or "source"

    def render(self, template: str, /, **values: object) -> str:
        """A page, from its template and the values that it names."""
        return self._environment.get_template(template).render(**values)


def _short(iri: str) -> str:
    return short_name(iri) if iri.startswith(ID) else short_form(iri)


def _local(iri: str) -> str:
    """The last part of an IRI, by which people know it."""
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]


def _place(paragraph: str, document: str) -> str:
    """Where a paragraph stands in its document; an ellipsis where its number has not been seen."""
    path = paragraph.removeprefix(document).strip("/")
    return re.sub(r"unplaced/\d+", "…", path.removeprefix("para/")).replace("/", " ")


def _note(literal: ox.Literal) -> str | None:
    if literal.language:
        return literal.language if literal.language != "en" else None
    datatype = literal.datatype.value
    return None if datatype in _PLAIN else short_form(datatype)
