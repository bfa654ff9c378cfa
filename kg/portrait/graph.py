"""Write counts as a description of the data set (VoID, DCAT), and read them from one."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.portrait.counts import TRIPLES, Counts, Place
from kg.portrait.kinds import Kind
from kg.store import Snapshot
from kg.vocab import ID, MG, MGSH, PREFIXES, VOID

__all__ = ["DATASET", "counts_in", "counts_of", "dataset_triples", "marked_digest"]

DATASET: Final = URIRef(f"{VOID}#dataset")
_V: Final = Namespace("http://rdfs.org/ns/void#")
_LICENCE: Final = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
_EXAMPLES: Final = ("document/A/RES/65/230", "meeting/eg-cybercrime/2", "state/ZAF", "body/ccpcj")
_TITLE: Final = "What United Nations resolutions led to, and where that is written"
_ABOUT: Final = (
    "Resolutions, decisions, meetings and mandates of the United Nations, what leads from one to"
    " another, and the passage that each assertion rests on. The counts are those of the default"
    " graph, the RDF merge of the subsets: each triple counts once, in however many it stands."
)
_KEYWORDS: Final = ("United Nations", "resolutions", "mandates", "meetings", "provenance")
_PARTITIONS: Final = (
    ox.NamedNode(_V.classPartition),
    ox.NamedNode(_V.propertyPartition),
)

_Triple = tuple[Node, Node, Node]


def dataset_triples(counts: Counts, kinds: Iterable[Kind], digest: str) -> Iterator[_Triple]:
    """The description of the data set, which bears no address of a server and no time.

    ``digest`` is over the graphs that were counted.
    """
    yield from _header(digest)
    for place, number in counts.items():
        node = _node(place)
        yield node, _V[place.measure], Literal(number)
    yield from _partitions(counts)
    namespaces = {_namespace(iri) for p in counts for iri in (p.of_class, p.of_property) if iri}
    yield from ((DATASET, _V.vocabulary, URIRef(n)) for n in namespaces)
    yield DATASET, _V.properties, Literal(len({p.of_property for p in counts} - {""}))
    yield DATASET, _V.classes, Literal(len({p.of_class for p in counts} - {""}))
    for kind in kinds:
        node = URIRef(f"{VOID}#{kind.name}")
        yield node, RDF.type, _V.Dataset
        yield node, DCTERMS.title, Literal(kind.title, lang="en")
        yield node, DCTERMS.description, Literal(kind.words, lang="en")
        yield node, _V.triples, Literal(kind.triples)
        yield DATASET, _V.subset if kind.is_merged else DCTERMS.relation, node


def counts_in(view: Snapshot) -> Counts:
    """The counts that stand in the description of a snapshot; none where there is no description.

    >>> from kg.store import Store
    >>> counts_in(Store().view())
    Counter()
    """
    return counts_of(view.triples(graph=str(VOID)))


def counts_of(triples: Iterable[ox.Triple]) -> Counts:
    """The counts that the triples of a description tell."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    ends: dict[tuple[str, str], str] = {}
    parts: list[tuple[str, str]] = []
    for triple in triples:
        subject, term = str(triple.subject)[1:-1], triple.object
        name = triple.predicate.value.removeprefix(str(_V))
        if isinstance(term, ox.Literal):
            if term.datatype.value == str(XSD.integer):
                numbers[subject][name] = int(term.value)
        elif isinstance(term, ox.NamedNode):
            if triple.predicate in _PARTITIONS:
                parts.append((subject, term.value))
            elif name in ("class", "property"):
                ends[subject, name] = term.value
    counts: Counts = Counter()
    within: dict[str, str] = {node: ends.get((node, "class"), "") for _, node in parts}
    for whole, node in [("", str(DATASET)), *parts]:
        of_class = within.get(node) or within.get(whole, "")
        of_property = ends.get((node, "property"), "")
        for measure, number in numbers[node].items():
            if measure not in ("properties", "classes"):
                counts[Place(of_class, of_property, measure)] = number
    return counts


def marked_digest(view: Snapshot) -> str | None:
    """The digest over the graphs that the description in a snapshot was counted from."""
    noted = view.triples(ox.NamedNode(DATASET), ox.NamedNode(str(MG.sha256)), graph=str(VOID))
    return noted[0].object.value if noted and isinstance(noted[0].object, ox.Literal) else None


def _header(digest: str) -> Iterator[_Triple]:
    yield VOID, RDF.type, _V.DatasetDescription
    yield VOID, DCTERMS.title, Literal("What this data set and its endpoint are", lang="en")
    yield VOID, FOAF.primaryTopic, DATASET
    yield DATASET, RDF.type, _V.Dataset
    yield DATASET, RDF.type, DCAT.Dataset
    yield DATASET, DCTERMS.title, Literal(_TITLE, lang="en")
    yield DATASET, DCTERMS.description, Literal(_ABOUT, lang="en")
    yield DATASET, DCTERMS.license, _LICENCE
    yield DATASET, DCTERMS.conformsTo, URIRef(str(MG).rstrip("#"))
    yield DATASET, DCTERMS.conformsTo, URIRef(str(MGSH).rstrip("#"))
    yield DATASET, _V.uriSpace, Literal(str(ID))
    yield DATASET, MG.sha256, Literal(digest)
    yield from ((DATASET, DCAT.keyword, Literal(word, lang="en")) for word in _KEYWORDS)
    yield from ((DATASET, _V.exampleResource, ID[path]) for path in _EXAMPLES)


def _partitions(counts: Counts) -> Iterator[_Triple]:
    for place in counts:
        if place.measure != TRIPLES or not (place.of_class or place.of_property):
            continue
        node = _node(place)
        yield node, RDF.type, _V.Dataset
        if place.of_property:
            above = _node(place._replace(of_property=""))
            yield above, _V.propertyPartition, node
            yield node, _V.property, URIRef(place.of_property)
        else:
            yield DATASET, _V.classPartition, node
            yield node, _V["class"], URIRef(place.of_class)


def _node(place: Place) -> URIRef:
    """The IRI of the partition that a place is in: the data set itself for the whole."""
    if not place.of_class and not place.of_property:
        return DATASET
    names = [_short(iri) for iri in (place.of_class, place.of_property) if iri]
    kind = "class" if place.of_class else "property"
    return URIRef(f"{VOID}#{kind}-{'-'.join(names)}")


def _short(iri: str) -> str:
    """A name for a term inside the IRI of a partition, another for each term."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"\w+", local, re.ASCII):
            return f"{prefix}.{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] or iri
