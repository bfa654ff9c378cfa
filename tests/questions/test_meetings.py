"""Questions on meetings, asked over invented reports, give the answers worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cut import cut
from kg.judging import Room, judge
from kg.lift import lift
from kg.questions import ask_question, question
from kg.read import read_file
from kg.recognise import recognise
from kg.shipped import settle
from kg.store import Snapshot, Store
from kg.vocab import ID, MG

ANSWERS = sorted((Path(__file__).parent / "meetings").glob("*.srj"))
REPORTS = sorted((Path(__file__).parents[1] / "documents" / "meetings").iterdir())
BODY = f"{ID}body/committee-on-tidal-power"
GIVEN = {
    "body": BODY,
    "earlier": f"{BODY}/session/3",
    "later": f"{BODY}/session/4",
    "meeting": f"{BODY}/session/4",
}


@pytest.fixture(scope="module")
def view(room: Room) -> Snapshot:
    """Three reports of one committee and a resolution that takes them up, read and settled."""
    drafts = [
        lift(recognise(document, room.authority), room.authority)
        for report in REPORTS
        for document in cut(read_file(report), room.authority)
    ]
    store = Store()
    store.commit([v.accepted() for v in judge([room.authority_draft, *drafts], room)])
    settle(store, room)
    return store.view()


def test_there_are_reports_and_answers() -> None:
    assert len(REPORTS) == 4
    assert len(ANSWERS) >= 10


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda path: path.stem)
def test_each_question_gives_its_whole_answer(answer: Path, view: Snapshot) -> None:
    expected = json.loads(answer.read_text(encoding="utf-8"))
    asked = question(answer.stem)

    result = ask_question(view, asked, {g.name: GIVEN[g.name] for g in asked.given}).result

    assert isinstance(result, ox.QuerySolutions)
    found = json.loads(result.serialize(format=ox.QueryResultsFormat.JSON) or "")
    assert found["head"]["vars"] == expected["head"]["vars"]
    assert found["results"]["bindings"] == expected["results"]["bindings"]


def test_the_mandate_of_a_paragraph_leads_to_the_session_and_its_outcome_to_the_resolution(
    view: Snapshot,
) -> None:
    start, end = f"<{ID}document/A/RES/70/990/op/4>", f"<{ID}document/A/RES/76/998/op/2>"
    way = f"{start} mg:leadsTo+ <{BODY}/session/3> . <{BODY}/session/3> mg:leadsTo+ {end}"

    assert view.query(f"PREFIX mg: <{MG}> ASK {{ {way} }}").result
