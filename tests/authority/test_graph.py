"""The authority graph holds each body with its parent and all names that it has had."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import SKOS

from kg.authority import load_authority
from kg.iri import body_iri, party_iri
from kg.lift import authority_graph
from kg.vocab import MG


@pytest.fixture(scope="module")
def graph() -> Graph:
    return authority_graph(load_authority())


def test_each_body_has_its_class_and_one_label(graph: Graph) -> None:
    for body in load_authority().bodies.values():
        iri = party_iri(body.cls, body.id)
        assert (iri, RDF.type, MG[body.cls]) in graph
        assert list(graph.objects(iri, RDFS.label)) == [Literal(body.name, lang="en")]


def test_a_body_bears_its_other_names(graph: Graph) -> None:
    iri = party_iri("Organization", "au")

    assert (iri, SKOS.altLabel, Literal("Organization of African Unity", lang="en")) in graph


def test_an_office_comes_under_its_body(graph: Graph) -> None:
    office = body_iri("executive-director-unep")

    assert list(graph.objects(office, MG.parentBody)) == [body_iri("unep")]


def test_the_parent_of_a_body_is_a_body(graph: Graph) -> None:
    for parent in set(graph.objects(None, MG.parentBody)):
        assert (parent, RDF.type, MG.Body) in graph
