"""Descriptions of things with many links: pages, totals, evidence; and every format one graph."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Dataset, Graph, Literal, Namespace, URIRef

from api.formats import GRAPHS, JSONLD, Format
from api.jsonld import jsonld_bytes
from api.outline import Outline
from api.paging import Turning
from api.serialise import graph_bytes
from kg.store import Store
from kg.vocab import ID, MG
from tests.things import Answered, send, serving, store_of

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
STATE, BODY, MEETING = ID["state/KEN"], ID["body/ga"], ID["meeting/m/1"]
STATEMENTS, DOCUMENTS, STEPS = 1_700, 1_200, 2_001


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A State with many statements, a body with many documents, each with its evidence."""
    graph = Graph()
    for thing, kind, label in ((STATE, MG.State, "Kenya"), (BODY, MG.Body, "Assembly")):
        graph.add((thing, RDF.type, kind))
        graph.add((thing, RDFS.label, Literal(label, lang="en")))
    for n in range(STATEMENTS):
        statement = ID[f"document/A/{n}/para/1/statement/KEN"]
        graph.add((statement, MG.speaker, STATE))
        graph.add((statement, RDFS.label, Literal(f"Statement {n}", lang="en")))
    for n in range(DOCUMENTS):
        document, evidence = ID[f"document/A/RES/{n}"], ID[f"evidence/{n}"]
        graph.add((document, MG.adoptedBy, BODY))
        graph.add((BODY, MG.adopts, document))
        graph.add((evidence, MG.supportsSubject, BODY))
        graph.add((evidence, MG.supportsPredicate, MG.adopts))
        graph.add((evidence, MG.supportsObject, document))
        graph.add((evidence, MG.statedIn, ID[f"document/A/RES/{n}/op/1"]))
    for n in range(STEPS):
        graph.add((ID[f"step/{n}"], MG.stepTo, STATE))
    path = tmp_path_factory.mktemp("many") / "store"
    store_of(path, graph)
    return serving(path)


def read(response: Answered) -> Graph:
    assert response.status == 200
    return Graph().parse(data=response.body.decode(), format="nt")


def pages(app: FastAPI, first: str) -> Iterator[Graph]:
    """The graphs of all pages, on the way that ``rel="next"`` leads."""
    target: str | None = first
    while target:
        response = send(app, target)
        yield read(response)
        found = re.search(r'<([^>]*)>; rel="next"', response.headers["link"])
        target = found[1] if found else None


def test_the_pages_together_are_the_whole_each_triple_once(app: FastAPI) -> None:
    """RFC 8288: the relation ``next`` leads through all pages."""
    parts = list(pages(app, "/doc/state/KEN.nt"))

    speakers = [set(part.subjects(MG.speaker, STATE)) for part in parts]
    steps = [set(part.subjects(MG.stepTo, STATE)) for part in parts]
    assert len(parts) == -(-(STATEMENTS + STEPS) // 500)
    assert sum(map(len, speakers)) == len(set().union(*speakers)) == STATEMENTS
    assert sum(map(len, steps)) == len(set().union(*steps)) == STEPS
    assert {len(s) + len(t) for s, t in zip(speakers, steps, strict=True)} <= {500, 201}


def test_each_statement_on_the_pages_has_its_evidence(app: FastAPI) -> None:
    whole = Graph()
    for part in pages(app, "/doc/body/ga.nt"):
        whole += part

    adopted = set(whole.objects(BODY, MG.adopts))
    assert len(adopted) == DOCUMENTS
    assert set(whole.subjects(MG.adoptedBy, BODY)) == adopted
    for document in adopted:
        evidence = whole.value(predicate=MG.supportsObject, object=document)
        assert (evidence, MG.supportsSubject, BODY) in whole
        assert whole.value(evidence, MG.statedIn) is not None


def test_a_page_says_where_it_stands_and_how_much_there_is(app: FastAPI) -> None:
    """Hydra core vocabulary: a partial view of a collection, with its total."""
    graph = read(send(app, "/doc/state/KEN.nt?page=2"))
    document = URIRef("https://graph.example/doc/state/KEN")
    page = URIRef(f"{document}?page=2")

    assert graph.value(document, HYDRA.totalItems) == Literal(STATEMENTS + STEPS + 2)
    assert graph.value(document, HYDRA.view) == page
    assert (page, RDF.type, HYDRA.PartialCollectionView) in graph
    assert graph.value(page, HYDRA.first) == document
    assert graph.value(page, HYDRA.previous) == document
    assert graph.value(page, HYDRA.next) == URIRef(f"{document}?page=3")
    assert graph.value(page, HYDRA.last) == URIRef(f"{document}?page=8")


def test_a_page_links_to_its_other_formats_and_to_its_neighbours(app: FastAPI) -> None:
    response = send(app, "/doc/state/KEN.ttl?page=2")

    link = response.headers["link"]
    assert response.headers["content-location"] == "/doc/state/KEN.ttl?page=2"
    assert '</doc/state/KEN.nt?page=2>; rel="alternate"; type="application/n-triples"' in link
    assert '</doc/state/KEN.ttl>; rel="first", </doc/state/KEN.ttl>; rel="prev"' in link
    assert '</doc/state/KEN.ttl?page=3>; rel="next"' in link
    assert '</doc/state/KEN.ttl?page=8>; rel="last"' in link


def test_a_page_is_the_same_whenever_it_is_asked_for(app: FastAPI) -> None:
    target = "/doc/state/KEN?page=3&format=nt"
    first, again = send(app, target), send(app, target)

    assert first.body == again.body
    assert first.headers["etag"] == again.headers["etag"]
    assert '</doc/state/KEN?format=nt&page=4>; rel="next"' in first.headers["link"]


def test_a_small_description_has_one_page_that_says_nothing_of_pages(app: FastAPI) -> None:
    response = send(app, "/doc/document/A/RES/7.nt")

    graph = read(response)
    assert 'rel="next"' not in response.headers["link"]
    assert set(graph.predicates()) == {
        MG.adoptedBy,
        MG.adopts,
    }


def test_a_reader_turns_the_pages_of_a_page(app: FastAPI) -> None:
    first = send(app, "/doc/state/KEN.html").body.decode()
    last = send(app, "/doc/state/KEN.html?page=4").body.decode()

    assert "Page 1 of 4 of what is known of it: 3,703 triples." in first
    assert f"500 of {STATEMENTS:,}; the others stand on other pages." in first
    assert f"{STEPS:,} steps, too many to list." in first
    assert '<a rel="next" href="/doc/state/KEN.html?page=2">' in first
    assert 'rel="next"' not in last
    assert '<a rel="prev" href="/doc/state/KEN.html?page=3">' in last


@pytest.mark.parametrize(
    ("page", "status"),
    [("1", 200), ("8", 200), ("9", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 99, 400)],
)
def test_only_pages_that_there_are_are_answered(app: FastAPI, page: str, status: int) -> None:
    assert send(app, f"/doc/state/KEN.nt?page={page}").status == status


def test_a_graph_has_pages_too(app: FastAPI) -> None:
    counts = [len(part) for part in pages(app, "/doc/graph/registry.nt")]

    said_of_pages = 8 + 9 + 8  # the first has no page before it, the last none after
    assert len(counts) == 3
    assert sum(counts) - said_of_pages == 2 * STATEMENTS + 6 * DOCUMENTS + STEPS + 4


def test_a_page_takes_no_more_memory_however_long_the_whole_is(app: FastAPI) -> None:
    send(app, "/doc/state/KEN.nt?page=2")  # so that what is read once has been read
    peaks = []
    for target in ("/doc/state/KEN.nt?page=3", "/doc/state/KEN.nt?page=8"):
        tracemalloc.start()
        send(app, target)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert max(peaks) < 5_000_000


def test_where_not_all_was_counted_no_total_is_told() -> None:
    whole = Outline(outgoing=1, incoming={str(MG.cites): 900}, evidence=0, cut=False)
    turn = Turning("/doc/x", 1, whole.pages)

    def told(outline: Outline) -> list[str]:
        triples = turn.triples("https://graph.example", f"{ID}x", outline)
        return [str(t.object) for t in triples if t.predicate.value == str(HYDRA.totalItems)]

    assert told(whole) == [str(ox.Literal(901))]
    assert told(replace(whole, cut=True)) == []


def test_what_users_say_is_not_described_here(tmp_path: Path) -> None:
    secret, ours = ID["body/secret"], ID["body/ga"]
    store_of(tmp_path / "store", Graph().add((ours, RDFS.label, Literal("Assembly"))))
    with Store(tmp_path / "store") as store:
        said = [f'{thing.n3()} {RDFS.label.n3()} "said" .' for thing in (secret, ours)]
        store.put_graph("https://graph.example/graphs/mine", said)
        store.publish()
    app = serving(tmp_path / "store")

    assert send(app, "/doc/body/secret.nt").status == 404
    assert b"said" not in send(app, "/doc/body/ga.nt").body
    assert send(app, "/doc/https://graph.example/graphs/mine").status == 404


def test_json_ld_has_its_context_within(app: FastAPI) -> None:
    """JSON-LD 1.1, 3.1: nothing has to be fetched to read it."""
    document = json.loads(send(app, "/doc/body/ga.jsonld?page=2").body)

    context = document["@context"]
    assert context["mg"] == str(MG)
    assert all(isinstance(value, str) and value.startswith("http") for value in context.values())


PATHS = st.lists(st.sampled_from([*"ab/()-_~,;:@&=+$!*'é", ".b", "%C3%A9", "//"]), max_size=6)
IRIS = PATHS.map(lambda parts: ox.NamedNode(f"{ID}a{''.join(parts)}")) | st.sampled_from(
    [ox.NamedNode(n) for n in ("mg:x", "urn:x:y", "mailto:a@b", f"{ID}//a", str(MG))]
)
PREDICATES = st.sampled_from([ox.NamedNode(str(MG[n])) for n in ("title", "text", "cites", "é")])
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\"'<>&]\\"), max_size=12
)
LITERALS = st.one_of(
    st.builds(ox.Literal, WORDS),
    st.builds(lambda w, tag: ox.Literal(w, language=tag), WORDS, st.sampled_from(["en", "fr-ca"])),
    st.builds(lambda w: ox.Literal(w, datatype=ox.NamedNode("urn:x:kind")), WORDS),
    st.builds(ox.Literal, st.integers(-9, 9)),
)
TRIPLES = st.lists(st.builds(ox.Triple, IRIS, PREDICATES, IRIS | LITERALS), max_size=8)
TYPED = st.lists(st.builds(ox.Triple, IRIS, st.just(ox.NamedNode(str(RDF.type))), IRIS | LITERALS))
RDFLIB = "ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"  # which rdflib 7.6 itself causes
NAMES = {"jsonld": "json-ld", "rdf": "xml", "nq": "nquads", "ttl": "turtle"}


@pytest.mark.filterwarnings(RDFLIB)
@pytest.mark.parametrize("form", GRAPHS, ids=lambda f: f.name)
def test_every_format_is_read_as_the_same_graph(form: Format) -> None:
    """Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD, read by another library."""

    @settings(max_examples=40, deadline=None)
    @given(TRIPLES)
    def check(triples: list[ox.Triple]) -> None:
        written = graph_bytes(triples, form)

        assert parsed(written, form) == meant(triples)

    check()


@pytest.mark.filterwarnings(RDFLIB)
@settings(max_examples=80, deadline=None)
@given(st.builds(list.__add__, TRIPLES, TYPED))
def test_json_ld_with_its_context_is_read_as_the_same_graph(triples: list[ox.Triple]) -> None:
    """JSON-LD 1.1: rdflib and the engine read the terms that were written, to the letter."""
    written = jsonld_bytes(triples)

    assert parsed(written, JSONLD) == meant(triples)
    quads = ox.parse(written, format=ox.RdfFormat.JSON_LD)
    assert {q.triple for q in quads} == set(triples)


def parsed(written: bytes, form: Format) -> set[tuple[object, ...]]:
    dataset = Dataset()
    dataset.parse(data=written.decode(), format=NAMES.get(form.name, form.name))
    return {terms[:3] for terms in dataset.quads()}


def meant(triples: list[ox.Triple]) -> set[tuple[object, ...]]:
    return set(Graph().parse(data="".join(f"{t} .\n" for t in triples), format="nt"))
