"""Searches inside SPARQL are written out as the hits they have, and only where they are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.search import Expanded, Filters, Found, Wanted, expand, index_files, search
from kg.store import Snapshot
from kg.vocab import ID, MG

PREFIXES = (
    "PREFIX mgs: <https://w3id.org/mandategraph/search#>"
    f" PREFIX mg: <{MG}> PREFIX id: <{ID}>"
    " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
RESOLUTION = "document/A/RES/90/1"
PANEL = "body/reef-panel"
REEFS = "document/A/RES/91/7/op/4"
MANDATE = "mandate/A/RES/90/1/op/1"
LAGOON = "meeting/reef-panel/1/report/para/3"
PARAGRAPHS = {f"{RESOLUTION}/pp/1", f"{RESOLUTION}/op/1", REEFS}
TIDE = {*PARAGRAPHS, MANDATE}
Write = Callable[..., Expanded]


@pytest.fixture(name="write")
def a_writer(tides: Path) -> Write:
    def ask(wanted: Wanted, most: int, *, only: str | None, snippets: bool) -> Found:
        filters = Filters(only=only)
        return search(index_files(tides)[0], wanted, filters, most=most, snippets=snippets)

    def write(query: str, **how: object) -> Expanded:
        return expand(PREFIXES + query, ask, **how)  # type: ignore[arg-type]

    return write


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('SELECT ?x { ?x mgs:matches "tide" }', TIDE),
        ("SELECT ?x { ?x mgs:matches '''tide''' . }", TIDE),
        ('SELECT ?x { ?x mgs:matches "tide"@en . ?x a mg:Paragraph }', PARAGRAPHS),
        ('SELECT ?x { ?x a mg:Mandate ; mgs:matches "tide" }', {MANDATE}),
        ('SELECT ?x { ?x mgs:matches "tide" ; mg:number "4" ; a ?t . }', {REEFS}),
        ('SELECT ?x { ?x mgs:matches "tide" ; mgs:matches "reef" }', {f"{RESOLUTION}/op/1", REEFS}),
        ('SELECT ?x { ?x mg:number ?n FILTER(?n = "4") ?x mgs:matches "tide" }', {REEFS}),
        ('SELECT ?x { ?x mg:position 1 . FILTER EXISTS { ?x mgs:matches "near" } }', {REEFS}),
        (
            'SELECT ?x { { ?x mgs:matches "lagoon" } UNION { ?x mgs:matches "coral" } }',
            {PANEL, LAGOON, f"{LAGOON}/statement/NLD"},
        ),
        ('SELECT ?x { (?x ?score) mgs:matches "coral" FILTER(?score > 0) }', {PANEL}),
        ('SELECT ?x { ?x <https://w3id.org/mandategraph/search#matches> "coral" }', {PANEL}),
        ('SELECT ?x { ?x mgs:matches "c\\u006Fral" }', {PANEL}),
        ('SELECT ?x { ?x mgs:matches "nothing here" }', set()),
        ('SELECT ?x { ?x rdfs:label ?l . id:body\\/reef-panel mgs:matches "coral" }', None),
    ],
)
def test_a_search_gives_its_hits(
    tides: Path, write: Write, query: str, expected: set[str] | None
) -> None:
    written = write(query)

    solutions = Snapshot.open(tides).query(written.text).solutions()
    found = {row["x"].value.removeprefix(ID) for row in solutions}
    assert not written.truncated
    assert found == expected if expected is not None else len(found) > len(TIDE)


def test_score_and_snippet_are_bound(tides: Path, write: Write) -> None:
    written = write('SELECT * { (?x ?score ?words) mgs:matches "soon" } ORDER BY DESC(?score)')

    rows = Snapshot.open(tides).query(written.text).solutions()
    assert [r["words"].value for r in rows] == [
        "measure each tide & report <soon> on it",
        "Asks the Reef Panel to measure each tide & report <soon> on it;",
    ]
    assert float(rows[0]["score"].value) > float(rows[1]["score"].value) > 0


def test_an_iri_that_does_not_match_gives_nothing(tides: Path, write: Write) -> None:
    written = write('ASK { id:body\\/ga mgs:matches "coral" }')

    assert not Snapshot.open(tides).query(written.text).boolean()


def test_what_is_cut_is_said(write: Write) -> None:
    cut = write('SELECT ?x { ?x mgs:matches "tide" }', most=3)

    assert cut.truncated
    assert cut.text.count(f"<{ID}") == 3 + 1  # and the prefix


def test_a_bound_variable_is_what_is_looked_for(tides: Path, write: Write) -> None:
    written = write("SELECT ?x { ?x mgs:matches ?w }", substitutions={"w": '"coral"'})

    rows = Snapshot.open(tides).query(written.text).solutions()
    assert [r["x"].value for r in rows] == [f"{ID}body/reef-panel"]


def test_lines_keep_their_numbers(write: Write) -> None:
    query = 'SELECT ?x {\n ?x a mg:Body ;\n  mgs:matches\n "coral" ;\n rdfs:label ?l .\n }'

    assert write(query).text.count("\n") == (PREFIXES + query).count("\n")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p mgs:matches }",
        "SELECT * { VALUES ?p { mgs:matches } ?s ?p ?o }",
        "DESCRIBE mgs:matches",
        'SELECT * { ?s ?p "?x mgs:matches \\"tide\\"" } # ?x mgs:matches "tide"',
        "SELECT * { ?s mgs:matched ?o }",
        'CONSTRUCT { ?s mgs:matches "tide" } WHERE { ?s ?p ?o }',
    ],
)
def test_a_query_that_searches_nothing_comes_back_as_it_is(write: Write, query: str) -> None:
    assert write(query).text == PREFIXES + query
    assert write(query).contents == frozenset()


@pytest.mark.parametrize(
    ("query", "column", "why"),
    [
        ("ASK { ?x mgs:matches ?w }", 22, r"\?w, which is not bound"),
        ("ASK { ?x mgs:matches <urn:x> }", 22, "is no literal"),
        ("ASK { ?x mgs:matches 4 }", 22, "is no literal"),
        ('ASK { ?x mgs:matches "-tide" }', 22, "no word to look for"),
        ('ASK { ?x mgs:matches "a", "b" }', 10, "several objects"),
        ('ASK { ?x mgs:matches+ "a" }', 10, "in a path"),
        ('ASK { ?x (mg:gives/mgs:matches) "a" }', 10, "in a path"),
        ('ASK { ?x ^mgs:matches "a" }', 10, "in a path"),
        ('ASK { [] mgs:matches "a" }', 7, "no variable and no IRI"),
        ('ASK { ?y ?p [ mgs:matches "a" ] }', 15, "blank node"),
        ('ASK { (?x ?y ?z ?w) mgs:matches "a" }', 7, "no variable and no IRI"),
        ('ASK { (?x ?y) mgs:matches "a" ; a mg:Body }', 7, "other properties"),
        ('ASK { "a" mgs:matches "a" }', 7, "no variable and no IRI"),
        ("ASK { " + '?x mgs:matches "a" . ' * 5 + "}", 94, "more than 4 times"),
    ],
)
def test_a_search_that_cannot_be_is_refused_where_it_stands(
    write: Write, query: str, column: int, why: str
) -> None:
    with pytest.raises(QueryError, match=why) as refused:
        write(query)

    assert (refused.value.line, refused.value.column) == (2, column)
