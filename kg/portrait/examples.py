"""Write the competency questions as examples that run as they are (SHACL, SPARQL executables)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import RDF, RDFS, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.questions import Question
from kg.store.tokens import Token, tokens
from kg.vocab import PREFIXES, SCHEMA, VOID

__all__ = ["EXAMPLE", "PREFIX_LIST", "example_iri", "example_query", "example_triples"]

_SH: Final = Namespace(PREFIXES["sh"])
_XSD: Final = Namespace(PREFIXES["xsd"])
EXAMPLE: Final = _SH.SPARQLExecutable
PREFIX_LIST: Final = URIRef(f"{VOID}#prefixes")
_FORMS: Final[Mapping[str, tuple[URIRef, URIRef]]] = {
    "SELECT": (_SH.SPARQLSelectExecutable, _SH.select),
    "ASK": (_SH.SPARQLAskExecutable, _SH.ask),
    "CONSTRUCT": (_SH.SPARQLConstructExecutable, _SH.construct),
}


def example_iri(name: str) -> URIRef:
    """The IRI of the example that a question makes."""
    return URIRef(f"{VOID}#example-{name}")


def example_triples(asked: tuple[Question, ...]) -> Iterator[tuple[Node, Node, Node]]:
    """The questions as executables, each whole with its example values, and our prefixes.

    Which endpoint they are for (``schema:target``) only who serves them can say.
    """
    for prefix, namespace in sorted(PREFIXES.items()):
        node = URIRef(f"{VOID}#prefix-{prefix}")
        yield PREFIX_LIST, _SH.declare, node
        yield node, RDF.type, _SH.PrefixDeclaration
        yield node, _SH.prefix, Literal(prefix)
        yield node, _SH.namespace, Literal(namespace, datatype=_XSD.anyURI)
    for question in asked:
        node = example_iri(question.name)
        query = example_query(question)
        kind, text = _FORMS[_form(query)]
        yield node, RDF.type, EXAMPLE
        yield node, RDF.type, kind
        yield node, RDFS.label, Literal(question.name.replace("-", " "), lang="en")
        yield node, RDFS.comment, Literal(question.question, lang="en")
        yield node, SCHEMA.description, Literal(f"For: {question.asked_by}", lang="en")
        yield node, _SH.prefixes, PREFIX_LIST
        yield node, text, Literal(query)


def example_query(asked: Question) -> str:
    """The query of a question with its example values, so that it runs as it is.

    The values join where a SELECT names the variable, sub-queries included, so that none of them
    goes through the whole graph first.
    """
    given = {f"?{g.name}": g.example for g in asked.given if g.example is not None}
    query = asked.query
    for offset, names in reversed(list(_openings(query))):
        values = "".join(f" VALUES {n} {{ {v} }}" for n, v in given.items() if n in names)
        query = query[:offset] + values + query[offset:]
    return query


def _openings(query: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Where the pattern of each SELECT begins, with the variables that it gives."""
    named: set[str] | None = None
    for token in tokens(query):
        if token.is_word("SELECT"):
            named = set()
        elif named is not None and token.kind == "variable":
            named.add(token.text.replace("$", "?"))
        elif named is not None and token.text == "{":
            yield token.start + 1, frozenset(named)
            named = None


def _form(query: str) -> str:
    return next(t.text.upper() for t in tokens(query) if _is_form(t))


def _is_form(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() in _FORMS
