"""The real reports, whatever their habits: nothing crashes, nothing is lost or out of place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import clean, cut
from kg.extract import extraction_json
from kg.read import read_file
from kg.recognise import recognise

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("MANDATEGRAPH_CORPUS") or ROOT.parent / "shared" / "corpus")
REPORTS = sorted((CORPUS / "reports").glob("*.[tm][xd]*")) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not REPORTS, reason="corpus not present"),
]


def test_the_folder_of_reports_is_not_empty() -> None:
    assert REPORTS


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_a_report_is_read_whole_and_every_finding_stands_in_its_paragraph(report: Path) -> None:
    source = read_file(report)

    documents = cut(source, load_authority())

    assert documents[0].type == "MeetingReport"
    for document in documents:
        findings = recognise(document, load_authority())
        paragraphs = {p.id: p for p in document.paragraphs}
        assert len(paragraphs) == len(document.paragraphs)
        assert all(clean(source.text[p.start : p.end]) == p.text for p in document.paragraphs)
        for finding in findings.findings:
            paragraph = paragraphs[finding.paragraph]
            assert paragraph.start <= finding.start < finding.end <= paragraph.end
            assert clean(source.text[finding.start : finding.end]) == finding.quote
        assert all(unread.why for unread in findings.unread)
        assert "\n" not in extraction_json(findings)


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_reading_a_report_twice_gives_the_same(report: Path) -> None:
    authority = load_authority()

    once, twice = (
        [extraction_json(recognise(d, authority)) for d in cut(read_file(report), load_authority())]
        for _ in range(2)
    )

    assert once == twice


@pytest.mark.parametrize(
    ("name", "ordinal", "first", "last", "place"),
    [
        ("ECE_AC.21_2014_2.txt", 4, "2014-04-14", "2014-04-16", ("Paris",)),
        ("ECE_CP.TEIA_44.txt", 12, "2022-11-30", "2022-12-01", ("Geneva", "online")),
        ("ECE_HBP_213.txt", 83, "2022-10-03", "2022-10-06", ("San Marino",)),
        ("ECE_TRANS_224.txt", 74, "2012-02-28", "2012-03-01", ("Geneva",)),
        ("ECE_TRANS_240.txt", 76, "2014-02-25", "2014-02-27", ("Geneva",)),
        ("ECE_TRANS_344.txt", 86, "2024-02-20", "2024-02-23", ("Geneva",)),
        ("ECE_TRANS_WP.30_AC.2_125.txt", 61, "2015-06-11", "2015-06-11", ("Geneva",)),
        ("ECE_TRANS__WP.30_AC.2_TIB_2.txt", 1, "2022-01-18", "2022-01-21", ("Geneva", "online")),
        ("cybercrime-expert-group-2013.md", 2, "2013-02-25", "2013-02-28", ("Vienna",)),
    ],
)
def test_the_meeting_that_a_report_is_of_is_known(
    name: str, ordinal: int, first: str, last: str, place: tuple[str, ...]
) -> None:
    (document,) = cut(read_file(CORPUS / "reports" / name), load_authority())

    findings = recognise(document, load_authority())

    (own,) = [f for f in findings.findings if getattr(f, "own", False)]
    stated = [getattr(own, key) for key in ("ordinal", "start_date", "end_date", "place")]
    assert stated == [ordinal, first, last, place]
