"""Say what the data set and its endpoint are at the address where they are served."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox

from api.description import service_triples
from api.formats import Format
from api.serialise import graph_bytes
from kg.dumps import Dump, dump_name
from kg.portrait import Counts, counts_of
from kg.portrait import Place as At
from kg.portrait.counts import ENTITIES, OBJECTS, SUBJECTS, TRIPLES
from kg.portrait.examples import EXAMPLE
from kg.portrait.graph import DATASET
from kg.store import Entry, Snapshot
from kg.vocab import PREFIXES, VOID

__all__ = [
    "Overview",
    "Place",
    "Portraits",
    "dump_triples",
    "example_triples",
    "served_triples",
]

_V: Final = "http://rdfs.org/ns/void#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/application/"
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATASET: Final = ox.NamedNode(str(DATASET))
_MOST_KEPT: Final = 32
"""So many bodies are kept: the formats of two addresses; an address comes from the client."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a generation is served, and the generations that a dump can be had of.

    ``dumps`` are those that have been made.
    """

    base: str
    entries: tuple[Entry, ...]
    dumps: tuple[Dump, ...]

    @property
    def made(self) -> dict[int, Dump]:
        """The dumps that have been made, by generation."""
        return {dump.generation: dump for dump in self.dumps}


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts of a generation as a page shows them, the largest first.

    ``classes`` are IRIs with entities and triples, ``properties`` IRIs with triples, distinct
    subjects and distinct objects.
    """

    whole: Mapping[str, int]
    classes: tuple[tuple[str, int, int], ...]
    properties: tuple[tuple[str, int, int, int], ...]

    @classmethod
    def of(cls, counts: Counts) -> Self:
        """The overview of some counts."""
        classes = {p.of_class for p in counts if p.of_class}
        properties = {p.of_property for p in counts if p.of_property}
        rows = [(c, counts[At(c, "", ENTITIES)], counts[At(c, "", TRIPLES)]) for c in classes]
        told = [
            (p, counts[At("", p, TRIPLES)], counts[At("", p, SUBJECTS)], counts[At("", p, OBJECTS)])
            for p in properties
        ]
        return cls(
            {m: counts[At("", "", m)] for m in (TRIPLES, ENTITIES, SUBJECTS, OBJECTS)},
            tuple(sorted(rows, key=lambda r: (-r[1], r[0]))),
            tuple(sorted(told, key=lambda r: (-r[1], r[0]))),
        )


class Portraits:
    """The description of one generation in each format, kept until the next one comes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation = -1
        self._bodies: dict[tuple[Place | str, str], bytes] = {}
        self._stored: Sequence[ox.Triple] = ()
        self._overview: Overview | None = None

    def stored(self, snapshot: Snapshot) -> Sequence[ox.Triple]:
        """The description that stands in the graph."""
        with self._lock:
            return self._of(snapshot)

    def overview(self, snapshot: Snapshot) -> Overview:
        """The counts in the description, for a page."""
        with self._lock:
            self._of(snapshot)
            if self._overview is None:
                self._overview = Overview.of(counts_of(self._stored))
            return self._overview

    def body(self, snapshot: Snapshot, place: Place, form: Format) -> bytes:
        """The description in a format; written once for each place and generation."""
        key: tuple[Place | str, str] = (place, form.name)
        with self._lock:
            stored = self._of(snapshot)
            if key not in self._bodies:
                self._make_room()
                self._bodies[key] = graph_bytes([*stored, *served_triples(stored, place)], form)
            return self._bodies[key]

    def service(self, snapshot: Snapshot, base: str, form: Format, *, writing: bool) -> bytes:
        """The service description in a format; written once for each address and generation."""
        key: tuple[Place | str, str] = (f"{base} {writing}", form.name)
        with self._lock:
            self._of(snapshot)
            if key not in self._bodies:
                self._make_room()
                triples = service_triples(snapshot, base, writing=writing)
                self._bodies[key] = graph_bytes(triples, form)
            return self._bodies[key]

    def _make_room(self) -> None:
        if len(self._bodies) >= _MOST_KEPT:
            self._bodies.clear()

    def _of(self, snapshot: Snapshot) -> Sequence[ox.Triple]:
        if self._generation != snapshot.generation:
            self._bodies.clear()
            self._overview = None
            self._stored = snapshot.triples(graph=str(VOID))
            self._generation = snapshot.generation
        return self._stored


def served_triples(stored: Sequence[ox.Triple], place: Place) -> Iterator[ox.Triple]:
    """What the stored description cannot say: addresses, the generation and its time, dumps.

    Of a dump that has been made its size and hash are told (DCAT 3, 6.8; SPDX).
    """
    base = place.base
    endpoint, page = ox.NamedNode(f"{base}/sparql"), ox.NamedNode(f"{base}/void")
    well_known = ox.NamedNode(f"{base}/.well-known/void")
    yield ox.Triple(well_known, _TYPE, ox.NamedNode(f"{_V}DatasetDescription"))
    yield ox.Triple(well_known, ox.NamedNode(f"{_FOAF}primaryTopic"), _DATASET)
    yield ox.Triple(_DATASET, _TYPE, ox.NamedNode(f"{_V}Dataset"))
    yield ox.Triple(_DATASET, _TYPE, ox.NamedNode(f"{_DCAT}Dataset"))
    yield ox.Triple(_DATASET, ox.NamedNode(f"{_V}sparqlEndpoint"), endpoint)
    yield ox.Triple(_DATASET, ox.NamedNode(f"{_V}uriLookupEndpoint"), ox.NamedNode(f"{base}/id/"))
    yield ox.Triple(_DATASET, ox.NamedNode(f"{_DCAT}landingPage"), ox.NamedNode(f"{base}/"))
    yield ox.Triple(endpoint, _TYPE, ox.NamedNode(f"{_DCAT}DataService"))
    yield ox.Triple(endpoint, _dcterms("title"), ox.Literal("SPARQL endpoint", language="en"))
    yield ox.Triple(endpoint, ox.NamedNode(f"{_DCAT}endpointURL"), endpoint)
    yield ox.Triple(endpoint, ox.NamedNode(f"{_DCAT}endpointDescription"), page)
    yield ox.Triple(endpoint, ox.NamedNode(f"{_DCAT}servesDataset"), _DATASET)
    yield from dump_triples(place)
    yield from _targets(stored, endpoint)


def dump_triples(place: Place) -> Iterator[ox.Triple]:
    """The dumps as distributions, with the generations that they are of, newest first."""
    made = place.made
    for entry in place.entries[:1]:
        yield ox.Triple(_DATASET, _dcterms("modified"), _time(entry.time))
        version = ox.Literal(str(entry.generation))
        yield ox.Triple(_DATASET, ox.NamedNode(f"{PREFIXES['owl']}versionInfo"), version)
    for entry in place.entries:
        address = f"{place.base}/dump/{dump_name(entry.generation)}"
        file, node = ox.NamedNode(address), ox.NamedNode(f"{address}#distribution")
        title = f"All named graphs of generation {entry.generation} as N-Quads"
        yield ox.Triple(_DATASET, ox.NamedNode(f"{_V}dataDump"), file)
        yield ox.Triple(_DATASET, ox.NamedNode(f"{_DCAT}distribution"), node)
        yield ox.Triple(node, _TYPE, ox.NamedNode(f"{_DCAT}Distribution"))
        yield ox.Triple(node, _dcterms("title"), ox.Literal(title, language="en"))
        yield ox.Triple(node, _dcterms("issued"), _time(entry.time))
        yield ox.Triple(node, ox.NamedNode(f"{_DCAT}downloadURL"), file)
        media, packed = ox.NamedNode(f"{_MEDIA}n-quads"), ox.NamedNode(f"{_MEDIA}zstd")
        yield ox.Triple(node, ox.NamedNode(f"{_DCAT}mediaType"), media)
        yield ox.Triple(node, ox.NamedNode(f"{_DCAT}compressFormat"), packed)
        if entry.generation in made:
            yield from _measures(node, f"{address}#checksum", made[entry.generation])


def example_triples(stored: Sequence[ox.Triple], base: str) -> Iterator[ox.Triple]:
    """The examples to run and the prefixes, with the endpoint that they are for."""
    kinds = {ox.NamedNode(str(EXAMPLE)), ox.NamedNode(f"{PREFIXES['sh']}PrefixDeclaration")}
    declare = ox.NamedNode(f"{PREFIXES['sh']}declare")
    own = {t.subject for t in stored if t.predicate == _TYPE and t.object in kinds}
    yield from (t for t in stored if t.subject in own or t.predicate == declare)
    yield from _targets(stored, ox.NamedNode(f"{base}/sparql"))


def _targets(stored: Sequence[ox.Triple], endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    target, kind = ox.NamedNode(f"{PREFIXES['schema']}target"), ox.NamedNode(str(EXAMPLE))
    for triple in stored:
        if triple.predicate == _TYPE and triple.object == kind:
            yield ox.Triple(triple.subject, target, endpoint)


def _measures(node: ox.NamedNode, name: str, dump: Dump) -> Iterator[ox.Triple]:
    checksum = ox.NamedNode(name)
    yield ox.Triple(
        node, ox.NamedNode(f"{_DCAT}byteSize"), _typed(dump.bytes, "nonNegativeInteger")
    )
    yield ox.Triple(node, ox.NamedNode(f"{_SPDX}checksum"), checksum)
    yield ox.Triple(checksum, _TYPE, ox.NamedNode(f"{_SPDX}Checksum"))
    algorithm = ox.NamedNode(f"{_SPDX}checksumAlgorithm_sha256")
    yield ox.Triple(checksum, ox.NamedNode(f"{_SPDX}algorithm"), algorithm)
    value = _typed(dump.sha256, "hexBinary")
    yield ox.Triple(checksum, ox.NamedNode(f"{_SPDX}checksumValue"), value)


def _time(words: str) -> ox.Literal:
    return _typed(words, "dateTime")


def _typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


def _dcterms(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["dcterms"] + name)
