"""What is taken in lands in graphs of the right names, and the default graph is their merge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, URIRef

from kg.doctor import examine
from kg.importers import read_curated
from kg.iri import document_graph, document_iri, mandate_iri, paragraph_iri, record_graph
from kg.judging import Room, judge
from kg.pipeline import ingest
from kg.portrait import keep_portrait
from kg.shipped import build_shipped, settle
from kg.store import Store
from kg.vocab import GRAPH, MG
from tests.pipeline.conftest import ACTS, PLAIN, TESTS, digest_after, records

NewStore = Callable[[], Path]
MANDATE = mandate_iri(paragraph_iri(PLAIN, "op3"))
CURATED = """
@base <https://w3id.org/mandategraph/id/> .
@prefix mg: <https://w3id.org/mandategraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix b: <https://w3id.org/mandategraph/id/graph/curated/lamps#> .

b:one mg:verification mg:secondSource ; dcterms:source <https://example.org/lamps> ;
    mg:statedIn <document/A/RES/90/12/op/3> .
b:one {
    <mandate/A/RES/90/12/op/3> a mg:Mandate ;
        rdfs:label "A/RES/90/12, paragraph 3: a report on lamps"@en ;
        mg:givenIn <document/A/RES/90/12/op/3> ;
        mg:action "invites" ;
        mg:addressee <body/ga> ;
        mg:mandateType mg:report ;
        mg:topic <topic/cybercrime> ;
        mg:establishes <meeting/keepers/1> .
    <meeting/keepers/1> a mg:Meeting ; rdfs:label "meeting of the keepers"@en .
    <body/keepers> a mg:Body ; rdfs:label "Keepers"@en .
}

b:two mg:verification mg:secondSource ; dcterms:source <https://example.org/lamps> .
b:two {
    <document/A/RES/90/12> mg:adoptedOn "2035-05-04"^^xsd:date ;
        mg:adoptedAt <meeting/keepers/1> .
}
"""


def add_curated(store: Store, room: Room, path: Path) -> None:
    path.write_text(CURATED, "utf-8")
    (verdict,) = judge([read_curated(path, room.effects)], room)
    settle(store, room, store.commit([verdict.accepted()]))
    keep_portrait(store)


def said(store: Store, subject: URIRef, predicate: URIRef) -> set[str]:
    """What the default graph says."""
    node, name = ox.NamedNode(subject), ox.NamedNode(predicate)
    return {str(t.object) for t in store.view().triples(node, name)}


def merged(store: Store) -> set[str]:
    return {str(triple) for triple in store.view().triples()}


def not_well(store: Path) -> list[str]:
    return [f"{c.name}: {c.says}" for c in examine(store, full=True) if not c.well]


def test_decisions_and_records_land_in_graphs_of_their_own(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    shutil.copy(TESTS / "importers" / "decisions" / "99_407.json", tmp_path)
    (tmp_path / "found.xml").write_text(records(), "utf-8")

    with Store(new_store()) as store:
        run = ingest(store, [tmp_path / "99_407.json", tmp_path / "found.xml"], room)
        names = set(store.digests())

    decided = {str(document_graph(document_iri(f"A/DEC/99/407 {part}"))) for part in "AB"}
    recorded = {str(record_graph(symbol)) for symbol in ("A/C.9/99/L.3", "A/RES/99/7 A")}
    assert recorded == {
        f"{GRAPH}curated/record/A/C.9/99/L.3",
        f"{GRAPH}curated/record/A/RES/99/7_A",
    }
    assert names == {*decided, *recorded, *(str(GRAPH[n]) for n in ("registry", "derived", "void"))}
    assert [set(o.graphs) for o in run.outcomes] == [decided, recorded]
    assert [o.paragraphs > 0 for o in run.outcomes] == [True, False]


@pytest.mark.parametrize("text_first", [True, False])
def test_a_text_wins_over_what_was_curated_property_by_property(
    tmp_path: Path, room: Room, new_store: NewStore, text_first: bool
) -> None:
    path = new_store()
    text = ACTS / "ga-plain.txt"

    with Store(path) as store:
        if text_first:
            ingest(store, [text], room)
            add_curated(store, room, tmp_path / "lamps.trig")
        else:
            add_curated(store, room, tmp_path / "lamps.trig")
            before = said(store, MANDATE, MG.action)
            assert before == {'"invites"'}
            ingest(store, [text], room)
        store.publish()

        assert said(store, MANDATE, MG.action) == {'"requests"'}
        assert f"<{URIRef('https://w3id.org/mandategraph/id/body/ga')}>" not in said(
            store, MANDATE, MG.addressee
        )
        assert len(said(store, MANDATE, RDFS.label)) == 1
        assert len(said(store, MANDATE, MG.topic)) == 1  # of which the text says nothing
        assert len(said(store, MANDATE, MG.establishes)) == 1
        dates = said(store, PLAIN, MG.adoptedOn)
        assert {date.split('"')[1] for date in dates} == {"2035-05-03"}
        kept = "\n".join(store.view().lines(f"{GRAPH}curated/lamps"))
        assert '"invites"' in kept
        assert '"2035-05-04"' in kept
    assert not_well(path) == []


def test_curated_and_text_in_either_order_are_one_graph(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    one, other = new_store(), new_store()
    text = ACTS / "ga-plain.txt"

    with Store(one) as store:
        ingest(store, [text], room)
        add_curated(store, room, tmp_path / "lamps.trig")
        first = store.digest(), merged(store)
    with Store(other) as store:
        add_curated(store, room, tmp_path / "lamps.trig")
        ingest(store, [text], room)
        second = store.digest(), merged(store)

    assert first == second


def test_what_was_curated_speaks_again_when_the_text_is_gone(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    path = new_store()

    with Store(path) as store:
        add_curated(store, room, tmp_path / "lamps.trig")
        before = store.digest(), merged(store)
        ingest(store, [ACTS / "ga-plain.txt"], room)
        settle(store, room, store.remove([str(document_graph(PLAIN))]))
        keep_portrait(store)
        after = store.digest(), merged(store)
        store.publish()

    assert after == before
    assert not_well(path) == []


def test_a_text_that_changed_leaves_what_a_new_store_would_hold(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    text = (ACTS / "ga-plain.txt").read_text("utf-8")
    path = tmp_path / "lamps.txt"
    changed, fresh = new_store(), new_store()

    path.write_text(text, "utf-8")
    digest_after(changed, room, [path])
    path.write_text(text.replace("3. Requests", "3. Urges").replace("89/41", "89/42"), "utf-8")

    assert digest_after(changed, room, [path]) == digest_after(fresh, room, [path])
    with Store(changed) as one, Store(fresh) as other:
        assert merged(one) == merged(other)
    assert not_well(changed) == []


def test_the_default_graph_is_the_merge_after_the_whole_folder(
    folder: Path, room: Room, shipped: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copytree(shipped, tmp_path / "store"))
    paths: Sequence[Path] = sorted(folder.iterdir())

    with Store(path) as store:
        ingest(store, paths, room)
        ingest(store, [p for p in paths if p.suffix == ".txt"], room, replace=True)

    assert not_well(path) == []


def test_what_ships_is_renewed_beside_a_text_of_the_chain(
    room: Room, shipped: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copytree(shipped, tmp_path / "store"))
    text = (ACTS / "ga-plain.txt").read_text("utf-8").replace("90/12.", "74/173.")
    (tmp_path / "text.txt").write_text(text, "utf-8")

    with Store(path) as store:
        ingest(store, [tmp_path / "text.txt"], room)
        expected = store.digest()
        build_shipped(store, room, "made anew")

        assert store.digest() == expected


def test_what_ships_is_renewed_beside_records(room: Room, shipped: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(shipped, tmp_path / "store"))
    (tmp_path / "found.xml").write_text(records(), "utf-8")

    with Store(path) as store:
        ingest(store, [tmp_path / "found.xml"], room)
        expected = store.digest()
        build_shipped(store, room, "made anew")

        assert store.digest() == expected
