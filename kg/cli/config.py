"""The command that prints every setting: its value, and where that came from."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.places import StoreOption, default_store, say
from kg.errors import SettingsError
from kg.settings import Found, Reading, Settings, read_settings, table, user_file

__all__ = ["config_command"]

_NONE: Final = "none"


def config_command(
    store: StoreOption = None,
    describe: Annotated[
        bool, typer.Option("--describe", help="Say what each setting means, as a Markdown table.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a setting.")] = False,
) -> None:
    """Print every setting with its value and where that came from; secrets are masked.

    The environment (`MANDATEGRAPH_QUERY_TIMEOUT=10`) wins over the file (`query_timeout = 10` in
    `config.toml` of your configuration directory, or the file that `MANDATEGRAPH_CONFIG` names),
    the file over the default. Example: `mandategraph config --json`
    """
    if describe:
        sys.stdout.write(_description())
        return
    reading = read_settings(table(), os.environ, user_file())
    found = [_worked_out(f, reading, store) for f in reading.found]
    if as_json:
        for each in found:
            sys.stdout.write(json.dumps(_values(each), ensure_ascii=False) + "\n")
    else:
        _print(found, reading.file)
    for words in reading.ignored:
        say(f"warning: {words}")
    if reading.faults:
        raise SettingsError(reading.faults)


def _worked_out(found: Found, reading: Reading, store: Path | None) -> Found:
    """What is in force where nothing was given; the store is what the commands would use."""
    name = found.setting.name
    if name == "store":
        if store is None:
            return replace(found, value=default_store(), origin="default (the graph that ships)")
        given = found.value is not None and store == found.value
        return found if given else replace(found, value=store, origin="command line (--store)")
    if found.value is not None:
        return found
    settings = Settings(**{"store": default_store(), **reading.values()})  # type: ignore[arg-type]
    value = {
        "workers": settings.quick_slots,
        "slow_workers": settings.slow_slots,
        "client_slow_seconds": settings.slow_budget,
    }.get(name)
    return found if value is None else replace(found, value=value, origin="default (worked out)")


def _print(found: list[Found], file: Path | None) -> None:
    console = Console(width=None if sys.stdout.isatty() else 10_000, markup=False, emoji=False)
    shown = Table("setting", "value", "from", box=None, header_style="bold", pad_edge=False)
    for each in found:
        shown.add_row(each.setting.name, each.text or _NONE, each.origin)
    console.print(shown)
    where = file or f"none (it would be {user_file()})"
    console.print(f"File of settings: {where}", style="dim", soft_wrap=True)


def _values(found: Found) -> dict[str, object]:
    setting = found.setting
    value = found.value
    shown = found.text if setting.is_secret and value is not None else value
    return {
        "name": setting.name,
        "environment": setting.environment,
        "value": str(shown) if isinstance(shown, Path) else shown,
        "from": found.origin,
        "default": setting.default,
        "kind": setting.kind.name,
        "meaning": setting.meaning,
    }


def _description() -> str:
    lines = ["| environment | kind | default | meaning |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{s.environment}` | {s.kind.name} | {s.default_text or _NONE} | {s.meaning} |"
        for s in table()
    ]
    return "\n".join(lines) + "\n"
