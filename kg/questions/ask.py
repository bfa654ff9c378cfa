"""Ask a competency question by name; values are bound as terms, never pasted."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.store import Answer, Snapshot

__all__ = ["Given", "Question", "ask_question", "question", "questions"]

_HEAD: Final = re.compile(r"^#\s*(Question|Given|For):\s*(.*)$")
_GIVEN: Final = re.compile(r"\?(\w+)(?:\s*=\s*(<[^>]*>|\"[^\"]*\"(?:\^\^<[^>]*>|@[\w-]+)?))?")


@dataclass(frozen=True, slots=True)
class Given:
    """A variable that a question is given; ``example`` tells whether it is an IRI or a literal."""

    name: str
    example: str | None

    @property
    def is_iri(self) -> bool:
        """Whether the value is an IRI."""
        return self.example is None or self.example.startswith("<")

    @property
    def example_value(self) -> str | None:
        """The example as a person would type it."""
        if self.example is None:
            return None
        return self.example[1:-1] if self.is_iri else self.example.split('"')[1]


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, its words, who asks, what it is given, and its query."""

    name: str
    question: str
    asked_by: str
    given: tuple[Given, ...]
    query: str


def questions() -> tuple[Question, ...]:
    """All competency questions, by name."""
    folder = files("kg.questions")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".rq"))
    return tuple(_read(name.removesuffix(".rq")) for name in names)


def question(name: str) -> Question:
    """The competency question of this name.

    Raises:
        QuestionError: there is none; the message names the nearest.
    """
    known = [q.name for q in questions()]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
        remedy = f"did you mean {near[0]!r}?" if near else "see the list of questions"
        raise QuestionError(name, "is not on file", remedy)
    return _read(name)


def ask_question(view: Snapshot, asked: Question, values: Mapping[str, str]) -> Answer:
    """Ask a question with values for its given variables; an example stands in for a missing one.

    Raises:
        QuestionError: a value is given for a variable that the question has not, or is no IRI.
    """
    return view.query(asked.query, substitutions=bound_terms(asked, values))


def bound_terms(asked: Question, values: Mapping[str, str]) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms that the given variables of a question are bound to, as ``ask_question`` has it.

    Raises:
        QuestionError: a value is given for a variable that the question has not, or is no IRI.
    """
    terms: dict[str, ox.NamedNode | ox.Literal] = {}
    unknown = set(values) - {g.name for g in asked.given}
    if unknown:
        names = ", ".join(g.name for g in asked.given) or "none"
        raise QuestionError(
            asked.name, f"is not given {', '.join(sorted(unknown))}", f"it is given: {names}"
        )
    for given in asked.given:
        value = values.get(given.name, given.example_value)
        if value is None:
            raise QuestionError(asked.name, f"needs a value for {given.name}", "give one")
        terms[given.name] = _term(asked, given, value)
    return terms


def _term(asked: Question, given: Given, value: str) -> ox.NamedNode | ox.Literal:
    if not given.is_iri:
        datatype = (given.example or "").partition("^^<")[2].rstrip(">")
        make = partial(ox.Literal, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal
        return make(value)
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise QuestionError(
            asked.name,
            f"wants an IRI for {given.name}, not {value!r}",
            f"give one such as {given.example_value}",
        ) from error


def _read(name: str) -> Question:
    text = (files("kg.questions") / f"{name}.rq").read_text("utf-8")
    heads: dict[str, list[str]] = {"Question": [], "Given": [], "For": []}
    for line in text.splitlines():
        found = _HEAD.match(line)
        if found:
            heads[found[1]].append(found[2].strip())
    given = [
        Given(found[1], found[2])
        for line in heads["Given"]
        if line.rstrip(".").lower() not in ("none", "nothing")
        for found in _GIVEN.finditer(line)
    ]
    return Question(name, " ".join(heads["Question"]), " ".join(heads["For"]), tuple(given), text)
