"""A trace reads by pattern what its query would find, and within bounds whatever the store has."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from weakref import ref

import pyoxigraph as ox
import pytest

import kg.trace.follow
from kg.store import Snapshot
from kg.trace import Request, as_json, as_tree, note_of, resolve, trace
from kg.trace.indented import indented
from kg.trace.reading import reader_of
from kg.vocab import ID, MG

START = f"{ID}document/A/RES/95/1/op/1"


def made(edges: Iterable[tuple[str, str]]) -> Snapshot:
    """A view of weak steps between nodes; a node is written as the path of its IRI."""
    store = ox.Store()
    for n, (cause, consequence) in enumerate(edges):
        step = ox.NamedNode(f"{ID}step/{n}")
        start, end = ox.NamedNode(ID + cause), ox.NamedNode(ID + consequence)
        told = {"stepFrom": start, "stepTo": end, "statedIn": end}
        told |= {"effect": term("recalls"), "strength": term("weak"), "derivedBy": term("byText")}
        told["rule"] = ox.NamedNode(f"{ID}rule/stated-effect")
        store.extend(ox.Quad(step, term(name), value) for name, value in told.items())
        store.add(ox.Quad(start, term("leadsTo"), end))
        store.add(ox.Quad(end, term("follows"), start))
    return Snapshot(store, 1, "")


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(MG[name])


def place(n: int) -> str:
    return f"document/A/RES/96/{n}/op/1"


@pytest.fixture(scope="module")
def star() -> Snapshot:
    """A paragraph that very many cite, none of them strongly."""
    return made((START.removeprefix(ID), place(n)) for n in range(12_000))


@pytest.fixture(scope="module")
def maze() -> Snapshot:
    """Many ways from everywhere to everywhere, round in circles too."""
    return made((place(n), place((7 * n + k**3 + 1) % 300)) for n in range(300) for k in range(8))


@pytest.mark.parametrize("symbol", ["A/RES/65/230", "A/RES/74/247", "A/RES/79/243", "A/RES/78/229"])
@pytest.mark.parametrize("direction", ["forward", "back"])
@pytest.mark.parametrize("strength", ["any", "strong"])
def test_the_steps_are_those_of_the_query_that_is_shown(
    shipped_view: Snapshot, symbol: str, direction: str, strength: str
) -> None:
    starts = resolve(shipped_view, symbol)
    found = trace(shipped_view, Request(starts, direction=direction, strength=strength))
    asked = set()
    for start in starts:
        bound = {"start": ox.NamedNode(start)}
        for row in shipped_view.query(found.query, substitutions=bound).solutions():
            if "step" in row:
                told = (row["step"], row["from"], row["to"], row.get("quote"), row.get("source"))
                asked.add(tuple(term and term.value for term in told))

    assert {(s.iri, s.start, s.end, s.quote, s.source) for s in found.steps} == asked


def test_of_very_many_steps_the_first_are_given_and_that_is_said(star: Snapshot) -> None:
    found = trace(star, Request((START,), most=50))

    assert (len(found.steps), len(found.paths), found.cut) == (50, 50, True)
    assert str(note_of(found)) in as_tree(found)
    assert json.loads(as_json(found, noted=True))["note"] == note_of(found)
    assert trace(star, Request((START,), most=50)) == found


def test_what_was_read_before_changes_no_answer(star: Snapshot) -> None:
    trace(star, Request((START,), most=5_000))
    warm = trace(star, Request((START,), most=70))

    assert warm == trace(
        made((START.removeprefix(ID), place(n)) for n in range(12_000)), Request((START,), most=70)
    )


def test_a_goal_is_found_among_very_many_steps(star: Snapshot) -> None:
    found = trace(star, Request((START,), goal=ID + place(11_999), most=50))

    assert [s.end for s in found.steps] == [ID + place(11_999)]
    assert not found.cut


def test_very_many_weak_steps_hide_no_strong_one(star: Snapshot) -> None:
    found = trace(star, Request((START,), strength="strong", most=50))

    assert (found.steps, found.cut, note_of(found)) == (
        (),
        False,
        "no further strong step that this graph knows; weaker ones may exist",
    )


def test_a_line_without_end_is_cut(star: Snapshot) -> None:
    line = made((place(n), place(n + 1)) for n in range(400))
    found = trace(line, Request((ID + place(0),)))
    far = trace(line, Request((ID + place(0),), goal=ID + place(399)))

    assert (len(found.steps), found.cut) == (200, True)
    assert len(as_tree(found).splitlines()) == 202
    assert (far.paths, far.cut) == ((), True)
    assert "among what was looked at" in str(note_of(far))
    assert not trace(line, Request((ID + place(0),), depth=200)).cut


def test_every_path_comes_shortest_first_and_visits_no_node_twice(maze: Snapshot) -> None:
    found = trace(maze, Request((ID + place(0),), goal=ID + place(1), depth=4))
    walks = [[found.steps[i].end for i in path] for path in found.paths]

    assert walks == sorted(walks, key=len)
    assert all(len(set(walk)) == len(walk) <= 4 for walk in walks)
    assert {walk[-1] for walk in walks} == {ID + place(1)}
    assert len(walks) == len(_counted(maze, place(0), place(1), 4))


def _counted(view: Snapshot, start: str, goal: str, depth: int) -> list[list[str]]:
    """All paths, by trying everything."""
    reader, done, ahead = reader_of(view), [], [[ID + start]]
    while ahead:
        path = ahead.pop()
        for after in set(reader.after(path[-1], forward=True, strong=False)) - set(path):
            if after == ID + goal:
                done.append([*path, after])
            elif len(path) < depth:
                ahead.append([*path, after])
    return done


def test_paths_without_number_are_cut(maze: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    many = trace(maze, Request((ID + place(0),), goal=ID + place(1)))
    monkeypatch.setattr(kg.trace.follow, "MOST_LOOKS", 10)
    few = trace(maze, Request((ID + place(0),), goal=ID + place(1)))

    assert (len(many.paths), many.cut) == (200, True)
    assert few.cut
    assert len(few.paths) < 200


def test_many_starts_share_the_bounds(maze: Snapshot) -> None:
    starts = tuple(ID + place(n) for n in range(30))
    plain = trace(maze, Request(starts, most=100))
    aimed = trace(maze, Request(starts, goal=ID + place(299), most=100))

    assert len(plain.steps) <= 100 >= len(plain.paths)
    assert len(aimed.paths) <= 100
    assert plain.cut
    assert aimed.cut


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": []},
        [[]],
        [1, None, True, 1.5, 'é\n"\\'],
        {"a": {"b": [{"c": 1, "d": "x,\n      y"}, {}], "e": [[1, 2], []]}, "f": None},
        "word",
    ],
)
def test_json_is_indented_as_the_library_does(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_what_was_read_does_not_keep_its_view() -> None:
    view = made([(place(1), place(2))])
    assert len(reader_of(view).steps(ID + place(1), forward=True, strong=False, most=9)[0]) == 1
    gone = ref(view)

    del view
    gc.collect()

    assert gone() is None
