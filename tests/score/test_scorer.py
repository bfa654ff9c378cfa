"""The scorer itself: figures of documents made for it, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from kg.authority import Authority, load_authority
from kg.model import Citation, Document, Expression, Mandate, Paragraph, SourceText
from tests.score import __main__ as command
from tests.score.clauses import align
from tests.score.comparing import compare
from tests.score.expected import (
    FIELDS,
    Annotation,
    ExpectedCitation,
    ExpectedClause,
    ExpectedDocument,
    ExpectedParagraph,
    read_annotation,
)
from tests.score.figures import FIGURES, Count, Tally, wilson
from tests.score.likeness import (
    addressee_key,
    body_key,
    common_effect,
    paragraph_key,
    same_words,
)
from tests.score.reading import FoundDocument


class Place(TypedDict):
    """Where a finding stands; nothing is asked of it here."""

    start: int
    end: int
    quote: str


SOMEWHERE = Place(start=0, end=1, quote="x")
TEXT = (
    ("title", "title", "Tides of the inland seas"),
    ("pp1", "preambular", "Recalling its resolution 61/900 of 2 March 2007,"),
    ("op1", "operative", "Notes\xa0with interest the tables of the tides;"),
    ("op2", "operative", "Requests the Secretary-General to report on the tides;"),
)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def found(
    *,
    rows: tuple[tuple[str, str, str], ...] = TEXT,
    citations: tuple[Citation, ...] = (),
    clauses: tuple[Mandate | Expression, ...] = (),
    symbol: str = "A/RES/62/901",
    language: str | None = None,
) -> FoundDocument:
    """A document as the program would give it."""
    source = SourceText("tides.txt", "text", "", "0", "0")
    paragraphs = tuple(Paragraph(i, kind, 0, len(text), text) for i, kind, text in rows)
    document = Document(
        source, paragraphs, "Resolution", symbol=symbol, body="ga", language=language
    )
    return FoundDocument(document, citations, clauses)


def expected(
    *,
    rows: tuple[tuple[str, str, str], ...] = TEXT,
    citations: tuple[ExpectedCitation, ...] = (),
    clauses: tuple[ExpectedClause, ...] = (),
    until: str | None = None,
) -> Annotation:
    """The same as a person would give it; a beginning stands for each paragraph."""
    fields: dict[str, object] = dict.fromkeys(FIELDS)
    fields |= {"symbol": "A/RES/62/901", "type": "Resolution", "body": "ga"}
    fields |= {"drafts": [], "agenda_items": []}
    paragraphs = tuple(ExpectedParagraph(i, kind, text[:12]) for i, kind, text in rows)
    return Annotation(
        "tides.txt", (ExpectedDocument(fields, paragraphs, citations, clauses, until),)
    )


def cited(printed: str, symbol: str | None, body: str = "ga", effect: str = "recalls") -> Citation:
    """A citation of pp1 as found."""
    return Citation(
        **SOMEWHERE, paragraph="pp1", cites="resolution", body=body, symbol=symbol,
        as_printed=printed, effect=effect, date="2007-03-02",
    )  # fmt: skip


def wanted(printed: str, symbol: str | None, effect: str | None = "recalls") -> ExpectedCitation:
    """A citation of pp1 as expected."""
    return ExpectedCitation(
        "pp1", "resolution", "ga", symbol, printed, effect, "2007-03-02", None
    )  # fmt: skip


def test_what_is_read_as_a_person_read_it_is_right_in_every_figure(authority: Authority) -> None:
    request = Mandate(
        **SOMEWHERE,
        paragraph="op2",
        verb="requests",
        addressees=("secretary-general",),
        type="report",
    )
    interest = Expression(**SOMEWHERE, paragraph="op1", verb="notes", modifier="with interest")
    reading = found(
        citations=(cited("resolution 61/900", "A/RES/61/900"),), clauses=(interest, request)
    )
    annotation = expected(
        citations=(wanted("resolution 61/900", "A/RES/61/900"),),
        clauses=(
            ExpectedClause("op1", "expression", "notes", "with interest", ()),
            ExpectedClause("op2", "mandate", "requests", None, ("secretary-general",), "report"),
        ),
    )

    tally = compare(annotation, [reading], authority)

    assert not tally.misses
    assert not list(tally.below())
    assert all(count.expected == count.found == count.right for count in tally.counts.values())
    assert tally.counts["paragraphs"] == Count(4, 4, 4)
    assert tally.counts["clauses"] == Count(2, 2, 2)
    assert tally.counts["due"] == Count(1, 1, 1)


def test_a_wrong_kind_a_missing_and_a_needless_paragraph_each_count(authority: Authority) -> None:
    rows = (TEXT[0], ("pp1", "operative", TEXT[1][2]), TEXT[2], ("op3", "operative", "Decides"))

    tally = compare(expected(), [found(rows=rows)], authority)

    assert tally.counts["paragraphs"] == Count(expected=4, found=4, right=2)
    assert [miss.paragraph for miss in tally.misses] == ["pp1", "op2", "op3"]


def test_a_document_is_compared_as_far_as_a_person_read_it(authority: Authority) -> None:
    annotation = expected(rows=TEXT[:2], until="pp1")

    tally = compare(annotation, [found()], authority)

    assert tally.counts["paragraphs"] == Count(2, 2, 2)


def test_a_document_of_another_name_counts_with_its_paragraphs(authority: Authority) -> None:
    readings = [found(), found(symbol="A/RES/62/902"), found(symbol="X", language="fr")]

    tally = compare(expected(), readings, authority)

    assert tally.counts["documents"] == Count(expected=1, found=2, right=1)
    assert tally.counts["paragraphs"] == Count(expected=4, found=8, right=4)


def test_each_citation_that_is_found_answers_for_one_that_is_expected(
    authority: Authority,
) -> None:
    twice = wanted("resolution 61/900", "A/RES/61/900")
    readings = (cited("resolution 61/900", "A/RES/61/900"), cited("12/3", "A/RES/12/3"))

    tally = compare(expected(citations=(twice, twice)), [found(citations=readings)], authority)

    assert tally.counts["citations"] == Count(expected=2, found=2, right=1)


def test_a_citation_of_another_body_is_wrong_and_its_body_is_asked(authority: Authority) -> None:
    reading = found(citations=(cited("resolution 61/900", "CCPCJ/RES/61/900", body="ccpcj"),))
    annotation = expected(citations=(wanted("its resolution 61/900", "A/RES/61/900"),))

    tally = compare(annotation, [reading], authority)

    assert tally.counts["citations"] == Count(expected=1, found=1, right=0)
    assert tally.counts["citation body"] == Count(1, 1, 0)
    assert [miss.figure for miss in tally.misses] == ["citations", "citation body"]


def test_a_verb_in_between_that_is_wrong_does_not_shift_the_others(authority: Authority) -> None:
    verbs = ("notes", "welcomes", "requests")
    clauses = tuple(ExpectedClause("op1", "expression", verb, None, ()) for verb in verbs)
    readings = tuple(
        Expression(**SOMEWHERE, paragraph="op1", verb=verb)
        for verb in ("notes", "recalls", "requests", "adds")
    )

    tally = compare(expected(clauses=clauses), [found(clauses=readings)], authority)

    assert tally.counts["clauses"] == Count(expected=3, found=4, right=2)
    assert tally.counts["mandate"] == Count(3, 3, 3)
    assert align(verbs, ("requests",)) == [(0, None), (1, None), (2, 0)]


def test_addressees_type_and_due_are_asked_of_each_mandate(authority: Authority) -> None:
    clause = ExpectedClause(
        "op2", "mandate", "requests", None, ("secretary-general", "all States"), "report", "63"
    )
    reading = Mandate(
        **SOMEWHERE, paragraph="op2", verb="requests", modifier="also", type="other",
        addressees=("States", "donors", "the secretariat"), due_session="63", frequency="annual",
    )  # fmt: skip

    tally = compare(expected(clauses=(clause,)), [found(clauses=(reading,))], authority)

    assert tally.counts["addressees"] == Count(expected=2, found=3, right=1)
    assert tally.counts["type"] == tally.counts["due"] == Count(1, 1, 0)
    assert tally.counts["due_session"] == Count(1, 1, 1)
    assert tally.counts["frequency"] == tally.counts["modifier"] == Count(1, 1, 0)


def test_a_clause_that_is_not_found_is_no_mandate_either(authority: Authority) -> None:
    clause = ExpectedClause("op2", "mandate", "requests", None, ("ga",), "other")

    tally = compare(expected(clauses=(clause,)), [found()], authority)

    assert tally.counts["clauses"] == Count(expected=1, found=0, right=0)
    assert tally.counts["mandate"] == Count(1, 1, 0)
    assert tally.counts["mandate paragraph"] == Count(2, 2, 1)
    assert tally.counts["addressees"] == Count(expected=1, found=0, right=0)


def test_what_is_written_differently_is_brought_into_one_form(authority: Authority) -> None:
    assert addressee_key("All other States", authority) == addressee_key("the States", authority)
    assert addressee_key("the International Anti-Corruption Academy", authority) == "iaca"
    assert body_key("Commission on Tides", authority) == "Commission on Tides"
    assert paragraph_key("annex.artIV.2") == "annex.art4.2"
    assert same_words("Article 55 of the Charter", "Charter")
    assert same_words("Protocols thereto, of 1977", "the Protocols thereto")
    assert not same_words("Protocol on tides", "Protocol on winds")
    assert common_effect("takes note of", authority) == common_effect("notes", authority)
    assert common_effect("requests", authority) is None
    assert common_effect("pursuant to", authority) == "pursuant to"


def test_counts_give_precision_recall_and_their_mean() -> None:
    count = Count(expected=4, found=5, right=3)

    assert (count.precision, count.recall) == (0.6, 0.75)
    assert count.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(50, 50)[0] == pytest.approx(0.9287, abs=1e-4)


def test_what_is_lower_than_it_must_be_is_told() -> None:
    tally = Tally()
    tally.count("citations", expected=100, found=98, right=97)

    assert [(key, name) for key, name, _, _ in tally.below()] == [
        ("citations", "precision"),
        ("citations", "recall"),
    ]


def test_each_figure_has_one_key_and_is_asked_for_a_value_there_is() -> None:
    keys = [figure.key for figure in FIGURES]

    assert len(set(keys)) == len(keys)
    assert all(set(f.at_least) <= {"precision", "recall", "f1"} for f in FIGURES)


def test_the_command_prints_the_figures_of_the_folders_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, annotations = tmp_path / "corpus", tmp_path / "expected"
    corpus.mkdir()
    annotations.mkdir()
    (corpus / "tides.txt").write_text(
        "Resolution adopted by the General Assembly on 2 March 2008\n\n"
        "62/901.\tTides of the inland seas\n\nThe General Assembly,\n\n"
        "Recalling its resolution 61/900 of 2 March 2007,\n\n"
        "1. Requests the Secretary-General to keep tables of the tides.\n\n"
        "99th plenary meeting\n2 March 2008\n"
    )
    document = {
        **dict.fromkeys(FIELDS), "symbol": "A/RES/62/901", "type": "Resolution", "body": "ga",
        "paragraphs": [["title", "title", "Tides of"], ["pp1", "preambular", "Recalling its"],
                       ["op1", "operative", "Requests the"]],
        "citations": [], "clauses": [],
    }  # fmt: skip
    (annotations / "tides.json").write_text(
        json.dumps({"file": "tides.txt", "notes": [], "documents": [document]})
    )
    asked = ["--corpus", str(corpus), "--expected", str(annotations)]

    assert command.main([*asked, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert figures["paragraphs"] == {
        "expected": 3, "found": 3, "right": 3, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert command.main([*asked, "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "A/RES/62/901 pp1: expected – | found resolution A/RES/61/900" in printed
    assert "MISSED" in printed  # the citation that is found is not expected


def test_a_folder_that_is_not_there_or_empty_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--corpus", str(tmp_path / "none")]) == 2
    assert command.main(["--corpus", str(tmp_path), "--expected", str(tmp_path)]) == 2
    assert "no annotation was found" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(command.EXPECTED.glob("*.json")), ids=lambda p: p.stem)
def test_an_annotation_is_whole_and_speaks_of_its_own_paragraphs(path: Path) -> None:
    annotation = read_annotation(path)

    assert annotation.documents
    for document in annotation.documents:
        ids = [paragraph.id for paragraph in document.paragraphs]
        assert len(ids) == len(set(ids))
        assert {citation.paragraph for citation in document.citations} <= set(ids)
        assert {clause.paragraph for clause in document.clauses} <= set(ids)
        assert {c.kind for c in document.clauses} <= {"mandate", "expression"}
        assert all((c.type is not None) == (c.kind == "mandate") for c in document.clauses)
        assert all(len(paragraph.anchor.split()) <= 4 for paragraph in document.paragraphs)


def test_at_least_sixteen_documents_are_annotated() -> None:
    assert len(list(command.EXPECTED.glob("*.json"))) >= 16
