"""The help teaches: what there is, what it does, and an example of each."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import kg.cli
from tests.cli.conftest import Command

COMMANDS = (
    "trace",
    "why",
    "search",
    "query",
    "questions",
    "extract",
    "ingest",
    "validate",
    "serve",
    "dump",
    "doctor",
    "config",
)


def test_the_names_of_the_package_are_sorted() -> None:
    assert kg.cli.__all__ == sorted(kg.cli.__all__)


def test_the_help_names_every_command(run: Command) -> None:
    said = run("--help")

    assert said.code == 0
    for command in COMMANDS:
        assert re.search(rf"^[│|]?\s*{command}\s+\w", said.out, re.MULTILINE), command


def test_without_a_command_the_help_is_shown(run: Command) -> None:
    said = run()

    assert "Usage:" in said.out + said.err
    assert said.code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(run: Command, command: str) -> None:
    said = run(command, "--help")

    assert said.code == 0
    assert f"mandategraph {command}" in said.out.partition("Example:")[2]
    assert "--json" in said.out
    assert "--help" in said.out


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("extract", "validate")])
def test_every_command_that_uses_a_store_can_be_given_one(run: Command, command: str) -> None:
    assert "--store" in run(command, "--help").out


@pytest.mark.parametrize(
    "words", [("nonsense",), ("trace",), ("trace", "A/RES/65/230", "--depth", "0"), ("dump", "-x")]
)
def test_a_wrong_call_ends_with_two_and_says_why(run: Command, words: tuple[str, ...]) -> None:
    said = run(*words)

    assert said.code == 2
    assert "Usage:" in said.err
    assert said.out == ""


def test_the_module_is_the_command() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, check=True
    )

    assert "mandategraph trace A/RES/65/230 --paragraph op9" in re.sub(r"\s+", " ", said.stdout)
