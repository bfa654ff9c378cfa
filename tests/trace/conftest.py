"""A small world of two lines from one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.importers import read_curated
from kg.judging import Room, judge
from kg.shipped import settle
from kg.store import Snapshot, Store
from kg.vocab import ONTOLOGY
from tests.cli.conftest import a_command

__all__ = ["a_command", "world"]


@pytest.fixture(scope="session")
def world(room: Room) -> Snapshot:
    """The world of ``world.trig``, with what follows from it."""
    store = Store()
    store.keep({ONTOLOGY: room.ontology})
    draft = read_curated(Path(__file__).parent / "world.trig", room.effects)
    (verdict,) = judge([draft], room, store.view())
    store.commit([verdict.accepted()])
    settle(store, room)
    return store.view()
