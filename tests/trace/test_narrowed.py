"""A trace is narrowed to kinds, effects and a window of time, and says how two documents join."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.store import Snapshot
from kg.trace import (
    Request,
    Trace,
    as_json,
    as_tree,
    note_of,
    parse_effects,
    parse_kinds,
    parse_window,
    place_in_words,
    source_in_words,
    trace,
    trace_triples,
)
from kg.vocab import ID, MG
from tests.trace.test_follow import (
    BODY,
    M1,
    M3,
    MEETING1,
    MEETING2,
    OP1,
    OP3,
    PP1,
    REPORT1,
    from_,
    nodes,
    steps,
    walks,
)

WORKS = f"{ID}document/A/RES/90/1", f"{ID}document/A/RES/91/1"


def ends(found: Trace) -> set[str]:
    return {walk[-1] for walk in walks(found)}


def test_a_kind_keeps_what_is_of_it_and_the_way_there(world: Snapshot) -> None:
    found = from_(world, OP1, kinds=("Meeting",))

    assert ends(found) == {MEETING1, MEETING2}
    assert nodes(found) == {OP1, M1, MEETING1, M3, MEETING2}
    assert not found.cut


def test_a_kind_takes_in_the_classes_below_it_and_what_stands_in_such_a_document(
    world: Snapshot,
) -> None:
    assert ends(from_(world, OP1, kinds=("Paragraph",))) == {PP1, OP3}
    assert ends(from_(world, OP1, kinds=("Resolution",))) == {M1, PP1, OP3, M3}
    assert ends(from_(world, OP1, kinds=("Body", "MeetingReport"))) == {BODY, REPORT1}


def test_an_effect_is_the_only_one_that_is_followed(world: Snapshot) -> None:
    found = from_(world, OP1, effects=("gives", "renews", "calls"))

    assert {effect for _, _, effect, _ in steps(found)} == {"gives", "renews", "calls"}
    assert nodes(found) == {OP1, M1, MEETING1, M3, MEETING2}
    assert from_(world, OP1, effects=("calls",)).paths == ()


@pytest.mark.parametrize(
    ("since", "until", "reached"),
    [
        ("2036", None, {MEETING2}),
        ("2035-12", None, {PP1, OP3, M3, MEETING2}),
        ("2035", "2035-11", {MEETING1, REPORT1}),
        (None, "2034", {M1, BODY}),
        ("2035-06-01", "2035-06-30", {REPORT1}),
        ("2040", None, set()),
    ],
)
def test_a_window_keeps_what_is_dated_in_it(
    world: Snapshot, since: str | None, until: str | None, reached: set[str]
) -> None:
    assert ends(from_(world, OP1, since=since, until=until)) == reached


def test_a_window_shows_the_way_from_before_it(world: Snapshot) -> None:
    assert nodes(from_(world, OP1, since="2036")) == {OP1, M1, M3, MEETING2}


def test_a_window_looks_back_as_it_looks_forward(world: Snapshot) -> None:
    back = from_(world, MEETING2, direction="back", until="2034")
    near = from_(world, MEETING2, direction="back", since="2035-12")

    assert ends(back) == {M1, OP1}
    assert ends(near) == {M3, OP3, PP1}


def test_paths_to_a_goal_are_narrowed_by_what_they_end_in(world: Snapshot) -> None:
    found = from_(world, OP1, goal=WORKS[1], kinds=("Mandate",))

    assert walks(found) == [[OP1, M1, M3]]


def test_what_is_asked_for_stands_in_the_answer_and_in_what_it_did_not_find(
    world: Snapshot,
) -> None:
    asked = {"kinds": ("Sitting",), "effects": ("gives",), "since": "2035", "until": "2036"}
    found = from_(world, OP1, **asked)
    values = json.loads(as_json(found))

    assert {name: values[name] for name in asked} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()
    }
    assert note_of(found) == (
        "no further step by gives that ends in Sitting since 2035 until 2036 that this graph knows"
    )


def test_kinds_and_effects_are_named_in_any_case_or_as_they_read(world: Snapshot) -> None:
    assert parse_kinds(world, ["meeting", "mg:MeetingReport", "Meeting"]) == (
        "Meeting",
        "MeetingReport",
    )
    assert parse_effects(world, ["Renews", "is renewed by", "calls"]) == (
        "renews",
        "calls",
    )


@pytest.mark.parametrize(
    ("parse", "word", "said"),
    [
        (parse_kinds, "Meting", "'Meting' is no kind that this graph knows; try Meeting"),
        (parse_kinds, "zzz", "'zzz' is no kind that this graph knows; try "),
        (parse_effects, "renew", "'renew' is no effect that this graph knows; try renews"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is_near(
    world: Snapshot, parse: object, word: str, said: str
) -> None:
    with pytest.raises(ValueError, match="that this graph knows") as refused:
        parse(world, [word])  # type: ignore[operator]

    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="the window ends on 2019, before it begins on 2020"):
        parse_window("2020", "2019")


def test_documents_that_do_not_cite_each_other_are_said_to_be_joined_by_way_of_others(
    shipped_view: Snapshot,
) -> None:
    start, goal = f"{ID}document/A/RES/65/230/op/9", f"{ID}document/A/RES/79/243"
    there = trace(shipped_view, Request((start,), goal=goal))
    back = trace(
        shipped_view,
        Request((f"{goal}/op/2",), goal=f"{ID}document/A/RES/65/230", direction="back"),
    )

    assert there.between
    assert back.between
    for joined in (there.between, back.between):
        assert (joined.earlier, joined.later) == (f"{ID}document/A/RES/65/230", goal)
        assert (joined.is_cited, joined.is_read, joined.paragraphs) == (False, False, ())
        assert str(joined.note).startswith(
            "A/RES/79/243 does not cite A/RES/65/230 directly, as far as this graph knows:"
            " by way of A/RES/74/247, the recital on the expert group"
        )
        assert all(any("/A/RES/74/247/" in n for n in way) for way in joined.by_way_of)
    assert as_tree(there).splitlines()[0] == there.between.note
    assert json.loads(as_json(there))["between"]["note"] == there.between.note
    assert len(there.between.by_way_of) == len(there.paths)
    lengths = [len(path) for path in there.paths]
    assert lengths == sorted(lengths)


def test_a_document_that_cites_the_other_needs_no_word(world: Snapshot) -> None:
    found = from_(world, OP1, goal=WORKS[1])

    assert found.between
    assert found.between.paragraphs == (ID + PP1,)
    assert found.between.note is None
    assert found.between.by_way_of[0] == ()


def test_a_citation_that_names_no_paragraph_is_told_beside_the_way_round(world: Snapshot) -> None:
    found = from_(world, "document/A/RES/90/1/op/2", goal=f"{ID}document/A/RES/91/2")

    assert found.between
    assert found.between.is_cited
    assert found.between.note == (
        "A/RES/91/2 cites A/RES/90/1 itself (A/RES/91/2, recital 1), without saying which"
        " paragraph is meant; the way that is known goes by measures meeting 1, then report of"
        " measures meeting 1"
    )


def test_what_is_no_document_is_not_said_to_cite(world: Snapshot) -> None:
    assert from_(world, OP1, goal=ID + MEETING2).between is None
    assert from_(world, OP1).between is None


def test_a_place_is_told_in_words() -> None:
    told = [
        place_in_words(f"{ID}document/A/RES/{path}")
        for path in ("91/1/op/4/a", "91/1/section/II/op/3", "2625(XXV)/pp/3", "91/1/op/unplaced/1")
    ]

    assert told == [
        "A/RES/91/1, paragraph 4(a)",
        "A/RES/91/1, II, paragraph 3",
        "A/RES/2625 (XXV), recital 3",
        "A/RES/91/1, a paragraph whose number is not known",
    ]


def test_a_step_bears_its_words_and_where_they_stand() -> None:
    found = trace(_told(), Request((ID + "document/A/RES/95/1/op/1",)))
    (step,) = found.steps
    tree = as_tree(found).splitlines()

    assert (step.quote, step.quote_start, step.quote_end) == ("Recalling  the lamp", 40, 59)
    assert tree[1].endswith("source SHA-256 0a0a0a0a0a0a…; rule citation]")
    assert "[weak; from text; in A/RES/95/2 pp1; " in tree[1]
    assert tree[2].strip() == "“Recalling the lamp”"
    told = {(t.predicate.value.removeprefix(MG), str(t.object)) for t in trace_triples(found)}
    assert {"quoteStart", "quoteEnd", "quote"} <= {name for name, _ in told}


def test_where_words_are_not_kept_their_place_is_told() -> None:
    found = trace(_told(without="quote"), Request((ID + "document/A/RES/95/1/op/1",)))

    assert as_tree(found).splitlines()[2].strip() == "its words: characters 40–59 of the source"


def test_a_source_is_told_in_short() -> None:
    assert source_in_words("https://example.org/first") == "https://example.org/first"


def _told(without: str = "") -> Snapshot:
    store = ox.Store()
    start, end = (ox.NamedNode(f"{ID}document/A/RES/95/{n}") for n in ("1/op/1", "2/pp/1"))
    step = ox.NamedNode(f"{ID}step/1")
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    told: dict[str, ox.NamedNode | ox.Literal] = {
        "stepFrom": start,
        "stepTo": end,
        "statedIn": end,
        "effect": ox.NamedNode(MG.recalls),
        "strength": ox.NamedNode(MG.weak),
        "derivedBy": ox.NamedNode(MG.byText),
        "rule": ox.NamedNode(f"{ID}rule/citation"),
        "quote": ox.Literal("Recalling  the lamp", language="en"),
        "quoteStart": ox.Literal("40", datatype=integer),
        "quoteEnd": ox.Literal("59", datatype=integer),
    }
    store.extend(
        ox.Quad(step, ox.NamedNode(MG[name]), value)
        for name, value in told.items()
        if name != without
    )
    store.add(ox.Quad(end, ox.NamedNode(MG.readFrom), ox.NamedNode(f"{ID}source/{'0a' * 32}")))
    return Snapshot(store, 1, "")
