"""The service describes itself: VoID, service description, examples, dumps and changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard
from lxml import etree
from rdflib import DCAT, RDF, RDFS, SH, VOID, Dataset, Graph, Literal, Namespace, URIRef
from starlette.testclient import TestClient

from api.app import create_app
from api.description import service_triples
from api.formats import GRAPHS
from api.settings import Settings
from kg.portrait import keep_portrait
from kg.portrait.examples import EXAMPLE
from kg.portrait.graph import DATASET
from kg.reason import read_ontology
from kg.resources import folder
from kg.store import Snapshot, Store
from kg.vocab import DERIVED, GRAPH, ONTOLOGY, REGISTRY, SCHEMA
from kg.vocab import VOID as NAME
from tests.graphs import accepted

BASE = "https://graph.example"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PROV = Namespace("http://www.w3.org/ns/prov#")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENDPOINT = URIRef(f"{BASE}/sparql")
ONE = "document/A/RES/1/1"
FEED = "application/atom+xml"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of five generations, of which the last three are kept; the last removes a graph."""
    path = tmp_path_factory.mktemp("data-set") / "store"
    with Store(path) as store:
        store.keep(
            {ONTOLOGY: read_ontology([folder("ontology")]), REGISTRY: Graph(), DERIVED: Graph()}
        )
        for number in range(1, 5):
            store.commit([accepted(ONE, f"mgid:a a mg:Meeting ; :p '{number}' , :b .")])
            store.keep({REGISTRY: Graph(), DERIVED: Graph()})
            keep_portrait(store)
            store.publish()
        store.commit([accepted("document/A/RES/2/2", ":c a mg:Body .")], without=[str(GRAPH[ONE])])
        store.keep({REGISTRY: Graph(), DERIVED: Graph()})
        keep_portrait(store)
        store.publish()
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    """A client that follows no redirect."""
    app = create_app(Settings(store=store, base_url=BASE, workers=0))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def graph_of(client: TestClient, path: str, accept: str = "application/n-triples") -> Graph:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == accept
    formats = {"application/ld+json": "json-ld", "application/rdf+xml": "xml"}
    name = formats.get(accept, accept)
    if name not in ("application/n-quads", "application/trig"):
        return Graph().parse(data=answer.content, format=name)
    found = Graph()
    for s, p, o, _ in Dataset().parse(data=answer.content, format=name).quads():
        found.add((s, p, o))
    return found


# The readers of rdflib use what rdflib deprecates.
@pytest.mark.filterwarnings(r"ignore:(ConjunctiveGraph|Dataset\.).*deprecated:DeprecationWarning")
@pytest.mark.parametrize("path", ["/void", "/.well-known/void", "/examples", "/dump", "/sparql"])
def test_each_format_tells_the_same(client: TestClient, path: str) -> None:
    graphs = [set(graph_of(client, path, form.media[0])) for form in GRAPHS]

    assert len(graphs) == 6
    assert len(graphs[0]) > 10
    assert all(graph == graphs[0] for graph in graphs)


def test_the_description_is_that_of_the_graph_with_the_addresses(
    client: TestClient, store: Path
) -> None:
    stored = Graph()
    for line in Snapshot.open(store).lines(str(NAME)):
        stored.parse(data=line, format="nt")

    graph = graph_of(client, "/void")

    assert set(stored) <= set(graph)
    assert list(graph.objects(DATASET, VOID.sparqlEndpoint)) == [ENDPOINT]
    assert DCAT.DataService in set(graph.objects(ENDPOINT, RDF.type))
    assert graph.value(ENDPOINT, DCAT.servesDataset) == DATASET
    assert len(list(graph.objects(DATASET, DCAT.distribution))) == 3
    for example in graph.subjects(RDF.type, EXAMPLE):
        assert graph.value(example, SCHEMA.target) == ENDPOINT


def test_the_counts_are_those_that_the_endpoint_gives(client: TestClient) -> None:
    graph = graph_of(client, "/void")
    query = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }"

    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]

    assert int(row["n"]["value"]) == int(str(graph.value(DATASET, VOID.triples)))
    assert int(row["m"]["value"]) == int(str(graph.value(DATASET, VOID.distinctSubjects)))


def test_the_description_can_be_queried(client: TestClient) -> None:
    query = (
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?query WHERE"
        f" {{ GRAPH <{NAME}> {{ ?example a sh:SPARQLExecutable ; sh:select ?query }} }}"
    )

    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]

    assert len(rows) > 25
    for row in rows:
        asked = client.get("/sparql", params={"query": row["query"]["value"]})
        assert asked.status_code == 200, row


@pytest.mark.parametrize("path", ["/void", "/examples", "/dump", "/changes"])
def test_each_is_a_page_whose_links_lead_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    main = page.text.partition("<main")[2]
    links = [link.replace("&amp;", "&") for link in re.findall(r'<a href="(/[^"#]*)', main)]
    assert links
    for link in links:
        if not link.endswith(".nq.zst"):  # which is made when it is asked for
            assert client.get(link).status_code in (200, 302), link


def test_an_answer_that_is_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/void")

    again = client.get("/void", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_the_service_description_names_what_is_there(client: TestClient, store: Path) -> None:
    graph = graph_of(client, "/sparql")
    view = Snapshot.open(store)
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}"
    (count,) = view.query(query).solutions()

    named = {graph.value(n, SD.name): n for n in graph.objects(None, SD.namedGraph)}

    shown = view.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").solutions()
    assert {str(row["g"].value) for row in shown} <= {str(name) for name in named}
    content = graph.value(named[ONTOLOGY], SD.graph)
    assert str(graph.value(content, VOID.triples)) == count["n"].value
    assert set(graph.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert not list(graph.objects(None, SD.feature))
    assert not list(graph.objects(None, SD.inputFormat))


def test_the_service_for_updates_is_told_where_writing_is_on(store: Path) -> None:
    view = Snapshot.open(store)
    told = {str(t) for t in service_triples(view, BASE, writing=True)}
    more = told - {str(t) for t in service_triples(view, BASE)}

    update = f"<{BASE}/update>"
    assert f"{update} <{SD.supportedLanguage}> <{SD.SPARQL11Update}>" in more
    default = f"<{BASE}/update#dataset> <{SD.defaultGraph}> <{BASE}/graphs/default>"
    assert default in more
    assert any(f"<{SD.inputFormat}>" in line for line in more)


def test_dumps_are_listed_and_made_when_they_are_asked_for(client: TestClient) -> None:
    listed = client.get("/dump").json()
    assert listed["latest"] == 5
    assert [d["generation"] for d in listed["dumps"]] == [5, 4, 3]

    latest = client.get("/dump/latest")
    assert (latest.status_code, latest.headers["location"]) == (302, "/dump/5.nq.zst")
    file = client.get("/dump/5.nq.zst")

    assert file.status_code == 200
    assert file.headers["content-type"] == "application/zstd"
    assert int(file.headers["content-length"]) == len(file.content)
    assert file.headers["accept-ranges"] == "bytes"
    digest = hashlib.sha256(file.content).hexdigest()
    assert file.headers["etag"] == f'"{digest}"'
    (dump,) = (d for d in client.get("/dump").json()["dumps"] if d["generation"] == 5)
    assert (dump["bytes"], dump["sha256"]) == (len(file.content), digest)
    text = zstandard.ZstdDecompressor().stream_reader(file.content).read()
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == dump["quads"]


def test_a_distribution_tells_the_size_and_the_hash_of_its_file(client: TestClient) -> None:
    before = client.get("/void").headers["etag"]
    file = client.get("/dump/4.nq.zst")

    answer = client.get("/void", headers={"If-None-Match": before})
    graph = graph_of(client, "/void")

    assert answer.status_code == 200  # it tells more than before
    node = graph.value(None, DCAT.downloadURL, URIRef(f"{BASE}/dump/4.nq.zst"))
    assert str(graph.value(node, DCAT.byteSize)) == str(len(file.content))
    checksum = graph.value(node, SPDX.checksum)
    value = graph.value(checksum, SPDX.checksumValue)
    assert str(value).lower() == hashlib.sha256(file.content).hexdigest()
    media = "https://www.iana.org/assignments/media-types/application/n-quads"
    assert graph.value(node, DCAT.mediaType) == URIRef(media)


def test_a_dump_is_made_once_and_can_be_fetched_in_parts(client: TestClient, store: Path) -> None:
    whole = client.get("/dump/3.nq.zst")
    made = (store / "dumps" / "3.nq.zst").stat().st_mtime_ns

    part = client.get("/dump/3.nq.zst", headers={"Range": "bytes=4-"})
    held = client.get("/dump/3.nq.zst", headers={"If-None-Match": whole.headers["etag"]})

    assert (part.status_code, part.content) == (206, whole.content[4:])
    assert held.status_code == 304
    assert (store / "dumps" / "3.nq.zst").stat().st_mtime_ns == made


@pytest.mark.parametrize(
    "name", ["1.nq.zst", "99.nq.zst", "5.nq", "x", "..%2Fledger.jsonl", "٣.nq.zst", "-1.nq.zst"]
)
def test_a_dump_that_is_not_kept_is_not_there(client: TestClient, name: str) -> None:
    answer = client.get(f"/dump/{name}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    if name == "1.nq.zst":
        assert "5, 4, 3" in answer.json()["hint"]


def test_a_store_that_was_removed_is_a_problem_and_no_fault(tmp_path: Path) -> None:
    app = create_app(Settings(store=tmp_path / "none", base_url=BASE, workers=0))
    with TestClient(app) as client:
        statuses = {p: client.get(p).status_code for p in ("/void", "/dump", "/changes")}

    assert set(statuses.values()) == {503}


@pytest.mark.parametrize("path", ["/void", "/sparql", "/dump", "/changes", "/examples"])
def test_a_host_that_is_none_is_in_no_answer(store: Path, path: str) -> None:
    turtle = {"Accept": "text/turtle"}
    with TestClient(create_app(Settings(store=store, workers=0))) as client:
        answer = client.get(path, headers={"Host": 'a<b>"', **turtle})
        sound = client.get(path, headers={"Host": "data.example:8080", **turtle})

    assert answer.status_code == 200
    assert "a<b>" not in answer.text
    assert "http://data.example:8080/" in sound.text


def test_changes_are_told_page_by_page(client: TestClient) -> None:
    pages = []
    address: str | None = "/changes?limit=2"
    while address:
        answer = client.get(address)
        pages.append(answer.json())
        address = pages[-1]["next"]
        assert ('rel="next"' in answer.headers["link"]) == (address is not None)

    assert [[c["generation"] for c in p["changes"]] for p in pages] == [[1, 2], [3, 4], [5]]
    assert {p["latest"] for p in pages} == {5}
    last = pages[-1]["changes"][0]
    assert str(GRAPH["document/A/RES/2/2"]) in last["added"]
    assert last["removed"] == [str(GRAPH[ONE])]
    assert str(NAME) in last["replaced"]


def test_a_follower_asks_from_where_it_is(client: TestClient) -> None:
    nothing = client.get("/changes", params={"since": 5}).json()
    ahead = client.get("/changes", params={"since": 6})

    assert (nothing["changes"], nothing["next"], nothing["latest"]) == ([], None, 5)
    assert ahead.status_code == 404
    assert "newest is 5" in ahead.json()["detail"]
    for wrong in ("since=x", "since=-1", "limit=0", "limit=1001"):
        assert client.get(f"/changes?{wrong}").status_code == 400


def test_changes_come_as_lines_as_a_feed_and_as_rdf(client: TestClient) -> None:
    lines = client.get("/changes", headers={"Accept": "application/x-ndjson"}).text.splitlines()
    feed = etree.fromstring(client.get("/changes?limit=2", headers={"Accept": FEED}).content)
    graph = graph_of(client, "/changes")

    assert [json.loads(line)["generation"] for line in lines] == [1, 2, 3, 4, 5]
    titles = feed.xpath("a:entry/a:title/text()", namespaces=ATOM)
    assert titles == ["Generation 5", "Generation 4"]
    last = URIRef(f"{BASE}/changes#generation-5")
    assert set(graph.objects(last, PROV.invalidated)) == {GRAPH[ONE]}
    assert GRAPH["document/A/RES/2/2"] in set(graph.objects(last, PROV.generated))


def test_an_example_has_its_words(client: TestClient) -> None:
    graph = graph_of(client, "/examples")
    examples = set(graph.subjects(RDF.type, EXAMPLE))

    assert len(examples) > 25
    for example in examples:
        assert isinstance(graph.value(example, RDFS.comment), Literal)
        assert SH.SPARQLSelectExecutable in set(graph.objects(example, RDF.type))
