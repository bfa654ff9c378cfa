"""A store of four generations: a curated world, a text, the text otherwise, and gone again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.importers import read_curated
from kg.iri import document_graph, document_iri
from kg.judging import Room, judge
from kg.pipeline import ingest
from kg.shipped import settle
from kg.store import Snapshot, Store
from kg.vocab import ONTOLOGY
from tests.cli.conftest import a_command

__all__ = ["Generation", "a_command", "generation", "lived", "read"]

HERE = Path(__file__).parent
WORLD = HERE.parent / "trace" / "world.trig"

Generation = Callable[[int], Snapshot]


@pytest.fixture(scope="session")
def lived(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store's directory; of its four generations the last three are kept."""
    path = tmp_path_factory.mktemp("lived")
    with Store(path / "store") as store:
        store.keep({ONTOLOGY: room.ontology})
        (verdict,) = judge([read_curated(WORLD, room.effects)], room, store.view())
        store.commit([verdict.accepted()])
        settle(store, room)
        store.publish()
        for text in ("first", "second"):
            file = path / "A_RES_92_1.txt"
            file.write_text((HERE / f"{text}.txt").read_text("utf-8"), "utf-8")
            run = ingest(store, [file], room, replace=True)
            assert [o.refusal for o in run.outcomes] == [None]
        gone = [str(document_graph(document_iri("A/RES/92/1")))]
        settle(store, room, store.remove(gone))
        store.publish()
    return path / "store"


@pytest.fixture(scope="session")
def generation(lived: Path) -> Generation:
    """A generation of the store, opened once."""
    opened: dict[int, Snapshot] = {}

    def of(number: int) -> Snapshot:
        if number not in opened:
            opened[number] = Snapshot.open_generation(lived, number)
        return opened[number]

    return of


@pytest.fixture(scope="session")
def read(generation: Generation) -> Snapshot:
    """The generation in which the first text has just been read."""
    return generation(2)
