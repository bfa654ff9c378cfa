"""What several tests need: the graph that ships, the real documents, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from kg.judging import Room, load_room
from kg.shipped import build_shipped, shipped_digest
from kg.store import Snapshot, Store

pytest.register_assert_rewrite("tests.graphs")

ROOT = Path(__file__).parents[1]
SKIPS = Path(__file__).parent / "skips.txt"


@pytest.fixture(scope="session")
def room() -> Room:
    """The vocabulary, the shapes and the authority lists that ship."""
    return load_room()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, room: Room) -> Path:
    """A store directory with the graph that ships: only to be read, or to be copied."""
    path = tmp_path_factory.mktemp("shipped") / "store"
    with Store(path) as store:
        build_shipped(store, room, shipped_digest())
    return path


@pytest.fixture(scope="session")
def shipped_view(shipped: Path) -> Snapshot:
    """The graph that ships, for asking."""
    return Snapshot.open(shipped)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the real documents."""
    path = Path(os.environ.get("MANDATEGRAPH_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not path.is_dir():
        pytest.skip("corpus not present")
    return path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure under CI, unless its reason is on the list."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        reason = reason.removeprefix("Skipped: ")
        if reason not in allowed_skips():
            report.outcome = "failed"
            report.longrepr = f"skipped under CI: {reason!r} does not stand in {SKIPS.name}"
    return report


def allowed_skips() -> frozenset[str]:
    """The reasons for which a test may be skipped under CI."""
    lines = SKIPS.read_text("utf-8").splitlines()
    return frozenset(ln.partition(" # ")[0] for ln in lines if ln and not ln.startswith("#"))
