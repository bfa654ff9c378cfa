"""The agenda and the documents of small reports written for it, against answers worked out by hand.

A case is a text and, beside it, what it states: the agenda's items as ``[number, parent, title]``,
the documents before the meeting as ``[symbol, title]`` and the symbols of the documents that are
only cited (not of resolutions and decisions), in the order of the text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import AgendaItem, Citation, Findings, ListedDocument
from kg.read import read_file
from kg.recognise import recognise

FOLDER = Path(__file__).with_name("papers")
CASES = sorted(FOLDER.glob("*.txt"))


def stated(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    return told


def findings(case: Path) -> Findings:
    authority = load_authority()
    documents = cut(read_file(case), authority)
    return recognise(max(documents, key=lambda one: len(one.paragraphs)), authority)


def test_there_are_cases_and_each_has_its_answer() -> None:
    assert CASES

    assert {c.stem for c in CASES} == {a.stem for a in FOLDER.glob("*.json")}


@pytest.mark.parametrize("case", CASES, ids=[c.stem for c in CASES])
def test_the_agenda_is_read(case: Path) -> None:
    found = [
        [i.number, i.parent, i.title] for i in findings(case).findings if isinstance(i, AgendaItem)
    ]

    assert found == stated(case).get("agenda", [])


@pytest.mark.parametrize("case", CASES, ids=[c.stem for c in CASES])
def test_the_documents_are_listed(case: Path) -> None:
    found = [[d.symbol, d.title] for d in findings(case).findings if isinstance(d, ListedDocument)]

    assert found == stated(case).get("documents", [])


@pytest.mark.parametrize("case", CASES, ids=[c.stem for c in CASES])
def test_what_is_not_listed_is_cited(case: Path) -> None:
    found = [
        c.symbol
        for c in findings(case).findings
        if isinstance(c, Citation) and c.cites in ("document", "paragraph") and c.body is None
    ]

    assert found == stated(case).get("cited", [])
