"""What is recognised in whole reports, finding by finding, against answers worked out by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kg.recognise
from kg.authority import load_authority
from kg.cut import clean, cut
from kg.extract import extraction_json
from kg.model import Mandate
from kg.read import read_bytes, read_file
from kg.recognise import recognise

TESTS = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("MANDATEGRAPH_CORPUS") or TESTS.parents[1] / "shared" / "corpus")
FOUNDING = CORPUS / "reports" / "cybercrime-expert-group-2013.md"
WRITTEN = sorted(p for p in (TESTS / "documents").iterdir() if p.suffix in (".md", ".txt"))

Json = dict[str, Any]


def cases() -> Iterator[Any]:
    for source in WRITTEN:
        yield pytest.param(source, source.with_suffix(".expected.json"), id=source.name)
    absent = pytest.mark.skipif(not FOUNDING.exists(), reason="corpus not present")
    expected = Path(__file__).with_name("founding.expected.json")
    yield pytest.param(FOUNDING, expected, marks=(pytest.mark.corpus, absent), id="founding")


@cache
def read(source: Path) -> Json:
    (document,) = cut(read_file(source), load_authority())
    extracted: Json = json.loads(extraction_json(recognise(document, load_authority())))
    return extracted


def differences(expected: list[Json], found: list[Json]) -> list[str]:
    """A line for each finding that is missing and for each that is false.

    A finding is the expected one where it has all its keys; keys left out are not compared.
    """
    left = list(found)
    lines: list[str] = []
    for wanted in expected:
        match = next((f for f in left if all(f.get(k) == v for k, v in wanted.items())), None)
        if match is None:
            lines.append(f"missing: {brief(wanted)}")
        else:
            left.remove(match)
    return lines + [f"false:   {brief(finding)}" for finding in left]


def brief(finding: Json) -> str:
    stated = {k: v for k, v in finding.items() if v not in (None, []) and k not in ("start", "end")}
    return json.dumps(stated, ensure_ascii=False)


def test_the_public_names_are_sorted() -> None:
    assert kg.recognise.__all__ == sorted(kg.recognise.__all__)


def test_there_are_documents_and_each_has_its_answer() -> None:
    assert WRITTEN
    assert all(source.with_suffix(".expected.json").exists() for source in WRITTEN)


@pytest.mark.parametrize(("source", "answer"), list(cases()))
def test_everything_is_found_and_nothing_false(source: Path, answer: Path) -> None:
    expected = json.loads(answer.read_text(encoding="utf-8"))

    extracted = read(source)

    assert differences(expected["findings"], extracted["findings"]) == []


@pytest.mark.parametrize(("source", "answer"), list(cases()))
def test_the_document_states_what_its_cover_and_title_do(source: Path, answer: Path) -> None:
    expected = json.loads(answer.read_text(encoding="utf-8"))

    extracted = read(source)

    stated = {key: extracted["document"][key] for key in expected["document"]}
    assert stated == expected["document"]


@pytest.mark.parametrize(("source", "answer"), list(cases()))
def test_every_paragraph_has_its_number_and_the_unread_are_listed(
    source: Path, answer: Path
) -> None:
    expected = json.loads(answer.read_text(encoding="utf-8"))

    extracted = read(source)

    kinds = ("report", "footnote")
    assert [p["id"] for p in extracted["paragraphs"] if p["kind"] in kinds] == expected[
        "paragraphs"
    ]
    assert [u["paragraph"] for u in extracted["unread"]] == expected["unread"]


@pytest.mark.parametrize(("source", "answer"), list(cases()))
def test_every_quote_is_its_slice_cleaned(source: Path, answer: Path) -> None:
    text = read_file(source).text

    extracted = read(source)

    within = {p["id"]: (p["start"], p["end"]) for p in extracted["paragraphs"]}
    for finding in extracted["findings"]:
        start, end = within[finding["paragraph"]]
        assert start <= finding["start"] < finding["end"] <= end
        assert clean(text[finding["start"] : finding["end"]]) == finding["quote"]
    for paragraph in extracted["paragraphs"]:
        assert clean(text[paragraph["start"] : paragraph["end"]]) == paragraph["text"]


SESSIONS = """Report on the meeting of the Commission on Crime Prevention and Criminal Justice

I. Outcome

1. The Commission requested the Secretary-General to report at the seventieth session of the \
General Assembly.

2. The Commission requested the Secretariat to report to it at its forty-fifth session.

3. The Commission requested the Secretariat to do the following at the forty-fifth session of \
the Commission:

(a) To weigh what is heavy;

(b) To report at its forty-sixth session.
"""


def test_a_session_is_of_the_body_that_is_named_and_not_of_whoever_is_asked(
    tmp_path: Path,
) -> None:
    (tmp_path / "report.txt").write_text(SESSIONS, encoding="utf-8")
    (document,) = cut(read_file(tmp_path / "report.txt"), load_authority())

    found = recognise(document, load_authority()).findings

    assert [(f.paragraph, f.due_body, f.due_session) for f in found if isinstance(f, Mandate)] == [
        ("1", "ga", "70"),
        ("2", "ccpcj", "45"),
        ("3", None, None),
        ("3(a)", "ccpcj", "45"),
        ("3(b)", "ccpcj", "46"),
    ]


def test_an_extraction_is_one_line_with_the_keys_of_the_contract() -> None:
    (document,) = cut(read_file(WRITTEN[0]), load_authority())

    line = extraction_json(recognise(document, load_authority()))

    assert "\n" not in line
    keys = ["file", "part", "text_sha256", "document", "paragraphs", "findings", "unread"]
    assert list(json.loads(line))[: len(keys)] == keys


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("the Secretary-General to report to the General Assembly at its ninetieth session", "ga"),
        ("the Secretariat to prepare a paper for its fourth session", "Working Group on Weights"),
    ],
)
def test_its_session_is_that_of_the_body_just_named(words: str, due: str) -> None:
    text = (
        "# Report on the meeting of the Working Group on Weights held in Geneva on 7 May 2035\n\n"
        "1. The third meeting of the Working Group on Weights was held in Geneva on 7 May 2035.\n\n"
        f"2. The Working Group requested {words}.\n"
    )

    (document,) = cut(read_bytes(text.encode(), "weights.md"), load_authority())
    found = recognise(document, load_authority()).findings

    assert [f.due_body for f in found if isinstance(f, Mandate)] == [due]
