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
from kg.recognise.citations import recognise_citations
from kg.recognise.citing.names import plain_letters

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


ACT = "90/12. Wells\n\nThe General Assembly,\n\n1. Requests the Secretary-General to dig wells.\n"


@pytest.mark.parametrize(
    ("given", "warnings"),
    [
        ("A/RES/90/13", ("the text states the symbol A/RES/90/12, not A/RES/90/13",)),
        ("A/RES/90/1", ("the text states the symbol A/RES/90/12, not A/RES/90/1",)),
        ("A/RES/90/12", ()),
        ("a/res/90/12", ()),
    ],
)
def test_the_number_of_an_act_wins_over_the_users_symbol(
    given: str, warnings: tuple[str, ...]
) -> None:
    (document,) = cut(read_bytes(ACT.encode(), "x.txt"), load_authority(), symbol=given)

    assert document.symbol == "A/RES/90/12"
    assert document.warnings == warnings


@pytest.mark.parametrize("given", ["", "   ", "wells", "12", "A/RES/", "90/12", "A RES 90"])
@pytest.mark.parametrize("text", [PLAIN, ACT.encode()], ids=["report", "act"])
def test_a_symbol_that_is_none_is_refused_in_one_sentence(given: str, text: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        cut(read_bytes(text, "x.txt"), load_authority(), symbol=given)

    assert str(refused.value) == (
        f"x.txt: the symbol given for it, “{given}”, is none; give one such as A/RES/65/230."
    )


@pytest.mark.parametrize(
    "hyphen", ["-", "\u2010", "\u2011", "\u2012", "-\u200d", "\u200c-", "\u2011\u2060", "\ufeff-"]
)
def test_an_instrument_is_known_whatever_hyphen_is_printed(hyphen: str) -> None:
    text = (
        "90/12. Wells\n\nThe General Assembly,\n\n"
        f"Recalling the Treaty on the Non{hyphen}Proliferation of Nuclear Weapons, and wells,\n\n"
        "1. Requests the Secretary-General to dig wells.\n"
    )
    (document,) = cut(read_bytes(text.encode(), "x.txt"), load_authority())

    (cited,) = recognise_citations(document, load_authority())

    assert plain_letters(clean(text[cited.start : cited.end])) == (
        "Treaty on the Non-Proliferation of Nuclear Weapons"
    )
