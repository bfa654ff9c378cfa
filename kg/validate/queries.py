"""Write the query that finds what violates one constraint: one template for each component.

A query looks at every use of a path and asks only of what it finds whether that is a focus node:
nearly always it has found nothing by then. Where something is to be there and is not, it starts
from the focus nodes. What a query selects: ``?this``, and ``?value`` where the result has one; each
solution is one result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from rdflib import RDF, SH, Graph, Literal
from rdflib.term import Node

from kg.validate.paths import NotCompiled, Path
from kg.validate.targets import Focus

__all__ = ["PATH_COMPONENTS", "Writer", "of_each_focus", "of_each_value", "sparql"]

Writer = Callable[[Focus], str]

# A SPARQL constraint without groups inside its group: there, what holds of one ``$this`` holds of
# all of them at once, if an aggregate is one for each ``$this``.
_FLAT: Final = re.compile(
    r"\s*SELECT \$this \([^{}?]*\?\w+\)* AS \?value\) WHERE \{(?P<patterns>[^{}]*)\}"
    r"(?P<grouped>\s*GROUP BY \$this\b[^{}]*)?\s*"
)
_AGGREGATE: Final = re.compile(r"\b(COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\b", re.IGNORECASE)


def of_each_value(test: str, path: Path) -> Writer:
    """Each value node that fails a test."""
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this ?value WHERE {{
            ?this {path.text} ?value .
            FILTER(!{test} && {focus.tested})
        }}"""
    )


def of_each_focus(test: str) -> Writer:
    """Each focus node of a node shape, itself the value node, that fails a test on ``?this``."""
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this (?this AS ?value) WHERE {{
            {focus.given}
            FILTER(!{test})
        }}"""
    )


def sparql(shapes: Graph, constraint: Node) -> Writer:
    """What a SPARQL constraint of a node shape selects, its query asked once for all focus nodes.

    Raises:
        NotCompiled: its query is not known to select then what it selects with ``$this`` bound.
    """
    said = set(shapes.predicates(constraint))
    text = str(shapes.value(constraint, SH.select))
    flat = _FLAT.fullmatch(text)
    if flat is None or not said <= {RDF.type, SH.select, SH.prefixes}:
        raise NotCompiled(f"this SPARQL constraint: {text}")
    if "$this" not in flat["patterns"].partition("FILTER")[0]:
        raise NotCompiled(f"$this is bound by no triple pattern: {text}")
    if _AGGREGATE.search(text) and not flat["grouped"]:
        raise NotCompiled(f"an aggregate over all of $this: {text}")
    prologue = "".join(
        f"PREFIX {shapes.value(declared, SH.prefix)}: <{shapes.value(declared, SH.namespace)}>\n"
        for ontology in shapes.objects(constraint, SH.prefixes)
        for declared in shapes.objects(ontology, SH.declare)
    )
    return lambda focus: (
        f"""{prologue}
        SELECT DISTINCT ?this ?value WHERE {{
            {{ {text} }}
            FILTER({focus.tested})
        }}"""
    )


def _disjoint(path: Path, other: Node) -> Writer:
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this ?value WHERE {{
            ?this {other.n3()} ?value .
            ?this {path.text} ?value .
            FILTER({focus.tested})
        }}"""
    )


def _equals(path: Path, other: Node) -> Writer:
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this ?value WHERE {{
            {{ {focus.given} }}
            {{
                ?this {path.text} ?value .
                MINUS {{ ?this {other.n3()} ?value }}
            }} UNION {{
                ?this {other.n3()} ?value .
                MINUS {{ ?this {path.text} ?value }}
            }}
        }}"""
    )


def _has_value(path: Path, value: Node) -> Writer:
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this WHERE {{
            {{ {focus.given} }}
            MINUS {{ ?this {path.text} {value.n3()} }}
        }}"""
    )


def _less_than(path: Path, other: Node, sign: str = "<") -> Writer:
    # A value node has a result for each object that it is not less than.
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this ?value ?object WHERE {{
            ?this {path.text} ?value .
            ?this {other.n3()} ?object .
            FILTER(!COALESCE(?value {sign} ?object, false) && {focus.tested})
        }}"""
    )


def _less_than_or_equals(path: Path, other: Node) -> Writer:
    return _less_than(path, other, "<=")


def _max_count(path: Path, bound: Node) -> Writer:
    counted = "?value" if path.single else "DISTINCT ?value"
    return lambda focus: (
        f"""
        SELECT ?this WHERE {{
            {{
                SELECT ?this WHERE {{ ?this {path.text} ?value }}
                GROUP BY ?this HAVING (COUNT({counted}) > {_whole(bound)})
            }}
            FILTER({focus.tested})
        }}"""
    )


def _min_count(path: Path, bound: Node) -> Writer:
    if _whole(bound) != 1:
        raise NotCompiled(f"sh:minCount {bound}")
    return lambda focus: (
        f"""
        SELECT DISTINCT ?this WHERE {{
            {{ {focus.given} }}
            MINUS {{ ?this {path.text} ?value }}
        }}"""
    )


def _unique_lang(path: Path, wanted: Node) -> Writer:
    if wanted != Literal(True):
        raise NotCompiled(f"sh:uniqueLang {wanted}")
    counted = "?value" if path.single else "DISTINCT ?value"
    # The engine keeps language tags in lower case, so no two of them differ in case alone.
    return lambda focus: (
        f"""
        SELECT ?this ?language WHERE {{
            {{
                SELECT ?this ?language WHERE {{
                    ?this {path.text} ?value .
                    BIND(LANG(?value) AS ?language)
                    FILTER(?language != "")
                }} GROUP BY ?this ?language HAVING (COUNT({counted}) > 1)
            }}
            FILTER({focus.tested})
        }}"""
    )


def _whole(bound: Node) -> int:
    value = bound.toPython() if isinstance(bound, Literal) else None
    if not isinstance(value, int):
        raise NotCompiled(f"a count of {bound}")
    return value


# Those of a property shape that are not about each value node by itself.
PATH_COMPONENTS: Final[Mapping[Node, Callable[[Path, Node], Writer]]] = {
    SH.disjoint: _disjoint,
    SH.equals: _equals,
    SH.hasValue: _has_value,
    SH.lessThan: _less_than,
    SH.lessThanOrEquals: _less_than_or_equals,
    SH.maxCount: _max_count,
    SH.minCount: _min_count,
    SH.uniqueLang: _unique_lang,
}
