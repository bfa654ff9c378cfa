"""Comunica, as npm has it, told the address of the endpoint and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import platformdirs
import pytest

from tests.clients.conftest import SECONDS
from tests.strangers import Service

PACKAGE: Final = "@comunica/query-sparql@4.5.0"
SCRIPT: Final = Path(__file__).with_name("comunica.cjs")
_NPM: Final = (
    *("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--no-save"),
    *("--ignore-scripts", "--no-bin-links", "--prefer-offline", "--loglevel=error"),
)


@pytest.fixture(scope="session")
def comunica() -> Path:
    """A folder with Comunica in it; it is installed where it is not there yet."""
    folder = platformdirs.user_cache_path("mandategraph") / PACKAGE.replace("/", "-")
    ready = folder / "ready"
    if ready.is_file():
        return folder
    for command in ("node", "npm"):
        if shutil.which(command) is None:
            pytest.skip(f"{command} is not here, and Comunica runs on it: install nodejs and npm")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "package.json").write_text("{}", "utf-8")
    try:
        run = subprocess.run(  # noqa: S603 - our own command
            [*_NPM, PACKAGE], cwd=folder, capture_output=True, text=True, timeout=180, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.fail(f"npm took over 180 seconds to install {PACKAGE}: run the test again")
    if run.returncode:
        pytest.fail(f"npm cannot install {PACKAGE}; look at its registry: {run.stderr[-2000:]}")
    ready.touch()
    return folder


@pytest.mark.node
def test_comunica_asks_the_endpoint_and_follows_a_thing(served: Service, comunica: Path) -> None:
    run = subprocess.run(  # noqa: S603 - our own command
        ["node", str(SCRIPT), str(comunica), served.address],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
    )

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "endpoint": ["Fiji", "Kenya"],
        "named": ["Fiji", "Kenya"],
        "page": ["Fiji"],
        "thing": ["Fiji"],
        "boolean": True,
        "triples": 2,
    }
