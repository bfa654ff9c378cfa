"""Life and readiness of the service, its settings, and how it sees new generations."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from api.app import create_app, from_environment
from api.settings import Settings
from kg.store import Store
from kg.vocab import REGISTRY

from .conftest import GRAPH


def test_a_service_with_data_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["generation"]) == ("ready", 1)
    assert ready["isolation"].split()[0] in ("processes", "none:")
    assert ready["writing"] == "off: no token is set"


def test_the_figures_count_what_was_asked(small: Path) -> None:
    with TestClient(create_app(Settings(store=small)), follow_redirects=False) as client:
        for address in ("/healthz", "/healthz", "/made/up/address", "/A/RES/1/1/2/3", "/trace"):
            client.get(address)
        client.request("BREW", "/healthz")
        for _ in range(2):
            client.get("/sparql", params={"query": "ASK { ?seldom ?asked ?before }"})
        response = client.get("/metrics")

    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    counted = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}
    requests = "mandategraph_requests_total"
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert counted[f'{requests}{{address="/healthz",method="GET",status="200"}}'] == 2
    assert counted[f'{requests}{{address="/healthz",method="other",status="405"}}'] == 1
    assert counted[f'{requests}{{address="/{{symbol}}",method="GET",status="404"}}'] == 2
    assert counted[f'{requests}{{address="/trace",method="GET",status="400"}}'] == 1
    assert counted['mandategraph_request_seconds_count{address="/healthz"}'] == 3
    assert counted["mandategraph_requests_running"] == 1
    assert counted["mandategraph_generation"] == 1
    assert counted["mandategraph_quads"] > 100
    assert counted["mandategraph_ready"] == 1
    assert counted["mandategraph_cache_hits_total"] == 1
    assert counted["mandategraph_pool_answered_total"] >= 1
    assert counted["process_resident_memory_bytes"] > 0


def test_the_figures_of_two_applications_are_apart(small: Path) -> None:
    with (
        TestClient(create_app(Settings(store=small))) as one,
        TestClient(create_app(Settings(store=small))) as other,
    ):
        one.get("/healthz")

        assert 'address="/healthz"' in one.get("/metrics").text
        assert 'address="/healthz"' not in other.get("/metrics").text


def test_the_figures_come_as_openmetrics_to_who_asks(client: TestClient) -> None:
    response = client.get("/metrics", headers={"Accept": "application/openmetrics-text"})

    assert response.headers["content-type"].startswith("application/openmetrics-text")
    assert response.text.endswith("# EOF\n")


def test_the_figures_of_a_service_without_data_say_so(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=tmp_path / "none"))) as client:
        text = client.get("/metrics").text

    assert "mandategraph_ready 0.0" in text


def test_each_response_says_how_long_it_took_and_bears_an_id(client: TestClient) -> None:
    answers = [client.get(address) for address in ("/healthz", "/nothing/here", "/trace")]

    assert len({a.headers["x-request-id"] for a in answers}) == 3
    for answer in answers:
        name, _, duration = answer.headers["server-timing"].partition(";dur=")
        assert name == "total"
        assert 0 <= float(duration) < 60_000


def test_a_service_without_data_lives_and_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=tmp_path / "none"))) as client:
        alive, ready = client.get("/healthz"), client.get("/readyz")
        page = client.get("/", headers={"Accept": "text/html"})

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert ready.headers["retry-after"]
    assert str(tmp_path) not in ready.text
    assert page.status_code == 503
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_a_damaged_store_is_said_to_be_so(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(small, path)
    (path / "ledger.jsonl").write_text("no entry\n", "utf-8")
    with TestClient(create_app(Settings(store=path))) as client:
        response = client.get("/sparql", params={"query": "ASK {}"})

    assert response.status_code == 503
    assert "ledger" in response.json()["detail"]
    assert "restore a backup" in response.json()["hint"]


def test_a_new_generation_is_seen_without_a_restart(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(small, path)
    with TestClient(create_app(Settings(store=path))) as client:
        before = client.get("/doc/state/TUV.nt")
        more = Graph().parse(GRAPH, format="turtle")
        more.parse(
            data="<https://w3id.org/mandategraph/id/state/TUV> "
            '<http://www.w3.org/2000/01/rdf-schema#label> "Tuvalu"@en .',
            format="nt",
        )
        with Store(path) as store:
            store.keep({REGISTRY: more})
            store.publish()
        after = client.get("/doc/state/TUV.nt")

    assert before.status_code == 404
    assert after.status_code == 200
    assert after.headers["etag"] == '"2-nt"'


def test_a_server_starts_the_service_by_name(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")
    monkeypatch.setenv("MANDATEGRAPH_STORE", str(small))
    with TestClient(from_environment()) as client:
        assert client.get("/readyz").status_code == 200


def test_a_server_that_is_set_wrongly_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")
    monkeypatch.setenv("MANDATEGRAPH_STORE", "store")
    monkeypatch.setenv("MANDATEGRAPH_QUERY_TIMEOUT", "soon")

    with pytest.raises(SystemExit, match="set it to a number of seconds"):
        from_environment()


def test_the_documentation_of_the_framework_is_off(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert client.get("/openapi.json").json()["openapi"].startswith("3.")


@pytest.mark.parametrize(
    ("address", "methods"),
    [
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/trace", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
        ("/questions/votes-on-document", "GET, HEAD, OPTIONS"),
        ("/doc/state/KEN", "GET, HEAD, OPTIONS"),
        ("/A/RES/90/1", "GET, HEAD, OPTIONS"),
        ("/static/style.css", "GET, HEAD, OPTIONS"),
        ("/openapi.json", "GET, HEAD, OPTIONS"),
        ("/graphs", "GET, HEAD, POST, PUT, DELETE, OPTIONS"),
    ],
)
def test_each_address_names_its_methods(client: TestClient, address: str, methods: str) -> None:
    refused = client.patch(address)
    asked = client.options(address)

    assert refused.status_code == 405
    assert refused.json()["hint"] == f"use one of {methods}"
    assert refused.headers["allow"] == methods
    assert asked.status_code == 204
    assert asked.headers["allow"] == methods


def test_each_error_of_the_openapi_document_is_a_problem(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    errors = [
        response
        for item in paths.values()
        for operation in item.values()
        for status, response in operation["responses"].items()
        if status[0] in "45"
    ]
    assert errors
    assert all(list(e["content"]) == ["application/problem+json"] for e in errors)
