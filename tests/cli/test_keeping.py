"""One command each backs a store up, puts it back, dumps it, loads it and compares generations."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.store import Snapshot, Store
from tests.cli.conftest import Command

DEFAULT = "http://127.0.0.1/graphs/default"
COMMANDS = ("load", "backup", "restore", "diff")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_keeping_command_has_an_example(run: Command, command: str) -> None:
    said = run(command, "--help")

    assert f"mandategraph {command}" in said.out.partition("Example:")[2]
    assert "--json" in said.out
    assert "--store" in said.out


def test_a_store_is_backed_up_while_it_is_open_and_put_back(
    run: Command, own_store: Path, tmp_path: Path
) -> None:
    before = Snapshot.open(own_store).digests()
    with Store(own_store) as store:
        store.update("INSERT DATA { <urn:x:a> <urn:x:p> 1 }", DEFAULT)
        taken = run("backup", tmp_path / "backup", "--store", own_store, "--json")
        store.publish()

    refused = run("restore", tmp_path / "backup", "--store", own_store)
    put = run("restore", tmp_path / "backup", "--store", own_store, "--replace")

    values = json.loads(taken.out)
    assert (values["path"], values["generation"]) == (str(tmp_path / "backup"), 1)
    assert refused.code == 2
    assert "is there already; give --replace to put the backup there" in refused.complaint
    assert put.out.startswith(f"{own_store}: generation 1, {values['quads']:,} quads, ")
    assert Snapshot.open(own_store).digests() == before
    assert run("doctor", "--full", "--store", own_store).code == 0


def test_a_dump_says_its_counts_and_its_hash_and_is_loaded(
    run: Command, shipped: Path, tmp_path: Path
) -> None:
    said = run("dump", "--into", tmp_path, "--store", shipped, "--json")
    loaded = run("load", tmp_path / "1.nq.zst", "--store", tmp_path / "again", "--json")

    values = json.loads(said.out)
    content = (tmp_path / "1.nq.zst").read_bytes()
    assert values["file"] == str(tmp_path / "1.nq.zst")
    assert values["sha256"] == hashlib.sha256(content).hexdigest()
    assert values["bytes"] == len(content)
    assert json.loads(loaded.out) == {"store": str(tmp_path / "again"), "quads": values["quads"]}
    assert Snapshot.open(tmp_path / "again").digests() == values["graphs"]
    assert run("doctor", "--full", "--store", tmp_path / "again").code == 0
    again = run("load", tmp_path / "1.nq.zst", "--store", tmp_path / "again")
    assert "is there already; name a new directory with --store" in again.complaint


def test_a_dump_to_a_file_that_ends_in_zst_is_compressed(
    run: Command, shipped: Path, tmp_path: Path
) -> None:
    said = run("dump", "-o", tmp_path / "graph.nq.zst", "--store", shipped)

    size = (tmp_path / "graph.nq.zst").stat().st_size
    assert "graph.nq.zst: generation 1, " in said.out
    assert f" {size:,} bytes, SHA-256 " in said.out


def test_generations_are_compared(run: Command, own_store: Path) -> None:
    with Store(own_store) as store:
        store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }", DEFAULT)
        store.publish()

    assert run("diff", "1", "2", "--store", own_store).out == "+ urn:x:g\n"
    assert run("diff", "2", "1", "--store", own_store).out == "- urn:x:g\n"
    assert run("diff", "2", "2", "--store", own_store).out == "no graph differs\n"
    assert json.loads(run("diff", "1", "2", "--json", "--store", own_store).out) == {
        "from": 1,
        "to": 2,
        "added": ["urn:x:g"],
        "replaced": [],
        "removed": [],
    }
    assert (
        "has no generation 7; name one from 0 to 2"
        in run("diff", "1", "7", "--store", own_store).complaint
    )
