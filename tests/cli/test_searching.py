"""Search from the command line, in the graph that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.search import refresh
from kg.vocab import ID
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def searched(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the graph that ships, with its index."""
    store = tmp_path_factory.mktemp("searched") / "store"
    shutil.copytree(shipped, store)
    refresh(store)
    return store


def test_a_symbol_in_any_spelling_finds_its_document_first(run: Command, searched: Path) -> None:
    for spelling in ("A/RES/65/230", "resolution 65/230", "a/res/65/230", "65/230"):
        said = run("search", "--store", searched, spelling, "--json")

        hit = json.loads(said.out)["hits"][0]
        assert (hit["iri"], hit["exact"]) == (f"{ID}document/A/RES/65/230", True)
        assert (hit["body"], hit["session"], hit["year"]) == ("ga", "ga/65", 2010)


def test_words_find_the_mandate_that_they_are_about(run: Command, searched: Path) -> None:
    said = run(
        "search", "--store", searched, "cybercrime", "expert", "group", "--body", "ga",
        "--kind", "Mandate", "--year", "2010", "--json",
    )  # fmt: skip

    found = json.loads(said.out)
    # Paragraph 9 of A/RES/65/230 asks for the group, and no other paragraph of the year does.
    assert f"{ID}mandate/A/RES/65/230/op/9" in [h["iri"] for h in found["hits"]]
    assert all(h["kind"] == "Mandate" and h["year"] == 2010 for h in found["hits"])
    assert [f["value"] for f in found["facets"]["body"]] == ["ga"]


@pytest.mark.parametrize(
    ("former", "now"), [("Swaziland", "SWZ"), ("Turkey", "TUR"), ("Czech Republic", "CZE")]
)
def test_a_state_is_found_by_a_name_of_another_time(
    run: Command, searched: Path, former: str, now: str
) -> None:
    said = run("search", "--store", searched, former, "--kind", "State", "--json")

    assert json.loads(said.out)["hits"][0]["iri"] == f"{ID}state/{now}"


def test_a_person_sees_labels_words_and_the_number_of_hits(run: Command, own_store: Path) -> None:
    said = run("search", "--store", own_store, "Salvador Declaration", "--most", "1")

    lines = said.out.splitlines()
    assert "Salvador Declaration" in lines[0]
    assert lines[-1].endswith("hits, the first 1 shown")
    assert "Bringing the search index" in said.err


def test_a_query_may_search(run: Command, searched: Path) -> None:
    query = 'SELECT ?x { ?x mgs:matches "Swaziland" ; a mg:State }'
    said = run("query", "--store", searched, "-q", query, "--format", "csv")

    assert said.out.splitlines() == ["x", f"{ID}state/SWZ"]


def test_a_search_for_nothing_is_refused(run: Command, searched: Path) -> None:
    said = run("search", "--store", searched, "--", "-cybercrime")

    assert said.code == 2
    assert said.complaint.startswith("The search has no word to look for")


def test_a_year_is_a_year(run: Command, searched: Path) -> None:
    assert run("search", "--store", searched, "x", "--year", "soon").code == 2
