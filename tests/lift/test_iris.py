"""A paragraph's IRI tells its document and its id, for every id that cutting gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.iri import document_iri, document_of, meeting_iri, paragraph_id, paragraph_iri, report_iri
from kg.naming import short_name
from kg.read import read_file

WORKS = (document_iri("A/RES/2625 (XXV)"), report_iri(meeting_iri("eg-cybercrime", "2")))
PATHS = {
    "12": "para/12",
    "12~2": "para/12~2",
    "9(a)": "para/9/a",
    "9(a)~2": "para/9/a~2",
    "9(a)(ii)": "para/9/a/ii",
    "pp3": "pp/3",
    "op4(a)": "op/4/a",
    "fn1": "fn/1",
    "title": "title",
    "heading": "heading",
    "heading~2": "heading~2",
    "other1": "other1",
    "IX.heading": "section/IX/heading",
    "III.A.heading": "section/III/section/A/heading",
    "VII.op7(a)": "section/VII/op/7/a",
    "I.other12": "section/I/other12",
    "annex.heading": "annex/heading",
    "annex.title": "annex/title",
    "annex.other3": "annex/other3",
    "annex.pp1": "annex/pp/1",
    "annex.I.heading~2": "annex/section/I/heading~2",
    "annex.II.12(b)": "annex/section/II/para/12/b",
    "annex1.42": "annex/1/para/42",
    "annex2.heading": "annex/2/heading",
    "annexa.heading": "section/annexa/heading",
}


@pytest.mark.parametrize("name", PATHS)
def test_an_id_becomes_a_path_and_comes_back(name: str) -> None:
    for work in WORKS:
        iri = paragraph_iri(work, name)

        assert str(iri) == f"{work}/{PATHS[name]}"
        assert paragraph_id(iri) == (work, name)
        assert document_of(iri) == work


def test_what_bears_no_number_is_called_by_its_document() -> None:
    assert short_name(paragraph_iri(WORKS[0], "other1")) == "A/RES/2625 (XXV), other1"
    assert short_name(paragraph_iri(WORKS[1], "annex.heading")) == (
        "report of eg-cybercrime meeting 2, annex.heading"
    )


@pytest.mark.corpus
def test_every_id_of_the_real_reports_comes_back(corpus: Path) -> None:
    reports = [p for p in (corpus / "reports").iterdir() if p.suffix in (".md", ".txt")]
    ids = [
        [p.id for p in document.paragraphs]
        for path in reports
        for document in cut(read_file(path), load_authority())
    ]

    assert all(ids)
    for names in ids:
        paragraphs = [paragraph_iri(WORKS[1], name) for name in names]
        read = [paragraph_id(iri) for iri in paragraphs]
        # Of an embedded draft's paragraph, the draft is the document.
        assert [name for _, name in read] == [re.sub(r"^draft\d+\.", "", n) for n in names]
        assert all(
            work == document_of(iri) for (work, _), iri in zip(read, paragraphs, strict=True)
        )
        assert len(set(paragraphs)) == len(names)
