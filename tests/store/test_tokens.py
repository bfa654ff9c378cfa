"""A query is judged by the words that the engine would read in it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store import ask, dataset_of

HARMLESS = Path(__file__).parent / "harmless"
FETCHING = Path(__file__).parent / "fetching"
AMBIGUOUS = Path(__file__).parent / "ambiguous"


def cases(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.rq"))


@pytest.mark.parametrize("folder", [HARMLESS, FETCHING, AMBIGUOUS], ids=lambda p: p.name)
def test_the_folders_are_not_empty(folder: Path) -> None:
    assert cases(folder)


@pytest.mark.parametrize("case", cases(HARMLESS), ids=lambda p: p.stem)
def test_the_word_is_allowed_where_it_is_no_keyword(case: Path) -> None:
    answer = ask(ox.Store(), case.read_text("utf-8"))

    assert answer.solutions() == []


@pytest.mark.parametrize("case", cases(FETCHING), ids=lambda p: p.stem)
def test_a_query_that_would_fetch_is_refused(case: Path) -> None:
    with pytest.raises(QueryError, match=r"(SERVICE|LOAD) is not allowed; take (SERVICE|LOAD) out"):
        ask(ox.Store(), case.read_text("utf-8"))


@pytest.mark.parametrize("case", cases(AMBIGUOUS), ids=lambda p: p.stem)
def test_a_sign_that_can_be_read_in_two_ways_is_refused(case: Path) -> None:
    with pytest.raises(QueryError, match='may be "less than" or begin an IRI; write a space'):
        ask(ox.Store(), case.read_text("utf-8"))


@pytest.mark.parametrize(
    ("query", "line", "column", "why"),
    [
        ("", 1, 1, "it ends before it is complete"),
        ("SELECT * { ?s ?p ?o ", 1, 21, "it ends before it is complete"),
        ("SELECT *\n{ ?s ?p ?o .\n  ?s ex:p ?o }", 3, 6, "its prefix ex: is not declared"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 1, 10, "it is not SPARQL from"),
        ("SELECT *\n  { SERVICE <urn:x> {} }", 2, 5, "SERVICE is not allowed"),
        ("SELECT * { ?s ?p 'é\\u0041' .\n SERVICE ?x {} }", 2, 2, "SERVICE is not allowed"),
    ],
)
def test_a_refusal_says_where_and_why(query: str, line: int, column: int, why: str) -> None:
    with pytest.raises(QueryError) as refusal:
        ask(ox.Store(), query)

    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert refusal.value.why.startswith(why)
    assert f"at line {line}, column {column}" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("inner", ["{ %s }", "?s ?p ?o FILTER EXISTS { %s }", "FILTER((%s))"])
def test_a_query_that_would_overflow_the_engine_s_stack_is_refused(inner: str) -> None:
    body = "true" if "(" in inner else "?s ?p ?o"
    opening, closing = inner.split("%s")

    with pytest.raises(QueryError, match="nests more than 200 brackets"):
        dataset_of("SELECT * { " + opening * 5000 + body + closing * 5000 + " }")


def test_a_prefix_that_is_not_declared_is_named_with_its_place() -> None:
    with pytest.raises(QueryError, match="at line 2, column 3: its prefix ex: is not declared"):
        ask(ox.Store(), "SELECT * {\n  ex:a ?p ?o }")
