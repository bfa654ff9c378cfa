"""Settings come from the environment, then the file, then their defaults; each fault is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.settings
from api.settings import Settings
from kg.errors import SettingsError
from kg.settings import read_settings, table


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.settings.__all__ == sorted(kg.settings.__all__)


def test_the_names_of_the_contract_are_there() -> None:
    promised = {"STORE", "TOKEN", "QUERY_TIMEOUT", "WORKERS", "BASE_URL", "CORPUS"}

    assert {f"MANDATEGRAPH_{name}" for name in promised} <= {s.environment for s in table()}


def test_each_setting_says_what_it_means() -> None:
    assert len(table()) > 20
    assert all(s.meaning.endswith(".") for s in table())


def test_the_defaults_are_those_of_the_table() -> None:
    settings = Settings(store=Path("s"))

    assert [s.name for s in table() if getattr(settings, s.name) != s.default] == ["store"]


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "MANDATEGRAPH_STORE": str(tmp_path),
        "MANDATEGRAPH_BASE_URL": "https://graph.example/",
        "MANDATEGRAPH_QUERY_TIMEOUT": "2.5",
        "MANDATEGRAPH_WORKER_MEMORY": "1.5 GB",
        "MANDATEGRAPH_WORKERS": "0",
        "MANDATEGRAPH_TOKEN": "",
    }

    expected = Settings(
        store=tmp_path,
        base_url="https://graph.example",
        query_timeout=2.5,
        worker_memory=3 * 2**29,
        workers=0,
    )
    assert Settings.from_environment(environ) == expected


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('store = "graph"\nquery_timeout = 7\nquick_ms = 50\nlog_level = "ERROR"\n')

    settings = Settings.from_environment({"MANDATEGRAPH_QUICK_MS": "80"}, file=file)

    assert settings.quick_ms == 80
    assert settings.query_timeout == 7
    assert settings.log_level == "error"
    assert settings.waiting_line == 64
    assert settings.store == tmp_path / "graph"


def test_where_each_value_came_from_is_said(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("query_timeout = 7\n")
    environ = {"MANDATEGRAPH_CONFIG": str(file), "MANDATEGRAPH_STORE": "s"}

    found = {f.setting.name: f.origin for f in read_settings(table(), environ).found}

    assert found["store"] == "environment (MANDATEGRAPH_STORE)"
    assert found["query_timeout"] == f"file ({file})"
    assert found["quick_ms"] == "default"


def test_a_file_that_need_not_be_there_may_be_missing(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, store=tmp_path, file=tmp_path / "config.toml")

    assert settings == Settings(store=tmp_path)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("quick_sm = 3\nwaiting_line = true\ncache_bytes = [1]\nnonsense_here = 1\n")
    environ = {"MANDATEGRAPH_QUERY_TIMEOUT": "soon", "MANDATEGRAPH_LOG_FORMAT": "xml"}

    with pytest.raises(SettingsError) as raised:
        Settings.from_environment(environ, file=file)

    assert set(raised.value.faults) == {
        f"{file}: 'quick_sm' is no setting; did you mean 'quick_ms'?",
        f"{file}: 'nonsense_here' is no setting; leave it out.",
        f"{file}: waiting_line is True; set it to a whole number from 0.",
        f"{file}: cache_bytes is [1]; set it to a size such as 64MB, 2GB or a number of bytes.",
        "MANDATEGRAPH_QUERY_TIMEOUT is 'soon'; "
        "set it to a number of seconds above 0, such as 30 or 2.5.",
        "MANDATEGRAPH_LOG_FORMAT is 'xml'; set it to one of json, text.",
        "No store is named; set MANDATEGRAPH_STORE to its directory.",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("QUERY_TIMEOUT", t) for t in ("0", "-1", "nan", "inf", "soon")),
        *(("WORKERS", t) for t in ("-1", "2.5", "many", "1e3", "٣")),
        *(("SLOW_WORKERS", t) for t in ("0", "-3")),
        *(("WORKER_MEMORY", t) for t in ("-1", "2 gallons", "GB", "nan")),
        *(("BASE_URL", t) for t in ("graph.example", "ftp://x/", "http://", "http://x/?q", "/")),
        *(("STORE", t) for t in ("a\0b",)),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"MANDATEGRAPH_{name} is .*; set it to"):
        Settings.from_environment({f"MANDATEGRAPH_{name}": text}, store=tmp_path)


def test_a_token_is_not_shown_where_settings_are(tmp_path: Path) -> None:
    settings = Settings.from_environment({"MANDATEGRAPH_TOKEN": "hush"}, store=tmp_path)

    assert settings.token
    assert "hush" not in repr(settings)


@pytest.mark.parametrize("token", ["two words", "sécret", "line\nbreak"])
def test_a_token_that_cannot_be_sent_is_refused_and_not_shown(token: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="MANDATEGRAPH_TOKEN is not a token") as raised:
        Settings.from_environment({"MANDATEGRAPH_TOKEN": token}, store=tmp_path)

    assert token not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"query_timeout = ", "is no TOML"),
        (b"\xff\xfe", "is not in UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_named_file_that_is_none_is_said(tmp_path: Path, text: bytes | None, says: str) -> None:
    file = tmp_path / "mine.toml"
    if text is not None:
        file.write_bytes(text)

    with pytest.raises(SettingsError, match=says):
        Settings.from_environment({"MANDATEGRAPH_CONFIG": str(file)}, store=tmp_path)


def test_what_is_worked_out_follows_from_what_is_set(tmp_path: Path) -> None:
    open_ = Settings(store=tmp_path, workers=0)
    given = Settings(store=tmp_path, workers=3, slow_workers=5, query_timeout=4)

    assert not open_.is_isolated
    assert (given.quick_slots, given.slow_slots, given.slow_budget) == (3, 5, 8)
    assert Settings(store=tmp_path).quick_slots >= 2
    assert Settings(store=tmp_path).slow_slots >= 4
