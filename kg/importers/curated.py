"""Turn a curated TriG file into a draft in which every fact bears its source and verification.

Each named block of the file is a group of facts of one provenance, which the default graph states:
``mg:verification`` (exactly one), ``dcterms:source`` or ``dcterms:bibliographicCitation`` (at
least one, unless unverified), ``mg:statedIn`` (at most one). A fact about a thing that several
passages describe becomes an ``mg:Evidence`` node; a thing that one passage makes bears the
provenance itself. The registry asserts what the evidence supports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from kg.errors import CuratedError
from kg.importers.triples import rdflib_graph
from kg.iri import curated_graph, evidence_iri
from kg.model import Draft
from kg.ntriples import draft_of
from kg.vocab import ID, MG

__all__ = ["PASSAGE_MADE", "read_curated"]

PASSAGE_MADE = frozenset(
    MG[name]
    for name in (
        "AgendaItem",
        "AttendanceCount",
        "Citation",
        "Footnote",
        "Mandate",
        "OperativeParagraph",
        "Outcome",
        "Paragraph",
        "Participation",
        "PreambularParagraph",
        "Presentation",
        "RecordedVote",
        "ReportParagraph",
        "Sitting",
        "Statement",
        "UnplacedParagraph",
    )
)
_EDITORIAL = frozenset((RDF.type, RDFS.label, SKOS.prefLabel, SKOS.inScheme))
_PROVENANCE = (
    MG.verification,
    DCTERMS.source,
    DCTERMS.bibliographicCitation,
    MG.statedIn,
    SKOS.note,
)
_OWN_EFFECT = MG.givenIn
_PARAGRAPH_PATH = re.compile(r"/(pp|op|para|fn)/")


def read_curated(path: Path, effects: frozenset[URIRef]) -> Draft:
    """The draft of a curated file; its graph bears the file's name without its ending.

    ``effects`` are the tracing properties: a triple with one of them always becomes evidence, so
    that a step can rest on it.

    Raises:
        CuratedError: the file is not TriG, a block lacks its provenance, a fact stands outside
            the blocks, something has no name, or a term is of RDF 1.2.
    """
    blocks = _parse(path)
    about = blocks.pop("", Graph())
    _refuse_strays(path.name, about, blocks)
    made = {s for block in blocks.values() for s in _passage_made(block)}
    graph = Graph()
    for name, block in blocks.items():
        provenance = _provenance(path.name, name, about)
        _add_block(graph, block, provenance, made, effects)
    return draft_of(curated_graph(path.stem), graph)


def _parse(path: Path) -> dict[str, Graph]:
    """The blocks by their names; what is said of them stands under the empty name."""
    blocks: dict[str, list[ox.Triple]] = defaultdict(list)
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
            named = not isinstance(quad.graph_name, ox.DefaultGraph)
            name = _text(quad.graph_name) if named else ""
            blocks[name].append(quad.triple)
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        raise CuratedError(path.name, "–", why) from error
    except SyntaxError as error:
        raise CuratedError(path.name, "–", f"it is not TriG ({error})") from error
    return {name: _block(path.name, name, blocks[name]) for name in sorted(blocks)}


def _block(file: str, name: str, triples: Sequence[ox.Triple]) -> Graph:
    try:
        return rdflib_graph(triples)
    except ValueError as error:
        raise CuratedError(file, name or "–", str(error)) from error


def _text(name: object) -> str:
    return name.value if isinstance(name, ox.NamedNode) else str(name)


def _refuse_strays(file: str, about: Graph, blocks: Mapping[str, Graph]) -> None:
    """Refuse what would else be lost: facts outside the blocks, and things without names."""
    for subject in sorted(map(str, about.subjects())):
        if subject not in blocks:
            raise CuratedError(file, subject, "it is no block of this file, but described")
    for name, block in blocks.items():
        if any(isinstance(term, BNode) for s, _, o in block for term in (s, o)):
            raise CuratedError(file, name, "it holds a blank node; name what it stands for")


def _passage_made(block: Graph) -> Iterator[Node]:
    for subject, kind in block.subject_objects(RDF.type):
        if kind in PASSAGE_MADE:
            yield subject


def _provenance(file: str, name: str, about: Graph) -> Graph:
    given = Graph()
    for predicate in _PROVENANCE:
        for value in about.objects(URIRef(name), predicate):
            given.add((URIRef(name), predicate, value))
    states = list(given.objects(None, MG.verification))
    if len(states) != 1:
        raise CuratedError(file, name, f"it has {len(states)} mg:verification, not one")
    sourced = set(given.predicates()) & {DCTERMS.source, DCTERMS.bibliographicCitation}
    if states[0] != MG.unverified and not sourced:
        raise CuratedError(file, name, "it names no source and is not mg:unverified")
    passages = len(list(given.objects(None, MG.statedIn)))
    if passages > 1:
        raise CuratedError(file, name, f"it has {passages} mg:statedIn, not at most one")
    return given


def _add_block(
    graph: Graph,
    block: Graph,
    provenance: Graph,
    made: set[Node],
    effects: frozenset[URIRef],
) -> None:
    borne: set[Node] = set()
    for subject, predicate, obj in block:
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            continue
        is_effect = predicate in effects and predicate != _OWN_EFFECT
        if predicate in _EDITORIAL or (subject in made and not is_effect):
            graph.add((subject, predicate, obj))
            if subject in made:
                borne.add(subject)
        else:
            _add_evidence(graph, subject, predicate, obj, provenance)
    for subject in borne:
        if isinstance(subject, URIRef) and not _PARAGRAPH_PATH.search(_own_path(subject)):
            _bear(graph, subject, provenance, block)


def _own_path(thing: URIRef) -> str:
    """The path of a paragraph itself; of a thing under a paragraph, nothing."""
    path = thing.removeprefix(ID)
    under = ("mandate/", "vote/", "meeting/")
    if path.startswith(under[:2]) or re.search(
        r"/(citation|statement|outcome|attendance|participation)/", path
    ):
        return ""
    return path


def _add_evidence(
    graph: Graph, subject: URIRef, predicate: URIRef, obj: Node, provenance: Graph
) -> None:
    name = evidence_iri(subject, predicate, _n3(obj), _passage(provenance))
    graph.add((name, RDF.type, MG.Evidence))
    graph.add((name, MG.supportsSubject, subject))
    graph.add((name, MG.supportsPredicate, predicate))
    graph.add((name, MG.supportsObject, obj))
    graph.add((name, MG.derivedBy, MG.byCuration))
    for _, key, value in provenance:
        graph.add((name, key, value))


def _passage(provenance: Graph) -> str | None:
    """What tells one piece of evidence for a fact from the next."""
    for predicate in (MG.statedIn, DCTERMS.source, DCTERMS.bibliographicCitation):
        for value in sorted(provenance.objects(None, predicate), key=str):
            return str(value)
    return None


def _bear(graph: Graph, subject: URIRef, provenance: Graph, block: Graph) -> None:
    graph.add((subject, MG.derivedBy, MG.byCuration))
    stated = block.value(subject, MG.statedIn) or block.value(subject, MG.givenIn)
    for _, key, value in provenance:
        if key != MG.statedIn or stated is None:
            graph.add((subject, key, value))
    if stated is not None:
        graph.add((subject, MG.statedIn, stated))


def _n3(term: Node) -> str:
    return term.n3() if isinstance(term, URIRef | Literal) else str(term)
