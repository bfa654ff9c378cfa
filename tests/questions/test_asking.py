"""A question is asked by name with bound terms, or refused in one sentence."""

from __future__ import annotations

import pytest

import kg.questions
from kg.errors import QuestionError
from kg.questions import ask_question, question, questions
from kg.store import Snapshot
from kg.vocab import ID

SPEAKERS = "speakers-of-meeting"


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.questions.__all__ == sorted(kg.questions.__all__)


def test_questions_come_in_the_order_of_their_names() -> None:
    names = [q.name for q in questions()]

    assert names == sorted(names)


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_an_answer_without_ties_comes_in_one_order(name: str, shipped_view: Snapshot) -> None:
    once = ask_question(shipped_view, question(name), {}).solutions()

    assert once == ask_question(shipped_view, question(name), {}).solutions()
    assert len({tuple(sorted((k, str(v)) for k, v in s.items())) for s in once}) == len(once)


def test_a_value_that_is_given_goes_before_the_example(shipped_view: Snapshot) -> None:
    asked = question(SPEAKERS)
    (given,) = asked.given

    nowhere = ask_question(shipped_view, asked, {given.name: f"{ID}meeting/nobody/1"})
    example = ask_question(shipped_view, asked, {given.name: given.example_value or ""})

    assert nowhere.solutions() == []
    assert len(example.solutions()) > 49


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("speakers-of-meting", "is not on file; did you mean 'speakers-of-meeting'?"),
        ("xxxxxxxxxxxxxxx", "is not on file; see the list of questions"),
        ("../ask", "is not on file"),
        ("", "is not on file"),
    ],
)
def test_a_question_that_is_not_on_file_is_refused(name: str, why: str) -> None:
    with pytest.raises(QuestionError) as refusal:
        question(name)

    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"nobody": "urn:x"}, "is not given nobody; it is given: "),
        ({"meeting": "no iri"}, "wants an IRI for meeting, not 'no iri'; give one such as http"),
        ({"meeting": "> ?p ?o } #"}, "wants an IRI for meeting"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    shipped_view: Snapshot, values: dict[str, str], why: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        ask_question(shipped_view, question(SPEAKERS), values)

    assert why in str(refusal.value)
    assert "\n" not in str(refusal.value)
