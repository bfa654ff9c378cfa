"""Say what the ontology entails: which properties a trace follows, and whether it is consistent."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib import Literal as RdfLiteral

from kg.errors import ReasonerError
from kg.vocab import MG

__all__ = ["Consistency", "TracingProperty", "consistency", "read_ontology", "tracing_properties"]

_STRENGTHS: Final[tuple[tuple[Literal["strong", "weak"], URIRef, URIRef], ...]] = (
    ("strong", MG.leadsToStrongly, MG.followsStrongly),
    ("weak", MG.leadsToWeakly, MG.followsWeakly),
)
_TRUE: Final = RdfLiteral(True)
_GENERAL: Final = frozenset((MG.leadsTo, MG.follows, *(p for s in _STRENGTHS for p in s[1:])))
_NAMESPACES: Final = tuple(str(n) for n in (OWL, RDF, RDFS))
_ANNOTATIONS: Final = frozenset(
    (
        OWL.deprecated,
        OWL.imports,
        OWL.priorVersion,
        OWL.versionIRI,
        OWL.versionInfo,
        RDFS.comment,
        RDFS.isDefinedBy,
        RDFS.label,
        RDFS.seeAlso,
    )
)
_DATES: Final = frozenset((XSD.date, XSD.gYear, XSD.gYearMonth))


@dataclass(frozen=True, slots=True)
class Consistency:
    """What HermiT says of a graph; ``unsatisfiable`` are the classes that nothing can be in.

    Where the graph is inconsistent no class is named, since then every class is unsatisfiable.
    """

    consistent: bool
    unsatisfiable: tuple[URIRef, ...]


@dataclass(frozen=True, slots=True)
class TracingProperty:
    """A property by which one thing leads to, or follows from, another.

    ``forward`` is True where its subject is the cause (it stands under ``mg:leadsTo``); ``supers``
    are all its super-properties up to ``mg:leadsTo`` or ``mg:follows``, sorted; ``strength`` is
    None where neither is said (``mg:cites``); ``active`` is the one of the pair that names the
    effect of a step.
    """

    iri: URIRef
    inverse: URIRef
    forward: bool
    supers: tuple[URIRef, ...]
    strength: Literal["strong", "weak"] | None
    active: URIRef


def read_ontology(paths: Iterable[Path]) -> Graph:
    """The triples of the modules in one graph: each path is a Turtle file, or a folder of them.

    A folder is read without its subfolders.
    """
    graph = Graph()
    for path in paths:
        for file in sorted(path.glob("*.ttl")) if path.is_dir() else [path]:
            graph.parse(file, format="turtle")
    return graph


def consistency(graph: Graph) -> Consistency:
    """Whether what the graph says can be true, in the sense of OWL 2 DL.

    Imports are not followed, annotations and dates are not looked at: HermiT refuses the date
    datatypes, which stand outside OWL 2's datatype map (OWL 2 Structural Specification, clause 4).

    Raises:
        ReasonerError: there is no Java, or HermiT gave up on the graph.
    """
    # Imported here, not above: it takes a second, and a trace needs no reasoner.
    import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        raise ReasonerError("HermiT needs a Java runtime and finds none", "install a Java runtime")
    world = owlready2.World()
    try:
        triples = io.BytesIO(_logical(graph).serialize(format="nt", encoding="utf-8"))
        world.get_ontology("https://w3id.org/mandategraph/ontology").load(fileobj=triples)
        owlready2.sync_reasoner_hermit(world, debug=0)
        nothing = sorted(
            str(c.iri) for c in world.inconsistent_classes() if c.iri != str(OWL.Nothing)
        )
        return Consistency(True, tuple(URIRef(iri) for iri in nothing))
    except owlready2.OwlReadyInconsistentOntologyError as error:
        _remove_left_file(error)
        return Consistency(False, ())
    except owlready2.OwlReadyJavaError as error:
        _remove_left_file(error)
        raise ReasonerError(f"HermiT gave up: {error}", "correct the ontology") from error
    finally:
        world.close()


def tracing_properties(ontology: Graph) -> tuple[TracingProperty, ...]:
    """Each property that names an effect, in both directions, sorted by IRI.

    The general ones (``mg:leadsTo``, ``mg:follows`` and their strong and weak halves) are not
    among them: they name no effect, and come as ``supers``.

    Raises:
        ReasonerError: a property lacks its one inverse, or its pair has no one active voice.
    """
    found = {
        p
        for top in (MG.leadsTo, MG.follows)
        for p in ontology.transitive_subjects(RDFS.subPropertyOf, top)
        if isinstance(p, URIRef)
    }
    return tuple(_read_property(ontology, p) for p in sorted(found - _GENERAL))


def _logical(graph: Graph) -> Graph:
    """The triples that bear on consistency."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {p for kind in kinds for p in graph.subjects(RDF.type, kind)}
    logical = Graph()
    for s, p, o in graph:
        axiom = str(p).startswith(_NAMESPACES) and p not in _ANNOTATIONS
        dated = isinstance(o, RdfLiteral) and o.datatype in _DATES
        if (axiom or p in properties) and not dated:
            logical.add((s, p, o))
    return logical


def _remove_left_file(error: Exception) -> None:
    """Remove the file that owlready2 gave to HermiT: it does so itself only on success."""
    command = getattr(error.__context__, "cmd", None)
    if command:
        Path(command[-1].removeprefix("file:///")).unlink(missing_ok=True)


def _read_property(ontology: Graph, iri: URIRef) -> TracingProperty:
    supers = {
        p
        for p in ontology.transitive_objects(iri, RDFS.subPropertyOf)
        if isinstance(p, URIRef) and p != iri
    }
    inverse = _only(set(_inverses(ontology, iri)), f"{iri} has not exactly one owl:inverseOf")
    voiced = {p for p in (iri, inverse) if (p, MG.activeVoice, _TRUE) in ontology}
    active = _only(voiced, f"of {iri} and {inverse} not exactly one has mg:activeVoice")
    strength = next((s for s, *both in _STRENGTHS if supers & set(both)), None)
    return TracingProperty(
        iri, inverse, MG.leadsTo in supers, tuple(sorted(supers)), strength, active
    )


def _inverses(ontology: Graph, iri: URIRef) -> Iterator[URIRef]:
    for other in (*ontology.objects(iri, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, iri)):
        if isinstance(other, URIRef):
            yield other


def _only(found: set[URIRef], otherwise: str) -> URIRef:
    if len(found) != 1:
        raise ReasonerError(otherwise, "correct ontology/trace.ttl")
    return found.pop()
