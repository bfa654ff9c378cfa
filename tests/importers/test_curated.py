"""A curated file becomes facts that bear their source and verification, or is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

import kg.importers
from kg.errors import CuratedError
from kg.importers import read_curated
from kg.judging import Room
from kg.vocab import GRAPH, ID, MG
from tests.graphs import assert_same, turtle

HERE = Path(__file__).parent
MALFORMED = sorted((HERE / "malformed").glob("*.trig"))
EVIDENCE = f"{ID}evidence/"


def with_nameless_evidence(graph: Graph) -> Graph:
    """The graph with a blank node for each piece of evidence."""
    out = Graph()
    for subject, predicate, obj in graph:
        out.add((nameless(subject), predicate, obj))
    return out


def nameless(term: Node) -> Node:
    return BNode(str(term)[-64:]) if str(term).startswith(EVIDENCE) else term


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.importers.__all__ == sorted(kg.importers.__all__)


def test_the_folder_of_malformed_files_is_not_empty() -> None:
    assert MALFORMED


@pytest.mark.parametrize("path", MALFORMED, ids=lambda p: p.stem)
def test_a_malformed_file_is_refused_with_file_block_and_reason(path: Path, room: Room) -> None:
    head = path.read_text("utf-8").splitlines()[0].removeprefix("# ")
    block, _, why = head.partition(" | ")

    with pytest.raises(CuratedError) as refusal:
        read_curated(path, room.effects)

    error = refusal.value
    assert (error.file, error.block) == (path.name, block)
    assert error.why.startswith(why)
    assert str(error) == f"{path.name}, block {block}: {error.why}."


def test_a_syntax_error_is_said_with_its_line(room: Room) -> None:
    with pytest.raises(CuratedError, match="line 7 column 1"):
        read_curated(HERE / "malformed" / "not-trig.trig", room.effects)


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b'<urn:a> { <urn:b> <urn:c> "\xff" }'])
def test_a_binary_file_is_refused(tmp_path: Path, room: Room, data: bytes) -> None:
    (tmp_path / "x.trig").write_bytes(data)

    with pytest.raises(CuratedError, match="it is not TriG"):
        read_curated(tmp_path / "x.trig", room.effects)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, room: Room) -> None:
    with pytest.raises(CuratedError, match=r"it cannot be read \(.*No such file or directory"):
        read_curated(tmp_path / "nowhere.trig", room.effects)


def test_the_provenance_of_a_block_lands_on_each_of_its_facts(room: Room) -> None:
    draft = read_curated(HERE / "sound.trig", room.effects)

    expected = (HERE / "sound.expected.ttl").read_text("utf-8")
    assert draft.name == GRAPH["curated/sound"]
    assert_same(with_nameless_evidence(draft.graph), turtle(f"@base <{ID}> .\n{expected}"))


def test_evidence_is_named_by_what_it_supports_and_its_passage(room: Room) -> None:
    graph = read_curated(HERE / "sound.trig", room.effects).graph

    day = '"2035-01-02"^^<http://www.w3.org/2001/XMLSchema#date>'
    passages = (f"{ID}document/A/RES/91/2/pp/3", "https://example.org/page")
    expected = {
        hashlib.sha256(
            "\n".join((f"{ID}document/A/RES/90/1", f"{MG}adoptedOn", day, passage)).encode()
        ).hexdigest()
        for passage in passages
    }
    found = graph.subjects(MG.supportsPredicate, URIRef(f"{MG}adoptedOn"))
    assert {str(s).removeprefix(EVIDENCE) for s in found} == expected


def test_no_blank_node_is_in_what_is_read(room: Room) -> None:
    graph = read_curated(HERE / "sound.trig", room.effects).graph

    assert not [t for triple in graph for t in triple if isinstance(t, BNode)]
