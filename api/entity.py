"""Lay out the page of one thing: what it is, what is said of it, what points to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from api.describe import Description
from api.outline import Outline
from api.proof import Proof, Term, proof_of_triples
from api.sections import Sections, sections
from api.views import View
from kg.vocab import GRAPH, ID, MG, PREFIXES

__all__ = ["EntityPage", "Fact", "Facts", "Pointers", "entity_page"]

_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_RDFS_LABEL: Final = PREFIXES["rdfs"] + "label"
_GENERAL: Final = frozenset(
    str(MG[n]) for n in ("Document", "Paragraph", "Statement", "UnplacedParagraph")
)
_PROVENANCE: Final = frozenset(
    str(MG[n]) for n in ("statedIn", "quote", "quoteStart", "quoteEnd", "derivedBy", "verification")
) | {PREFIXES["dcterms"] + "source", PREFIXES["dcterms"] + "bibliographicCitation"}
_HIDDEN: Final = _PROVENANCE | {_RDF_TYPE, _RDFS_LABEL, str(MG.text)}
_SHOWN_ELSEWHERE: Final = {
    "Document": frozenset({str(MG.paragraphOf)}),
    "Meeting": frozenset(
        str(MG[n]) for n in ("madeAt", "inEvent", "outcomeOf", "before", "reportOf", "itemOf")
    ),
}
_FIRST: Final = tuple(
    str(MG[n])
    for n in (
        *("symbol", "key", "title", "adoptedBy", "adoptedOn", "date", "heldBy", "ordinal"),
        *("startDate", "endDate", "place", "sittings", "number", "paragraphOf", "givenIn"),
        *("action", "addressee", "mandateType", "deliverable", "dueAt", "dueBy", "speaker"),
    )
)

_SHOWN_AS_PROOF: Final = (f"{ID}step/", f"{ID}evidence/")
_STEPS: Final = frozenset(
    str(MG[n]) for n in ("stepFrom", "stepTo", "supportsSubject", "supportsObject", "effect")
)
_SUPPORTS: Final = str(MG.supportsPredicate)
_SUPPORTED: Final = str(MG.supportsObject)


@dataclass(frozen=True, slots=True)
class Fact:
    """One object of a property, with every proof there is of it."""

    term: Term
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a thing has for one property."""

    predicate: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pointers:
    """The things on a page that point to a thing by one property, of ``total`` on all pages."""

    predicate: str
    subjects: tuple[Term, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page of a thing; ``offsets`` are a paragraph's place in the text it was read from.

    What is shown once, the text and the sections, stands on the first page of a description.
    """

    iri: str
    label: str
    title: str | None
    kinds: tuple[str, ...]
    text: str | None
    offsets: tuple[str, str] | None
    proof: Proof | None
    facts: tuple[Facts, ...]
    incoming: tuple[Pointers, ...]
    outline: Outline
    page: int
    is_graph: bool
    sections: Sections | None


def entity_page(view: View, description: Description) -> EntityPage:
    """The page of the thing that a description is of."""
    iri = description.iri
    own = [t for t in description.outgoing if _value(t.subject) == iri]
    kinds = _kinds(view, iri)
    classes = view.vocabulary.closure(kinds)
    hidden = _HIDDEN | view.vocabulary.tracing
    crowded = description.outline.crowded
    unshown = (view.vocabulary.tracing | _covered(classes)) - crowded | _STEPS
    is_graph = iri.startswith(GRAPH)
    return EntityPage(
        iri=iri,
        label=view.labels.label(iri),
        title=_first(own, str(MG.title)),
        kinds=kinds,
        text=_first(own, str(MG.text)),
        offsets=_offsets(own) if str(MG.Paragraph) in classes else None,
        proof=proof_of_triples(own),
        facts=tuple(_facts(own, _proofs(description.evidence), hidden)),
        incoming=tuple(_pointers(description, unshown)),
        outline=description.outline,
        page=description.page,
        is_graph=is_graph,
        sections=sections(view, iri, classes, description.outline)
        if description.page == 1 and not is_graph
        else None,
    )


def _offsets(own: Sequence[ox.Triple]) -> tuple[str, str] | None:
    start, end = _first(own, str(MG.quoteStart)), _first(own, str(MG.quoteEnd))
    return (start, end) if start and end else None


def _kinds(view: View, iri: str) -> tuple[str, ...]:
    """The classes of a thing of which it is in none below, the most telling ones first."""
    types = view.snapshot.triples(ox.NamedNode(iri), ox.NamedNode(_RDF_TYPE))
    classes = {_value(t.object) for t in types}
    above = {s for c in classes for s in view.vocabulary.supers.get(c, ()) if s != c}
    return tuple(sorted(classes - above, key=lambda c: (c in _GENERAL, c)))


def _covered(classes: Collection[str]) -> frozenset[str]:
    """The properties whose subjects a section of the page shows already."""
    names = {k.rpartition("#")[2] for k in classes}
    names |= {"Meeting"} if "Session" in names else set()
    return frozenset().union(*(_SHOWN_ELSEWHERE.get(n, frozenset()) for n in names))


def _facts(
    own: Sequence[ox.Triple],
    proofs: dict[tuple[str, str], list[Proof]],
    hidden: frozenset[str],
) -> Iterator[Facts]:
    by_predicate: dict[str, list[Fact]] = {}
    for triple in sorted(own, key=lambda t: str(t.object)):
        predicate = triple.predicate.value
        if predicate not in hidden and not isinstance(triple.object, ox.Triple):
            known = proofs.get((predicate, str(triple.object)), [])
            by_predicate.setdefault(predicate, []).append(Fact(triple.object, tuple(known)))
    order = {name: place for place, name in enumerate(_FIRST)}
    for predicate in sorted(by_predicate, key=lambda p: (order.get(p, len(order)), p)):
        yield Facts(predicate, tuple(by_predicate[predicate]))


def _proofs(evidence: Sequence[ox.Triple]) -> dict[tuple[str, str], list[Proof]]:
    """The proofs of a thing's triples, by predicate and object."""
    nodes: dict[str, list[ox.Triple]] = {}
    for triple in evidence:
        nodes.setdefault(str(triple.subject), []).append(triple)
    found: dict[tuple[str, str], list[Proof]] = {}
    for triples in nodes.values():
        proof = proof_of_triples(triples)
        values = {t.predicate.value: t.object for t in triples}
        predicate, supported = values.get(_SUPPORTS), values.get(_SUPPORTED)
        if proof and predicate is not None and supported is not None:
            key = (_value(predicate), str(supported))
            if proof not in found.setdefault(key, []):
                found[key].append(proof)
    return found


def _pointers(description: Description, hidden: frozenset[str]) -> Iterator[Pointers]:
    by_predicate: dict[str, list[Term]] = {}
    for triple in description.incoming:
        subject = triple.subject
        if triple.predicate.value in hidden or _value(subject).startswith(_SHOWN_AS_PROOF):
            continue
        if not isinstance(subject, ox.Triple):
            by_predicate.setdefault(triple.predicate.value, []).append(subject)
    totals = description.outline.incoming
    for predicate, subjects in sorted(by_predicate.items()):
        yield Pointers(predicate, tuple(sorted(subjects, key=str)), totals[predicate])


def _first(own: Sequence[ox.Triple], predicate: str) -> str | None:
    return next((_value(t.object) for t in own if t.predicate.value == predicate), None)


def _value(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode):
        return term.value
    return str(term)
