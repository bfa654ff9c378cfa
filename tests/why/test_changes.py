"""What changed in a trace between generations is told with the graph that brought or took it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import StoreError, SymbolError
from kg.store import Snapshot
from kg.trace import Request
from kg.vocab import ID
from kg.why import GraphChange, TraceDifference, difference_lines, trace_difference
from kg.why.changes import difference_values
from tests.why.conftest import Generation

GRAPH = f"{ID}graph/document/A/RES/92/1"
OP1, OP3 = "document/A/RES/90/1/op/1", "document/A/RES/91/1/op/3"
PP1, PP2 = "document/A/RES/92/1/pp/1", "document/A/RES/92/1/pp/2"


def between(
    generation: Generation,
    first: int,
    second: int,
    start: str = "A/RES/90/1 op1",
    *,
    direction: str = "forward",
) -> TraceDifference:
    symbol, _, paragraph = start.partition(" ")
    views = generation(first), generation(second)
    return trace_difference(*views, symbol, paragraph or None, Request((), direction=direction))


def told(found: TraceDifference) -> list[tuple[str, str, str, str]]:
    return [
        (c.how, c.step.start.removeprefix(ID), c.step.end.removeprefix(ID), c.because[0].how)
        for c in found.changes
    ]


def test_steps_that_a_document_took_with_it_are_lost(generation: Generation) -> None:
    found = between(generation, 3, 4)

    assert told(found) == [("lost", OP1, PP1, "removed"), ("lost", OP3, PP2, "removed")]
    assert all(c.is_itself for c in found.changes)
    assert {c.because for c in found.changes} == {(GraphChange(GRAPH, "removed"),)}
    assert found.changes[0].because[0].document == "A/RES/92/1"
    assert not found.vocabulary_changed


def test_a_step_that_a_document_brought_is_gained(generation: Generation) -> None:
    found = between(generation, 4, 2)

    assert told(found) == [("gained", OP1, PP1, "added")]
    assert found.starts == (ID + OP1,)


def test_a_step_with_other_words_has_changed(generation: Generation) -> None:
    found = between(generation, 2, 3)
    lines = list(difference_lines(found))

    assert told(found) == [("gained", OP3, PP2, "replaced"), ("changed", OP1, PP1, "replaced")]
    assert lines[0].endswith("generation 2 → 3: 1 gained, 0 lost, 1 changed")
    assert lines[3].startswith("~ A/RES/90/1 op1 is recalled by A/RES/92/1 pp1  [weak; from text;")
    assert lines[4].strip() == "because of A/RES/92/1 (replaced)"
    assert any(line.strip().startswith("quote: paragraph 1 of its") for line in lines[5:])


def test_what_stood_before_may_be_reached_by_a_step_that_came(generation: Generation) -> None:
    """Back from a recital that comes: what led to A/RES/91/1 op3 stood before it."""
    found = between(generation, 2, 3, "A/RES/92/1 pp2", direction="back")
    itself = [c for c in found.changes if c.is_itself]

    assert [(c.how, c.step.end) for c in itself] == [("gained", ID + PP2)]
    assert len(found.changes) > 3
    assert {c.because for c in found.changes} == {(GraphChange(GRAPH, "replaced"),)}
    lines = list(difference_lines(found))
    assert any(
        line.strip() == "it stands in both and is reached now, because of A/RES/92/1 (replaced)"
        for line in lines
    )


def test_what_still_stands_may_be_reached_no_more(generation: Generation) -> None:
    found = between(generation, 3, 4, "A/RES/92/1 pp2", direction="back")

    assert {c.how for c in found.changes} == {"lost"}
    assert {c.is_itself for c in found.changes} == {True, False}
    assert any("is reached no more" in line for line in difference_lines(found))


def test_all_of_a_trace_is_gained_from_the_empty_store(generation: Generation) -> None:
    found = between(generation, 0, 4)

    assert {c.how for c in found.changes} == {"gained"}
    assert {c.because[0].document for c in found.changes} == {"curated/world"}
    assert {c.because[0].how for c in found.changes} == {"added"}


def test_a_generation_is_the_same_as_itself(generation: Generation) -> None:
    found = between(generation, 3, 3)

    assert found.changes == ()
    assert next(difference_lines(found)).endswith("0 gained, 0 lost, 0 changed")


def test_the_difference_as_json_names_graph_and_document(generation: Generation) -> None:
    values = json.loads(json.dumps(difference_values(between(generation, 4, 2))))

    (change,) = values["changes"]
    assert change["because"] == [{"graph": GRAPH, "document": "A/RES/92/1", "how": "added"}]
    assert change["step"]["quote"] == "paragraph 1 of its resolution 90/1"
    assert values["of"] == [ID + OP1]


def test_a_document_that_neither_generation_knows_is_refused(generation: Generation) -> None:
    with pytest.raises(SymbolError, match="is not known to this graph"):
        between(generation, 2, 3, "A/RES/77/77")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (1, "keeps no generation 1 any more; name one of 2, 3, 4, or 0"),
        (5, "has no generation 5; name one of 2, 3, 4, or 0"),
        (-1, "has no generation -1; name one of 2, 3, 4, or 0"),
    ],
)
def test_a_generation_that_is_not_kept_is_refused(lived: Path, number: int, why: str) -> None:
    with pytest.raises(StoreError) as refused:
        Snapshot.open_generation(lived, number)

    assert why in str(refused.value)


def test_a_generation_that_is_kept_is_as_it_was(generation: Generation) -> None:
    assert [generation(n).generation for n in (0, 2, 3, 4)] == [0, 2, 3, 4]
    assert generation(2).digest != generation(3).digest
    assert generation(0).triples() == []
