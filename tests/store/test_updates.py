"""An update changes the user graphs that it names as SPARQL 1.1 Update says, and no other graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.errors
from kg.store import Store
from kg.store.engine import is_user
from tests.graphs import accepted

DEFAULT = "http://127.0.0.1/graphs/default"
UPDATES = Path(__file__).parent / "updates"
REFUSED = Path(__file__).parent / "refused_updates"
CASES = sorted(UPDATES.glob("*.ru"))
REFUSALS = sorted(REFUSED.glob("*.ru"))


def start() -> Store:
    """A store with a graph of ours and the user graphs that every case begins with."""
    store = Store()
    store.commit([accepted("authority", ':ours :p "ours" .')])
    quads = ox.parse((UPDATES / "start.trig").read_bytes(), format=ox.RdfFormat.TRIG)
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(f"{quad.triple} .")
    for name, lines in graphs.items():
        store.put_graph(name, lines)
    return store


def user_quads(store: Store) -> ox.Dataset:
    quads = ox.parse("\n".join(store.view().nquads()), format=ox.RdfFormat.N_QUADS)
    return canonical(q for q in quads if is_user(getattr(q.graph_name, "value", "")))


def canonical(quads: object) -> ox.Dataset:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def parameters(text: str) -> tuple[list[str], list[str]]:
    """What the first line says of using-graph-uri and using-named-graph-uri."""
    first = text.partition("\n")[0]
    named = first.partition("using-named: ")[2].split()
    return first.partition("using: ")[2].split(), named


def assert_marks_are_true(store: Store) -> None:
    found = store.view().recount()
    assert found.digests == store.digests()
    assert (found.lacking, found.foreign) == (0, 0)
    assert found.quads == sum(size for _, size in store.view().marks().values())


def test_every_case_is_paired() -> None:
    assert len(CASES) > 40
    assert {p.stem for p in UPDATES.glob("*.trig")} == {"start", *(p.stem for p in CASES)}
    assert len(REFUSALS) > 40


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_an_update_leaves_the_user_graphs_that_are_expected(case: Path) -> None:
    store = start()
    ours = {name: digest for name, digest in store.digests().items() if not is_user(name)}
    text = case.read_text("utf-8")
    expected = case.with_suffix(".trig").read_bytes()

    store.update(text, DEFAULT, *parameters(text))

    assert user_quads(store) == canonical(ox.parse(expected, format=ox.RdfFormat.TRIG))
    assert ours.items() <= store.digests().items()
    assert_marks_are_true(store)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda p: p.stem)
def test_an_update_that_is_refused_changes_nothing(case: Path) -> None:
    store = start()
    before = store.view().nquads(), store.digests()
    text = case.read_text("utf-8")
    error = getattr(kg.errors, text.split()[1])

    with pytest.raises(error) as refusal:
        store.update(text, DEFAULT, *parameters(text))

    assert type(refusal.value) is error
    assert "\n" not in str(refusal.value)
    assert (store.view().nquads(), store.digests()) == before
    assert_marks_are_true(store)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("INSERT DATA { <urn:a> <urn:b> }", 1, 31),
        ("INSERT DATA {}\nDROP ALL", 2, 1),
        ("DROP\n GRAPH x:y", 2, 8),
    ],
)
def test_a_refusal_says_where(text: str, line: int, column: int) -> None:
    with pytest.raises(kg.errors.QueryError) as refusal:
        start().update(text, DEFAULT)

    assert (refusal.value.line, refusal.value.column) == (line, column)


def test_an_update_says_what_it_changed() -> None:
    change = start().update(
        "DROP GRAPH <urn:x:one> ; DELETE WHERE { ?s ?p 1 } ;"
        " INSERT DATA { GRAPH <urn:x:new> { <urn:x:a> <urn:x:p> 1 } } ;"
        " INSERT DATA { GRAPH <urn:x:two> { <urn:x:b> <urn:x:q> <urn:x:c> } }",
        DEFAULT,
    )

    assert change.added == ("urn:x:new",)
    assert change.replaced == (DEFAULT,)
    assert change.removed == ("urn:x:one",)


def test_the_default_graph_of_users_is_none_of_ours() -> None:
    with pytest.raises(kg.errors.GraphRefused, match="is not changed by users"):
        start().update("DROP DEFAULT", "https://w3id.org/mandategraph/graphs/default")
