"""The resolutions and decisions that a report holds are read as acts, not as the report's words."""

from __future__ import annotations

from pathlib import Path

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Document, Mandate
from kg.read import read_file
from kg.recognise import recognise

REPORT = Path(__file__).parents[1] / "cut" / "reports" / "without-numbers.txt"


def _mandates(document: Document) -> list[tuple[str, str]]:
    found = recognise(document, load_authority()).findings
    return [(one.paragraph, one.verb) for one in found if isinstance(one, Mandate)]


def test_a_resolution_and_a_decision_in_a_report_are_read_as_acts() -> None:
    report, resolution, decision = cut(read_file(REPORT), load_authority())

    assert _mandates(resolution) == [("op1", "requests"), ("op2", "invites")]
    assert _mandates(decision) == [("op1", "decides")]
    assert not {paragraph for paragraph, _ in _mandates(report) if paragraph.startswith("draft")}
