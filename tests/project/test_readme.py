"""The commands that the README shows work as they stand."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
LINES = [line.partition("  #")[0].strip() for block in BLOCKS for line in block.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("mandategraph ")]
MAKES = [line for line in LINES if line.startswith("make ")]


def test_it_shows_two_commands_of_make_and_five_of_ours() -> None:
    assert MAKES == ["make run", "make test"]
    assert len(COMMANDS) == 5
    assert len(LINES) == 7


def test_the_makefile_has_what_the_readme_names() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)

    assert {line.split()[1] for line in MAKES} <= set(targets)


@pytest.fixture(scope="module")
def data_home(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data directory in which the graph that ships is built already."""
    home = tmp_path_factory.mktemp("data")
    shutil.copytree(shipped, home / "mandategraph" / "store")
    return home


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_works_when_pasted(command: str, data_home: Path) -> None:
    words = shlex.split(command)
    environment = {**os.environ, "XDG_DATA_HOME": str(data_home)}
    environment.pop("MANDATEGRAPH_STORE", None)

    done = subprocess.run(  # noqa: S603 - the README's own commands
        [sys.executable, "-m", "kg", *words[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr
