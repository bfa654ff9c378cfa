"""Read what a meeting did, and what it asked of whom, from short reports of invented bodies."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Mandate, Outcome
from kg.read import read_file
from kg.recognise import recognise

CASES = sorted(Path(__file__).with_name("outcomes").glob("*.json"))
PATTERNS: list[Any] = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['text'][:60]}")
    for path in CASES
    for case in json.loads(path.read_text(encoding="utf-8"))
]
HEAD = """Report of the {body} on its {session} session

I. Matters considered

"""


AUTHORITY = cache(load_authority)


def test_there_are_cases_of_what_is_an_act_and_of_what_is_none() -> None:
    assert {path.stem for path in CASES} >= {"acts", "mandates", "none"}
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in CASES)


@pytest.mark.parametrize(("kind", "case"), PATTERNS)
def test_each_act_of_the_body_is_an_outcome_and_no_other(
    kind: str, case: dict[str, Any], tmp_path: Path
) -> None:
    head = HEAD.format(
        body=case.get("body", "Committee on Lamps"), session=case.get("session", "fifth")
    )
    (tmp_path / "report.txt").write_text(head + case["text"] + "\n", encoding="utf-8")
    (document,) = cut(read_file(tmp_path / "report.txt"), AUTHORITY())

    found = recognise(document, AUTHORITY()).findings

    outcomes = [f for f in found if isinstance(f, Outcome)]
    assert [f"{f.paragraph} {f.verb}" for f in outcomes] == case.get("outcomes", [])
    for key in ("addressee", "due"):
        if key in case:
            assert [getattr(f, key) for f in outcomes] == case[key]
    if kind == "mandates":
        mandates = [f for f in found if isinstance(f, Mandate)]
        assert [[f.verb, list(f.addressees), f.type] for f in mandates] == case["mandates"]
