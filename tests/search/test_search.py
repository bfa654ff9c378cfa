"""What is found in three small documents, worked out by hand from ``graphs/``."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.errors import SearchError
from kg.search import Filters, Found, index_files, read_words, search
from tests.search.conftest import Find, paths

RESOLUTION = "document/A/RES/90/1"
REEFS = "document/A/RES/91/7"
REPORT = "meeting/reef-panel/1/report"


def counts(found: Found, facet: str) -> dict[str | None, int]:
    return {f.value: f.count for f in found.facets[facet]}


def words(found: Found) -> str:
    """The first snippet, its matches in square brackets."""
    parts = found.hits[0].snippet
    return "".join(f"[{p.text}]" if p.matches else p.text for p in parts)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tides measuring", {f"{RESOLUTION}/op/1", f"{REEFS}/op/4", "mandate/A/RES/90/1/op/1"}),
        ("cafe", {f"{RESOLUTION}/pp/1"}),
        ('"Reef Panel"', {"body/reef-panel", REPORT, f"{RESOLUTION}/op/1"}),
        ("coral", {"body/reef-panel"}),
        ("Oldland", {"state/NLD"}),
        ("kingdom", {"state/NLD"}),
        ("sea", {RESOLUTION}),
        ("tide -reef", {f"{RESOLUTION}/pp/1", "mandate/A/RES/90/1/op/1"}),
        ("lago*", {f"{REPORT}/para/3", f"{REPORT}/para/3/statement/NLD"}),
        ("harbour OR near tide", {f"{RESOLUTION}/pp/1", f"{REEFS}/op/4"}),
        ("3000 (2035)", {"document/S/RES/3000(2035)"}),
        ("nothing here", set()),
    ],
)
def test_things_are_found_by_their_words_and_names(
    find: Find, typed: str, expected: set[str]
) -> None:
    found = find(typed)

    assert set(paths(found)) == expected
    assert found.total == len(expected)


@pytest.mark.parametrize("typed", ["90/1", "a/res/90/1", "Resolution 90/1", "A/RES/90/1"])
def test_a_symbol_finds_its_document_first(find: Find, typed: str) -> None:
    found = find(typed)

    assert paths(found)[0] == RESOLUTION
    assert found.hits[0].exact
    assert f"{REEFS}/op/4" in paths(found)  # it says "resolution 90/1"


def test_a_hit_says_where_it_stands(find: Find) -> None:
    hit = find("reefs near").hits[0]

    assert (hit.kind, hit.label, hit.paragraph) == ("OperativeParagraph", "A/RES/91/7 op4", "4")
    assert (hit.symbol, hit.title, hit.year) == ("A/RES/91/7", None, 2036)
    assert (hit.body, hit.session) == ("ga", "ga/91")  # by its symbol: nothing else says it


def test_the_snippet_marks_what_matched(find: Find) -> None:
    assert words(find("each soon", Filters(kind="Paragraph"))) == (
        "Asks the Reef Panel to measure [each] tide & report <[soon]> on it;"
    )


def test_of_a_passage_without_text_the_quotes_are_searched(find: Find) -> None:
    assert words(find("lagoon", Filters(kind="ReportParagraph"))) == "the [lagoon] is calm"


def test_facets_count_all_hits(find: Find) -> None:
    found = find("tide", most=1)

    assert len(found.hits) == 1
    assert found.total == 4
    assert counts(found, "kind") == {
        "OperativeParagraph": 2, "PreambularParagraph": 1, "Mandate": 1
    }  # fmt: skip
    assert counts(found, "body") == {"ga": 4}
    assert counts(found, "session") == {"ga/90": 3, "ga/91": 1}
    assert counts(found, "year") == {"2035": 3, "2036": 1}
    assert found.facets["session"][0].label == "General Assembly, session 90"


def test_what_is_not_stated_is_counted_as_such(find: Find) -> None:
    assert counts(find("reef"), "year") == {"2035": 1, "2036": 1, None: 2}


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (Filters(kind="Paragraph"), 3),
        (Filters(kind="Mandate"), 1),
        (Filters(body="ga"), 4),
        (Filters(body="reef-panel"), 0),
        (Filters(session="ga/90"), 3),
        (Filters(session="91"), 1),
        (Filters(years=(2036, 2036)), 1),
        (Filters(years=(2030, 2040), kind="OperativeParagraph"), 2),
        (Filters(kind="x' OR 1=1 --"), 0),
    ],
)
def test_filters_limit_hits_and_counts(find: Find, filters: Filters, total: int) -> None:
    found = find("tide", filters)

    assert found.total == total
    assert sum(f.count for f in found.facets["kind"]) == total


def test_a_filter_holds_for_a_symbol_too(find: Find) -> None:
    assert RESOLUTION not in paths(find("90/1", Filters(years=(2036, 2036))))


def test_pages_have_every_hit_once_and_in_one_order(find: Find) -> None:
    whole = paths(find("a*"))

    assert [p for first in range(5) for p in paths(find("a*", first=first, most=1))] == whole
    assert len(set(whole)) == 5
    assert paths(find("a*", first=5)) == []


def test_a_search_past_its_deadline_is_given_up(tides: Path) -> None:
    with pytest.raises(SearchError, match="takes longer") as refused:
        search(_large(tides), read_words("xx* OR yy*"), seconds=0.005)

    assert refused.value.took_too_long


def _large(tides: Path) -> Path:
    """A copy of the index with enough rows that a search of all of them takes a while."""
    file = tides.parent / "large.sqlite"
    shutil.copy(index_files(tides)[0], file)
    with sqlite3.connect(file) as connection:
        connection.executemany(
            "INSERT INTO thing (id, iri, kind, work) VALUES (?, ?, 'Paragraph', ?)",
            [(i, f"urn:{i}", i) for i in range(1000, 31_000)],
        )
        connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(i, f"xx{i} yy{i % 7} xx{i % 11}") for i in range(1000, 31_000)],
        )
    connection.close()
    return file
