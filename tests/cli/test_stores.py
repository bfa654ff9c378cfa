"""A store that cannot be used is said in one sentence, and left as it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Snapshot, Store
from tests.cli.conftest import REPORT, Command

QUERY = ("query", "-q", "ASK {}")
AUTHORITY = "https://w3id.org/mandategraph/id/graph/authority"


def files(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def garble_ledger(store: Path) -> None:
    ledger = store / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20] + b"\n")


def cut_ledger(store: Path) -> None:
    ledger = store / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20])


def lose_snapshot(store: Path) -> None:
    shutil.rmtree(store / "snapshots")


def empty_snapshot(store: Path) -> None:
    for file in (store / "snapshots" / "1").iterdir():
        file.unlink()


def a_file(store: Path) -> None:
    shutil.rmtree(store)
    store.write_text("words", "utf-8")


def nothing(store: Path) -> None:
    shutil.rmtree(store)


def never_published(store: Path) -> None:
    shutil.rmtree(store)
    store.mkdir()


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "a garbled ledger": (garble_ledger, "has a ledger with a line that is no entry; restore"),
    "a ledger cut in its only line": (cut_ledger, "has published nothing yet; ingest something"),
    "no snapshot": (lose_snapshot, "cannot show generation 1; ingest anything, which makes it"),
    "an empty snapshot": (empty_snapshot, "cannot show generation 1; ingest anything, which"),
    "a file": (a_file, "; "),
    "nothing there": (nothing, "does not exist; ingest something first"),
    "nothing published": (never_published, "has published nothing yet; ingest something first"),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize(
    "words",
    [QUERY, ("trace", "A/RES/65/230"), ("questions", "speakers-of-meeting"), ("dump",), ("serve",)],
    ids=lambda w: w[0],
)
def test_a_store_that_cannot_be_read_is_said(
    run: Command, own_store: Path, case: str, words: tuple[str, ...]
) -> None:
    breaks, why = BROKEN[case]
    breaks(own_store)
    before = files(own_store) if own_store.exists() else None

    said = run(*words, "--store", own_store)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint
    assert str(own_store) in said.complaint
    assert (files(own_store) if own_store.exists() else None) == before


def cut_data(store: Path) -> None:
    for file in (store / "data").glob("*.sst"):
        half = file.read_bytes()[: file.stat().st_size // 2]
        file.unlink()
        file.write_bytes(half)


def lose_data(store: Path) -> None:
    shutil.rmtree(store / "data")


@pytest.mark.parametrize("breaks", [cut_data, lose_data, garble_ledger, a_file])
def test_a_store_that_cannot_be_written_is_said(
    run: Command, own_store: Path, breaks: Callable[[Path], None]
) -> None:
    breaks(own_store)

    said = run("ingest", REPORT, "--store", own_store)

    assert (said.code, said.out) == (2, "")
    assert str(own_store) in said.complaint


@pytest.mark.parametrize("breaks", [cut_ledger, lose_snapshot, empty_snapshot])
def test_a_store_that_data_can_mend_is_mended_by_the_next_ingest(
    run: Command, own_store: Path, breaks: Callable[[Path], None]
) -> None:
    breaks(own_store)

    said = run("ingest", REPORT, "--store", own_store)

    assert said.code == 0
    assert run("doctor", "--full", "--store", own_store).code == 0


def test_a_store_that_another_process_writes_is_said_and_can_be_read(
    run: Command, own_store: Path
) -> None:
    with Store(own_store):
        written = run("ingest", REPORT, "--store", own_store)
        read = run(*QUERY, "--store", own_store)

    assert (written.code, written.out) == (2, "")
    assert "is being written by another process; wait until it has ended" in written.complaint
    assert (read.code, read.out) == (0, "yes\n")


def test_the_store_may_be_named_in_the_environment(
    run: Command, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATEGRAPH_STORE", str(shipped))

    assert run(*QUERY).out == "yes\n"


def test_a_dump_is_every_quad_sorted(run: Command, shipped: Path, tmp_path: Path) -> None:
    shown = run("dump", "--store", shipped)
    written = run("dump", "-o", tmp_path / "graph.nq", "--store", shipped)

    lines = shown.out.splitlines()
    assert lines == sorted(lines) == Snapshot.open(shipped).nquads()
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "graph.nq").read_text("utf-8") == shown.out
    assert len(list(ox.parse(shown.out, format=ox.RdfFormat.N_QUADS))) == len(lines)


def test_a_dump_as_json_gives_the_digest_of_each_graph(run: Command, shipped: Path) -> None:
    values = json.loads(run("dump", "--json", "--store", shipped).out)

    view = Snapshot.open(shipped)
    assert values == {
        "generation": 1,
        "digest": view.digest,
        "graphs": view.digests(),
    }


def test_a_dump_that_cannot_be_written_is_said(run: Command, shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    for out in (tmp_path / "nowhere" / "graph.nq", tmp_path / "folder"):
        said = run("dump", "-o", out, "--store", shipped)
        assert said.code == 2
        assert f"{out} cannot be written" in said.complaint
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_a_doctor_finds_a_sound_store_well(run: Command, shipped: Path) -> None:
    said = run("doctor", "--full", "--store", shipped)

    assert (said.code, said.err) == (0, "")
    assert "every graph has the digest it was written with" in said.out
    assert "digest of the graphs' digests" in said.out
    assert "it is the merge of the graphs that it is made from" in said.out
    assert "BAD" not in said.out


def test_a_doctor_finds_what_was_changed_behind_the_ledger(run: Command, own_store: Path) -> None:
    engine = ox.Store(str(own_store / "snapshots" / "1"))
    quad = next(iter(engine.quads_for_pattern(None, None, None, ox.NamedNode(AUTHORITY))))
    engine.remove(quad)
    engine.flush()
    del engine

    said = run("doctor", "--full", "--json", "--store", own_store)

    checks = {c["check"]: c for c in map(json.loads, said.out.splitlines())}
    assert said.code == 1
    assert not checks["digests"]["well"]
    assert "1 graphs differ and 0 are missing" in checks["digests"]["says"]
    assert AUTHORITY in checks["digests"]["says"]
    assert not checks["quads"]["well"]
    assert "where the ledger says" in checks["quads"]["says"]


def test_a_doctor_finds_a_default_graph_that_is_not_the_merge(
    run: Command, own_store: Path
) -> None:
    engine = ox.Store(str(own_store / "snapshots" / "1"))
    thing = ox.NamedNode("urn:x:a")
    engine.clear_graph(ox.DefaultGraph())
    engine.add(ox.Quad(thing, thing, thing))
    engine.flush()
    del engine

    said = run("doctor", "--full", "--json", "--store", own_store)

    checks = {c["check"]: c for c in map(json.loads, said.out.splitlines())}
    assert said.code == 1
    assert [name for name, check in checks.items() if not check["well"]] == ["default graph"]
    assert "and has 1 foreign" in checks["default graph"]["says"]


@pytest.mark.parametrize("case", BROKEN)
def test_a_doctor_says_that_a_store_is_broken(run: Command, own_store: Path, case: str) -> None:
    breaks, why = BROKEN[case]
    breaks(own_store)

    said = run("doctor", "--store", own_store)

    assert said.code == 1
    assert said.out.startswith("BAD  store: ")
    assert why in said.out


def test_the_graph_that_ships_is_built_once_on_first_use(run: Command, tmp_path: Path) -> None:
    first = run(*QUERY)
    second = run(*QUERY)

    assert (first.code, first.out) == (0, "yes\n")
    assert first.err.startswith("Building the graph that ships in ")
    assert (second.code, second.out, second.err) == (0, "yes\n", "")
    assert (tmp_path / "data" / "mandategraph" / "store" / "ledger.jsonl").exists()


def test_a_pipe_that_ends_early_is_no_fault(shipped: Path) -> None:
    with subprocess.Popen(  # noqa: S603 – our own interpreter
        [sys.executable, "-m", "kg", "dump", "--store", str(shipped)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait(30)

    assert (code, said) == (0, b"")


@pytest.mark.parametrize(("terminal", "plain"), [(True, False), (False, True)])
def test_colour_is_for_terminals_only(shipped: Path, terminal: bool, plain: bool) -> None:
    words = [sys.executable, "-m", "kg", "query", "-q", "SELECT * { ?a a mg:Agenda }"]
    here, there = os.openpty() if terminal else os.pipe()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}

    subprocess.run(  # noqa: S603 – our own interpreter
        [*words, "--store", str(shipped)],
        stdout=there,
        env=environment | {"TERM": "xterm", "COLUMNS": "100"},
        check=True,
    )

    os.close(there)
    said = os.read(here, 10_000)
    os.close(here)
    assert b"solution" in said
    assert (b"\x1b[" not in said) == plain
