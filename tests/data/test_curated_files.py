"""The curated files are TriG in which each block says where its facts come from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

import kg
from kg.iri import curated_graph, document_of
from kg.vocab import ID, MG

FOLDER = Path(kg.__file__).parent / "data"
FILES = sorted(FOLDER.glob("*.trig"))

_NAME = r"[^/\s]+"
_NUMBERED = r"(/(annex(/\d+)?|section/[^/\s]+))*/(pp|op|para|fn)(/[A-Za-z0-9~]+)+"
_EVENT = rf"(meeting/{_NAME}/{_NAME}|body/{_NAME}/session/{_NAME})"
_WORK = (
    rf"(document/[^\s]+?(/draft/\d+)?|instrument/{_NAME}|{_EVENT}/report)(?=$|/(pp|op|para|fn)/)"
)
FORMS = re.compile(
    rf"({_WORK}({_NUMBERED})?(/citation/\d+)?"
    rf"|mandate/{_WORK.replace('document/', '')}{_NUMBERED}(/clause/\d+)?"
    rf"|mandate/[A-Z][^\s]*?{_NUMBERED}(/clause/\d+)?"
    rf"|{_EVENT}(/sitting/\d+|/person/{_NAME}|/participation/{_NAME}|/agenda(/\d+)?)?"
    rf"|(body|group|organization|topic)/{_NAME}|state/[A-Z]{{3}}"
    rf"|vote/[^\s]+/(plenary|committee/\d+|amendment/\d+))"
)


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated file: what the default graph says of each block, and the blocks by name."""

    about: Graph
    blocks: dict[str, Graph]

    def graphs(self) -> tuple[Graph, ...]:
        return (self.about, *self.blocks.values())


def read(path: Path) -> Curated:
    lines: dict[str, list[str]] = defaultdict(list)
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        lines[name].append(f"{quad.triple} .")
    graphs = {name: Graph().parse(data="\n".join(nt), format="nt") for name, nt in lines.items()}
    return Curated(graphs.pop(""), graphs)


def test_the_folder_holds_curated_files() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_block_names_its_verification_and_its_source(path: Path) -> None:
    curated = read(path)
    about = curated.about

    for name in curated.blocks:
        block = URIRef(name)
        assert name.startswith(f"{curated_graph(path.stem)}#")
        states = list(about.objects(block, MG.verification))
        assert len(states) == 1, name
        assert states[0] in (MG.fromText, MG.secondSource, MG.unverified), name
        sources = {*about.objects(block, DCTERMS.source)}
        sources |= {*about.objects(block, DCTERMS.bibliographicCitation)}
        assert bool(sources) == (states[0] != MG.unverified), name
        assert len(list(about.objects(block, MG.statedIn))) <= 1, name
        for passage in about.objects(block, MG.statedIn):
            source = about.value(block, DCTERMS.source)
            own = str(source).startswith(ID)
            work = document_of(URIRef(str(passage))).removesuffix("/draft/1")
            assert not own or work == str(source), name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_provenance_stands_without_its_block(path: Path) -> None:
    curated = read(path)

    assert {str(s) for s in curated.about.subjects()} == set(curated.blocks)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_thing_has_an_iri_of_a_known_form(path: Path) -> None:
    for graph in read(path).graphs():
        for triple in graph:
            for term in triple:
                assert not isinstance(term, BNode)
                if str(term).startswith(ID) and "/graph/" not in str(term):
                    assert FORMS.fullmatch(str(term).removeprefix(ID)), term


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_mandate_is_described_in_one_block_and_named(path: Path) -> None:
    found: dict[str, str] = {}
    for name, block in read(path).blocks.items():
        for mandate in block.subjects(MG.givenIn):
            assert str(mandate) not in found, mandate
            found[str(mandate)] = name
            assert block.value(mandate, RDFS.label), mandate
            assert block.value(mandate, MG.mandateType), mandate


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_sentence_is_longer_than_a_label(path: Path) -> None:
    """Labels and deliverables are our own words: short ones."""
    for graph in read(path).graphs():
        for _, predicate, obj in graph:
            if predicate in (RDFS.label, MG.deliverable) and isinstance(obj, Literal):
                assert len(obj) <= 125, obj
