"""Turn graphs into canonical N-Triples lines: the form in which triples travel.

A line is the engine's own spelling of a triple, so equal triples are equal lines and the sorted
lines of a graph name it. A graph of the corpus has thousands of them: lines cost a tenth of what
term objects cost, in time and in memory, and pass between processes as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.iri import skolem_iri
from kg.model import Draft

__all__ = [
    "digest",
    "draft_of",
    "joined",
    "line_of",
    "lines_in",
    "lines_of_graph",
    "nquads",
    "split_line",
    "term_of",
    "to_rdflib",
]

_Term = TypeVar("_Term")


def term_of(term: URIRef | Literal) -> str:
    r"""A term as the engine spells it.

    >>> term_of(Literal("réunion \n", lang="fr")), term_of(URIRef("urn:x"))
    ('"réunion \\n"@fr', '<urn:x>')
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    if term.datatype is None:
        return str(ox.Literal(str(term)))
    return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))))


def line_of(triple: ox.Triple | ox.Quad) -> str:
    """The line of a triple, without its line end."""
    return f"{triple.subject} {triple.predicate} {triple.object} ."


def split_line(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a line, as the engine spells them.

    >>> split_line('<urn:a> <urn:b> "c d" .')
    ('<urn:a>', '<urn:b>', '"c d"')
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[:-2]


def lines_in(triples: bytes) -> list[str]:
    """The lines of a graph's bytes, without their line ends: ``joined`` backwards.

    Only a newline ends one: a literal may hold other characters at which words part.
    """
    return triples.decode().split("\n")[:-1]


def joined(lines: Iterable[str]) -> bytes:
    """Lines, each once and in order, as bytes with a line end after each."""
    return "".join(f"{line}\n" for line in sorted(set(lines))).encode()


def nquads(graph: URIRef | str, lines: Iterable[str]) -> str:
    """The N-Quads of lines in a named graph, each with its line end."""
    name = f"<{graph}> .\n"
    return "".join(f"{line[:-1]}{name}" for line in lines)


def digest(graph: URIRef | str, lines: Iterable[str]) -> str:
    """The canonical hash of a graph: the SHA-256 of its sorted N-Quads."""
    return hashlib.sha256(nquads(graph, sorted(lines)).encode()).hexdigest()


def lines_of_graph(name: URIRef | str, graph: Graph) -> bytes:
    """The sorted lines of an rdflib graph as the engine keeps it, equal for equal graphs.

    The engine stores ``"01"^^xsd:integer`` as ``1``; comparing and hashing needs that form.
    A blank node becomes an IRI (RDF 1.1 Concepts, 3.5) from its canonical label (RDFC-1.0): the
    ontology and the shapes hold some, and SPARQL Update can delete none.

    Raises:
        SyntaxError: a term is none that the engine takes.
    """
    text = graph.serialize(format="nt", encoding="utf-8")
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    memory = ox.Store()
    memory.extend(
        ox.Quad(_named(name, q.subject), q.predicate, _named(name, q.object)) for q in dataset
    )
    return joined(line_of(q) for q in memory)


def draft_of(name: URIRef, graph: Graph, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft that an rdflib graph makes; terms that no graph may hold stay, to be judged."""
    if any(isinstance(term, BNode) for triple in graph for term in triple):
        return Draft(name, b"", warnings, graph)
    terms = ((_line_term(s), _line_term(p), _line_term(o)) for s, p, o in graph)
    memory = ox.Store()
    try:
        text = "\n".join(f"{s} {p} {o} ." for s, p, o in terms)
        memory.load(text, format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError):
        return Draft(name, b"", warnings, graph)
    return Draft(name, joined(line_of(q) for q in memory), warnings)


def to_rdflib(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> BNode | Literal | URIRef:
    """The same term as rdflib has it.

    >>> to_rdflib(ox.Literal("réunion", language="fr"))
    rdflib.term.Literal('réunion', lang='fr')

    Raises:
        TypeError: it is a triple term, which rdflib does not have.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError(f"a triple term is no term of rdflib: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def _line_term(term: Node) -> str:
    return term_of(term) if isinstance(term, URIRef | Literal) else str(term)


def _named(name: URIRef | str, term: _Term) -> _Term | ox.NamedNode:
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(skolem_iri(str(name), term.value))
    return term
