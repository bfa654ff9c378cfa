"""A store of three small documents, written for these tests, and its index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.judging import Room
from kg.model import Accepted
from kg.search import Filters, Found, index_files, read_words, refresh, search
from kg.shipped import settle
from kg.store import Store
from kg.vocab import ID, ONTOLOGY
from tests.graphs import accepted

FOLDER = Path(__file__).parent / "graphs"
Find = Callable[..., Found]


def graph(name: str) -> Accepted:
    """One of the graphs of ``graphs/``, under the name that its first line gives."""
    text = (FOLDER / f"{name}.ttl").read_text("utf-8")
    return accepted(text.partition("\n")[0].removeprefix("# "), text)


def publish(store: Store, room: Room, *names: str) -> None:
    """Commit graphs, work out what follows from them, and show it to readers."""
    settle(store, room, store.commit([graph(name) for name in names]))
    store.publish()


@pytest.fixture(scope="session", name="tides")
def a_store(tmp_path_factory: pytest.TempPathFactory, room: Room) -> Path:
    """A store directory with all three documents and some authorities: only to be read."""
    path = tmp_path_factory.mktemp("tides") / "store"
    with Store(path) as store:
        store.keep({ONTOLOGY: room.ontology})
        publish(store, room, "authority", "tides", "reefs", "report")
    refresh(path)
    return path


@pytest.fixture(name="find")
def a_search(tides: Path) -> Find:
    """Search the small store."""

    def find(typed: str, filters: Filters | None = None, first: int = 0, most: int = 20) -> Found:
        file = index_files(tides)[0]
        return search(file, read_words(typed), filters, first=first, most=most)

    return find


@pytest.fixture(name="growing")
def a_store_to_change(tmp_path: Path, room: Room) -> Iterator[Store]:
    """An open store with one document, and the ontology."""
    with Store(tmp_path / "store") as store:
        store.keep({ONTOLOGY: room.ontology})
        publish(store, room, "authority", "tides")
        yield store


def paths(found: Found) -> list[str]:
    """The paths of the hits below ``…/id/``, in order."""
    return [hit.iri.removeprefix(ID) for hit in found.hits]
