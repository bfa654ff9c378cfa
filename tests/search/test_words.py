"""What people type, and that nothing they type is malformed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.search
from kg.errors import SearchError
from kg.search import index_files, read_words, search
from kg.search.words import MOST_CHARACTERS, MOST_TERMS
from tests.search.conftest import Find, paths

HOSTILE = st.text(
    st.sampled_from(list("\"'*^():+-{}[]\\%_.,;/&|!~ abAB01é\u0301\x00\ue000\U0001e900")),
    max_size=60,
)


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.search.__all__ == sorted(kg.search.__all__)


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("tide reef", '"tide" AND "reef"'),
        ('"rising tides" reef', '"rising tides" AND "reef"'),
        ("tide OR reef harbour", '("tide" OR "reef") AND "harbour"'),
        ("ti* -reef", '("ti" *) NOT "reef"'),
        ('tide -"the reefs"', '("tide") NOT "the reefs"'),
        ("OR tide OR", '"tide"'),
        ("tide NOT reef AND x", '"tide" AND "NOT" AND "reef" AND "AND" AND "x"'),
        ("label:tide", '"label:tide"'),
        ("t* ** *", '"t"'),
        ("open-ended", '"open-ended"'),
        ("“the reefs”", '"the reefs"'),
    ],
)
def test_signs_are_read_and_all_else_is_words(typed: str, expression: str) -> None:
    assert read_words(typed).expression() == expression


@pytest.mark.parametrize(
    "typed",
    ["A/RES/65/230", "a/res/65/230", "resolution 65/230", "65/230", "Assembly resolution 65/230",
     "S/RES/2722 (2024)", "2625 (XXV)", "a/res/67/244 b"],
)  # fmt: skip
def test_a_symbol_is_known_in_any_spelling(typed: str) -> None:
    assert read_words(typed).symbol is not None


@pytest.mark.parametrize("typed", ["resolution 65", "and/or", "covid-19", "65/230 cybercrime"])
def test_what_is_no_symbol_alone_is_words(typed: str) -> None:
    assert read_words(typed).symbol is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no word"),
        ("-tide", "no word"),
        ("… * \"\" - ''", "no word"),
        ("x" * (MOST_CHARACTERS + 1), "more than 500 characters"),
        ("x " * (MOST_TERMS + 1), "more than 32 words"),
    ],
)
def test_a_search_without_words_or_with_too_many_is_refused(typed: str, why: str) -> None:
    with pytest.raises(SearchError, match=why):
        read_words(typed)


@settings(max_examples=150, deadline=None)
@given(typed=HOSTILE)
def test_no_typed_text_is_a_fault(tides: Path, typed: str) -> None:
    try:
        wanted = read_words(typed)
    except SearchError:
        return

    found = search(index_files(tides)[0], wanted)

    assert 0 <= found.total <= 14


def test_a_private_mark_in_a_search_is_no_mark(find: Find) -> None:
    assert paths(find("\ue000lagoon\ue001"))


def test_this_sqlite_has_fts5() -> None:
    connection = sqlite3.connect(":memory:")

    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")

    connection.close()
