"""What a run says of itself: counted by hand in four files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.runs import report_text, summary, summary_text
from kg.judging import Room
from kg.pipeline import Run, ingest
from kg.store import Store
from tests.cli.conftest import Command, a_command, own_store
from tests.pipeline.conftest import ACTS

NewStore = Callable[[], Path]
__all__ = ["a_command", "own_store"]  # fixtures

OIL = """Resolution adopted by the General Assembly on 3 May 2035

[on the report of the Second Committee (A/89/417, para. 11)]

89/71.\tOil for lamps

The General Assembly,

Recalling its resolution 88/41 of 9 December 2033,

1. Requests the Secretary-General to submit a report to the General Assembly at its
ninetieth session;

2. Urges the Guild of Keepers to store oil;

3. Decides to remain seized of the matter.

50th plenary meeting
3 May 2035
"""
SEED = """Resolution adopted by the General Assembly on 9 December 2035

[on the report of the Fourth Committee (A/90/420, para. 8)]

90/72.\tSeed for fields

The General Assembly,

Reaffirming its resolution 89/71 of 3 May 2035,

1. Urges the Guild of Keepers and the Society of Weighers to name their fields.

49th plenary meeting
9 December 2035
"""
SHIPS = """Resolution 3002 (2035)

Adopted by the Security Council at its 9802nd meeting, on 21 July 2035

The Security Council,

Recalling its resolution 2999 (2035),

1. Requests the Secretary-General to report on the lamps that are lit;

2. Decides to remain seized of the matter.
"""


@pytest.fixture
def four(tmp_path: Path) -> list[Path]:
    """Three resolutions and a file that is none."""
    texts = {"oil.txt": OIL, "seed.txt": SEED, "ships.txt": SHIPS, "sound.txt": "\x00"}
    (tmp_path / "four").mkdir()
    for name, text in texts.items():
        (tmp_path / "four" / name).write_text(text, "utf-8")
    return sorted((tmp_path / "four").iterdir())


@pytest.fixture
def run_of_four(four: list[Path], room: Room, new_store: NewStore) -> Run:
    """What the run says that took them in."""
    with Store(new_store()) as store:
        return ingest(store, four, room)


def test_each_file_has_its_figures(run_of_four: Run) -> None:
    figures = {
        Path(o.file).name: (o.paragraphs, o.findings, o.unread, o.changed, o.refusal is None)
        for o in run_of_four.outcomes
    }

    assert figures == {
        "oil.txt": (5, 4, 0, True, True),
        "seed.txt": (3, 2, 0, True, True),
        "ships.txt": (3, 3, 0, True, True),
        "sound.txt": (0, 0, 0, False, False),
    }


def test_the_summary_adds_them_up(run_of_four: Run, four: list[Path]) -> None:
    figures = summary(run_of_four)

    assert figures.pop("quads") == run_of_four.quads > 100
    assert isinstance(figures.pop("seconds"), dict)
    assert figures == {
        "kind": "summary",
        "files": 4,
        "documents": 3,
        "changed": 3,
        "paragraphs": 11,
        "unread": 0,
        "findings": {"citation": 3, "expression": 2, "mandate": 4},
        "warnings": 0,
        "refusals": 1,
        "names_to_reconcile": 2,
    }
    text = summary_text(run_of_four)
    assert "4 files, 3 documents, 3 changed" in text
    assert "11 paragraphs, 0 of them unread; findings: 4 mandate, 3 citation, 2 expression" in text
    assert "0 warnings, 1 refused" in text
    assert "  refused: sound.txt: it is binary" in text.replace(f"{four[3].parent}/", "")
    assert (
        "names to reconcile, most often asked: Guild of Keepers (2), Society of Weighers (1)"
        in (text)
    )


def rows(text: str) -> list[list[str]]:
    """The rows of the table of coverage."""
    lines = [line.split() for line in text.splitlines()]
    head = next(n for n, words in enumerate(lines) if words[:2] == ["body", "session"])
    body = lines[head + 1 :]
    return body[: next((n for n, ws in enumerate(body) if not ws or ws == ["```"]), len(body))]


def test_coverage_is_told_by_body_and_by_session(run_of_four: Run) -> None:
    assert rows(summary_text(run_of_four)) == [
        ["ga", "2", "8", "0", "100.0%"],
        ["sc", "1", "3", "0", "100.0%"],
    ]
    assert rows(report_text(run_of_four)) == [
        ["ga", "89", "1", "5", "0", "100.0%"],
        ["ga", "90", "1", "3", "0", "100.0%"],
        ["sc", "–", "1", "3", "0", "100.0%"],
    ]


def test_names_on_no_list_are_counted(run_of_four: Run) -> None:
    assert run_of_four.unknown == Counter({"Guild of Keepers": 2, "Society of Weighers": 1})


def test_the_command_writes_the_report_and_ends_with_the_summary(
    run: Command, four: list[Path], tmp_path: Path, own_store: Path
) -> None:
    report = tmp_path / "report.md"

    said = run("ingest", four[0].parent, "--store", own_store, "--report", report)
    again = run("ingest", *four[:3], "--json", "--store", own_store)
    violating = run("ingest", ACTS / "letter.txt", "--symbol", "A/1/-", "--store", own_store)

    assert (said.code, again.code, violating.code) == (2, 0, 1)
    assert said.out.splitlines()[0].startswith(f"{four[0]}: 5 paragraphs, 4 findings, 0 unread, ch")
    assert "4 files, 3 documents, 3 changed" in said.out
    assert "sound.txt" in said.complaint
    headings = [ln for ln in report.read_text("utf-8").splitlines() if ln.startswith("# ")]
    assert headings == ["# What was read", "# Refused", "# Names to reconcile", "# Warnings"]
    assert "* Guild of Keepers (2)" in report.read_text("utf-8")
    *outcomes, total = map(json.loads, again.out.splitlines())
    assert [o["changed"] for o in outcomes] == [False] * 3
    assert (total["kind"], total["changed"], total["refusals"]) == ("summary", 0, 0)
    assert "is refused with 1 violation; the store is unchanged." in violating.complaint


def test_a_report_that_cannot_be_written_is_said_before_the_run(
    run: Command, four: list[Path], own_store: Path, tmp_path: Path
) -> None:
    with Store(own_store) as store:
        before = store.digest()

    said = run("ingest", *four, "--store", own_store, "--report", tmp_path / "no" / "report.md")

    with Store(own_store) as store:
        assert store.digest() == before
    assert (said.code, said.out) == (2, "")
    assert "is no folder" in " ".join(said.err.replace("│", " ").split())
