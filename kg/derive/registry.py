"""Work out the registry: what all evidence together says of each shared thing, once.

It is a function of the document, curated and authority graphs: taking one of them away takes away
what only that one supported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.derive.names import body_of, names_of
from kg.ntriples import split_line, term_of
from kg.store import Snapshot
from kg.store.engine import WORKED_OUT, graph_of, in_merge
from kg.vocab import AUTHORITY, ID, MG

__all__ = [
    "MAY_LEAD_TO",
    "MENTIONING",
    "NAMING",
    "all_things",
    "registry_entries",
    "registry_graph",
    "single_valued",
]

MENTIONING: Final = tuple(
    str(p)
    for p in (
        MG.supportsSubject,
        MG.supportsObject,
        MG.citedDocument,
        MG.documentCites,
        MG.paragraphOf,
        MG.givenIn,
        MG.citedParagraph,
        MG.statedIn,
        MG.voteOn,
        MG.dueAt,
        MG.inEvent,
    )
)
"""The properties by which a graph speaks of a thing, so that it needs a class and a name."""
MAY_LEAD_TO: Final = str(MG.mayLeadTo)
"""The same, but here it is the subject that is spoken of."""
NAMING: Final = frozenset(
    str(p)
    for p in (
        RDF.type,
        RDFS.label,
        MG.symbol,
        MG.key,
        MG.heldBy,
        MG.paragraphOf,
        MG.number,
        MG.ordinal,
        MG.sittingOf,
        MG.derivedBy,
    )
)
"""The properties that the registry gives to what nobody else describes by them."""
_SUBJECT, _PREDICATE, _OBJECT = (
    str(p) for p in (MG.supportsSubject, MG.supportsPredicate, MG.supportsObject)
)
_DERIVED_BY, _VERIFICATION = str(MG.derivedBy), str(MG.verification)
_BY_TEXT: Final = ox.NamedNode(str(MG.byText))

_RANK = {str(MG.fromText): 1, str(MG.secondSource): 2, str(MG.unverified): 3}


@dataclass(frozen=True, slots=True, order=True)
class _Support:
    """One object that evidence supports; the lowest rank is the best: 0 is a text that was read."""

    rank: int
    words: str


def single_valued(shapes: Graph) -> frozenset[str]:
    """The properties of which a shape says that a thing has at most one (in each language)."""
    bounds = ((SH.maxCount, Literal(1)), (SH.uniqueLang, Literal(True)))
    return frozenset(
        str(path)
        for constraint, bound in bounds
        for shape in shapes.subjects(constraint, bound)
        for path in shapes.objects(shape, SH.path)
        if isinstance(path, URIRef)
    )


def registry_graph(view: Snapshot, single: frozenset[str]) -> Graph:
    """The registry of what stands in ``view``; of a property in ``single`` the best value.

    What a text says wins over what a curator says, a verified value over an unverified one, and
    between equals the first in code point order; the others stay as evidence. Words in several
    languages have one in each.
    """
    entries = registry_entries(view, single, all_things(view))
    lines = "".join(f"{line}\n" for entry in entries.values() for line in entry)
    return Graph().parse(data=lines, format="nt")


def all_things(view: Snapshot) -> set[str]:
    """The shared things that evidence describes or that some graph speaks of."""
    things: set[str] = set()
    for predicate in MENTIONING:
        for quad in view.matching(predicate=predicate):
            if isinstance(quad.object, ox.NamedNode) and _says(quad):
                things.add(quad.object.value)
    for quad in view.matching(predicate=MAY_LEAD_TO):
        if isinstance(quad.subject, ox.NamedNode) and _says(quad):
            things.add(quad.subject.value)
    return things


def registry_entries(
    view: Snapshot, single: frozenset[str], things: Iterable[str], *, mentioned: bool = True
) -> dict[str, set[str]]:
    """What the registry of ``view`` says of each of some things, as N-Triples lines.

    Each entry is a function of the evidence about its thing and of whether anything speaks of it,
    so that a change needs the entries of what it touches and no others. With ``mentioned`` off it
    is asked of each thing whether anything still speaks of it.
    """
    return {
        thing: _entry(view, single, thing) if mentioned or _is_mentioned(view, thing) else set()
        for thing in things
    }


def _entry(view: Snapshot, single: frozenset[str], thing: str) -> set[str]:
    node = ox.NamedNode(thing)
    lines = _best(view, single, node)
    if not thing.startswith(ID):
        return lines
    known = {split_line(line)[1][1:-1] for line in lines}
    asked: dict[str, bool] = {}
    for predicate, value in names_of(URIRef(thing), _name_of_body(view, thing)):
        name = str(predicate)
        if name not in asked:
            asked[name] = name in known or any(_says(q) for q in view.matching(node, name))
        if not asked[name]:
            lines.add(f"<{thing}> <{predicate}> {term_of(value)} .")
    return lines


def _name_of_body(view: Snapshot, thing: str) -> str | None:
    """What the authority lists call the body that holds a meeting, if the thing is one."""
    body = body_of(thing)
    if body is None:
        return None
    labels = view.matching(ox.NamedNode(str(body)), str(RDFS.label), graph=str(AUTHORITY))
    return min((q.object.value for q in labels if isinstance(q.object, ox.Literal)), default=None)


def _best(view: Snapshot, single: frozenset[str], thing: ox.NamedNode) -> set[str]:
    """The lines that evidence supports, the best alone where a property has one value."""
    ranks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for evidence in view.matching(predicate=_SUBJECT, obj=thing):
        if not isinstance(evidence.subject, ox.NamedNode) or not _says(evidence):
            continue
        said = _said(view, evidence.subject, evidence.graph_name)
        predicate, value = said.get(_PREDICATE), said.get(_OBJECT)
        if not isinstance(predicate, ox.NamedNode) or value is None:
            continue
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        by_text = said.get(_DERIVED_BY) == _BY_TEXT
        rank = 0 if by_text else _rank(said.get(_VERIFICATION))
        found = ranks[predicate.value, language]
        found[str(value)] = min(rank, found.get(str(value), rank))
    lines = set()
    for (name, _), values in ranks.items():
        kept: Iterable[str] = values
        if name in single:
            kept = [min(_Support(rank, words) for words, rank in values.items()).words]
        lines |= {f"{thing} <{name}> {words} ." for words in kept}
    return lines


def _said(
    view: Snapshot, node: ox.NamedNode, graph: object
) -> dict[str, ox.NamedNode | ox.Literal]:
    return {
        quad.predicate.value: quad.object
        for quad in view.matching(node)
        if quad.graph_name == graph and isinstance(quad.object, ox.NamedNode | ox.Literal)
    }


def _rank(state: object) -> int:
    return _RANK.get(state.value, 3) if isinstance(state, ox.NamedNode) else 3


def _is_mentioned(view: Snapshot, thing: str) -> bool:
    node = ox.NamedNode(thing)
    if any(_says(q) for q in view.matching(node, MAY_LEAD_TO)):
        return True
    return any(_says(q) for p in MENTIONING for q in view.matching(None, p, node))


def _says(quad: ox.Quad) -> bool:
    """Whether a graph has a voice in the registry: what was derived before and users have none."""
    name = graph_of(quad)
    return in_merge(name) and name not in WORKED_OUT
