"""Write triples as JSON-LD with the context within: short names, and nothing to fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from kg.vocab import PREFIXES

__all__ = ["jsonld_bytes"]

_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"
_ENDS: Final = ("#", "/")  # of a namespace that JSON-LD 1.1 takes as a prefix (4.1.5)


def jsonld_bytes(triples: Iterable[ox.Triple]) -> bytes:
    """A JSON-LD 1.1 document of triples, those of a subject together, in a fixed order.

    Literals keep their lexical forms: numbers are written as typed strings, so that a reader gets
    back the terms that stand in the graph.
    """
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    prefixes = _usable(ordered)
    nodes: dict[str, dict[str, list[object]]] = {}
    for triple in ordered:
        node = nodes.setdefault(_name(triple.subject, prefixes), {})
        if triple.predicate.value == _TYPE and not isinstance(triple.object, ox.Literal):
            node.setdefault("@type", []).append(_name(triple.object, prefixes))
        else:
            key = _name(triple.predicate, prefixes)
            node.setdefault(key, []).append(_value(triple.object, prefixes))
    graph = [
        {"@id": name} | {key: found if len(found) > 1 else found[0] for key, found in node.items()}
        for name, node in nodes.items()
    ]
    document = {"@context": prefixes, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _usable(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The prefixes that no IRI of the triples has as its scheme, which would be taken for them."""
    schemes = {
        term.value.partition(":")[0]
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    schemes |= {
        triple.object.datatype.value.partition(":")[0]
        for triple in triples
        if isinstance(triple.object, ox.Literal)
    }
    return {p: n for p, n in PREFIXES.items() if p not in schemes and n.endswith(_ENDS)}


def _value(term: object, prefixes: Mapping[str, str]) -> object:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term, prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": _name(term.datatype, prefixes)}


def _name(term: object, prefixes: Mapping[str, str]) -> str:
    """An IRI in its shortest form, or the label of a blank node."""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"JSON-LD has no name for {term}")
    for prefix, namespace in prefixes.items():
        local = term.value.removeprefix(namespace)
        if local != term.value and not local.startswith("//"):
            return f"{prefix}:{local}"
    return term.value
