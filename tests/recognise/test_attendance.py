"""Who attended, in the layouts of reports and lists of participants written for it.

A case is a text and, beside it, what it states, worked out by hand: the attendees as
``[name, kind, iso3, status]``, the counts as ``[category, count]``, the participants as
``[name, represents, role, function]`` and the names that were left undecided.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import AttendanceCount, Attendee, Findings, Participant
from kg.read import read_file
from kg.recognise import recognise

FOLDER = Path(__file__).with_name("attendance")
CASES = sorted(FOLDER.glob("*.txt"))
each_case = pytest.mark.parametrize("case", CASES, ids=[c.stem for c in CASES])


def stated(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    return told


@cache
def findings(case: Path) -> Findings:
    authority = load_authority()
    documents = cut(read_file(case), authority)
    return recognise(max(documents, key=lambda one: len(one.paragraphs)), authority)


def test_there_are_cases_and_each_has_its_answer() -> None:
    assert CASES

    assert {c.stem for c in CASES} == {a.stem for a in FOLDER.glob("*.json")}


@each_case
def test_those_who_are_named_are_found_and_nobody_else(case: Path) -> None:
    found = [
        [a.name, a.attendee_kind, a.iso3, a.status]
        for a in findings(case).findings
        if isinstance(a, Attendee)
    ]

    assert found == stated(case).get("attendees", [])


@each_case
def test_those_who_are_counted_are_counted(case: Path) -> None:
    found = [
        [c.category, c.count] for c in findings(case).findings if isinstance(c, AttendanceCount)
    ]

    assert found == stated(case).get("counts", [])


@each_case
def test_persons_are_found_with_their_delegation_and_function(case: Path) -> None:
    found = [
        [p.name, p.represents, p.role, p.function]
        for p in findings(case).findings
        if isinstance(p, Participant)
    ]

    assert found == stated(case).get("participants", [])


@each_case
def test_a_name_that_could_be_two_things_is_left_undecided(case: Path) -> None:
    warned = " ".join(findings(case).document.warnings)

    assert [n for n in stated(case).get("undecided", []) if repr(n) not in warned] == []


@each_case
def test_each_is_quoted_from_where_it_stands(case: Path) -> None:
    read = findings(case)
    text = read.document.source.text

    for one in read.findings:
        if isinstance(one, Attendee | Participant):
            assert " ".join(text[one.start : one.end].split()) == one.quote
            assert one.name in one.quote
