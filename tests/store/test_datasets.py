"""Whatever a query names as its dataset, its answer is that of rdflib over the RDF merge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import QueryError
from kg.ntriples import draft_of
from kg.store import Answer, Store, ask
from kg.validate import accept
from kg.vocab import ONTOLOGY

CASES = Path(__file__).parent / "datasets"
QUERIES = sorted(CASES.glob("*.rq"))
MERGED = ("/graph/document/", "/graph/curated/")


# rdflib 7.6 asks a Dataset through the names that it deprecates itself
pytestmark = pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")

Graphs = dict[URIRef, Graph]


def graphs_for(query: Path) -> Graphs:
    """The named graphs of the file that a query is for: ``overlap.count.rq``, ``overlap.trig``."""
    path = CASES / f"{query.name.partition('.')[0]}.trig"
    graphs: Graphs = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graph = graphs.setdefault(URIRef(quad.graph_name.value), Graph())
        graph.parse(data=f"{quad.triple} .", format="nt")
    return graphs


def store_of(graphs: Graphs) -> Store:
    store = Store()
    for name, graph in graphs.items():
        if name == ONTOLOGY:
            store.keep({name: graph})
        else:
            store.commit([accept(draft_of(name, graph), Graph())])
    return store


def merge(graphs: list[Graph]) -> Graph:
    merged = Graph()
    for graph in graphs:
        for triple in graph:
            merged.add(triple)
    return merged


def answer_of_rdflib(graphs: Graphs, text: str) -> Result:
    query = prepareQuery(text)
    clauses = query.algebra.pop("datasetClause", None) or ()
    default = [g for n, g in graphs.items() if any(part in n for part in MERGED)]
    named = list(graphs)
    if clauses:
        default = [graphs.get(c.default, Graph()) for c in clauses if c.default]
        named = [c.named for c in clauses if c.named]
    asked = Dataset()
    for triple in merge(default):
        asked.default_graph.add(triple)
    for name in named:
        for triple in graphs.get(name, Graph()):
            asked.graph(name).add(triple)
    return asked.query(query)


def in_rdflib_terms(answer: Answer) -> Counter[object]:
    if isinstance(answer.result, ox.QueryBoolean):
        return Counter([answer.boolean()])
    if isinstance(answer.result, ox.QueryTriples):
        return Counter(
            (term(t.subject), term(t.predicate), term(t.object)) for t in answer.triples()
        )
    return Counter(
        tuple(sorted((n, term(t)) for n, t in solution.items())) for solution in answer.solutions()
    )


def term(value: object) -> str:
    return str(value)


def solutions_of(result: Result) -> Counter[object]:
    if result.type == "ASK":
        return Counter([result.askAnswer])
    if result.type == "CONSTRUCT":
        return Counter(tuple(n3(t) for t in triple) for triple in result.graph or ())
    return Counter(
        tuple(sorted((str(v), n3(t)) for v, t in solution.items())) for solution in result.bindings
    )


def n3(value: Node) -> str:
    assert isinstance(value, URIRef | Literal)
    return value.n3()


def test_the_folder_holds_datasets_and_queries_for_each() -> None:
    datasets = {p.stem for p in CASES.glob("*.trig")}

    assert datasets == {p.name.partition(".")[0] for p in QUERIES} != set()


@pytest.mark.parametrize("query", QUERIES, ids=lambda p: p.stem)
def test_an_answer_is_that_of_rdflib_over_the_merge(query: Path) -> None:
    graphs = graphs_for(query)
    text = query.read_text("utf-8")

    answer = store_of(graphs).view().query(text)

    expected = solutions_of(answer_of_rdflib(graphs, text))
    assert in_rdflib_terms(answer) == expected
    assert expected


def test_the_datasets_of_the_protocol_go_before_those_of_the_query() -> None:
    store = store_of(graphs_for(CASES / "overlap.ask.rq"))
    text = "SELECT (COUNT(*) AS ?n) FROM <urn:x:nowhere> { ?s <urn:x:p>|!<urn:x:p> ?o }"

    (solution,) = store.view().query(text, default_graphs=["urn:x:user"]).solutions()

    assert solution["n"] == ox.Literal(2)


def test_what_a_chain_over_three_graphs_counts_to_by_hand() -> None:
    view = store_of(graphs_for(CASES / "overlap.ask.rq")).view()

    (solution,) = view.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").solutions()

    # a→b, b→c, c→d; three things that are mandates; one position each of a and b
    assert solution["n"] == ox.Literal(8)


def test_a_graph_name_may_be_a_prefixed_name_with_escapes() -> None:
    store = store_of(graphs_for(CASES / "disjoint.join.rq"))
    text = (
        "PREFIX doc: <https://w3id.org/mandategraph/id/graph/document/A/>"
        "SELECT (COUNT(*) AS ?n) FROM doc:RES\\/1\\/1 FROM doc:RES\\/2\\/2 { ?s ?p ?o }"
    )

    (solution,) = store.view().query(text).solutions()

    assert solution["n"] == ox.Literal(4)


def test_a_graph_name_that_is_no_iri_is_said() -> None:
    with pytest.raises(QueryError, match="is not an IRI; give an absolute IRI as graph name"):
        ask(ox.Store(), "ASK {}", default_graphs=["not an iri"])


def test_too_large_a_merge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.dataset.MERGE_LIMIT", 4)
    view = store_of(graphs_for(CASES / "overlap.ask.rq")).view()

    with pytest.raises(QueryError, match="more than 4 triples to merge; name fewer graphs"):
        view.query((CASES / "overlap.from-three.rq").read_text("utf-8"))
