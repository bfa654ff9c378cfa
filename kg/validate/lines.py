"""Find in N-Triples lines the terms that no shape can target, without making terms of them all."""

from __future__ import annotations

import re
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.ntriples import unquote

from kg.model import ValidationResult
from kg.validate.terms import judge_terms

__all__ = ["judge_lines"]

# What nearly every line of ours is, and surely well: what differs is looked at term by term.
_IRI: Final = r"<https?://[A-Za-z0-9._~()/#:?&=+,;@!$*'-]+>"
_DAY: Final = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_XSD: Final = r"\^\^<http://www\.w3\.org/2001/XMLSchema#"
_LITERAL: Final = (
    r'"(?:'
    rf'-?[0-9]{{1,18}}"{_XSD}integer>'
    rf'|(?:true|false)"{_XSD}boolean>'
    rf'|[0-9]{{4}}"{_XSD}gYear>'
    rf'|[0-9]{{4}}-(?:0[1-9]|1[0-2])"{_XSD}gYearMonth>'
    rf'|{_DAY}"{_XSD}date>'
    r'|[^"\\\n]*(?:\\.[^"\\\n]*)*"(?:@[a-z0-9-]+)?'
    r")"
)
_DOUBTFUL: Final = re.compile(
    rf"^(?!{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}) \.$).+$".encode(), re.MULTILINE
)
_LINE: Final = re.compile(
    r"(?P<subject><[^>]*>|_:\S+) (?P<predicate><[^>]*>) (?:(?P<object><[^>]*>|_:\S+)"
    r'|"(?P<words>(?:[^"\\]|\\.)*)"(?:@(?P<language>[A-Za-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?) \.'
)


def judge_lines(triples: bytes) -> tuple[ValidationResult, ...]:
    """What ``judge_terms`` says of the graph of these N-Triples lines, a hundred times as quickly.

    Raises:
        ValueError: a line is no triple.
    """
    doubtful = Graph()
    for line in _DOUBTFUL.findall(triples):
        doubtful.add(_triple(line.decode()))
    return judge_terms(doubtful) if doubtful else ()


def _triple(line: str) -> tuple[URIRef | BNode, URIRef | BNode, URIRef | BNode | Literal]:
    parts = _LINE.fullmatch(line)
    if parts is None:
        raise ValueError(f"no N-Triples line: {line[:200]}")
    subject, predicate = _node(parts["subject"]), _node(parts["predicate"])
    if parts["object"]:
        return subject, predicate, _node(parts["object"])
    words = unquote(parts["words"])
    if parts["language"]:
        return subject, predicate, Literal(words, lang=parts["language"])
    datatype = parts["datatype"] and URIRef(unquote(parts["datatype"]))
    return subject, predicate, Literal(words, datatype=datatype or None)


def _node(text: str) -> URIRef | BNode:
    return BNode(text[2:]) if text.startswith("_:") else URIRef(unquote(text[1:-1]))
