"""Cutting reports of meetings: whole short documents side by side with what they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import clean, cut
from kg.model import Document
from kg.read import read_bytes, read_file

CASES = sorted((Path(__file__).parent / "reports").glob("*.txt"))


def _outline(document: Document) -> dict[str, object]:
    return {
        "type": document.type,
        "name": document.symbol or document.key,
        "title": document.title,
        "date": document.date or document.adopted_on,
        "session": document.session,
        "vote": document.vote and [document.vote.yes, document.vote.no, document.vote.abstain],
        "paragraphs": [
            [p.id, p.kind, " ".join(p.text.split()[:4]), " > ".join(p.heading)]
            for p in document.paragraphs
        ],
        "warnings": len(document.warnings),
    }


def test_there_are_cases_and_each_has_its_answer() -> None:
    assert CASES
    assert all(case.with_suffix(".expected.json").exists() for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_paper_of_a_meeting_is_cut_into_its_documents(case: Path) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_text(encoding="utf-8"))
    source = read_file(case)

    documents = cut(source, load_authority())

    assert [_outline(document) for document in documents] == expected
    assert all(
        clean(source.text[p.start : p.end]) == p.text for d in documents for p in d.paragraphs
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Report of the Board on Wells on its second session", "MeetingReport"),
        ("Report of the meeting of experts on wells, held in Oslo", "MeetingReport"),
        ("Report on the work of the Board at its second session", "MeetingReport"),
        ("Summary record of the second meeting", "MeetingReport"),
        ("Minutes of the second meeting of the Board", "MeetingReport"),
        ("Report of the Secretary-General on wells", "Document"),
        ("Report of the Secretary-General on the second session of the Board", "MeetingReport"),
        ("List of participants", "ParticipantList"),
        ("Provisional agenda for the second session", "Agenda"),
    ],
)
def test_the_title_tells_what_a_paper_is(title: str, kind: str) -> None:
    text = f"WB/2031/4\n\n{title}\n\n1. The Board on Wells met in Oslo and dug many wells.\n"

    (document,) = cut(read_bytes(text.encode(), "x.txt"), load_authority())

    assert (document.type, document.title) == (kind, title)


@pytest.mark.parametrize(
    ("corner", "symbol"),
    [
        ("E/CN.99/2031/12", "E/CN.99/2031/12"),
        ("United Nations\tE/CN.99/2031/12*", "E/CN.99/2031/12"),
        ("UNITED NATIONS\n\nDistr.\nGENERAL\n\nE/CN.99/2031/12\n3 May 2031", "E/CN.99/2031/12"),
        ("See document E/CN.99/2031/12 (in English).", None),
    ],
)
def test_the_symbol_stands_in_the_corner(corner: str, symbol: str | None) -> None:
    text = f"{corner}\n\nReport of the Board on Wells\n\n1. The Board on Wells met in Oslo.\n"

    (document,) = cut(read_bytes(text.encode(), "x.txt"), load_authority())

    assert document.symbol == symbol
