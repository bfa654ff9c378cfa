"""Judge RDF that a stranger sent, by our shapes alone, within bounds.

It is parsed by the engine's parsers, which fetch nothing: a remote context of JSON-LD is an error,
``owl:imports`` and ``sh:shapesGraph`` are triples like others. RDF/XML with a document type is
refused before the parser, which would expand its entities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import RdfError
from kg.model import ValidationResult
from kg.strangers import malformed_rdf, refuse_hidden, refuse_newer
from kg.validate.compiled import CompiledShapes
from kg.validate.judge import order
from kg.validate.lines import judge_lines
from kg.validate.report_graph import expanded
from kg.vocab import PREFIXES

__all__ = ["Judged", "Posted", "judge_posted", "read_posted"]

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_BASE: Final = "urn:posted:"
_CHARACTERS_PER_TRIPLE: Final = 1_000
_MOST_RESULTS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Posted:
    """A graph that was read: in the engine, and as N-Triples lines with the literals as written.

    ``elsewhere`` counts the quads of named graphs, which are not judged, and ``shacl`` the
    triples about shapes, which are judged like any others and judge nothing.
    """

    store: ox.Store
    lines: bytes
    triples: int
    elsewhere: int
    shacl: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the shapes say of a graph; ``results`` has the first of ``total``, violations first.

    Each result comes with its focus node: an IRI alone, another term as N-Triples writes it.
    """

    results: tuple[tuple[str, ValidationResult], ...]
    total: int

    @property
    def conforms(self) -> bool:
        """Whether there is no result of any severity (SHACL 3.6.1.1)."""
        return self.total == 0


def read_posted(body: bytes, form: ox.RdfFormat, *, most: int) -> Posted:
    """The default graph of what was sent: at most so many triples, told in UTF-8.

    Raises:
        RdfError: it is malformed, not in RDF 1.1, has a document type, or is too large.
    """
    refuse_hidden(body, form)
    store, lines, elsewhere, shacl, size = ox.Store(), [], 0, 0, 0
    quads: list[ox.Quad] = []
    try:
        for quad in ox.parse(body, format=form, base_iri=_BASE):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                elsewhere += 1
                _refuse_more(elsewhere, size, most)
                continue
            line = f"{quad.subject} {quad.predicate} {quad.object} ."
            size += len(line)
            lines.append(line)
            _refuse_more(len(lines), size, most)
            refuse_newer(quad.object)
            shacl += _is_shacl(quad)
            quads.append(quad)
    except SyntaxError as error:
        raise malformed_rdf(error) from error
    except ValueError as error:
        raise RdfError(str(error), "correct it, and send it again") from error
    if elsewhere and not lines:
        raise RdfError(
            "it has named graphs, and nothing in its default graph",
            "send the graph to judge as the default graph",
        )
    store.bulk_extend(quads)
    text = "\n".join([*dict.fromkeys(lines), ""]).encode()
    return Posted(store, text, len(store), elsewhere, shacl)


def judge_posted(posted: Posted, shapes: CompiledShapes) -> Judged:
    """Every result for a graph: of its terms, and of the shapes for each focus node."""
    terms = [(_focus(result), result) for result in judge_lines(posted.lines)]
    results = sorted((*terms, *shapes.found(posted.store)), key=lambda pair: order(pair[1]))
    return Judged(tuple(results[:_MOST_RESULTS]), len(results))


def _focus(result: ValidationResult) -> str:
    term = expanded(result.focus_node)
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _refuse_more(triples: int, size: int, most: int) -> None:
    if triples > most:
        raise RdfError(f"it has more than {most:,} triples", "send it in parts", too_large=True)
    # A long prefix makes a short text into a large graph.
    if size > most * _CHARACTERS_PER_TRIPLE:
        raise RdfError(
            f"its triples have more than {most * _CHARACTERS_PER_TRIPLE:,} characters",
            "send it in parts",
            too_large=True,
        )


def _is_shacl(quad: ox.Quad) -> bool:
    if quad.predicate.value.startswith(_SHACL):
        return True
    kind = quad.object
    return (
        quad.predicate.value == _RDF_TYPE
        and isinstance(kind, ox.NamedNode)
        and kind.value.startswith(_SHACL)
    )
