"""The reasons why a numbered paragraph was not read are true of its words."""

from __future__ import annotations

import pytest

from kg.model import Paragraph
from kg.recognise.unread import unread_paragraphs


def _why(text: str, ident: str = "7", kind: str = "report") -> str:
    (unread,) = unread_paragraphs((Paragraph(ident, kind, 0, len(text), text),), ())
    return unread.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The Board:", "it only introduces what follows"),
        ("Several delegations asked for lamps.", "it tells what speakers without a name said"),
        ("Participants discussed the oil at length.", "it tells what speakers without a name"),
        ("The need for oil was underlined.", "it tells what was said without naming who said it"),
        ("He thought that oil was dear.", "it goes on with what a speaker of a paragraph before"),
        ("The Board was informed of the price.", "it tells what the meeting was informed of"),
        ("The meeting was opened at noon.", "it tells only who opened, chaired or closed"),
        ("The lamps will be lit in spring.", "it tells what is planned"),
        ("The lamps burn oil and need wicks.", "it describes a matter"),
    ],
)
def test_a_reason_tells_what_the_words_are(text: str, why: str) -> None:
    assert _why(text).startswith(why)


@pytest.mark.parametrize(
    "text",
    [
        "The Committee requested more lamps.",
        "Ms. Lima (Peru) told of the lamps and stressed the price of oil.",
        "Several delegations asked for lamps; the secretariat explained the price.",
        "The lamps are described in WB/LAMP/2031/4.",
        "It was agreed that lamps were needed.",
        "Norway and Peru were represented.",
        "Mr. Dahl is the Chair of the guild.",
    ],
)
def test_a_gap_of_the_reader_is_called_one(text: str) -> None:
    assert _why(text).startswith("no meeting, speaker, document, citation or act")


def test_a_part_tells_of_which_paragraph_it_is_one() -> None:
    whole = "The guide told of the following:"
    part = "The price of oil in the north;"
    paragraphs = (
        Paragraph("7", "report", 0, len(whole), whole),
        Paragraph("7(a)", "report", 40, 40 + len(part), part),
    )

    _, unread = unread_paragraphs(paragraphs, ())

    assert unread.paragraph == "7(a)"
    assert unread.why == ("it is a part of paragraph 7 with no act, speaker or document of its own")


@pytest.mark.parametrize(
    ("ident", "text", "why"),
    [
        ("annex1.7", "The lamps are many.", "it stands in an annex"),
        ("draft1.7", "Oil.", "it stands in a draft recommended to another body"),
        ("7", "We reaffirm our love of lamps.", "it is part of a declaration in the first person"),
        ("7", "Oil.", "it holds too few words to state anything"),
        ("7", "x " * 20_000, "it is longer than 20000 characters"),
    ],
)
def test_where_a_paragraph_stands_may_be_the_reason(ident: str, text: str, why: str) -> None:
    assert _why(text, ident).startswith(why)
