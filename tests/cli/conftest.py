"""Run the command line as a person does, without a process where none is needed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.__main__ import main

REPORT = Path(__file__).parent / "report.txt"


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said, and the code that it ended with."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one sentence on standard error with which a command refuses."""
        assert "Traceback" not in self.err
        lines = [line for line in self.err.splitlines() if line.startswith("mandategraph: ")]
        assert len(lines) == 1, self.err
        return lines[0].removeprefix("mandategraph: ")


Command = Callable[..., Run]


@pytest.fixture(name="run")
def a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """Run one command line; no store of the user's own is ever touched."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("MANDATEGRAPH_CONFIG", raising=False)
    monkeypatch.delenv("MANDATEGRAPH_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["mandategraph", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


@pytest.fixture
def own_store(shipped: Path, tmp_path: Path) -> Path:
    """A store of the graph that ships, to be written to."""
    return Path(shutil.copytree(shipped, tmp_path / "store"))
