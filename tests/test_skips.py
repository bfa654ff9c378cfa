"""Under CI a skipped test is a failure, unless its reason is on the list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = "import pytest\n\ndef test_it():\n    pytest.skip({!r})\n"


def outcome(folder: Path, reason: str, ci: str) -> str:
    (folder / "test_it.py").write_text(SKIPPED.format(reason), "utf-8")
    run = subprocess.run(  # noqa: S603 – our own interpreter
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(folder)],
        cwd=ROOT,
        env=os.environ | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("reason", "ci", "says"),
    [
        ("it is late", "", "1 skipped"),
        ("it is late", "true", "1 failed"),
        ("corpus not present", "true", "1 skipped"),
    ],
)
def test_a_skip_fails_under_ci_unless_its_reason_is_listed(
    tmp_path: Path, reason: str, ci: str, says: str
) -> None:
    assert says in outcome(tmp_path, reason, ci)
