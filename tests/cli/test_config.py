"""`config` prints every setting, where it came from, and no secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.settings import table
from tests.cli.conftest import Command


def listed(out: str) -> dict[str, dict[str, object]]:
    return {values["name"]: values for values in map(json.loads, out.splitlines())}


def test_every_setting_is_printed(run: Command) -> None:
    said = run("config")

    assert said.code == 0
    assert all(setting.name in said.out for setting in table())
    assert "worker_memory" in said.out
    assert "2 GB" in said.out
    assert "File of settings: none" in said.out


def test_each_setting_says_where_it_came_from(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "mandategraph" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('query_timeout = 7\ncache_bytes = "1GB"\n')
    monkeypatch.setenv("MANDATEGRAPH_QUERY_TIMEOUT", "3")

    found = listed(run("config", "--json", "--store", tmp_path / "mine").out)

    assert found["query_timeout"]["value"] == 3
    assert found["query_timeout"]["from"] == "environment (MANDATEGRAPH_QUERY_TIMEOUT)"
    assert found["cache_bytes"]["value"] == 2**30
    assert found["cache_bytes"]["from"] == f"file ({file})"
    assert found["client_slow_seconds"]["value"] == 6
    assert found["client_slow_seconds"]["from"] == "default (worked out)"
    assert found["store"]["value"] == str(tmp_path / "mine")
    assert found["store"]["from"] == "command line (--store)"


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_secret_is_masked(
    run: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("MANDATEGRAPH_TOKEN", "open-sesame")

    said = run("config", *words)

    assert "open-sesame" not in said.out + said.err
    assert "********" in said.out


def test_faults_are_all_told_after_what_is_in_force(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATEGRAPH_WORKERS", "many")
    monkeypatch.setenv("MANDATEGRAPH_QUERY_TIMEOUT", "soon")

    said = run("config")

    assert said.code == 2
    assert "query_timeout" in said.out
    assert "MANDATEGRAPH_WORKERS is 'many'" in said.err
    assert "MANDATEGRAPH_QUERY_TIMEOUT is 'soon'" in said.err


def test_a_variable_that_is_no_setting_is_warned_of(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATEGRAPH_TOKENS", "hush")

    said = run("config")

    assert said.code == 0
    assert "MANDATEGRAPH_TOKENS; did you mean 'MANDATEGRAPH_TOKEN'?" in said.err
    assert "hush" not in said.out + said.err


def test_what_each_setting_means_is_a_table(run: Command) -> None:
    lines = run("config", "--describe").out.splitlines()

    assert len(lines) == len(table()) + 2
    assert all(line.count("|") == 5 for line in lines)


def test_the_store_of_the_file_is_what_commands_use(
    run: Command, own_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'store = "{own_store.name}"\n')
    monkeypatch.setenv("MANDATEGRAPH_CONFIG", str(file))

    assert str(own_store) in run("doctor").out
    assert listed(run("config", "--json").out)["store"]["from"] == f"file ({file})"


def test_a_file_that_is_wrong_is_no_reason_to_use_another_store(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("stoer = 'graph'\n")
    monkeypatch.setenv("MANDATEGRAPH_CONFIG", str(file))

    said = run("dump")

    assert said.code == 2
    assert said.complaint == f"{file}: 'stoer' is no setting; did you mean 'store'?"
