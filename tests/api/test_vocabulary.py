"""The ontology and the shapes are manuals to people and graphs to programs, with versions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from api.diagrams import diagram
from api.formats import GRAPHS
from api.manual import Module, Term, read_manual
from kg.reason import read_ontology
from kg.resources import folder
from kg.vocab import MG

HTML = {"Accept": "text/html"}
IRI = URIRef("https://w3id.org/mandategraph/ontology")
SSSOM = Namespace("https://w3id.org/sssom/")
FORMS = [
    ("text/turtle", "ttl"),
    ("application/ld+json", "jsonld"),
    ("application/rdf+xml", "rdf"),
    ("application/n-triples", "nt"),
]


def parsed(text: str, form: str) -> Graph:
    known = next(f.graph for f in GRAPHS if f.name == form)
    assert known is not None
    quads = ox.parse(text.encode(), format=known)
    return Graph().parse(data="\n".join(f"{q.triple} ." for q in quads), format="nt")


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    return client.get("/ontology", headers=HTML).text


@pytest.mark.parametrize(("media", "form"), FORMS)
@pytest.mark.parametrize("address", ["/ontology", "/ontology/0.1.0"])
def test_the_ontology_comes_in_each_format_with_its_version(
    client: TestClient, address: str, media: str, form: str
) -> None:
    answer = client.get(address, headers={"Accept": media})

    graph = parsed(answer.text, form)
    assert answer.headers["content-type"].startswith(media)
    assert (IRI, OWL.versionIRI, URIRef(f"{IRI}/0.1.0")) in graph
    assert len(graph) == len(read_ontology([folder("ontology")]))
    assert '</ontology>; rel="latest-version"' in answer.headers["link"]


@pytest.mark.parametrize(("media", "form"), FORMS)
@pytest.mark.parametrize("address", ["/shapes", "/shapes/0.1.0"])
def test_the_shapes_come_in_each_format_with_their_version(
    client: TestClient, address: str, media: str, form: str
) -> None:
    graph = parsed(client.get(address, headers={"Accept": media}).text, form)
    shapes = URIRef("https://w3id.org/mandategraph/shapes")

    assert (shapes, OWL.versionIRI, URIRef(f"{shapes}/0.1.0")) in graph


@pytest.mark.parametrize("kind", ["ontology", "shapes"])
def test_a_version_that_is_not_there_is_refused_with_those_there_are(
    client: TestClient, kind: str
) -> None:
    answer = client.get(f"/{kind}/9.9.9")

    assert answer.status_code == 404
    assert answer.json()["versions"] == ["0.1.0"]
    assert f"/{kind}/0.1.0" in answer.json()["hint"]
    assert "9.9.9" in client.get(f"/{kind}/9.9.9", headers=HTML).text


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/ontology/Mandate", "/ontology#Mandate"),
        ("/ontology/leadsTo", "/ontology#leadsTo"),
        ("/ontology/trace", "/ontology#module-trace"),
        ("/ontology/axioms", "/ontology"),
        ("/shapes/Mandate-addressee", "/shapes#Mandate-addressee"),
    ],
)
def test_a_term_leads_to_where_the_manual_tells_of_it(
    client: TestClient, address: str, target: str
) -> None:
    answer = client.get(address, headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (303, target)
    page, _, anchor = target.partition("#")
    assert not anchor or f'id="{anchor}"' in client.get(page, headers=HTML).text


def test_a_module_is_a_graph(client: TestClient) -> None:
    answer = client.get("/ontology/vote", headers={"Accept": "application/rdf+xml"})

    graph = Graph().parse(data=answer.text, format="xml")
    assert isomorphic(graph, Graph().parse(folder("ontology") / "vote.ttl"))


@pytest.mark.parametrize("name", ["eli", "prov", "org", "dcterms", "skos", "undo", "unms", "unbis"])
def test_an_alignment_is_a_graph_and_a_page_with_each_reason(client: TestClient, name: str) -> None:
    text = client.get(f"/ontology/alignments/{name}", headers={"Accept": "text/turtle"}).text
    shown = client.get(f"/ontology/alignments/{name}", headers=HTML).text

    notes = list(Graph().parse(data=text, format="turtle").subjects(RDF.type, SSSOM.Mapping))
    assert notes
    assert shown.count("<tr") == len(notes) + 1
    assert (f"view={name}" in shown) == (name != "unbis")


@pytest.mark.parametrize("path", ["alignments/nothing", "examples/nothing", "..%2Fpyproject"])
def test_what_is_not_there_is_refused_with_what_is(client: TestClient, path: str) -> None:
    answer = client.get(f"/ontology/{path}")

    assert answer.status_code == 404
    assert answer.json()["hint"]


def test_an_example_is_a_graph_and_a_page_that_tells_its_story(client: TestClient) -> None:
    address = "/ontology/examples/paragraph-nine"

    shown = client.get(address, headers=HTML).text
    text = client.get(address, headers={"Accept": "text/turtle"}).text

    assert "One paragraph asks for an expert group" in shown
    assert '<a href="/ontology#leadsTo">' in shown or '<a href="/ontology#recalls">' in shown
    assert text == (folder("ontology") / "examples" / "paragraph-nine.ttl").read_text()


def test_the_manual_has_an_anchor_for_each_term_and_module(client: TestClient, page: str) -> None:
    ontology = read_ontology([folder("ontology")])
    terms = {str(s).removeprefix(MG) for s in ontology.subjects(RDFS.isDefinedBy)}

    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert terms <= set(anchors)
    assert "genid" not in page  # a restriction has no name to show
    for target in set(re.findall(r'href="(?:/ontology)?#([^"]+)"', page)):
        assert target in anchors, target


def test_the_manual_tells_of_a_term_all_that_speaks_of_it(page: str) -> None:
    told = page[page.index('<dt id="speaker">') :]
    told = told[: told.index("</dd>")]

    for words in ("Used of", "Values", "Checked by", "Asked in", "Told in", "Elsewhere", "Source"):
        assert words in told, words
    assert 'href="/ontology/alignments/prov#speaker"' in told


def test_the_manual_has_a_drawing_for_each_module_that_can_be_drawn(page: str) -> None:
    drawings = re.findall(r'<svg class="diagram".*?</svg>', page, re.DOTALL)

    assert len(drawings) == page.count('<h2 id="module-')
    for drawing in drawings:
        assert ET.fromstring(drawing).find("title") is not None  # noqa: S314 - our own
        assert " style=" not in drawing
        assert "href" not in drawing


def test_questions_and_examples_are_linked_from_the_manual(client: TestClient, page: str) -> None:
    links = set(re.findall(r'href="(/(?:questions|ontology/examples)/[^"#]+)"', page))

    assert len(links) > 30
    assert "/ontology/examples/paragraph-nine" in links


def test_a_drawing_escapes_what_it_shows() -> None:
    no: tuple[str, ...] = ()
    term = Term(
        *("urn:#a<b>", "Classes", "m", "x", "x"),
        *(no, no, no, no, no, no, no, no, no, no, no),
        mappings=(),
    )
    module = Module("m", "A & B", "", {"Classes": (term,)})

    drawing = diagram(module, lambda iri: iri.rpartition("#")[2])

    assert "a&lt;b&gt;" in drawing
    assert "A &amp; B" in drawing


def test_a_module_without_classes_and_joins_has_no_drawing() -> None:
    assert diagram(Module("m", "M", "", {}), str) == ""


def test_a_manual_of_nothing_is_empty() -> None:
    manual = read_manual([], [])

    assert (manual.version, manual.modules) == ("", ())
