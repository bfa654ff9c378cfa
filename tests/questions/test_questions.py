"""Each competency question, asked with its example, gives the whole answer worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.questions import ask_question, question, questions
from kg.store import Snapshot

FOLDER = Path(__file__).parent
NAMES = [q.name for q in questions()]


def test_each_question_has_its_answer_on_file() -> None:
    answers = sorted(path.stem for path in FOLDER.glob("*.srj"))

    assert len(NAMES) >= 15
    assert answers == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_question_says_what_it_asks_who_asks_and_what_it_is_given(name: str) -> None:
    asked = question(name)

    assert asked.question.endswith("?")
    assert asked.asked_by
    assert all(given.example for given in asked.given)


@pytest.mark.parametrize("name", NAMES)
def test_each_question_gives_its_whole_answer(name: str, shipped_view: Snapshot) -> None:
    expected = json.loads((FOLDER / f"{name}.srj").read_text(encoding="utf-8"))

    result = ask_question(shipped_view, question(name), {}).result

    assert isinstance(result, ox.QuerySolutions)
    answer = json.loads(result.serialize(format=ox.QueryResultsFormat.JSON) or "")
    assert answer["head"]["vars"] == expected["head"]["vars"]
    assert answer["results"]["bindings"] == expected["results"]["bindings"]
