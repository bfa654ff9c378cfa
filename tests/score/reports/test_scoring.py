"""The measure of reports itself: figures of a report made for it, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kg.authority import Authority, load_authority
from kg.model import Document, Finding, Findings, Paragraph, SourceText, Unread
from tests.score.figures import Count, Tally
from tests.score.reports import __main__ as command
from tests.score.reports.comparing import compare
from tests.score.reports.expected import AnnotationError, ExpectedReport, read_report
from tests.score.reports.figures import FIGURES
from tests.score.reports.placing import Place, place

CUT = (
    ("title", "title", "Report of the Board of Tides on its fourth session"),
    ("1", "report", "The Board held its fourth session in Riga."),
    ("I.heading", "heading", "Attendance"),
    ("2", "report", "The following were represented: Latvia and Estonia."),
    ("other1", "other", "Documentation: TIDES/1 Tables of the winds"),
    ("II.3", "report", "The Board took note of the tables."),
    ("3(a)", "report", "The Board thanked the keepers."),
    ("annex.1", "report", "The Board took note of nothing."),
)
Row: TypeAlias = dict[str, Any]

OWN: Row = {
    "kind": "meeting", "p": "1", "own": True, "body": "Board of Tides", "ordinal": 4,
    "event": "session", "start_date": "2008-03-02", "end_date": "2008-03-04", "place": ["Riga"],
}  # fmt: skip


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def reading(
    findings: tuple[Finding, ...] = (),
    *,
    cut: tuple[tuple[str, str, str], ...] = CUT,
    unread: tuple[Unread, ...] = (),
) -> Findings:
    """A report as the program would give it; each paragraph is a line of its source."""
    paragraphs, text = list[Paragraph](), ""
    for ident, kind, words in cut:
        paragraphs.append(Paragraph(ident, kind, len(text), len(text) + len(words), words))
        text += words + "\n"
    source = SourceText("tides.txt", "text", text, "0", "0")
    document = Document(source, tuple(paragraphs), "MeetingReport", symbol="TIDES/9")
    return Findings(document, findings, unread)


def report(path: Path, *rows: Row, **others: object) -> ExpectedReport:
    """The same as a person would give it."""
    annotation = {
        "file": "tides.txt", "notes": [], "until": None, "document": {"symbol": "TIDES/9"},
        "findings": rows, **others,
    }  # fmt: skip
    file = path / "tides.json"
    file.write_text(json.dumps(annotation), "utf-8")
    return read_report(file)


def scored(path: Path, wanted: list[Row], given: list[Row]) -> Tally:
    """The tally of these rows, both written as a person writes them."""
    return compare(report(path, *wanted), reading(report(path, *given).findings), load_authority())


def said(speaker: str, kind: str = "person", p: str = "1", **others: object) -> Row:
    return {"kind": "statement", "p": p, "speaker": speaker, "speaker_kind": kind,
            "form": "statement", **others}  # fmt: skip


def came(name: str, kind: str = "state", **others: object) -> Row:
    return {"kind": "attendee", "p": "2", "name": name, "attendee_kind": kind, **others}


def test_what_is_read_as_a_person_read_it_is_right_in_every_figure(tmp_path: Path) -> None:
    rows: list[Row] = [
        OWN,
        OWN | {"own": False, "ordinal": 5, "start_date": "2009-03-02", "end_date": "2009-03-04"},
        {"kind": "officer", "p": "1", "name": "Ada Tide", "office": "Chair", "iso3": "LVA"},
        {"kind": "attendance_count", "p": "2", "category": "Member States", "count": 2},
        came("Latvia", iso3="LVA", status="member"),
        came("League of Moons", "ngo"),
        said("Latvia", "state", iso3="LVA", agenda_item="3"),
        {"kind": "agenda_item", "p": "II.3", "number": "3(a)", "parent": "3", "title": "Winds"},
        {"kind": "listed_document", "p": "other1", "symbol": "TIDES/1", "role": "report"},
        {"kind": "citation", "p": "1", "cites": "resolution", "body": "ga",
         "symbol": "A/RES/61/900", "as": "resolution 61/900", "effect": "recalls",
         "date": None, "target": None},
        {"kind": "outcome", "p": "II.3", "verb": "takes note of"},
        {"kind": "mandate", "p": "3(a)", "verb": "requests", "type": "report"},
        {"kind": "adoption", "p": "3(a)", "date": "2008-03-04", "sitting": 6},
        {"kind": "vote", "p": "3(a)", "yes": 3, "no": 2, "abstain": 1},
    ]  # fmt: skip

    tally = scored(tmp_path, rows, rows)

    assert not tally.misses
    assert not list(tally.below())
    assert all(count.expected == count.found == count.right for count in tally.counts.values())
    asked = {key for key, count in tally.counts.items() if count.expected}
    assert asked == {figure.key for figure in FIGURES}


def test_each_part_of_the_own_meeting_is_judged(tmp_path: Path) -> None:
    other = OWN | {"ordinal": 5, "place": ["Riga", "online"], "body": "the board of tides"}

    tally = scored(tmp_path, [OWN], [other])

    assert tally.counts["meeting"] == Count(5, 5, 3)
    assert tally.counts["meeting body"].right == 1
    assert scored(tmp_path, [OWN], []).counts["meeting"] == Count(5, 5, 0)


def test_meetings_of_other_bodies_are_passed_by(tmp_path: Path) -> None:
    next_one = OWN | {"own": False, "ordinal": None, "start_date": "2009-03-02"}
    found = [OWN, next_one | {"p": "2"}, next_one | {"body": "ga"}, next_one | {"ordinal": 9}]

    tally = scored(tmp_path, [OWN, next_one], found)

    assert tally.counts["other meetings"] == Count(expected=1, found=2, right=1)


def test_an_officer_is_known_by_name_office_and_whom_he_represents(tmp_path: Path) -> None:
    one = {"kind": "officer", "p": "1", "name": "Ada Tide", "office": "Vice-Chair",
           "represents": "Latvia", "iso3": "LVA"}  # fmt: skip

    right = scored(tmp_path, [one], [one | {"name": "Ms. Ada  TIDE", "office": "Vice Chair"}])
    by_name = scored(tmp_path, [one], [one | {"iso3": None}])
    wrong = scored(tmp_path, [one] * 3, [one | {"iso3": "EST"}, one | {"p": "2"}])

    assert right.counts["officers"] == by_name.counts["officers"] == Count(1, 1, 1)
    assert wrong.counts["officers"] == Count(expected=3, found=2, right=0)


def test_a_state_counts_once_and_an_organization_by_id_or_name(tmp_path: Path) -> None:
    wanted = [
        came("Latvia", iso3="LVA", status="member"), came("Latvia", iso3="LVA", status="member"),
        came("Estonia", iso3="EST"), came("World Health Organization", "specialized agency"),
        came("League of Moons", "ngo"),
    ]  # fmt: skip
    given = [
        came("Latvia", iso3="LVA", status="observer"), came("WHO", "specialized agency"),
        came("the “League of Moons” (LOM)", "other"), came("League of Suns", "ngo"),
    ]  # fmt: skip

    tally = scored(tmp_path, wanted, given)

    assert tally.counts["states"] == Count(expected=2, found=1, right=1)
    assert tally.counts["state status"] == Count(1, 1, 0)
    assert tally.counts["organizations"] == Count(expected=2, found=3, right=2)
    assert tally.counts["organization kind"] == Count(2, 2, 1)


def test_a_speaker_is_known_by_state_id_or_name_and_a_person_by_part_of_it(tmp_path: Path) -> None:
    wanted = [
        said("Republic of Latvia", "state", iso3="LVA"),
        said("Ada Tide", on_behalf_of="European Union", agenda_item="3", iso3=None),
        said("secretariat", "secretariat"),
        said("League of Moons", "organization"),
        said("Chair", p="2"),
    ]
    given = [
        said("Latvia", "state", iso3="LVA", capacity="representative"),
        said("Mr. Tide", on_behalf_of="EU", agenda_item=["3", "4"], form="opening", iso3="LVA"),
        said("Secretariat of the Board", "secretariat"),
        said("League of Moons and Suns", "organization"),
        said("Chair", p="1"),
    ]

    tally = scored(tmp_path, wanted, given)

    assert tally.counts["statements"] == Count(expected=5, found=5, right=3)
    shares = ("speaker kind", "capacity", "on behalf of", "statement item", "form")
    assert [tally.counts[share].right for share in shares] == [3, 2, 3, 2, 2]


def test_items_and_documents_count_once_for_each_report(tmp_path: Path) -> None:
    item = {"kind": "agenda_item", "p": "1", "number": "3 (a)", "parent": "3", "title": "The winds"}
    document = {"kind": "listed_document", "p": "1", "symbol": "TIDES/1", "title": "Tables"}
    paper = {"kind": "listed_document", "p": "1", "title": "Informal document No. 4"}

    tally = scored(
        tmp_path,
        [item, item | {"p": "2"}, document, document | {"p": "2", "role": "note"}, paper],
        [
            item | {"number": "3(a)", "parent": None, "title": "Winds."},
            item | {"number": "4", "title": "The seas of the North"},
            document | {"symbol": "Tides/1", "role": "note", "title": None},
            paper | {"title": "informal document no 4"},
            paper | {"symbol": "TIDES/2"},
        ],
    )

    assert tally.counts["agenda"] == Count(expected=1, found=2, right=1)
    assert tally.counts["parent"] == Count(1, 1, 0)
    assert tally.counts["documents"] == Count(expected=2, found=3, right=2)
    assert tally.counts["document role"] == Count(2, 2, 2)


def test_acts_are_known_by_paragraph_and_verb(tmp_path: Path) -> None:
    act = {"kind": "outcome", "p": "II.3", "verb": "invites", "addressee": "the States"}
    mandate = {"kind": "mandate", "p": "II.3", "verb": "invites", "type": "report",
               "addressees": ["States"]}  # fmt: skip

    tally = scored(
        tmp_path,
        [act | {"addressee": "donors"}, act | {"due": "ga/session/65"}, mandate],
        [act, act | {"verb": "urges"}, mandate | {"type": "other", "addressees": []}],
    )

    assert tally.counts["outcomes"] == Count(expected=2, found=2, right=1)
    assert tally.counts["addressee"] == Count(1, 1, 1)
    assert tally.counts["due"] == Count(1, 1, 0)
    assert tally.counts["mandates"] == Count(1, 1, 1)
    assert tally.counts["mandate type"] == tally.counts["mandate addressees"] == Count(1, 1, 0)


def test_the_adoption_is_judged_in_its_parts(tmp_path: Path) -> None:
    one = {"kind": "adoption", "p": "1", "date": "2008-03-04", "sitting": 6, "symbol": "TIDES/L.1"}

    tally = scored(tmp_path, [one], [one | {"sitting": None}, one | {"p": "2", "date": None}])

    assert tally.counts["adoption"] == Count(3, 3, 2)
    assert tally.counts["adoption sitting"].right == 0
    assert scored(tmp_path, [], [one]).counts["adoption"] == Count(0, 3, 0)


def test_a_paragraph_is_found_by_number_by_words_and_within_another(tmp_path: Path) -> None:
    names = ("1", "3", "II.2", "2(b)", "9", "=Attendance", "=The Board #3", "=Tables of the",
             "=took note of #2", "=No such words", "annex1.1", "1~2")  # fmt: skip
    rows = [{"kind": "outcome", "p": name, "verb": "notes"} for name in names]

    places = place(report(tmp_path, *rows), reading().document)

    assert places.named == {
        "1": Place("1", True), "3": Place("II.3", True), "II.2": Place("2", True),
        "2(b)": Place("2", False), "9": None, "=Attendance": Place("I.heading", True),
        "=The Board #3": Place("3(a)", True), "=Tables of the": Place("other1", False),
        "=took note of #2": Place("annex.1", False), "=No such words": None,
        "annex1.1": None, "1~2": None,
    }  # fmt: skip


def test_lines_that_the_program_joined_are_counted_as_they_are_printed(tmp_path: Path) -> None:
    joined = (CUT[0], ("1", "report", "The Board held:\n(a) Talks;\n• Talks;"), CUT[3])
    rows = [{"kind": "outcome", "p": p, "verb": "notes"} for p in ("=Talks", "=Talks #2", "1")]

    places = place(report(tmp_path, *rows), reading(cut=joined).document)

    assert {places.expected(name) for name in ("=Talks", "=Talks #2", "1")} == {"1"}
    assert places.named["=Talks"] == Place("1", False)


def test_what_stands_outside_the_stretches_is_passed_by(
    tmp_path: Path, authority: Authority
) -> None:
    acts: list[Row] = [
        {"kind": "outcome", "p": p, "verb": "notes"} for p in ("1", "2", "II.3", "3(a)", "annex.1")
    ]
    found = reading(report(tmp_path, *acts, OWN).findings)
    wanted = [OWN, acts[1]]

    until = compare(report(tmp_path, *wanted, until="2"), found, authority)
    since = compare(
        report(tmp_path, *wanted, **{"from": "=The Board thanked", "until": None}), found, authority
    )
    parts = compare(
        report(tmp_path, *wanted, stretches=[["2", "2"], ["3(a)", "annex.1"]]), found, authority
    )

    assert until.counts["outcomes"] == Count(expected=1, found=2, right=1)
    assert since.counts["outcomes"] == Count(expected=1, found=3, right=1)
    assert parts.counts["outcomes"] == Count(expected=1, found=3, right=1)
    assert parts.counts["meeting"].right == 5
    assert parts.counts["anchors"] == Count(4, 4, 4)


def test_paragraphs_unread_without_a_reason_lower_the_share_that_is_read(
    tmp_path: Path, authority: Authority
) -> None:
    unread = (
        Unread("2", "no meeting, speaker or act was recognised in it"),
        Unread("3(a)", "it only introduces what follows"),
    )

    tally = compare(report(tmp_path), reading(unread=unread), authority)

    assert tally.counts["read"] == Count(5, 5, 4)
    assert tally.counts["read enough"] == Count(1, 1, 0)


def test_a_report_that_is_not_seen_as_one_is_missed_whole(
    tmp_path: Path, authority: Authority
) -> None:
    tally = compare(report(tmp_path, OWN, came("Latvia", iso3="LVA")), None, authority)

    assert tally.counts["reports"] == Count(1, 0, 0)
    assert tally.counts["meeting"] == Count(5, 5, 0)
    assert tally.counts["states"] == Count(1, 0, 0)
    assert tally.counts["anchors"] == Count(2, 2, 0)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"kind": "tide", "p": "1"}, "no kind that is asked"),
        ({"kind": "outcome", "p": "1", "verb": "notes", "moon": 1}, "unknown parts ['moon']"),
        ({"kind": "outcome", "p": "1"}, "no ['verb']"),
    ],
)
def test_a_row_that_is_no_finding_is_refused(tmp_path: Path, row: Row, why: str) -> None:
    with pytest.raises(AnnotationError) as refused:
        report(tmp_path, row)

    assert f"tides.json: {why}" in str(refused.value)


def test_each_figure_has_one_key_and_is_asked_for_a_value_there_is() -> None:
    keys = [figure.key for figure in FIGURES]

    assert len(set(keys)) == len(keys)
    assert all(set(f.at_least) <= {"precision", "recall", "f1"} for f in FIGURES)


def test_the_command_prints_the_figures_of_the_folders_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tides.txt").write_text(
        "Report of the Board of Tides on its fourth session\n\n"
        "1. The Board of Tides held its fourth session in Riga from 2 to 4 March 2008.\n\n"
        "2. The Board took note of the tables of the tides.\n"
    )
    report(tmp_path, OWN, {"kind": "outcome", "p": "2", "verb": "takes note of"})
    asked = ["--corpus", str(tmp_path), "--expected", str(tmp_path)]

    assert command.main([*asked, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert figures["reports"]["right"] == figures["outcomes"]["expected"] == 1
    assert command.main([*asked, "--errors", "--only", "tides"]) == 0
    assert "numbered paragraphs not unread" in capsys.readouterr().out
    assert command.main([*asked, "--only", "winds"]) == 2
    assert "no annotation is called winds" in capsys.readouterr().err


def test_a_folder_that_is_not_there_or_empty_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--corpus", str(tmp_path / "none")]) == 2
    assert command.main(["--corpus", str(tmp_path), "--expected", str(tmp_path)]) == 2
    assert "no annotation of a report was found" in capsys.readouterr().err


def test_each_annotation_is_in_form(authority: Authority) -> None:
    for path in sorted(command.EXPECTED.glob("*.json")):
        one = read_report(path)

        ends = [end for stretch in one.stretches for end in stretch if end]
        for name in (*(finding.paragraph for finding in one.findings), *ends):
            words = name.partition(" #")[0].split()
            assert len(words) <= (4 if name.startswith("=") else 1), f"{path.name}: {name}"
        codes = {getattr(finding, "iso3", None) for finding in one.findings} - {None}
        assert codes <= authority.states.keys(), path.name
