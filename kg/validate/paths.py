"""Write a SHACL path as SPARQL writes it."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.term import Node

__all__ = ["NotCompiled", "Path", "read_path"]

_CLOSURES = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))


class NotCompiled(Exception):
    """What the shapes ask here has no query; the shape is left to pySHACL."""


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: its SPARQL, and the predicates of which a value node needs at least one.

    Each value node of a focus node comes once where the path is ``single``: one predicate, or its
    inverse. ``needs`` is None where the path may be empty.
    """

    text: str
    needs: frozenset[URIRef] | None
    single: bool


def read_path(shapes: Graph, path: Node) -> Path:
    """The path that a node of the shapes graph stands for.

    Raises:
        NotCompiled: it is none of SHACL 2.3.1.
    """
    if isinstance(path, URIRef):
        return Path(path.n3(), frozenset((path,)), True)
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        inner = read_path(shapes, inverse)
        return Path(f"^({inner.text})", inner.needs, inner.single)
    for predicate, sign in _CLOSURES:
        repeated = shapes.value(path, predicate)
        if repeated is not None:
            inner = read_path(shapes, repeated)
            return Path(f"({inner.text}){sign}", inner.needs if sign == "+" else None, False)
    choices = shapes.value(path, SH.alternativePath)
    if choices is None and (path, RDF.first, None) not in shapes:
        raise NotCompiled(f"{path} is no path")
    steps = [read_path(shapes, step) for step in RdfList(shapes, choices or path)]
    needs = [step.needs for step in steps if step.needs is not None]
    if choices is None:
        text = "/".join(f"({step.text})" for step in steps)
        return Path(text, needs[0] if needs else None, False)
    text = "|".join(f"({step.text})" for step in steps)
    all_need = len(needs) == len(steps)
    return Path(text, frozenset[URIRef]().union(*needs) if all_need else None, False)
