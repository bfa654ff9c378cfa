"""Records of the library become graphs whose assertions rest on them; a bad one stops no other."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from kg.errors import SourceError
from kg.importers import is_record, read_marc, record_draft
from kg.judging import Room, judge
from kg.model import Draft
from kg.store import Snapshot
from kg.vocab import GRAPH, ID, MG
from tests.graphs import assert_same, turtle

HERE = Path(__file__).parent / "records"
FILE = HERE / "three.xml"
EXPECTED = sorted(HERE.glob("*.said.ttl"))
_Triple = tuple[URIRef, URIRef, Node]
RECORD = "https://digitallibrary.un.org/record/"


def draft_at(place: int, room: Room) -> Draft:
    records = {record.place: record for record in read_marc(FILE)}
    return record_draft(records[place], room.authority)


_PLACES = ("Subject", "Predicate", "Object")


def _triple(subject: Node | None, predicate: Node | None, obj: Node | None) -> _Triple:
    assert isinstance(subject, URIRef)
    assert isinstance(predicate, URIRef)
    assert obj is not None
    return subject, predicate, obj


def said(graph: Graph) -> Graph:
    """What the evidence of a graph supports."""
    out = Graph()
    for evidence in graph.subjects(RDF.type, MG.Evidence):
        values = (graph.value(evidence, MG[f"supports{place}"]) for place in _PLACES)
        out.add(_triple(*values))
    return out


def test_the_expected_graphs_are_there() -> None:
    assert [path.name for path in EXPECTED] == ["1.said.ttl", "3.said.ttl"]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_a_record_says_what_its_fields_say(path: Path, room: Room) -> None:
    draft = draft_at(int(path.name[0]), room)

    assert_same(said(draft.graph), turtle(f"@base <{ID}> .\n{path.read_text('utf-8')}"))


@pytest.mark.parametrize(("place", "number"), [(1, "9900001"), (3, "9900003")])
def test_each_assertion_bears_its_record(place: int, number: str, room: Room) -> None:
    graph = draft_at(place, room).graph

    borne = {
        (
            graph.value(thing, DCTERMS.source),
            graph.value(thing, MG.verification),
            graph.value(thing, MG.derivedBy),
        )
        for kind in (MG.Evidence, MG.AgendaItem)
        for thing in graph.subjects(RDF.type, kind)
    }
    assert borne == {(URIRef(RECORD + number), MG.secondSource, MG.byCuration)}


def test_a_record_has_a_graph_of_its_own(room: Room) -> None:
    names = [draft_at(place, room).name.removeprefix(GRAPH) for place in (1, 3)]

    assert names == ["curated/record/A/C.9/99/L.3", "curated/record/A/RES/99/7_A"]


def test_things_have_their_classes_and_labels(room: Room) -> None:
    graph = draft_at(1, room).graph

    things = {s.removeprefix(ID): (o, graph.value(s, RDFS.label)) for s, o in _classes(graph)}
    assert things == {
        "document/A/C.9/99/L.3": (MG.DraftResolution, _words("A/C.9/99/L.3")),
        "topic/undl-990077": (SKOS.Concept, _words("LIGHTHOUSES")),
        "http://metadata.un.org/thesaurus/9900123": (SKOS.Concept, _words("WEIGHTS")),
        "body/ga/session/99/agenda": (
            MG.Agenda,
            _words("Agenda of the General Assembly's ninety-ninth session"),
        ),
        "body/ga/session/99/agenda/71": (
            MG.AgendaItem,
            _words("General Assembly, ninety-ninth session, agenda item 71"),
        ),
        "body/ga/session/99/agenda/71/b": (
            MG.AgendaItem,
            _words("General Assembly, ninety-ninth session, agenda item 71(b)"),
        ),
    }


def _classes(graph: Graph) -> Iterator[tuple[URIRef, object]]:
    for subject, kind in graph.subject_objects(RDF.type):
        if kind != MG.Evidence and isinstance(subject, URIRef):
            yield subject, kind


def _words(text: str) -> Literal:
    return Literal(text, lang="en")


def test_a_number_of_the_library_is_kept_as_it_is(room: Room) -> None:
    graph = draft_at(1, room).graph

    found = {str(s).removeprefix(ID): str(o) for s, o in graph.subject_objects(SKOS.notation)}
    assert found == {"topic/undl-990077": "(DHLAUTH)990077"}


def test_what_is_odd_in_a_record_is_said(room: Room) -> None:
    first, third = draft_at(1, room).warnings, draft_at(3, room).warnings

    assert first == ("three.xml, record 1 (A/C.9/99/L.3): no list knows the sponsor 'Ruritania'",)
    assert [words.removeprefix("three.xml, record 3 (A/RES/99/7 A): ") for words in third] == [
        "its words were encoded as UTF-8 twice and are read as meant",
        "it also states the symbol S/2044/77, and a document has one",
        "field 269 holds no date: '2044-02-31'",
    ]


def test_a_record_without_a_symbol_is_refused_alone(room: Room) -> None:
    with pytest.raises(SourceError, match=r"record 2 \(9900002\) states no symbol in field 191"):
        draft_at(2, room)


def test_the_graphs_conform(room: Room) -> None:
    drafts = [draft_at(place, room) for place in (1, 3)]

    verdicts = judge(drafts, room, Snapshot(ox.Store(), 0, ""))
    assert [r.message for v in verdicts for r in v.report.results] == []


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<rdf:RDF xmlns:rdf='urn:x'/>", "utf-8")
    (tmp_path / "b.xml").write_text("http://www.loc.gov/MARC21/slim", "utf-8")

    found = [is_record(p) for p in (FILE, tmp_path / "a.xml", tmp_path / "b.xml", tmp_path)]
    assert found == [True, False, False, False]


BAD = {
    "entity": ("<!DOCTYPE c [<!ENTITY a 'b'>]><c>&a;</c>", "declares a document type"),
    "external": ("<!DOCTYPE c SYSTEM 'file:///etc/passwd'><c/>", "declares a document type"),
    "cut off": ("<collection><record><controlfield tag='001'>1", "no well-formed XML"),
    "no record": ("<collection/>", "it holds no MARC record"),
    "deep": ("<a>" * 50 + "</a>" * 50, "nest too deep"),
    "long": (f"<record><controlfield>{'x' * (2 << 20)}</controlfield></record>", "larger than any"),
    "long tag": (f"<record a='{'x' * (3 << 20)}'/>", "larger than any"),
    "many": ("<record>" + "<controlfield/>" * 30_000 + "</record>", "larger than any"),
    "encoding": ("<?xml version='1.0' encoding='x-none'?><record/>", "no well-formed XML"),
    "binary": ("\x00\x01", "no well-formed XML"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    text, why = BAD[name]
    (tmp_path / "bad.xml").write_text(text, "utf-8")

    with pytest.raises(SourceError, match=why):
        list(read_marc(tmp_path / "bad.xml"))


def test_records_before_a_fault_are_given(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8").replace("<leader>", "<leader><</leader>")
    (tmp_path / "bad.xml").write_text(text, "utf-8")
    records = read_marc(tmp_path / "bad.xml")

    assert next(records).control("001") == "9900001"
    assert next(records).control("001") == "9900002"
    with pytest.raises(SourceError, match="after 2 records"):
        next(records)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        list(read_marc(tmp_path / "none.xml"))


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    begin, end = text.index("<record>"), text.index("</collection>")
    (tmp_path / "many.xml").write_text(text[:begin] + text[begin:end] * 400 + text[end:], "utf-8")

    tracemalloc.start()
    count = sum(1 for _ in read_marc(tmp_path / "many.xml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 1200
    assert peak < 3_000_000
