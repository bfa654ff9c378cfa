"""Users change their own graphs, as wholes and by update; nothing else changes by it."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphRefused, QueryError, StoreFull
from kg.judging import Room
from kg.shipped import build_shipped, settle
from kg.store import Change, Snapshot, Store
from kg.store.engine import is_user
from kg.vocab import DERIVED, REGISTRY, VOID
from tests.graphs import accepted, turtle
from tests.store.killing import rounds

DEFAULT = "http://127.0.0.1/graphs/default"
OURS = "https://w3id.org/mandategraph/id/graph/"
CONTRADICTION = """
PREFIX mg: <https://w3id.org/mandategraph/ontology#>
INSERT { ?evidence mg:verification mg:FromText ; mg:supportsObject "a user's" .
         ?thing a mg:Treaty ; mg:title "a user's" ; mg:mayLeadTo ?thing ; mg:readFrom <urn:x:s> }
WHERE { GRAPH ?g { ?evidence mg:supportsSubject ?thing } }
"""
LINE = "<urn:x:a> <urn:x:p> {} ."


def whole(store: Store) -> Store:
    store.commit(
        [accepted("document/A/RES/1/1", ":a :p :b ."), accepted("authority", ":c :p :d .")]
    )
    store.keep({REGISTRY: turtle(":r :p :r ."), DERIVED: turtle(":d :p :d .")})
    return store


def of_ours(store: Store) -> tuple[object, ...]:
    """The quads and digests of our graphs, the default graph with them."""
    view = store.view()
    found = view.recount()
    lines = [line for line in view.nquads() if f" <{OURS}" in line]
    digests = {name: digest for name, digest in found.digests.items() if not is_user(name)}
    return lines, digests, sorted(map(str, view.triples())), store.is_settled()


def assert_marks_are_true(store: Store) -> None:
    found = store.view().recount()
    assert found.digests == store.digests()
    assert (found.lacking, found.foreign) == (0, 0)
    assert found.quads == sum(size for _, size in store.view().marks().values())


def test_putting_replaces_merging_adds_and_deleting_removes() -> None:
    store = whole(Store())

    assert store.put_graph("urn:x:g", [LINE.format('"1"')]) == Change(("urn:x:g",), (), ())
    assert store.put_graph("urn:x:g", [LINE.format('"2"')]) == Change((), ("urn:x:g",), ())
    assert not store.put_graph("urn:x:g", [LINE.format('"2"')])
    assert store.merge_graph("urn:x:g", [LINE.format('"2"'), LINE.format('"3"')]).replaced
    assert not store.merge_graph("urn:x:g", [LINE.format('"3"')])
    assert store.view().marks()["urn:x:g"][1] == 2
    assert_marks_are_true(store)
    assert store.delete_graph("urn:x:g") == Change((), (), ("urn:x:g",))
    assert not store.delete_graph("urn:x:g")
    assert store.user_graphs() == []
    assert_marks_are_true(store)


def test_an_empty_graph_stands_until_it_is_deleted() -> None:
    store = whole(Store())

    assert store.put_graph("urn:x:empty", []).added
    assert store.user_graphs() == ["urn:x:empty"]
    assert store.merge_graph("urn:x:merged", []).added
    assert store.view().marks()["urn:x:merged"] == ("0" * 64, 0)
    assert_marks_are_true(store)


def test_merging_keeps_blank_nodes_apart_and_putting_does_not_add_them_up() -> None:
    store = whole(Store())
    lines = ["_:b0 <urn:x:p> _:b1 .", "_:b1 <urn:x:p> _:b0 ."]

    for expected, change in ((2, store.put_graph), (4, store.merge_graph), (2, store.put_graph)):
        change("urn:x:g", lines)
        assert store.view().marks()["urn:x:g"][1] == expected
        assert_marks_are_true(store)


@pytest.mark.parametrize("line", ["<urn:x:a> <urn:x:p> <no iri> .", "words", "<a> <b> <c> ."])
def test_a_line_that_is_no_triple_is_refused(line: str) -> None:
    store = whole(Store())

    with pytest.raises(QueryError, match="is none that the engine takes"):
        store.put_graph("urn:x:g", [LINE.format('"1"'), line])

    assert store.user_graphs() == []


@pytest.mark.parametrize(
    "name", [OURS + "authority", OURS + "ledger", "https://w3id.org/mandategraph/"]
)
def test_a_graph_of_ours_is_refused(name: str) -> None:
    store = whole(Store())
    before = of_ours(store)

    for change in (store.put_graph, store.merge_graph):
        with pytest.raises(GraphRefused, match="is not changed by users"):
            change(name, [LINE.format('"1"')])
    with pytest.raises(GraphRefused, match="is not changed by users"):
        store.delete_graph(name)

    assert of_ours(store) == before


def test_what_ingest_changes_leaves_user_graphs_and_the_reverse() -> None:
    store = whole(Store())
    store.put_graph("urn:x:g", [LINE.format("<urn:x:b>"), '_:b <urn:x:p> "x" .'])
    mark = store.view().marks()["urn:x:g"]

    store.commit([accepted("document/A/RES/1/1", ":a :p :other .")])
    store.keep({REGISTRY: turtle(":r :p :q ."), DERIVED: turtle("")})

    assert store.view().marks()["urn:x:g"] == mark
    assert_marks_are_true(store)
    assert "urn:x:b" not in str(store.view().triples())


NAMES = st.sampled_from(
    (
        "<urn:x:one>",
        "<urn:x:two>",
        "u:new",
        f"<{OURS}authority>",
        "o:derived",
        f"<{DEFAULT}>",
        "<https://w3id.org/mandategr\\u0061ph/id/graph/registry>",
        "o:ledger",
    )
)
PLACES = st.one_of(NAMES, st.sampled_from(("?g", "?h", "$g")))
TRIPLES = st.sampled_from(
    (
        "<urn:x:c> <urn:x:p> <urn:x:d> .",
        "?s ?p ?o .",
        "?s ?p ?o",
        "<urn:x:n> <urn:x:p> 1, 01",
        "",
        "_:b ?p 'GRAPH {' .",
    )
)
QUADS = st.lists(
    st.one_of(TRIPLES, st.builds("GRAPH {} {{ {} }} ".format, PLACES, TRIPLES)), max_size=3
).map(" ".join)
DATA = st.lists(
    st.builds(
        "GRAPH {} {{ {} }} .".format,
        NAMES,
        st.sampled_from(("<urn:x:c> <urn:x:p> <urn:x:d>", "<urn:x:n> <urn:x:p> 1, 01, 'a'", "")),
    ),
    max_size=3,
).map(" ".join)
WHERE = st.sampled_from(
    (
        "{ ?s ?p ?o }",
        "{ GRAPH ?g { ?s ?p ?o } }",
        "{ GRAPH ?g { ?s ?p ?o } GRAPH ?h { } }",
        "{ { GRAPH ?g { ?s ?p ?o } } UNION { BIND(o:authority AS ?h) ?s ?p ?o } }",
        "{ ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?x } } BIND(?g AS ?h) }",
        "{ SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 5 }",
        "{ VALUES (?g ?h) { (o:derived <urn:x:one>) (u:new o:registry) } ?s ?p ?o }",
        "{ BIND(IRI(CONCAT('https://w3id.org/mandategraph/', 'id/graph/authority')) AS ?g) }",
    )
)
MODIFY = st.builds(
    "{}{}{}{}WHERE {}".format,
    st.one_of(st.just(""), st.builds("WITH {} ".format, NAMES)),
    st.one_of(st.just(""), st.builds("DELETE {{ {} }} ".format, QUADS)),
    st.one_of(st.just(""), st.builds("INSERT {{ {} }} ".format, QUADS)),
    st.one_of(
        st.just(""),
        st.builds("USING {} ".format, NAMES),
        st.builds("USING NAMED {} ".format, NAMES),
    ),
    WHERE,
)
TARGET = st.one_of(
    st.builds("GRAPH {}".format, NAMES), st.sampled_from(("DEFAULT", "NAMED", "ALL"))
)
MANAGE = st.builds(
    "{} {}{}".format,
    st.sampled_from(("DROP", "CLEAR", "CREATE")),
    st.sampled_from(("", "SILENT ")),
    TARGET,
)
FROM_TO = st.one_of(NAMES, st.just("DEFAULT"))
TRANSFER = st.builds(
    "{} SILENT {} TO {}".format, st.sampled_from(("COPY", "MOVE", "ADD")), FROM_TO, FROM_TO
)
OPERATION = st.one_of(
    MODIFY,
    MODIFY,
    MANAGE,
    TRANSFER,
    st.builds("DELETE WHERE {{ {} }}".format, QUADS),
    st.builds("{} DATA {{ {} }}".format, st.sampled_from(("INSERT", "DELETE")), DATA),
)
UPDATES = st.lists(OPERATION, min_size=1, max_size=3).map(" ;\n".join)
PROLOGUE = f"PREFIX o: <{OURS}>\nPREFIX u: <urn:x:>\n"


@settings(max_examples=250, deadline=None)
@given(st.lists(UPDATES, min_size=1, max_size=3))
def test_no_update_changes_a_graph_of_ours(texts: list[str]) -> None:
    store = whole(Store())
    store.put_graph("urn:x:one", ["<urn:x:c> <urn:x:p> <urn:x:d> .", LINE.format("<urn:x:b>")])
    before = of_ours(store)

    for text in texts:
        with contextlib.suppress(QueryError, GraphRefused):
            store.update(PROLOGUE + text, DEFAULT)

    assert of_ours(store) == before
    assert_marks_are_true(store)
    quads = ox.parse("\n".join(store.view().nquads()), format=ox.RdfFormat.N_QUADS)
    assert all(isinstance(q.graph_name, ox.NamedNode) for q in quads)


def test_what_is_updated_is_seen_when_it_is_published(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        whole(store).publish()
        store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> _:b } }", DEFAULT)
        assert "urn:x:g" not in Snapshot.open(tmp_path / "store").digests()
        entry = store.publish()

    view = Snapshot.open(tmp_path / "store")
    assert (entry.generation, entry.added) == (2, ("urn:x:g",))
    assert view.digests()["urn:x:g"] == view.recount().digests["urn:x:g"]
    with Store(tmp_path / "store") as store:
        assert store.is_published()
        assert store.user_graphs() == ["urn:x:g"]


def test_a_graph_that_a_stop_left_without_a_mark_is_marked_at_the_next_opening(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Stop(BaseException):
        pass

    def stop() -> None:
        raise Stop

    store = Store(tmp_path / "store")
    whole(store).publish()
    with pytest.raises(Stop):
        store.update("INSERT { <urn:x:a> <urn:x:p> 1 } WHERE { }", DEFAULT, committed=stop)
    assert DEFAULT not in store.digests()
    store.close()

    with Store(tmp_path / "store") as store:
        assert store.user_graphs() == [DEFAULT]
        assert_marks_are_true(store)
        assert not store.is_published()
    assert "1 user graphs that a stop left without a mark were marked" in caplog.text


def test_writing_stops_before_the_disk_is_full_and_reading_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "store") as store:
        whole(store).publish()
        with monkeypatch.context() as patch:
            patch.setattr("kg.store.room._LEAST_FREE", 1 << 62)
            for write in (
                lambda: store.update("INSERT DATA { <urn:x:a> <urn:x:p> 1 }", DEFAULT),
                lambda: store.put_graph("urn:x:g", [LINE.format('"1"')]),
                lambda: store.commit([accepted("document/A/RES/2/2", ":a :p :b .")]),
                store.publish,
            ):
                with pytest.raises(StoreFull, match=r"MiB left .* make room, and write then; read"):
                    write()
        assert Snapshot.open(tmp_path / "store").generation == 1
        assert_marks_are_true(store)
        assert store.update("INSERT DATA { <urn:x:a> <urn:x:p> 1 }", DEFAULT)
        assert store.publish().generation == 2


def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert rounds(tmp_path / "store", 20, seed=4) > 20


def test_what_users_say_of_our_things_is_nothing_to_registry_and_derived_graph(
    shipped: Path, tmp_path: Path, room: Room
) -> None:
    """Copies of all our graphs, and evidence that contradicts them, stand in user graphs."""
    before = Snapshot.open(shipped).digests()
    with Store(Path(shutil.copytree(shipped, tmp_path / "store"))) as store:
        for number, name in enumerate(n for n in before if n.startswith(OURS)):
            store.update(f"COPY <{name}> TO <urn:x:copy{number}>", DEFAULT)
        store.update(CONTRADICTION, DEFAULT)
        copies = {name: store.digests()[name] for name in store.user_graphs()}
        build_shipped(store, room, "again")
        settle(store, room)

        ours = {name: digest for name, digest in store.digests().items() if name in before}
        assert {k: v for k, v in ours.items() if k != str(VOID)} == {
            k: v for k, v in before.items() if k != str(VOID)
        }
        assert {name: store.digests()[name] for name in store.user_graphs()} == copies
        assert_marks_are_true(store)
