"""Cutting: cases side by side with the paragraphs that they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg.cut
from kg.authority import load_authority
from kg.cut import clean, cut
from kg.errors import SourceError
from kg.read import read_bytes, read_file

CASES = sorted(p for p in (Path(__file__).parent / "cases").iterdir() if p.suffix != ".json")


def test_the_public_names_are_sorted() -> None:
    assert kg.cut.__all__ == sorted(kg.cut.__all__)


def test_there_are_cases_and_each_has_its_answer() -> None:
    assert CASES
    assert all(case.with_suffix(".expected.json").exists() for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_text_is_cut_into_its_paragraphs(case: Path) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_text(encoding="utf-8"))
    source = read_file(case)

    (document,) = cut(source, load_authority())

    assert [[p.id, p.kind, p.text] for p in document.paragraphs] == expected["paragraphs"]
    assert all(clean(source.text[p.start : p.end]) == p.text for p in document.paragraphs)
    assert len(document.warnings) == expected["warnings"]
    assert document.symbol == expected.get("symbol")


@pytest.mark.parametrize(
    "text",
    ["A letter to a friend.\n\nIt has no numbers.", "a;b\n1;2\n", "1. Milk\n2. Bread\n"],
    ids=["letter", "table", "shopping list"],
)
def test_an_irrelevant_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        cut(read_bytes(text.encode(), "x.txt"), load_authority())

    assert str(refused.value) == (
        "x.txt: no numbered paragraph was found in it; give the text of a report as it was issued."
    )


PLAIN = b"Report of the Board on Wells\n\n1. The Board on Wells met and parted again.\n"


def test_a_symbol_of_the_user_is_taken_where_the_text_states_none() -> None:
    (document,) = cut(read_bytes(PLAIN, "x.txt"), load_authority(), symbol="WB/8")

    assert document.symbol == "WB/8"
    assert document.warnings == ("the symbol WB/8 was given by the user; the text states none",)


def test_a_file_named_after_a_symbol_gives_it_with_a_warning() -> None:
    (document,) = cut(read_bytes(PLAIN, "WB_2019_8.txt"), load_authority())

    assert document.symbol == "WB/2019/8"
    assert document.warnings == ("the symbol WB/2019/8 is the file's name; the text states none",)


def test_the_symbol_that_the_text_states_wins_over_the_users() -> None:
    (document,) = cut(
        read_bytes(b"WB/9\n\n" + PLAIN, "WB_2019_8.txt"), load_authority(), symbol="WB/8"
    )

    assert document.symbol == "WB/9"
    assert document.warnings == ("the text states the symbol WB/9, not WB/8",)


def test_a_very_long_paragraph_is_cut_in_no_time() -> None:
    text = "1. The Board on Wells met.\n" + "and more words without an end\n" * 20_000

    (document,) = cut(read_bytes(text.encode(), "x.txt"), load_authority())

    assert [p.id for p in document.paragraphs] == ["1"]
