"""What is cited in paragraphs written for it, against answers worked out by hand.

A case is a file: who speaks, the paragraphs as ``[id, kind, text]``, and the citations as
``[paragraph, cites, body, symbol, target, date, effect]`` in the order of the text.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from kg.authority import load_authority
from kg.model import Citation, Document, Paragraph, SourceText
from kg.recognise.citations import recognise_citations
from kg.recognise.passages import LONGEST

FOLDER = Path(__file__).with_name("citations")
CASES = sorted(FOLDER.glob("*.json"))
ROW = 7


def document(rows: list[list[str]], given: dict[str, Any]) -> Document:
    texts = [row[2] for row in rows]
    paragraphs = []
    at = 0
    for (ident, kind, text), speaker in zip(
        rows, given.get("speakers", [None] * len(rows)), strict=True
    ):
        spoken = speaker or given.get("body")
        paragraphs.append(Paragraph(ident, kind, at, at + len(text), text, speaker=spoken))
        at += len(text) + 1
    return Document(
        source=SourceText("case.txt", "text", "\n".join(texts), "0", "0"),
        paragraphs=tuple(paragraphs),
        type=given.get("type", "Resolution"),
        symbol=given.get("symbol"),
        title=given.get("title"),
        body=given.get("body"),
    )


def told(citation: Citation) -> list[str | None]:
    return [
        citation.paragraph, citation.cites, citation.body, citation.symbol,
        citation.target_paragraph, citation.date, citation.effect,
    ]  # fmt: skip


def cited(text: str, *, body: str | None = None, kind: str = "preambular") -> list[str | None]:
    one = document([["pp1", kind, text]], {"body": body})
    return [c.symbol for c in recognise_citations(one, load_authority())]


def test_there_are_cases_and_each_has_its_answer() -> None:
    assert CASES
    for case in CASES:
        given = json.loads(case.read_text(encoding="utf-8"))
        assert all(len(row) == ROW for row in given["citations"]), case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_everything_cited_is_found_and_nothing_else(case: Path) -> None:
    given = json.loads(case.read_text(encoding="utf-8"))
    one = document(given["paragraphs"], given)

    found = recognise_citations(one, load_authority())

    assert [told(c) for c in found] == given["citations"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_citation_quotes_what_is_printed(case: Path) -> None:
    given = json.loads(case.read_text(encoding="utf-8"))
    one = document(given["paragraphs"], given)

    for citation in recognise_citations(one, load_authority()):
        assert one.source.text[citation.start : citation.end] == citation.quote
        assert citation.as_printed == citation.quote


@pytest.mark.parametrize(
    "text",
    [
        "Welcoming the 24/7 network of harbour pilots,",
        "Recalling rule 153 of the rules of procedure and table 6 of the report,",
        "Noting budget section 29F and the sum of 1,204,300 dollars,",
        "Recalling that 3/4 of all harbours and 10/2 of the piers are closed,",
        "Stressing the goal of 50/50 balance by 2024/2025, and the present resolution,",
        "Noting the Convention and that Declaration, and the Protocols thereto,",
        "Noting the decision of 4 May 2019 and resolution of the dispute,",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert cited(text, body="ga") == []


@pytest.mark.parametrize(
    "unit",
    [
        "resolution ", "resolutions 65/1 A, ", "paragraph 1, ", "the Council ", "A/B/", "and the ",
        "resolutions 60/1 on harbours, and ", "Convention on the Rights of ", "Protocol to the ",
        "in accordance with ", "(", "its ", "Article 5 of the ", "Conference of the ",
        "resolution 65/1, in particular paragraph 1, ", "paragraph 5 of the report of the ",
        "in that resolution, the Council ", "article 5 of the Convention on ", "its Statute, ",
        "Declaration on the Review of the Convention on ", "resolution 1 of the ", "Add.1 and 2, ",
        "Strelsau Agreement, ", "Agreements of 20 June, 29 June, ", "20 June 2031 Agreement ",
        "Strategy for the Harbours (SH), the SH and ", "Peace and Lamp and Agreement of ",
    ],
)  # fmt: skip
def test_a_hostile_paragraph_takes_no_longer_than_its_length_allows(unit: str) -> None:
    load_authority()
    half, whole = (unit * (length // len(unit)) for length in (LONGEST // 4, LONGEST - 100))

    cited(half, body="ga")
    start = time.process_time()
    cited(whole, body="ga")

    assert time.process_time() - start < 2
