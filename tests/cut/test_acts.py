"""Acts: documents written for the tests beside the paragraphs and facts that they hold."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest

from kg.authority import Authority, load_authority
from kg.cut import clean, cut
from kg.cut.acts.blocks import blocks_of
from kg.model import Document
from kg.read import read_bytes, read_file

ACTS = Path(__file__).parents[1] / "documents" / "acts"
TEXTS = sorted(p for p in ACTS.iterdir() if p.suffix == ".txt")
FACTS = (
    "type", "part", "symbol", "key", "title", "body", "adopted_on", "adopted_by",
    "plenary_meeting", "committee_report", "session", "without_vote",
)  # fmt: skip
LISTS = ("agenda_items", "drafts", "sponsors")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def test_there_are_texts_and_each_has_its_answer() -> None:
    assert len(TEXTS) >= 15
    assert all(text.with_suffix(".expected.json").exists() for text in TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_an_act_is_cut_into_its_paragraphs(text: Path, authority: Authority) -> None:
    expected = json.loads(text.with_suffix(".expected.json").read_text(encoding="utf-8"))
    source = read_file(text)

    documents = cut(source, authority, symbol=expected.get("given"))

    assert [_rows(d) for d in documents] == [d["paragraphs"] for d in expected["documents"]]
    for document, wanted in zip(documents, expected["documents"], strict=True):
        assert _facts(document, wanted) == {k: v for k, v in wanted.items() if k != "paragraphs"}
        assert all(clean(source.text[p.start : p.end]) == p.text for p in document.paragraphs)
        ids = [p.id for p in document.paragraphs]
        assert len(set(ids)) == len(ids)


def _rows(document: Document) -> list[list[object]]:
    """Id, kind, whether numbered, the first words, the speaker, and the notes called."""
    return [
        [p.id, p.kind, p.numbered, " ".join(p.text.split()[:4]), p.speaker]
        + ([[c.footnote for c in p.calls]] if p.calls else [])
        for p in document.paragraphs
    ]


def _facts(document: Document, wanted: dict[str, object]) -> dict[str, object]:
    """The facts of a document that its answer speaks of."""
    facts: dict[str, object] = {name: getattr(document, name) for name in FACTS}
    facts |= {name: list(getattr(document, name)) for name in LISTS}
    facts["warnings"] = len(document.warnings)
    vote = document.vote
    facts["vote"] = None if vote is None else [vote.yes, vote.no, vote.abstain]
    facts["adopted_as"] = document.adopted_as
    return {name: facts[name] for name in wanted if name != "paragraphs"}


OPENING = "90/12. Lighthouses\n\nThe General Assembly,\n\n"


@pytest.mark.parametrize(
    "text",
    [
        OPENING + "Recalling its resolution 89/7,\n" * 200_000,
        OPENING + "1. Requests the Secretary-General to " + "keep the lamps lit and " * 250_000,
        OPENING + "\n\n".join(f"{n % 900}. Requests a report;" for n in range(60_000)),
        OPENING + "\n\n".join("(a) To light;" for _ in range(60_000)),
        OPENING + "\n" * 200_000 + "1. Requests a report.\n",
        OPENING + "1. Requests <!--" * 100_000,
        OPENING + "_" * 1_000_000 + "/",
        "The General Assembly,\n" * 50_000,
        "A\n\n" * 50_000 + OPENING,
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_hostile_input_is_cut_in_linear_time(text: str, authority: Authority) -> None:
    documents = cut(read_bytes(text.encode(), "A_RES_90_12.txt"), authority)

    assert documents


def test_paragraphs_that_stand_one_a_line_are_cut_as_if_blank_lines_parted_them(
    authority: Authority,
) -> None:
    parted = "\n\n".join(ONE_A_LINE)
    source = read_bytes(parted.encode(), "x.txt")

    (close,) = cut(read_bytes("\n".join(ONE_A_LINE).encode(), "x.txt"), authority)
    (apart,) = cut(source, authority)

    assert [(p.id, p.text) for p in close.paragraphs] == [(p.id, p.text) for p in apart.paragraphs]
    assert [p.id for p in close.paragraphs] == [
        "title", "pp1", "pp2", "pp3", "op1", "op2", "op2(a)", "op2(b)", "op3"
    ]  # fmt: skip
    assert (close.symbol, close.session) == ("A/RES/90/12", "90")
    assert close.title == "Lighthouses and the safety of small harbours that have no keeper"
    assert (close.plenary_meeting, close.adopted_on) == (50, "2035-05-03")


def test_a_line_that_only_leads_in_is_no_paragraph(authority: Authority) -> None:
    text = OPENING + (
        "Convinced that lamps are needed,\n\nSolemnly proclaims the worth of lamps;\n\n"
        "And to this end\n\nDeclares that:\n\n"
        "1. Every harbour has a right to a lamp.\n\n2. All States shall respect lamps.\n"
    )

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [p.id for p in document.paragraphs] == ["title", "pp1", "op0", "op1", "op2"]


def test_an_unseen_mark_after_a_number_does_not_hide_it(authority: Authority) -> None:
    text = OPENING + "1. Requests a lamp;\n\n2.\u200e Requests oil;\n\n3. Requests a keeper.\n"

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [p.id for p in document.paragraphs] == ["title", "op1", "op2", "op3"]
    assert document.paragraphs[2].text == "Requests oil;"


def test_points_on_the_lines_right_below_an_opening_are_its_parts(authority: Authority) -> None:
    text = OPENING + (
        "1. Requests information on the following aspects:\n"
        "a) coherence in the care of lamps,\n"
        "b) guidance of the keepers.\n"
    )

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [p.id for p in document.paragraphs] == ["title", "op1", "op1(a)", "op1(b)"]


def test_the_new_text_of_a_rule_is_as_an_annex_and_the_act_goes_on(authority: Authority) -> None:
    text = OPENING + (
        "Adopts the following amendments to its rules:\n\n"
        "(a) Replace rule 1 by the following text:\n\n"
        '"KEEPING OF LAMPS\n\n"Rule 1\n\n"Lamps shall be lit at dusk."\n\n'
        "(b) Replace rule 9, paragraphs 1 and 4, by the following text:\n\n"
        '"Rule 9\n\n"1. The keeper shall submit:\n\n"(a) A list of lamps;\n\n'
        '"(b) A list of oils.\n\n"4. The lists shall be public."\n\n'
        "(c) Delete rule 10.\n\n3rd plenary meeting\n\n7 February 2036\n"
    )

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [p.id for p in document.paragraphs] == [
        "title", "op1", "op1(a)", "annex.heading", "annex.art1.heading", "annex.art1.other1",
        "op1(b)", "annex.art9.heading", "annex.art9.1", "annex.art9.1(a)", "annex.art9.1(b)",
        "annex.art9.4", "op1(c)",
    ]  # fmt: skip
    assert document.paragraphs[4].text == "Rule 1"
    assert document.warnings == ()
    assert document.plenary_meeting == 3


def test_a_paragraph_quoted_for_a_clause_stays_in_the_clause(authority: Authority) -> None:
    text = OPENING + (
        "1. Decides that paragraph 4 shall read:\n\n"
        '"4. The lamps shall be lit;"\n\n2. Requests a report.\n'
    )

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [p.id for p in document.paragraphs] == ["title", "op1", "op2"]


def test_words_between_two_numbers_are_the_paragraph_that_lacks(authority: Authority) -> None:
    text = OPENING + (
        "1. Requests a lamp;\n\nharbours of the coast, and invites keepers to light it;\n\n"
        "3. Requests oil;\n\nof the best kind;\n\n4. Requests a keeper.\n"
    )

    (document,) = cut(read_bytes(text.encode(), "x.txt"), authority)

    assert [(p.id, p.numbered) for p in document.paragraphs[1:]] == [
        ("op1", True), ("op2", False), ("op3", True), ("op4", True)
    ]  # fmt: skip
    assert document.paragraphs[3].text == "Requests oil; of the best kind;"
    assert any("number" in warning for warning in document.warnings)


def test_wrapped_lines_without_blank_lines_are_not_taken_for_paragraphs() -> None:
    wrapped = textwrap.fill(" ".join(ONE_A_LINE), 80)

    assert len(list(blocks_of(wrapped))) < len(wrapped.split("\n")) / 2


ONE_A_LINE = (
    "Ninetieth session",
    "Agenda item 14",
    "Resolution adopted by the General Assembly on 3 May 2035",
    "[on the report of the Second Committee (A/90/417/Add.2, para. 11)]",
    "90/12.\tLighthouses and the safety of small harbours that have no keeper",
    "The General Assembly,",
    "Recalling its resolutions 88/3 of 2 April 2033 and 89/41 of 9 December 2034,",
    "Mindful of the needs of harbours that have no keeper, and of those that have lost one,",
    "Reaffirming that light belongs to all who sail, at night and by day, in every weather,",
    "1. Takes note with appreciation of the report of the Secretary-General on lighthouses;",
    "2. Invites Member States:",
    "(a) To keep their lamps lit, including by storing oil and by training new keepers;",
    "(b) To report on lamps that have failed;",
    "3. Requests the Secretary-General to submit a report on lamps at its next session.",
    "50th plenary meeting",
    "3 May 2035",
)
