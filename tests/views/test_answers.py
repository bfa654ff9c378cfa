"""Who knows another vocabulary alone is answered in its words; the answers were found by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.store import Snapshot
from kg.views import rewrite

FOLDER = Path(__file__).with_name("answers")
QUERIES = sorted(FOLDER.glob("*.rq"))
HEAD = re.compile(r"# Question: \S.+\?\n# View:     (\S.+)\n# For:      \S.+\n\n")


def cell(term: object) -> dict[str, str]:
    """A term as SPARQL JSON has it."""
    value, datatype = str(getattr(term, "value", "")), getattr(term, "datatype", None)
    if datatype is None:
        return {"type": "uri", "value": value}
    written = {"type": "literal", "value": value}
    language = getattr(term, "language", None)
    if language:
        return written | {"xml:lang": language}
    plain = datatype.value.endswith("#string")
    return written if plain else written | {"datatype": datatype.value}


def test_each_query_has_its_answer_and_each_vocabulary_a_query() -> None:
    asked = {name for path in QUERIES for name in views(path)}

    assert [p.stem for p in QUERIES] == sorted(p.stem for p in FOLDER.glob("*.srj"))
    assert asked == {"dcterms", "eli", "org", "prov", "skos", "undo", "unms"}


def views(path: Path) -> list[str]:
    found = HEAD.match(path.read_text(encoding="utf-8"))
    assert found
    return found[1].split(", ")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_query_knows_a_word_of_ours(path: Path) -> None:
    assert "mandategraph/ontology" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_graph_that_ships_answers_as_found_by_hand(path: Path, shipped_view: Snapshot) -> None:
    expected = json.loads(path.with_suffix(".srj").read_text(encoding="utf-8"))

    answer = shipped_view.query(rewrite(path.read_text(encoding="utf-8"), views(path)))
    rows = [{name: cell(term) for name, term in row.items()} for row in answer.solutions()]

    assert list(answer.variables) == expected["head"]["vars"]
    assert rows == expected["results"]["bindings"]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_without_its_view_a_query_is_not_answered_so(path: Path, shipped_view: Snapshot) -> None:
    expected = json.loads(path.with_suffix(".srj").read_text(encoding="utf-8"))

    rows = shipped_view.query(path.read_text(encoding="utf-8")).solutions()

    assert [{k: cell(v) for k, v in row.items()} for row in rows] != expected["results"]["bindings"]
