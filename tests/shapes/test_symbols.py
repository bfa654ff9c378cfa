"""The names that the authority lists give to acts are ones that the shapes let through."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal

from kg.authority import act_symbol, load_authority
from kg.iri import document_iri
from kg.resources import folder
from kg.validate import judge, load_shapes
from kg.vocab import MG, MGSH

NUMBERS = ("26/4", "S-3/1", "7 (XXIII)", "12 A (XII)", "31/6 B", "XIII/4", "1/CP.21")
SPECIAL = {"sc": "2722 (2024)", "unea": "4/1", "un-habitat-assembly": "2/8", "ecosoc": "2013/39"}
OWN = ("ga", "sc", "ecosoc", "tc", "hrc")  # their resolutions bear no other number than these have


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(folder("shapes"), folder("ontology"))


def names() -> set[str]:
    bodies = load_authority().bodies
    given = {act_symbol(bodies[key], number) for key, number in SPECIAL.items()}
    for key, body in bodies.items():
        for number in NUMBERS:
            given.add(act_symbol(body, number, decision=True))
            if key not in OWN:
                given.add(act_symbol(body, number))
    return {name for name in given if name}


def test_each_act_of_a_body_on_the_lists_has_a_good_symbol_or_a_good_key(shapes: Graph) -> None:
    no_symbol = shapes.value(shapes.value(MGSH["Document-symbol"], SH["not"]), SH.pattern)
    acts, graph = names(), Graph()
    for name in acts:
        act = document_iri(name)
        kind = MG.Decision if "/DEC/" in name else MG.Resolution
        graph.add((act, RDF.type, kind))
        graph.add((act, RDFS.label, Literal(name, lang="en")))
        keyed = re.match(str(no_symbol), name)
        graph.add((act, MG.key if keyed else MG.symbol, Literal(name)))

    assert len(acts) > 2000
    assert [result.sentence for result in judge(graph, shapes).results] == []
