"""A query written anew answers as over the triples that the same view would give if stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.store import Snapshot, Store
from kg.views import read_views, rewrite, rules
from kg.vocab import ID, MG, PREFIXES, REGISTRY

PROLOGUE = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in (
        ("dcterms", PREFIXES["dcterms"]),
        ("eli", "http://data.europa.eu/eli/ontology#"),
        ("org", "http://www.w3.org/ns/org#"),
        ("prov", PREFIXES["prov"]),
        ("rdfs", PREFIXES["rdfs"]),
        ("skos", PREFIXES["skos"]),
    )
)
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
SELECTS = [
    ("eli", "?x ?y { ?x eli:cites ?y }"),
    ("eli", "?x ?p ?y { ?x ?p ?y }"),
    ("eli", "?p (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?p"),
    ("eli", "?x ?c { ?x a ?c }"),
    ("eli", "?c (COUNT(DISTINCT ?x) AS ?n) { ?x a ?c } GROUP BY ?c HAVING (COUNT(?x) > 130)"),
    ("eli", "?x ?d { ?x a eli:LegalResource ; eli:date_document ?d }"),
    ("eli", "?x { ?x a eli:LegalResource MINUS { ?x eli:cites [] } }"),
    ("eli", "?x ?t { ?x eli:id_local 'A/RES/74/247'; eli:cites/eli:title ?t . }"),
    ("eli", "?x ?y { ?x eli:cites+ ?y . ?y a eli:LegalResource }"),
    ("eli", "?x ?y { ?x (eli:cites|eli:cited_by) ?y }"),
    ("eli", "?x ?y { ?x ^eli:cited_by ?y FILTER EXISTS { ?y eli:passed_by ?b } }"),
    ("eli", "?p { VALUES ?p { eli:cites eli:corrects } ?x ?p ?y }"),
    ("eli", "?p ?y { ?x ?p ?y FILTER (?p IN (eli:cites, eli:passed_by)) }"),
    (
        "eli",
        "?x ?y { ?x a eli:LegalResource OPTIONAL { ?y eli:cites ?x } }",
    ),
    (
        "eli",
        "?n { { SELECT ?x (COUNT(*) AS ?n) { ?x eli:cites ?y } GROUP BY ?x } ?x eli:title ?t }",
    ),
    ("eli", "?x { { ?x eli:corrects ?y } UNION { ?x eli:passed_by ?z } }"),
    ("eli", "?x { ?x eli:passed_by ?z FILTER NOT EXISTS { ?x eli:cites ?w } }"),
    ("eli", "?x ?e { ?x eli:cites ?y BIND (EXISTS { ?y eli:cites ?z } AS ?e) }"),
    ("eli", "?t { ?x eli:id_local ?s ; eli:title ?t FILTER (?s < 'A/RES/70') }"),
    ("eli", "* { ?x eli:is_part_of ?y ; a eli:LegalResourceSubdivision }"),
    ("eli", "?y { ?x a eli:LegalResource, ?c ; eli:cites ?y, ?z }"),
    ("prov", "?x ?y { ?x prov:wasDerivedFrom ?y }"),
    ("prov", "?x ?y { ?x a prov:Entity ; prov:wasAttributedTo ?y . ?y a prov:Agent }"),
    ("prov", f"?x ?p {{ ?x ?p <{ID}body/ga> }}"),
    ("prov", f"?p ?o {{ <{ID}document/A/RES/74/247> ?p ?o }}"),
    ("prov", "?x ?y { _:a prov:wasQuotedFrom ?y . _:a a prov:Entity ; rdfs:label ?x }"),
    ("org", "?r { ?who org:hasMembership [ org:role ?r ; a ?kind ] }"),
    ("org", "?r { ?who org:hasMembership [ org:role ?r ; org:organization ?o ] }"),
    ("org", "?x ?n { ?x a org:Organization ; skos:altLabel ?n }"),
    ("dcterms", "?x ?d { ?x dcterms:date ?d }"),
    ("dcterms", "?x ?p ?o { ?x dcterms:title ?t ; ?p ?o }"),
    ("dcterms", "?l { ?m dcterms:subject/skos:prefLabel ?l }"),
    ("skos", "?x ?n { ?x skos:altLabel ?n }"),
    ("skos", "?x ?p ?n { ?x a skos:Concept ; ?p ?n }"),
    ("undo", "?x ?c { ?x a ?c }"),
]


@pytest.fixture(scope="module")
def stored(shipped_view: Snapshot) -> dict[str, ox.Store]:
    """The triples of each view, with labels and what the view's own words already say."""
    stores = {}
    for name, view in read_views().items():
        store = ox.Store()
        for rule in rules(view):
            add(store, shipped_view.query(rule).triples())
        add(store, shipped_view.triples(None, LABEL))
        if name == "dcterms":  # whose view leaves words of others as they are
            add(store, shipped_view.triples(None, ox.NamedNode(f"{PREFIXES['skos']}prefLabel")))
        stores[name] = store
    return stores


def add(store: ox.Store, triples: Iterable[ox.Triple]) -> None:
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in triples)


def rows(result: object) -> Counter[tuple[str, ...]]:
    assert isinstance(result, ox.QuerySolutions)
    names = sorted(v.value for v in result.variables)
    return Counter(tuple(str(solution[name]) for name in names) for solution in result)


@pytest.mark.parametrize(("view", "select"), SELECTS, ids=[s for _, s in SELECTS])
def test_a_query_has_the_rows_of_the_stored_view(
    view: str, select: str, stored: dict[str, ox.Store], shipped_view: Snapshot
) -> None:
    query = f"{PROLOGUE}SELECT {select}"

    expected = rows(stored[view].query(query))

    assert rows(shipped_view.query(rewrite(query, [view])).result) == expected
    assert expected or "corrects" in select


@pytest.mark.parametrize(
    "construct",
    [
        "CONSTRUCT WHERE { ?x eli:cites ?y ; eli:title ?t }",
        "CONSTRUCT { ?y eli:cited_by ?x } WHERE { ?x eli:cites ?y }",
        "CONSTRUCT { ?x ?p ?y } { ?x eli:id_local 'A/RES/74/247' ; ?p ?y }",
    ],
)
def test_a_graph_is_made_in_the_words_of_the_view(
    construct: str, stored: dict[str, ox.Store], shipped_view: Snapshot
) -> None:
    query = PROLOGUE + construct
    result = stored["eli"].query(query)
    assert isinstance(result, ox.QueryTriples)

    found = shipped_view.query(rewrite(query, ["eli"])).triples()

    assert found
    assert set(found) == set(result)


def test_a_view_is_right_after_each_change() -> None:
    query = f"{PROLOGUE}SELECT ?y {{ <urn:a> eli:cites ?y ; a eli:LegalResource }}"
    fact = "<urn:a> a <{0}Resolution> ; <{0}documentCites> <urn:{1}> ."
    store = Store()

    for cited in ("b", "c"):
        store.keep({REGISTRY: Graph().parse(data=fact.format(MG, cited))})
        answer = store.view().query(rewrite(query, ["eli"])).solutions()
        assert [row["y"].value for row in answer] == [f"urn:{cited}"]
