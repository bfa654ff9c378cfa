"""What holds for the whole tree: what is installed, what must never stand in it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def tracked() -> list[Path]:
    """The files that git tracks, or all of them in an unpacked archive."""
    if not (ROOT / ".git").exists():
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git is on the path
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_every_package_is_installed() -> None:
    declared = set(PROJECT["tool"]["setuptools"]["packages"])
    found = {
        str(init.parent.relative_to(ROOT)).replace("/", ".")
        for package in ("kg", "api")
        for init in (ROOT / package).rglob("__init__.py")
    }

    assert declared == found | {"kg.ontology", "kg.shapes"}


def test_every_data_file_of_a_package_is_installed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    missing = []
    for path in tracked():
        inside = path.relative_to(ROOT)
        if inside.parts[0] not in ("kg", "api") or path.suffix in (".py", ".md"):
            continue
        covered = any(
            path in folder.glob(pattern)
            for package, globs in patterns.items()
            for folder in (ROOT / package.replace(".", "/"),)
            for pattern in globs
        )
        if not covered:
            missing.append(str(inside))

    assert missing == []


def test_no_file_names_a_path_of_some_machine() -> None:
    paths = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|Users/\w+)/")
    found = []
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".ttl", ".trig", ".rq", ".csv", "", ".json"):
            text = path.read_text("utf-8", errors="replace")
            found += [str(path.relative_to(ROOT)) for _ in paths.finditer(text)]

    assert found == []


def test_no_file_is_large() -> None:
    large = [p.name for p in tracked() if p.exists() and p.stat().st_size > 1_000_000]

    assert large == []


RUN = 14
LONG_NAME = 8
NAMED = (
    "p",
    "title",
    "speaker",
    "name",
    "on_behalf_of",
)  # what an annotation may share with a text


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def long_names() -> list[str]:
    """The names and titles that may stand in the tree, as words, the longest first."""
    names = []
    for path in (ROOT / "kg" / "authority").glob("*.csv"):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            names += [n for column in row.values() for n in (column or "").split("|")]
    for path in (ROOT / "kg" / "data" / "documents").glob("*.nt"):
        names += re.findall(r'#(?:title|supportsObject)> "(.*)"@en \.$', path.read_text(), re.M)
    for path in (ROOT / "tests" / "score" / "expected" / "reports").glob("*.json"):
        annotated = json.loads(path.read_text("utf-8"))
        rows = [annotated["document"], *annotated["findings"]]
        names += [row[k] for row in rows for k in NAMED if row.get(k)]
    known = {" ".join(words_of(n)) for n in names}
    return sorted((n for n in known if n.count(" ") >= LONG_NAME - 1), key=len, reverse=True)


def prose(text: str, names: list[str]) -> list[list[str]]:
    """The words of a text between long names, which it may share with the tree."""
    told = f" {' '.join(words_of(text))} "
    for name in names:
        told = told.replace(f" {name} ", " | ")
    return [part.split() for part in told.split("|")]


@pytest.mark.corpus
def test_no_file_holds_a_sentence_of_a_real_report(corpus: Path) -> None:
    names = long_names()
    reports = [p for p in (corpus / "reports").iterdir() if p.suffix in (".md", ".txt")]
    printed = {r for p in reports for ws in prose(p.read_text("utf-8"), names) for r in runs(ws)}
    found = []
    for path in tracked():
        text = path.read_text("utf-8", errors="replace") if path.exists() else ""
        said = [" ".join(r) for ws in prose(text, names) for r in runs(ws) if r in printed]
        found += [f"{path.relative_to(ROOT)}: {words}" for words in said]

    assert len(printed) > 100_000
    assert found == []


@pytest.mark.corpus
def test_the_founding_report_ships_as_the_reader_finds_it(corpus: Path) -> None:
    from kg.shipping import shipped_triples

    (kept,) = (ROOT / "kg" / "data" / "documents").glob("*.nt")

    assert shipped_triples(corpus / "reports" / f"{kept.stem}.md") == kept.read_text("utf-8")
