"""The lines of A/RES/65/230 lead where they lead and never meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store import Snapshot
from kg.trace import Request, trace
from kg.vocab import ID

FILES = sorted((Path(__file__).parent / "lines").glob("*.txt"))


def named(path: Path, mark: str) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {str(ID[line.removeprefix(mark)]) for line in lines if line.startswith(mark)}


def test_the_folder_holds_lines() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_line_reaches_what_it_leads_to_and_nothing_of_the_other(
    path: Path, shipped_view: Snapshot
) -> None:
    found = trace(shipped_view, Request(starts=tuple(named(path, "from "))))
    reached = {node.iri for node in found.nodes}

    assert named(path, "+ ") - reached == set()
    assert named(path, "- ") & reached == set()
