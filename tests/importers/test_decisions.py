"""Decisions in JSON become documents: what the text says first, then what the record says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.authority import Authority, load_authority
from kg.errors import SourceError
from kg.importers import is_decision, read_decision

HERE = Path(__file__).parent / "decisions"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def written(path: Path, changes: dict[str, object]) -> Path:
    record = json.loads((HERE / "99_510.json").read_text("utf-8")) | changes
    path.write_text(json.dumps(record), "utf-8")
    return path


def test_each_part_is_a_document(authority: Authority) -> None:
    first, second = read_decision(HERE / "99_407.json", authority)

    assert [(d.key, d.symbol, d.part, d.type) for d in (first, second)] == [
        ("A/DEC/99/407 A", None, "A", "Decision"),
        ("A/DEC/99/407 B", None, "B", "Decision"),
    ]
    assert [(d.adopted_on, d.plenary_meeting) for d in (first, second)] == [
        ("2044-11-10", 45),
        ("2045-03-30", 70),
    ]


def test_the_record_gives_title_session_items_and_body(authority: Authority) -> None:
    for document in read_decision(HERE / "99_407.json", authority):
        assert document.title == "Appointment of members of the Committee on Lighthouses"
        assert (document.session, document.agenda_items) == ("99", ("115(a)", "117"))
        assert (document.body, document.adopted_by, document.language) == ("ga", "ga", "en")


def test_paragraphs_are_operative_and_lie_where_they_are_printed(authority: Authority) -> None:
    first, second = read_decision(HERE / "99_407.json", authority)

    assert first.source == second.source
    assert first.source.format == "application/json"
    for document, begin in ((first, "At its 45th plenary"), (second, "On 30 March 2045")):
        title, paragraph = document.paragraphs
        assert (title.id, title.text) == ("title", document.title)
        assert (paragraph.id, paragraph.kind, paragraph.numbered) == ("op1", "operative", False)
        assert paragraph.speaker == "ga"
        assert document.source.text[paragraph.start :].startswith(begin)
        assert paragraph.text.startswith(begin)


def test_a_date_outside_the_session_is_said(authority: Authority) -> None:
    for document in read_decision(HERE / "99_407.json", authority):
        assert document.warnings == ("the record's date 1969-12-31 lies outside session 99",)


def test_the_text_wins_over_the_record_and_says_so(authority: Authority) -> None:
    (document,) = read_decision(HERE / "99_510.json", authority)

    assert (document.key, document.adopted_on, document.plenary_meeting) == (
        "A/DEC/99/510",
        "2044-09-16",
        3,
    )
    assert document.warnings == ("the text says 2044-09-16, the record 2044-09-17",)


def test_a_day_is_counted_in_new_york(authority: Authority, tmp_path: Path) -> None:
    text = "The General Assembly decided to take note of the weights of lamps."
    moment = [{"ED_Date": "2045-04-01T04:00:00.000Z", "ED_Number": "71st plenary meeting"}]
    path = written(tmp_path / "d.json", {"ED_DecisionText": text, "ED_Meeting": moment})

    (document,) = read_decision(path, authority)

    assert (document.adopted_on, document.plenary_meeting) == ("2045-04-01", 71)


def test_a_file_may_hold_several(authority: Authority, tmp_path: Path) -> None:
    both = [json.loads((HERE / f"{n}.json").read_text("utf-8")) for n in ("99_510", "99_407")]
    (tmp_path / "both.json").write_text(json.dumps(both), "utf-8")

    documents = read_decision(tmp_path / "both.json", authority)

    assert [d.key for d in documents] == ["A/DEC/99/510", "A/DEC/99/407 A", "A/DEC/99/407 B"]
    for document in documents:
        text = document.source.text
        assert all(text[p.start : p.end].split() == p.text.split() for p in document.paragraphs)


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"@id": "urn:x:a"}', "utf-8")
    (tmp_path / "b.json").write_text('"ED_DecisionNumber"', "utf-8")

    found = [is_decision(p) for p in (*sorted(HERE.iterdir()), *sorted(tmp_path.iterdir()))]
    assert found == [True, True, False, False]


BAD: dict[str, tuple[dict[str, object], str]] = {
    "number": ({"ED_DecisionNumber": "99-510"}, "is no number of a decision"),
    "no number": ({"ED_DecisionNumber": None}, "is no number of a decision"),
    "no text": ({"ED_DecisionText": " \r\n"}, "decision 99/510 has no text"),
    "division": ({"ED_Division": "SC"}, "it is a decision of 'SC'"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_record_of_no_decision_is_refused(
    name: str, authority: Authority, tmp_path: Path
) -> None:
    changes, why = BAD[name]

    with pytest.raises(SourceError, match=why):
        read_decision(written(tmp_path / "bad.json", changes), authority)


@pytest.mark.parametrize("text", ["{", "[]", "[1]", "\x00", "[" * 100_000])
def test_bad_json_is_refused(text: str, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text, "utf-8")

    with pytest.raises(SourceError, match=r"it is no JSON|it holds no record"):
        read_decision(tmp_path / "bad.json", authority)
