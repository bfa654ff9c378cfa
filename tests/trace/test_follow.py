"""A trace follows mandates from paragraph to paragraph, and never documents."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import kg.trace
from kg.errors import SymbolError
from kg.store import Snapshot
from kg.trace import Request, Trace, Undecided, parse_as_of, resolve, trace, work
from kg.vocab import ID

OP1, OP2 = "document/A/RES/90/1/op/1", "document/A/RES/90/1/op/2"
M1, M2 = "mandate/A/RES/90/1/op/1", "mandate/A/RES/90/1/op/2"
PP1, OP3, M3 = (
    "document/A/RES/91/1/pp/1",
    "document/A/RES/91/1/op/3",
    "mandate/A/RES/91/1/op/3",
)
MEETING1, REPORT1, MEETING2 = "meeting/weights/1", "meeting/weights/1/report", "meeting/weights/2"
MEASURES, MEASURES_REPORT = "meeting/measures/1", "meeting/measures/1/report"
RIVAL = "document/A/RES/91/2/op/1"
BODY = "body/weights"

FORWARD = {
    (OP1, M1, "gives", "strong"),
    (OP1, PP1, "recalls", "weak"),
    (M1, MEETING1, "calls", "strong"),
    (M1, BODY, "establishes", "strong"),
    (M1, M3, "renews", "strong"),
    (MEETING1, REPORT1, "issues", "strong"),
    (REPORT1, OP3, "notes", "weak"),
    (PP1, OP3, "motivates", "weak"),
    (OP3, M3, "gives", "strong"),
    (M3, MEETING2, "calls", "strong"),
}


def short(iri: str) -> str:
    return iri.removeprefix(ID)


def nodes(found: Trace) -> set[str]:
    return {short(n.iri) for n in found.nodes}


def steps(found: Trace) -> set[tuple[str, str, str, str]]:
    return {(short(s.start), short(s.end), s.effect, s.strength) for s in found.steps}


def walks(found: Trace) -> list[list[str]]:
    out = []
    for path in found.paths:
        walked = [found.steps[i] for i in path]
        ends = [s.end if found.direction == "forward" else s.start for s in walked]
        first = walked[0].start if found.direction == "forward" else walked[0].end
        out.append([short(first), *map(short, ends)])
    return out


def from_(view: Snapshot, *starts: str, **asked: object) -> Trace:
    return trace(view, Request(tuple(ID + s for s in starts), **asked))  # type: ignore[arg-type]


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.trace.__all__ == sorted(kg.trace.__all__)


def test_a_trace_forward_takes_every_step_of_its_line_and_none_of_the_other(
    world: Snapshot,
) -> None:
    assert steps(from_(world, OP1)) == FORWARD


def test_the_other_line_from_the_same_document_stays_apart(world: Snapshot) -> None:
    found = from_(world, OP2)

    assert nodes(found) == {OP2, M2, BODY, MEASURES, MEASURES_REPORT, RIVAL}


def test_a_body_ends_a_trace(world: Snapshot) -> None:
    assert nodes(from_(world, BODY)) == {BODY}
    assert nodes(from_(world, BODY, direction="back")) == {BODY, M1, M2, OP1, OP2}


def test_a_trace_back_is_the_same_line(world: Snapshot) -> None:
    found = from_(world, MEETING2, direction="back")

    assert steps(found) == {s for s in FORWARD if s[1] != BODY}


def test_strong_steps_alone(world: Snapshot) -> None:
    found = from_(world, OP1, strength="strong")

    assert nodes(found) == {OP1, M1, MEETING1, BODY, M3, REPORT1, MEETING2}
    assert {s.strength for s in found.steps} == {"strong"}
    assert nodes(from_(world, OP3, strength="strong", direction="back")) == {OP3}


@pytest.mark.parametrize(
    ("depth", "reached"),
    [
        (1, {OP1, M1, PP1}),
        (2, {OP1, M1, PP1, MEETING1, BODY, M3, OP3}),
        (3, {OP1, M1, PP1, MEETING1, BODY, M3, OP3, REPORT1, MEETING2}),
    ],
)
def test_a_depth_is_a_number_of_steps(world: Snapshot, depth: int, reached: set[str]) -> None:
    assert nodes(from_(world, OP1, depth=depth)) == reached


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        ("2034-12-31", {OP1, M1, BODY}),
        ("2035-11-30", {OP1, M1, BODY, MEETING1, REPORT1}),
        ("2035-12-01", {OP1, M1, BODY, MEETING1, REPORT1, PP1, OP3, M3}),
        ("2036-05-01", {OP1, M1, BODY, MEETING1, REPORT1, PP1, OP3, M3, MEETING2}),
    ],
)
def test_what_came_after_a_day_is_left_out(world: Snapshot, day: str, reached: set[str]) -> None:
    assert nodes(from_(world, OP1, as_of=day)) == reached


def test_there_is_one_shortest_path_to_each_node(world: Snapshot) -> None:
    found = from_(world, OP1)

    assert sorted(w[-1] for w in walks(found)) == sorted(nodes(found) - {OP1})
    assert [OP1, M1, M3, MEETING2] in walks(found)
    assert [OP1, M1, MEETING1, REPORT1] in walks(found)
    assert [OP1, PP1, OP3] in walks(found)
    lengths = [len(w) for w in walks(found)]
    assert lengths == sorted(lengths)


def test_with_a_goal_there_is_every_path_to_it(world: Snapshot) -> None:
    found = from_(world, OP1, goal=ID + MEETING2)

    assert walks(found) == [
        [OP1, M1, M3, MEETING2],
        [OP1, PP1, OP3, M3, MEETING2],
        [OP1, M1, MEETING1, REPORT1, OP3, M3, MEETING2],
    ]
    assert nodes(found) == {OP1, M1, PP1, MEETING1, REPORT1, OP3, M3, MEETING2}
    assert not found.cut


def test_a_document_is_reached_at_its_paragraphs_and_mandates(world: Snapshot) -> None:
    found = from_(world, OP1, goal=f"{ID}document/A/RES/91/1")

    assert walks(found) == [[OP1, PP1], [OP1, M1, M3], [OP1, M1, MEETING1, REPORT1, OP3]]


def test_a_goal_back_in_time(world: Snapshot) -> None:
    found = from_(world, MEETING2, goal=f"{ID}document/A/RES/90/1", direction="back", depth=4)

    assert walks(found) == [[MEETING2, M3, M1, OP1], [MEETING2, M3, OP3, PP1, OP1]]


def test_a_goal_on_the_other_line_is_not_reached(world: Snapshot) -> None:
    found = from_(world, OP1, goal=f"{ID}document/A/RES/91/2")

    assert (found.paths, found.steps) == ((), ())


def test_too_many_paths_are_cut_and_said_to_be(
    world: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.trace.follow.MOST_PATHS", 2)

    found = from_(world, OP1, goal=ID + MEETING2)

    assert (len(found.paths), found.cut) == (2, True)


def test_each_start_is_followed_for_itself(world: Snapshot) -> None:
    found = from_(world, OP1, OP2)

    assert found.starts == (ID + OP1, ID + OP2)
    assert steps(found) >= FORWARD
    assert [OP1, M1, M3, MEETING2] in walks(found)
    assert [OP2, M2, MEASURES, MEASURES_REPORT, RIVAL] in walks(found)
    assert not [w for w in walks(found) if {M1, M2} <= set(w)]


def test_a_citation_without_a_paragraph_is_undecided_and_no_step(world: Snapshot) -> None:
    link = Undecided(f"{ID}document/A/RES/90/1", f"{ID}document/A/RES/91/2/pp/1")

    assert from_(world, OP1).undecided == (link,)
    assert from_(world, OP3).undecided == ()
    assert "document/A/RES/91/2/pp/1" not in nodes(from_(world, OP1))


def test_a_node_is_told_by_name_kind_label_and_date(world: Snapshot) -> None:
    found = from_(world, OP1)

    told = {short(n.iri): (n.id, n.kind, n.label, n.date) for n in found.nodes}
    assert told[OP1] == ("A/RES/90/1 op1", "OperativeParagraph", "A/RES/90/1 op1", "2034-12-01")
    assert told[M1] == (
        "mandate of A/RES/90/1 op1",
        "Mandate",
        "set up a group on weights",
        "2034-12-01",
    )
    assert told[MEETING1] == ("weights meeting 1", "Meeting", "Weights, 1st meeting", "2035-05-06")
    assert told[REPORT1][1:] == ("MeetingReport", "Report on weights", "2035-06")
    assert told[BODY] == ("body/weights", "Body", "Group on Weights", None)
    assert found.node(ID + M1).label == "set up a group on weights"
    with pytest.raises(KeyError):
        found.node(ID + M2)


def test_a_step_is_told_with_its_evidence(world: Snapshot) -> None:
    found = from_(world, OP1)

    by_ends = {(short(s.start), short(s.end)): s for s in found.steps}
    renews = by_ends[M1, M3]
    assert (renews.phrase, renews.rule) == ("is renewed by", "stated-effect")
    assert (renews.derived_by, renews.verification) == ("curated", "from text")
    assert (renews.paragraph, renews.quote) == (ID + OP3, None)
    assert renews.source == f"{ID}document/A/RES/91/1"
    called = by_ends[M3, MEETING2]
    assert (called.paragraph, called.source, called.verification) == (None, None, "unverified")
    assert by_ends[OP1, M1].rule == "given-in"


@pytest.mark.parametrize(
    ("symbol", "paragraph", "starts"),
    [
        ("A/RES/90/1", "op1", [OP1]),
        ("a/res/90/1", "OP 1", [OP1]),
        ("A/RES/90/1", "op/2", [OP2]),
        ("A/RES/90/1", None, [OP1, OP2]),
        (f"{ID}document/A/RES/90/1", None, [OP1, OP2]),
        (f"{ID}{M1}", None, [M1]),
        ("meeting/weights/1", None, [MEETING1]),
        ("A/RES/91/2", None, ["document/A/RES/91/2"]),
    ],
)
def test_a_trace_begins_at_each_paragraph_that_gives_a_mandate(
    world: Snapshot, symbol: str, paragraph: str | None, starts: Sequence[str]
) -> None:
    assert [short(s) for s in resolve(world, symbol, paragraph)] == starts


def test_paragraphs_begin_in_the_order_of_their_numbers(shipped_view: Snapshot) -> None:
    starts = [short(s) for s in resolve(shipped_view, "A/RES/79/243")]

    numbers = [int(s.rpartition("/")[2]) for s in starts]
    assert numbers == sorted(numbers)
    assert len(numbers) > 9


@pytest.mark.parametrize("symbol", ["A/RES/1/1", "", "no symbol <at> all", "A/RES/90", f"{ID}x"])
def test_what_is_not_known_is_said_in_one_sentence(world: Snapshot, symbol: str) -> None:
    with pytest.raises(SymbolError, match="is not known to this graph; ingest the document") as no:
        work(world, symbol)

    assert "\n" not in str(no.value)


def test_a_paragraph_that_is_not_known_is_said(world: Snapshot) -> None:
    with pytest.raises(SymbolError, match=r"A/RES/90/1 op7.* is no paragraph that this graph"):
        resolve(world, "A/RES/90/1", "op7")


@pytest.mark.parametrize(
    "words", ["20190401", "2019-99-99", "2019-4-1", "soon", "2019-", "19-04-01"]
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is not a date like 2019-12-28, 2019-12 or 2019"):
        parse_as_of(words)


def test_a_year_takes_in_what_came_in_it(world: Snapshot) -> None:
    in_the_year, on_its_last_day = (
        from_(world, OP1, as_of="2034"),
        from_(world, OP1, as_of="2034-12-31"),
    )

    assert nodes(in_the_year) == nodes(on_its_last_day)
