"""A folder of documents written for the tests, in every form that is taken in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.iri import document_iri
from kg.judging import Room
from kg.pipeline import ingest
from kg.store import Store

TESTS = Path(__file__).parents[1]
ACTS = TESTS / "documents" / "acts"
PLAIN = document_iri("A/RES/90/12")
_PADDING = "\n" * 70_000
"""A file is about this long, so that few of them fill a chunk and several chunks are made."""

Making = Callable[[str], Path]


def html_of(text: str) -> str:
    """A text as a page, a paragraph for each of its own."""
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in text.split("\n\n") if p.strip())
    return f"<!DOCTYPE html><html><head><title>Lamps</title></head><body>{body}</body></html>"


def records() -> str:
    """Two catalogue records: those of the test of records that state a symbol."""
    text = (TESTS / "importers" / "records" / "three.xml").read_text("utf-8")
    return re.sub(r"<record>(?:(?!</record>).)*9900002.*?</record>", "", text, flags=re.DOTALL)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fourteen files: acts, reports, decisions, records, a second source, a copy, a bad one."""
    path = tmp_path_factory.mktemp("folder")
    texts = {
        "A_RES_90_12.txt": ACTS / "ga-plain.txt",
        "council.txt": ACTS / "sc-plain.txt",
        "decisions.json": TESTS / "importers" / "decisions" / "99_407.json",
        "draft.txt": ACTS / "draft.txt",
        "ecosoc.txt": ACTS / "ecosoc-draft.txt",
        "harbour.md": TESTS / "documents" / "harbour-safety-2019.md",
        "parts-again.txt": ACTS / "ga-parts.txt",
        "parts.txt": ACTS / "ga-parts.txt",
        "rights.txt": ACTS / "hrc-vote.txt",
        "seed.txt": TESTS / "documents" / "seed-exchange-2022.txt",
        "unea.txt": ACTS / "unea-unnumbered.txt",
    }
    for name, source in texts.items():
        (path / name).write_text(source.read_text("utf-8") + _PADDING, "utf-8")
    (path / "lamps.html").write_text(html_of((ACTS / "ga-plain.txt").read_text("utf-8")), "utf-8")
    (path / "records.xml").write_text(records(), "utf-8")
    (path / "bad.txt").write_bytes(b"words\x00\x01")
    return path


@pytest.fixture
def new_store(tmp_path: Path) -> Callable[[], Path]:
    """Make the path of a store that is not there yet, another one at each call."""
    made: list[Path] = []

    def make() -> Path:
        made.append(tmp_path / f"store-{len(made)}")
        return made[-1]

    return make


def digest_after(store: Path, room: Room, *runs: list[Path], jobs: int = 1) -> str:
    """The digest of a store after some runs."""
    with Store(store) as opened:
        for paths in runs:
            ingest(opened, paths, room, jobs=jobs)
        return opened.digest()


@pytest.fixture(scope="session")
def expected(folder: Path, room: Room, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of a store after one undisturbed run, in one process, in the order of names."""
    return digest_after(tmp_path_factory.mktemp("whole") / "store", room, sorted(folder.iterdir()))
