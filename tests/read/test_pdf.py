"""Reading PDF: pages set from a text give that text back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.read import read_bytes
from tests.read.typesetter import Sheet, pdf_of, typeset

TEXT = (Path(__file__).parent / "documents" / "lighthouse-keepers.txt").read_text(encoding="utf-8")
BLOCKS = TEXT.strip().split("\n\n")


def read(sheets: list[Sheet]) -> str:
    return read_bytes(pdf_of(sheets), "x.pdf").text


def test_a_document_set_in_one_column_is_read_as_it_was_written() -> None:
    sheets = typeset(BLOCKS)

    source = read_bytes(pdf_of(sheets), "keepers.pdf")

    assert len(sheets) > 1
    assert source.format == "application/pdf"
    assert source.text.strip().split("\n\n") == BLOCKS


def test_a_document_set_in_two_columns_is_read_column_by_column() -> None:
    plain = [re.sub(r"<sup>[^<]*</sup>", "", b) for b in BLOCKS if not b.startswith("<sup>")]

    text = read(typeset(plain, columns=2))

    assert text.strip().split("\n\n") == plain


def test_hyphens_that_a_line_end_asks_for_are_taken_out_and_others_are_kept() -> None:
    def break_long_words(word: str, room: int) -> int:
        hard = word.find("-") + 1
        if 0 < hard <= room:
            return hard
        return min(room, len(word) - 3) if word.isalpha() and len(word) > 7 and room > 2 else 0

    plain = [re.sub(r"<sup>[^<]*</sup>", "", b) for b in BLOCKS if not b.startswith("<sup>")]

    sheets = typeset(plain, columns=2, hyphenate=break_long_words)

    drawn = "\n".join(operation for sheet in sheets for operation in sheet.operations)
    assert len(re.findall(r"[a-z]-\) Tj", drawn)) > 6
    assert read(sheets).strip().split("\n\n") == plain


def test_the_rows_of_a_table_are_lines_with_their_cells_parted_by_tabs() -> None:
    sheet = Sheet()
    sheet.line("The harbours of the coast and their lamps are these, and no others:", 123, 700)
    for n, row in enumerate([("Harbour", "Lamps"), ("Lanternford", "12"), ("Saltwick", "7")]):
        sheet.line(row[0], 123, 670 - 12 * n)
        sheet.line(row[1], 350, 670 - 12 * n)

    text = read([sheet])

    assert text.strip().split("\n\n")[1] == "Harbour\tLamps\nLanternford\t12\nSaltwick\t7"


def test_the_frame_of_the_cover_is_read_line_by_line() -> None:
    sheet = Sheet()
    sheet.line("United Nations", 123, 734, 14)
    sheet.line("Z/90/L.4", 490, 735)
    sheet.rule(60, 552, 727)
    sheet.line("Harbour Assembly", 123, 705, 16, "F2")
    sheet.line("Distr.: Limited", 397, 705)
    sheet.line("3 May 2031", 397, 693)
    sheet.rule(60, 552, 582)
    sheet.line("Ninetieth session", 60, 569, 10, "F2")
    sheet.line("Agenda item 12", 60, 557)
    sheet.line("Lighthouses", 60, 545, 10, "F2")
    sheet.line("31-00012 (E) 030531", 65, 44)
    sheet.line("*3100012*", 65, 30, 12)

    text = read([sheet])

    assert text.strip().split("\n\n") == [
        "United Nations",
        "Z/90/L.4",
        "Harbour Assembly",
        "Distr.: Limited",
        "3 May 2031",
        "Ninetieth session",
        "Agenda item 12",
        "Lighthouses",
    ]


def test_a_footnote_that_goes_on_over_the_page_stays_whole() -> None:
    first, second = Sheet(), Sheet()
    first.line("The Harbour Assembly recalls the convention.<sup>1</sup>", 123, 700)
    first.rule(100, 172, 100)
    first.line(
        "<sup>1</sup> Treaty Series, vol. 12, No. 340, as corrected by the harbours", 123, 85, 8
    )
    second.line("It asks the keepers for nothing more than they have given already.", 123, 700)
    second.rule(100, 172, 100)
    second.line("that have signed it.", 123, 85, 8)

    text = read([first, second])

    assert text.strip().split("\n\n") == [
        "The Harbour Assembly recalls the convention.<sup>1</sup>",
        "<sup>1</sup> Treaty Series, vol. 12, No. 340, as corrected by the harbours that have"
        " signed it.",
        "It asks the keepers for nothing more than they have given already.",
    ]


def test_footnotes_that_say_the_same_on_many_pages_are_no_page_furniture() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet()
        sheet.line(
            f"The keepers recall the rules of the harbour<sup>{number}</sup> once more.", 123, 700
        )
        sheet.rule(100, 172, 80)
        sheet.line(f"<sup>{number}</sup> Ibid., vol. {number}.", 123, 66, 8)
        sheets.append(sheet)

    assert re.findall(r"^<sup>\d</sup> Ibid\., vol\. (\d)\.$", read(sheets), re.M) == list("1234")


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    sheet = Sheet()
    for n, line in enumerate(
        ["The keepers of the harbour light", "their lamps at dusk, every day."]
    ):
        shown = line.replace("(", "")
        sheet.operations.append(f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * n} 100 Tm ({shown}) Tj ET")

    assert read([sheet]) == "The keepers of the harbour light their lamps at dusk, every day.\n"


@pytest.mark.parametrize("ending", ["24/", "2013–"])
def test_numbers_that_a_line_end_parts_are_joined(ending: str) -> None:
    sheet = Sheet()
    sheet.line(f"The lamps of the harbour were lit in those days of {ending}", 123, 700)
    sheet.line("2015 by volunteers alone, of whom there were few.", 123, 688)

    assert f"{ending}2015 by" in read([sheet])
