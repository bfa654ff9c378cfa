"""The OpenAPI document says what the service does: many requests made from it, none amiss."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from rdflib import Graph
from starlette.testclient import TestClient

from tests.strangers import TOKEN, make_store, serving

SMALL: Final = Path(__file__).with_name("graph.ttl")
SECONDS: Final = 150
CHECKS: Final = (
    *("not_a_server_error", "status_code_conformance"),
    *("content_type_conformance", "response_schema_conformance"),
)


def test_no_request_made_from_the_document_is_answered_otherwise(tmp_path: Path) -> None:
    """In a process of its own, since schemathesis warns of what is not ours."""
    store = make_store(tmp_path / "store", Graph(), Graph().parse(SMALL, format="turtle"))
    patience = {"client_slow_seconds": "100000", "log_level": "info"}
    with serving(store, tmp_path / "log", token=TOKEN, **patience) as service:
        run = subprocess.run(  # noqa: S603 - our own command
            [
                *(sys.executable, "-m", "schemathesis.cli", "run"),
                f"{service.address}/openapi.json",
                *("--phases", "coverage,fuzzing", "--checks", ",".join(CHECKS)),
                *("--max-examples", "3", "--generation-deterministic", "--workers", "1"),
                *("--no-color", "--warnings", "off", "-H", f"Authorization: Bearer {TOKEN}"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    log = (tmp_path / "log").read_text("utf-8")

    assert run.returncode == 0, run.stdout[:8_000]
    assert "generated" in run.stdout
    assert "Traceback" not in log
    assert '"status": 500' not in log
    assert log.count('"event": "request"') > 500


def test_each_address_of_the_contract_is_in_the_document(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    written = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    wanted = {
        *(("GET", "/sparql"), ("POST", "/sparql"), ("POST", "/update"), ("POST", "/validate")),
        *((m, "/graphs") for m in ("GET", "PUT", "POST", "DELETE")),
        *(("GET", f"/{p}") for p in ("trace", "why", "search", "questions", "changes", "ontology")),
        *(("GET", f"/{p}") for p in ("shapes", "void", "healthz", "readyz", "metrics")),
    }

    assert written >= wanted
    assert document["openapi"].startswith("3.1")
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert operation["summary"], (method, path)
            assert "4XX" in operation["responses"], (method, path)
