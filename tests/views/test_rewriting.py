"""A query is written anew in our words, or refused in one sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.views
from kg.errors import QueryError
from kg.resources import folder
from kg.store import Snapshot
from kg.views import VIEW_GRAPH, may_view, read_views, rewrite, split_graphs
from kg.views.lists import main
from kg.vocab import ID, MG

ELI = "PREFIX eli: <http://data.europa.eu/eli/ontology#>\n"
CITES = f"<{MG.documentCites}>"


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.views.__all__ == sorted(kg.views.__all__)


def test_each_alignment_is_a_view() -> None:
    assert sorted(read_views()) == [
        *("dcterms", "eli", "org", "prov", "skos", "unbis", "undo", "unms"),
    ]


def test_a_mapping_that_only_relates_is_no_answer() -> None:
    words = read_views()["dcterms"].properties

    assert "http://purl.org/dc/terms/language" not in words
    assert [own.backwards for own in words["http://purl.org/dc/terms/isReferencedBy"]] == [True]


def test_a_query_without_a_view_stays_as_it_is() -> None:
    query = f"{ELI}SELECT * {{ ?x eli:cites ?y }}"

    assert rewrite(query) == query


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?x eli:cites ?y }", f"ASK {{ ?x {CITES} ?y }}"),
        ("ASK { ?x eli:cites* ?y . }", f"ASK {{ ?x {CITES} * ?y . }}"),
        ("ASK { ?x ^eli:cited_by ?y }", f"ASK {{ ?x ^ (^{CITES}) ?y }}"),
        ("ASK { ?x eli:cites ?y ; eli:id_local 1. }",
         f"ASK {{ ?x {CITES} ?y . ?x <{MG.symbol}> 1. }}"),
        ("ASK { ?x a eli:Work }", "ASK { ?x a eli:Work }"),
        ("ASK { ?x <urn:p> 'eli:cites' } # eli:cites",
         "ASK { ?x <urn:p> 'eli:cites' } # eli:cites"),
        ("ASK { ?x eli:title 'a'@en, '''b'''^^<urn:t>, -1.5e+3, true }",
         f"ASK {{ ?x <{MG.title}> 'a'@en . ?x <{MG.title}> '''b'''^^<urn:t> . "
         f"?x <{MG.title}> -1.5e+3 . ?x <{MG.title}> true }}"),
        ("ASK { VALUES ?x { eli:cites } ?s ?q ?x }".replace("?q", "<urn:q>"),
         "ASK { VALUES ?x { eli:cites } ?s <urn:q> ?x }"),
    ],
)  # fmt: skip
def test_a_word_of_the_view_becomes_ours(query: str, expected: str) -> None:
    assert rewrite(ELI + query, ["eli"]) == ELI + expected


def test_a_view_may_be_named_as_a_graph() -> None:
    prologue = f"{ELI}PREFIX v: <{VIEW_GRAPH}>\n"
    asked = prologue + "ASK FROM v:eli { ?x eli:cites ?y }"
    within = prologue + "ASK { ?x a ?c GRAPH v:eli { ?x eli:cites ?y } ?y eli:cites ?z }"

    assert rewrite(asked) == f"{prologue}ASK  {{ ?x {CITES} ?y }}"
    assert rewrite(within) == (f"{prologue}ASK {{ ?x a ?c  {{ ?x {CITES} ?y }} ?y eli:cites ?z }}")
    assert may_view(asked)
    assert split_graphs([f"{VIEW_GRAPH}eli", "urn:g"]) == (("eli",), ("urn:g",))


def test_two_views_are_asked_at_once() -> None:
    query = "PREFIX p: <http://www.w3.org/ns/prov#> ASK { ?x p:wasRevisionOf/eli:cites ?y }"

    written = rewrite(ELI + query, ["prov", "eli"])

    assert f"?x <{MG.revises}> / {CITES} ?y" in written


def test_lines_are_counted_as_they_were_asked() -> None:
    query = f"{ELI}SELECT ?x {{\n ?x a eli:LegalResource ;\n   eli:cites ?y\n}}\nLIMIT nonsense"

    assert rewrite(query, ["eli"]).count("\n") == query.count("\n")


def test_a_collection_and_a_blank_node_are_asked_as_they_are_read(shipped_view: Snapshot) -> None:
    query = f"{ELI}SELECT ?x {{ ?x eli:cites [ eli:id_local ?id ] . (1 ?x) eli:cites ?y }}"

    assert shipped_view.query(rewrite(query, ["eli"])).solutions() == []


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("DESCRIBE ?x { ?x eli:cites ?y }", "describes nothing"),
        ("SELECT * { ?x eli:cites [ a ?c ] }", r"SELECT \* cannot be asked"),
        ("SELECT ?x { ?x ?x ?y }", "both predicate and subject"),
        ("SELECT ?x { ?x !eli:cites ?y }", "what a word of the view is not"),
        ("SELECT ?x { ?x !(eli:cites|^<urn:p>) ?y }", "what a word of the view is not"),
        ("SELECT ?x { << ?x eli:cites ?y >> ?p ?z }", "no triples about triples"),
        ("SELECT ?x { ?x eli:cites }", "a term was looked for"),
        ("SELECT ?x { ?x eli:cites ?y", "no end"),
        ("SELECT ?x { ?x }", "no predicate"),
        ("SELECT ?x { SERVICE <urn:x> { ?x eli:cites ?y } }", "SERVICE is not allowed"),
        ("eli:cites", "no query"),
        (f"ASK FROM NAMED <{VIEW_GRAPH}eli> {{ }}", "not by FROM NAMED"),
        (f"ASK FROM <{VIEW_GRAPH}nothing> {{ }}", "no view 'nothing'"),
        (f"ASK {{ GRAPH <{VIEW_GRAPH}nothing> {{ }} }}", "no view 'nothing'"),
        (f"ASK {{ ?x eli:title '{chr(0xE000)}' }}", "U\\+E000"),
    ],
)
def test_what_a_view_cannot_answer_is_refused(query: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        rewrite(ELI + query, ["eli"])


def test_a_view_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="there is no view 'elli'") as refusal:
        rewrite("ASK {}", ["elli"])

    assert "dcterms, eli, org" in refusal.value.hint


def test_the_librarys_name_of_a_state_becomes_ours() -> None:
    query = "ASK { ?vote ?how <http://metadata.un.org/UNMS/710> . ?vote <urn:p> ?x }"

    assert f"<{ID}state/ZAF>" in rewrite(query.replace("?how", f"<{MG.inFavour}>"), ["unms"])


PIECES = st.sampled_from(
    [
        *("SELECT", "ASK", "CONSTRUCT", "*", "{", "}", "(", ")", "[", "]", ".", ";", ",", "a"),
        *("?x", "?y", "_:b", "eli:cites", "eli:LegalResource", "'w'", "1.", "^", "/", "|", "!"),
        *("FILTER", "EXISTS", "GRAPH", "OPTIONAL", "UNION", "VALUES", "BIND", "FROM", "NAMED"),
        *("<http://metadata.un.org/UNMS/710>", f"<{VIEW_GRAPH}eli>", "<<", "#", "\n", "AS"),
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_whatever_is_asked_is_written_anew_or_refused(pieces: list[str]) -> None:
    with suppress(QueryError):
        rewrite(ELI + " ".join(pieces), ["eli", "unms"])


def test_the_lists_are_written_as_they_stand(tmp_path: Path) -> None:
    assert main(place=tmp_path) == 0
    for path in tmp_path.iterdir():
        assert path.read_text() == (folder("ontology") / "alignments" / path.name).read_text()
