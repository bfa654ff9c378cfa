"""In the graph that ships, the two lines of A/RES/65/230 do not meet."""

from __future__ import annotations

import pytest

from kg.store import Snapshot
from kg.trace import Request, Trace, resolve, trace
from kg.vocab import ID

NINE = f"{ID}document/A/RES/65/230/op/9"


def documents(found: Trace) -> set[str]:
    """The documents, and those of them with their paragraphs, that a trace reaches."""
    paths = [n.iri.removeprefix(f"{ID}document/") for n in found.nodes if "/document/" in n.iri]
    whole = {"/".join(p.split("/")[:4]) for p in paths}
    return whole | set(paths)


def line(view: Snapshot, *starts: str) -> set[str]:
    return documents(trace(view, Request(starts)))


def test_the_experts_line_reaches_the_convention(shipped_view: Snapshot) -> None:
    reached = line(shipped_view, NINE)

    assert {"A/RES/74/247", "A/RES/74/173", "A/RES/75/282", "A/RES/79/243"} <= reached
    assert "A/RES/79/243/op/2" in reached
    assert not reached & {"A/RES/70/175", "A/RES/72/193", "A/RES/78/229/op/45"}


def test_the_prisoners_line_does_not_reach_the_experts(shipped_view: Snapshot) -> None:
    (other,) = [s for s in resolve(shipped_view, "A/RES/65/230") if s != NINE]
    reached = line(shipped_view, other)

    assert {"A/RES/70/175", "A/RES/72/193", "A/RES/78/229/op/45"} <= reached
    assert not reached & {"A/RES/78/229/op/74", "A/RES/74/247", "A/RES/74/173", "A/RES/79/243"}


def test_back_from_the_convention_lies_paragraph_nine(shipped_view: Snapshot) -> None:
    found = trace(shipped_view, Request((f"{ID}document/A/RES/79/243/op/2",), direction="back"))

    assert NINE in {n.iri for n in found.nodes}
    assert not documents(found) & {"A/RES/70/175", "A/RES/72/193"}


def test_every_path_to_the_convention_goes_through_the_ad_hoc_committee(
    shipped_view: Snapshot,
) -> None:
    found = trace(shipped_view, Request((NINE,), goal=f"{ID}document/A/RES/79/243"))

    assert found.paths
    assert not found.cut
    for path in found.paths:
        walked = {n for i in path for n in (found.steps[i].start, found.steps[i].end)}
        assert any("/A/RES/74/247/" in n for n in walked)


@pytest.mark.parametrize("start", ["A/RES/65/230", "A/RES/79/243"])
def test_no_step_of_a_trace_joins_a_document_to_its_own_paragraphs(
    shipped_view: Snapshot, start: str
) -> None:
    for begin in resolve(shipped_view, start):
        for direction in ("forward", "back"):
            for step in trace(shipped_view, Request((begin,), direction=direction)).steps:
                assert not step.end.startswith(f"{step.start}/op/")
                assert not step.end.startswith(f"{step.start}/pp/")


def test_what_was_known_at_the_end_of_2012_holds_no_later_text(shipped_view: Snapshot) -> None:
    starts = resolve(shipped_view, "A/RES/65/230", "op9")
    found = trace(shipped_view, Request(starts, as_of="2012-12-31"))

    assert [n.id for n in found.nodes if n.date and n.date > "2012-12-31"] == []
    assert not any("E/RES/2019/19" in n.iri for n in found.nodes)
    assert found.undecided == ()
