"""Under CI a skipped test is a failure, unless its reason is on the list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = """import pytest

def test_late():
    pytest.skip("it is late")

def test_listed():
    pytest.skip("corpus not present")
"""


def outcome(folder: Path, ci: str) -> str:
    (folder / "test_it.py").write_text(TESTS, "utf-8")
    run = subprocess.run(  # noqa: S603 – our own interpreter
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(folder)],
        cwd=ROOT,
        env=os.environ | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(("ci", "says"), [("", "2 skipped"), ("true", "1 failed, 1 skipped")])
def test_a_skip_fails_under_ci_unless_its_reason_is_listed(
    tmp_path: Path, ci: str, says: str
) -> None:
    assert says in outcome(tmp_path, ci)
