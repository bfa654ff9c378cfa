"""The description says what there is in the words of VoID, DCAT and SHACL, and nothing local."""

from __future__ import annotations

from io import BytesIO

import pytest
from rdflib import DCAT, DCTERMS, RDF, SH, VOID, XSD, BNode, Graph, Literal, URIRef

import kg.portrait
from kg.portrait import example_iri, example_query
from kg.portrait.examples import EXAMPLE
from kg.portrait.graph import DATASET
from kg.questions import ask_question, questions
from kg.store import Snapshot
from kg.vocab import ID, MG, PREFIXES
from kg.vocab import VOID as NAME


@pytest.fixture(scope="module")
def graph(shipped_view: Snapshot) -> Graph:
    """The description in the graph that ships, as rdflib reads it."""
    out = BytesIO()
    shipped_view.copy_graph(str(NAME), out)
    return Graph().parse(data=out.getvalue(), format="nt")


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.portrait.__all__ == sorted(kg.portrait.__all__)


def test_it_holds_no_blank_node_and_no_address_of_a_server(graph: Graph) -> None:
    terms = {term for triple in graph for term in triple}
    words = " ".join(map(str, terms))

    assert not any(isinstance(term, BNode) for term in terms)
    assert "localhost" not in words
    assert "127.0.0.1" not in words
    assert not list(graph.objects(None, VOID.sparqlEndpoint))


def test_the_data_set_has_what_void_and_dcat_ask_of_it(graph: Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(DATASET, RDF.type))
    for predicate in (
        *(VOID.triples, VOID.entities, VOID.distinctSubjects, VOID.distinctObjects),
        *(VOID.classes, VOID.properties),
    ):
        (number,) = graph.objects(DATASET, predicate)
        assert isinstance(number, Literal)
        assert number.datatype == XSD.integer
        assert int(number) > 0
    assert Literal(str(ID)) in set(graph.objects(DATASET, VOID.uriSpace))
    assert URIRef(str(MG)) in set(graph.objects(DATASET, VOID.vocabulary))
    assert len(list(graph.objects(DATASET, DCTERMS.license))) == 1


def test_each_example_resource_is_there(graph: Graph, shipped_view: Snapshot) -> None:
    examples = list(graph.objects(DATASET, VOID.exampleResource))

    assert len(examples) == 4
    for example in examples:
        asked = f"ASK {{ <{example}> ?p ?o }}"
        assert shipped_view.query(asked).boolean(), example


def test_each_partition_has_its_class_or_property_and_counts(graph: Graph) -> None:
    classes = list(graph.objects(DATASET, VOID.classPartition))
    properties = list(graph.objects(DATASET, VOID.propertyPartition))

    assert len(classes) == int(str(graph.value(DATASET, VOID.classes)))
    assert len(properties) == int(str(graph.value(DATASET, VOID.properties)))
    for part in classes:
        assert len(list(graph.objects(part, VOID["class"]))) == 1
        assert graph.value(part, VOID.entities) is not None
        assert list(graph.objects(part, VOID.propertyPartition))
    for part in properties:
        assert len(list(graph.objects(part, VOID.property))) == 1
        assert graph.value(part, VOID.distinctObjects) is not None


def test_each_question_is_an_example(graph: Graph) -> None:
    found = set(graph.subjects(RDF.type, EXAMPLE))

    assert found == {example_iri(q.name) for q in questions()}
    for example in found:
        assert graph.value(example, SH.select) is not None
        assert graph.value(example, SH.prefixes) is not None


def test_the_prefixes_are_declared(graph: Graph) -> None:
    declared = {
        str(graph.value(node, SH.prefix)): graph.value(node, SH.namespace)
        for node in graph.objects(None, SH.declare)
    }

    assert declared == {p: Literal(ns, datatype=XSD.anyURI) for p, ns in PREFIXES.items()}


OF_YOUR_OWN_REPORTS = frozenset(
    (
        "attended-one-of-two",
        "documents-before-both",
        "documents-under-items",
        "elections-of-body",
        "moved-or-resumed-meetings",
        "observers-at-meetings",
        "one-person",
        "speaking-states-not-members",
    )
)
"""The questions on what only reports tell that do not ship; ``tests/questions`` answers them."""


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_an_example_runs_as_it_is_and_answers_its_question(
    name: str, shipped_view: Snapshot
) -> None:
    (asked,) = (q for q in questions() if q.name == name)

    found = shipped_view.query(example_query(asked)).solutions()

    assert found == ask_question(shipped_view, asked, {}).solutions()
    assert bool(found) is (name not in OF_YOUR_OWN_REPORTS)
