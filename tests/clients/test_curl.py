"""curl, as people paste it: no header, a form, a file, a thing followed to its document."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph

from tests.clients.conftest import SECONDS
from tests.strangers import TOKEN, Service

QUERY = "SELECT ?name { ?s a <https://w3id.org/mandategraph/ontology#State> ; ?p ?name } LIMIT 1"


def curl(*words: str) -> bytes:
    """What curl prints; it fails where the status is an error."""
    command = ["curl", "--silent", "--show-error", "--fail", "--noproxy", "*", *words]
    run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_query_without_a_header_gives_json(served: Service) -> None:
    for words in (("--get", "--data-urlencode"), ("--data-urlencode",)):
        found = json.loads(curl(served.sparql, *words, f"query={QUERY}"))
        assert found["head"]["vars"] == ["name"]
        assert len(found["results"]["bindings"]) == 1


def test_a_query_in_a_file_is_posted_as_it_is(served: Service, tmp_path: Path) -> None:
    (tmp_path / "it.rq").write_text(QUERY, "utf-8")
    kind = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv")
    found = curl(served.sparql, *kind, "--data-binary", f"@{tmp_path / 'it.rq'}")

    assert found.startswith(b"name\r\n")


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "text/html"])
def test_a_thing_is_followed_to_its_document(served: Service, accept: str) -> None:
    place = f"{served.address}/id/meeting/tides/1"
    found = curl("--location", "-H", f"Accept: {accept}", place).decode()

    assert "Nairobi" in found
    if accept == "text/turtle":
        assert len(Graph().parse(data=found, format="turtle")) > 3


def test_a_wrong_query_is_said_so_by_the_exit_code(served: Service) -> None:
    command = ["curl", "--silent", "--fail", "--noproxy", "*", f"{served.sparql}?query=SELECT"]
    run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603

    assert run.returncode == 22


def test_a_graph_is_put_and_got_back(served: Service, tmp_path: Path) -> None:
    (tmp_path / "it.ttl").write_text("<urn:x:s> <urn:x:p> 'by curl' .", "utf-8")
    place = f"{served.address}/graphs/curl"
    kind = ("-H", "Content-Type: text/turtle", "-H", f"Authorization: Bearer {TOKEN}")
    curl("--upload-file", str(tmp_path / "it.ttl"), *kind, place)

    assert b"by curl" in curl(place)
