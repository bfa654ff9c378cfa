"""The command, the service and plain SPARQL give one answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.store import Snapshot
from kg.vocab import ID, MG
from tests.cli.conftest import Command

NINE = f"{ID}document/A/RES/65/230/op/9"
ASKED: tuple[dict[str, str], ...] = (
    {"paragraph": "op9"},
    {"paragraph": "op9", "strength": "strong", "depth": "4"},
    {"paragraph": "op9", "to": "A/RES/79/243"},
    {"paragraph": "op9", "as-of": "2019-12-28"},
    {"paragraph": "op9", "kind": "Meeting", "since": "2018", "until": "2020"},
    {"paragraph": "op9", "effect": "renews", "direction": "back"},
    {},
)


@pytest.fixture(scope="module")
def client(shipped: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=shipped))) as client:
        yield client


@pytest.mark.parametrize("asked", ASKED)
def test_the_command_and_the_service_agree(
    run: Command, client: TestClient, shipped: Path, asked: dict[str, str]
) -> None:
    words = [word for name, value in asked.items() for word in (f"--{name}", value)]
    by_command = json.loads(run("trace", "A/RES/65/230", *words, "--json", "--store", shipped).out)
    parameters = {{"as-of": "asOf"}.get(name, name): value for name, value in asked.items()}
    by_service = client.get("/trace", params={"from": "A/RES/65/230"} | parameters).json()

    by_service.pop("note", None)
    assert by_command == by_service
    assert by_command["nodes"]


@pytest.mark.parametrize(("strength", "name"), [("any", "leadsTo"), ("strong", "leadsToStrongly")])
def test_plain_sparql_reaches_the_same(
    shipped_view: Snapshot, client: TestClient, strength: str, name: str
) -> None:
    asked = {"from": "A/RES/65/230", "paragraph": "op9", "strength": strength}
    nodes = {node["iri"] for node in client.get("/trace", params=asked).json()["nodes"]}
    text = f"SELECT DISTINCT ?x {{ <{NINE}> <{MG[name]}>+ ?x }}"
    reached = {row["x"].value for row in shipped_view.query(text).solutions()}

    assert len(reached) > 20
    assert nodes == reached | {NINE}


def test_the_service_writes_what_the_graph_has(shipped_view: Snapshot, client: TestClient) -> None:
    asked = {"from": "A/RES/65/230", "paragraph": "op9", "format": "nt"}
    body = client.get("/trace", params=asked).content

    label = "http://www.w3.org/2000/01/rdf-schema#label"
    source = "http://purl.org/dc/terms/source"
    for triple in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
        assert isinstance(triple.subject, ox.NamedNode)
        if triple.predicate.value not in (label, source):
            assert shipped_view.triples(triple.subject, triple.predicate, triple.object), triple
