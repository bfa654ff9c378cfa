"""Clauses of operative paragraphs: each case is a paragraph and what a person reads in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.authority import Authority, load_authority
from kg.cut import clean_slice
from kg.model import Document, Expression, Mandate, Paragraph, SourceText
from kg.recognise.clauses import recognise_clauses

CASES = sorted((Path(__file__).parent / "clauses").glob("*.json"))
HOSTILE = {
    "verbs": "Requests the Secretary-General, and requests ",
    "commas": "a, ",
    "ands": "and States and ",
    "to": "to to act ",
    "that": "that which, and, ",
    "sessions": "at its second and third and ",
    "names": "the Commission on the Commission of ",
    "dates": "by 3 May ",
    "reports": "submit a report to provide ",
    "adverbs": "also strongly ",
    "acts": "and to take all the necessary, ",
    "efforts": "continue to make every effort to ",
    "asides": "provide, within, as, ",
    "agencies": "the agencies, funds and programmes, ",
    "persons": "Government and the people of ",
    "adjectives": "national and regional, ",
    "closing": "quickly, supports the ",
    "establish": "establish in the ",
    "offices": "the Special Envoy for the Sudan Ada and the Rule of Lamps Coordination and Group, ",
    "annual": "at the annual meetings of ",
}


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def document(case: dict[str, Any]) -> Document:
    """A document with the recitals and paragraphs of a case, one a line.

    A row without an id is a line that is no paragraph.
    """
    text, paragraphs = "", list[Paragraph]()
    rows = [[f"pp{n}", words] for n, words in enumerate(case["recitals"], 1)]
    for ident, words, *speaker in [*rows, *case["paragraphs"]]:
        start = len(text)
        text += f"{words}\n"
        if not ident:
            continue
        kind = "preambular" if ident.startswith("pp") else "operative"
        kind = "title" if ident == "title" else kind
        end = len(text) - 1
        said = speaker[0] if speaker else case["speaker"]
        cleaned = clean_slice(text, start, end).text
        paragraphs.append(Paragraph(ident, kind, start, end, cleaned, speaker=said))
    source = SourceText("case.txt", "text", text, "", "")
    return Document(source, tuple(paragraphs), case["type"], body=case["speaker"])


def said(finding: Mandate | Expression, keys: set[str]) -> dict[str, Any]:
    row = {"p": finding.paragraph, "kind": finding.kind}
    row |= {key: getattr(finding, key) for key in keys - row.keys()}
    return row | {"addressees": list(finding.addressees)}


def test_there_are_cases() -> None:
    assert len(CASES) > 130


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_clause_is_read_as_a_person_reads_it(path: Path, authority: Authority) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = recognise_clauses(document(case), authority)

    expected = case["clauses"]
    assert len(found) == len(expected)
    assert [said(f, set(e)) for f, e in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_offsets_span_the_clause_that_is_quoted(path: Path, authority: Authority) -> None:
    case = document(json.loads(path.read_text(encoding="utf-8")))
    paragraphs = {paragraph.id: paragraph for paragraph in case.paragraphs}

    for found in recognise_clauses(case, authority):
        own = paragraphs[found.paragraph]
        assert own.start <= found.start < found.end <= own.end
        assert clean_slice(case.source.text, found.start, found.end).text == found.quote


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("opening", ["Requests ", "Decides that ", "Recommends to ", ""])
def test_a_hostile_paragraph_is_read_to_its_end(
    opening: str, words: str, authority: Authority
) -> None:
    text = opening + words * (19_000 // len(words))
    case = {"recitals": [], "paragraphs": [["op1", text]], "speaker": "ga", "type": "Resolution"}

    for found in recognise_clauses(document(case), authority):
        assert found.paragraph == "op1"
