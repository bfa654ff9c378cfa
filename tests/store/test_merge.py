"""Where a text speaks of what a curated file speaks of, the text is what the merge shows."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from kg.model import Accepted
from kg.store import Store
from kg.vocab import GRAPH, ID
from tests.graphs import accepted_graph, turtle

TEXT, CURATED = GRAPH["document/A/RES/90/1"], GRAPH["curated/weights"]
MANDATE, CITATION = ID["mandate/A/RES/90/1/op/4"], ID["document/A/RES/90/1/pp/1/citation/1"]


def graph(name: URIRef, text: str) -> Accepted:
    return accepted_graph(name, turtle(f"@base <{ID}> .\n{text}"))


READ = graph(
    TEXT,
    f"<{MANDATE}> a mg:Mandate ; rdfs:label 'read'@en ; mg:statedIn <document/A/RES/90/1/op/4> ;"
    f"mg:addressee <body/ga> . <{CITATION}> a mg:Citation ; mg:asPrinted '80/5' ;"
    "mg:statedIn <document/A/RES/90/1/pp/1> ; mg:citedDocument <document/A/RES/80/5> .",
)
TOLD = graph(
    CURATED,
    f"<{MANDATE}> a mg:Mandate ; rdfs:label 'told'@en ; mg:addressee <body/sc> ;"
    f"mg:topic <topic/weights> . <{CITATION}> a mg:Citation ; mg:citedParagraph"
    " <document/A/RES/70/1/op/2> ; mg:citedDocument <document/A/RES/70/1> .",
)


def shown(store: Store, subject: URIRef) -> set[str]:
    rows = store.view().query(f"SELECT ?p ?o {{ <{subject}> ?p ?o }}").solutions()
    return {
        f"{row['p'].value.rpartition('#')[2]} {row['o'].value.rpartition('/')[2]}" for row in rows
    }


@pytest.mark.parametrize("order", [(READ, TOLD), (TOLD, READ)])
def test_text_wins_property_by_property(order: tuple[Accepted, Accepted]) -> None:
    store = Store()

    for accepted in order:
        store.commit([accepted])

    assert shown(store, MANDATE) == {
        "type ontology#Mandate", "label read", "statedIn 4", "addressee ga", "topic weights",
    }  # fmt: skip
    recount = store.view().recount()
    assert (recount.lacking, recount.foreign) == (0, 0)


def test_a_curated_citation_of_another_document_stands_back_whole() -> None:
    store = Store()

    store.commit([READ, TOLD])

    assert shown(store, CITATION) == {
        "type ontology#Citation", "asPrinted 5", "statedIn 1", "citedDocument 5",
    }  # fmt: skip


def test_what_stood_back_comes_forth_when_the_text_goes() -> None:
    store, only = Store(), Store()
    store.commit([READ, TOLD])
    only.commit([TOLD])

    store.remove([str(TEXT)])

    assert shown(store, MANDATE) == shown(only, MANDATE)
    assert shown(store, CITATION) == shown(only, CITATION)
    recount = store.view().recount()
    assert (recount.lacking, recount.foreign) == (0, 0)
