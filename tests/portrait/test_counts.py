"""Counts are those of the merge; a change costs what it changes, and both ways agree."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph

from kg.portrait import Counts, Place, changed, counted, counts_in, keep_portrait, sizes_of
from kg.store import Answer, Snapshot, Store
from kg.store.reader import snapshot_path
from kg.vocab import DERIVED, GRAPH, ID, ONTOLOGY, REGISTRY, VOID
from tests.graphs import accepted, turtle

ONE, TWO = "document/A/RES/1/1", "document/A/RES/2/2"
TYPE = str(RDF.type)
NOTE, MEETING = "urn:x:Note", "urn:x:Meeting"


class Counting(Snapshot):
    """A snapshot that counts the rows that it gave."""

    rows = 0

    def triples(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        obj: ox.NamedNode | ox.Literal | None = None,
        graph: str | None = None,
    ) -> list[ox.Triple]:
        found = super().triples(subject, predicate, obj, graph)
        self.rows += len(found)
        return found

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        if "ASK" not in text:
            self.rows += len(super().query(text, substitutions=substitutions).solutions())
        return super().query(text, substitutions=substitutions)

    @classmethod
    def at(cls, store: Path, generation: int) -> Counting:
        engine = ox.Store.read_only(str(snapshot_path(store, generation)))
        return cls(engine, generation, "")


def by_hand(triples: Iterable[ox.Triple]) -> Counts:
    """The counts of some triples, each of which stands once, without any query."""
    sets: dict[Place, set[object]] = {}
    stand = set(triples)
    classes: dict[object, list[str]] = {}
    for t in stand:
        if t.predicate.value == TYPE and isinstance(t.object, ox.NamedNode):
            classes.setdefault(t.subject, []).append(t.object.value)
    for t in stand:
        mine = classes.get(t.subject, [])
        for c in ("", *mine):
            for p in ("", t.predicate.value):
                sets.setdefault(Place(c, p, "triples"), set()).add(t)
                if not c or p:
                    sets.setdefault(Place(c, p, "distinctSubjects"), set()).add(t.subject)
                if not c:
                    sets.setdefault(Place(c, p, "distinctObjects"), set()).add(t.object)
            if c or str(t.subject).startswith(f"<{ID}"):
                sets.setdefault(Place(c, "", "entities"), set()).add(t.subject)
    return Counts({place: len(found) for place, found in sets.items()})


def settled(store: Store, **texts: str | None) -> list[str]:
    """Put documents with an empty registry, as a run does; the lines that were taken and put."""
    names = {"one": ONE, "two": TWO}
    put = [accepted(names.get(n, f"document/{n}"), text) for n, text in texts.items() if text]
    gone = [str(GRAPH[names[n]]) for n, text in texts.items() if text is None]
    change = store.commit(put, without=gone)
    store.keep({REGISTRY: Graph(), DERIVED: Graph()})
    return [line for lines in (*change.gone.values(), *change.new.values()) for line in lines]


def test_each_triple_counts_once_in_however_many_graphs_it_stands() -> None:
    with Store() as store:
        settled(store, one=":a a :Note ; :p :b , 'c' .", two=":a :p :b . mgid:x a :Note .")
        store.keep({ONTOLOGY: turtle(":outside :p :nowhere .")})

        counts = counted(store.view())

    assert counts[Place("", "", "triples")] == 4
    assert counts[Place("", "", "distinctSubjects")] == 2
    assert counts[Place("", "", "distinctObjects")] == 3
    assert counts[Place("", "", "entities")] == 1  # of the two only one is named by us
    assert counts[Place("", "urn:x:p", "triples")] == 2
    assert counts[Place(NOTE, "", "entities")] == 2
    assert counts[Place(NOTE, "urn:x:p", "triples")] == 2
    assert counts[Place(NOTE, "urn:x:p", "distinctSubjects")] == 1


def test_the_graph_that_ships_is_counted_as_by_hand(shipped_view: Snapshot) -> None:
    counts = counts_in(shipped_view)

    assert counts == counted(shipped_view) == by_hand(shipped_view.triples())
    assert counts[Place("", "", "triples")] > 10_000


STEPS: list[dict[str, str | None]] = [
    {"one": ":a a :Note ; :p :b ."},
    {"two": ":a :p :b ; :q 'x' . :b a :Meeting ; :p :a ."},
    {"one": ":a a :Meeting ; :p :c ."},  # another class, another object
    {"two": ":b :p :a ."},  # a class that nothing has any more
    {"one": None},
    {"one": ":a a :Note , :Meeting ; :p :b , 1 , 01 , 1.0 , 'x'@en , 'x' ."},
    {"one": None, "two": None},
]


def test_what_a_change_makes_of_the_counts_is_what_counting_gives(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        settled(store, three=" ".join(f":t{n} a :Note ; :p :b ." for n in range(300)))
        keep_portrait(store)
        store.publish()
        for texts in STEPS:
            keep_portrait(store, settled(store, **texts))
            store.publish()

            counts = counts_in(store.view())
            assert counts == counted(store.view()) == by_hand(store.view().triples()), texts


def test_two_ways_and_any_order_make_one_description(tmp_path: Path) -> None:
    texts = {f"d{n}": f":s{n} a :Note ; :p :o{n % 3} , {n % 2} ; :q 'x' ." for n in range(5)}
    digests = set()
    for seed in range(3):
        names = sorted(texts)
        random.Random(seed).shuffle(names)  # noqa: S311 - an order, not a secret
        with Store(tmp_path / str(seed)) as store:
            for name in names:
                touched = settled(store, **{name: texts[name]})
                keep_portrait(store, touched if seed % 2 else None)
                store.publish()
            digests.add(store.digests()[str(VOID)])

    assert len(digests) == 1


@pytest.mark.parametrize("number", [40, 400])
def test_a_change_reads_its_own_subjects_alone(tmp_path: Path, number: int) -> None:
    path = tmp_path / "store"
    others = " ".join(f":t{n} a :Note ; :p :o{n} , :common ." for n in range(number))
    with Store(path) as store:
        settled(store, three=others, one=":a a :Note ; :p :b , :common .")
        store.publish()
        touched = settled(store, one=":a a :Note ; :p :c , :common .")
        store.publish()
    before, after = Counting.at(path, 1), Counting.at(path, 2)
    counts = counted(Counting.at(path, 1))

    found = changed(counts, before, after, touched)

    assert found == counted(Counting.at(path, 2))
    assert (before.rows, after.rows) == (3, 3)  # the three triples about :a, then and now


def test_of_a_thing_with_very_many_triples_only_what_differs_is_read(tmp_path: Path) -> None:
    path = tmp_path / "store"
    many = f":hub a :Note ; :cited {', '.join(f':o{n}' for n in range(1500))} ."
    steps = [
        ":hub :cited :new , :o7 ; :names 'hub' . :a :p :hub .",
        ":hub :cited :other .",  # the same property, other objects, one property less
        ":hub a :Meeting .",  # another class: all of it counts elsewhere
    ]
    with Store(path) as store:
        settled(store, three=many)
        store.publish()
        rows = []
        for step in steps:
            generation = store.publish().generation
            touched = settled(store, one=step)
            store.publish()
            before, after = Counting.at(path, generation), Counting.at(path, generation + 1)

            found = changed(counted(Counting.at(path, generation)), before, after, touched)

            assert found == counted(Counting.at(path, generation + 1)), step
            rows.append(after.rows)
    assert max(rows[:2]) < 1_100  # the limit of what is read, and the lines that were touched
    assert rows[2] > 1_500


def test_a_description_of_another_state_is_not_built_upon(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        settled(store, three=" ".join(f":t{n} a :Note ." for n in range(300)))
        keep_portrait(store)
        store.publish()
        settled(store, one=":a a :Meeting .")
        store.publish()  # by a program that keeps no description
        touched = settled(store, two=":b a :Meeting .")

        keep_portrait(store, touched)

        assert counts_in(store.view())[Place(MEETING, "", "entities")] == 2


def test_what_is_kept_again_changes_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        settled(store, one=":a a :Note .")

        assert keep_portrait(store)
        assert not keep_portrait(store)


def test_graphs_are_added_up_by_kind(shipped_view: Snapshot) -> None:
    sizes = sizes_of(shipped_view)
    rows = shipped_view.query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?kind ?n"
        f" WHERE {{ GRAPH <{VOID}> {{ ?kind void:triples ?n . FILTER(?kind IN"
        f" (<{VOID}#documents>, <{VOID}#curated>, <{VOID}#registry>)) }} }} ORDER BY ?kind"
    ).solutions()

    told = {r["kind"].value.partition("#")[2]: int(r["n"].value) for r in rows}
    for kind in ("documents", "curated"):
        start = f"{GRAPH}{kind.removesuffix('s')}/"
        assert told[kind] == sum(n for name, n in sizes.items() if name.startswith(start))
    assert told["registry"] == sizes[str(REGISTRY)]
