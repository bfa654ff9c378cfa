"""Examine a store and its surroundings: does it hold what its ledger says?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.shipped import shipped_digest
from kg.store import Ledger, Snapshot
from kg.store.ledger import digest_of_digests

__all__ = ["Check", "examine"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was seen."""

    name: str
    well: bool
    says: str


def examine(path: Path, *, full: bool) -> list[Check]:
    """Every check of the store at ``path``; with ``full`` each graph is counted and hashed anew."""
    return list(_checks(path, full=full))


def _checks(path: Path, *, full: bool) -> Iterator[Check]:
    try:
        last = Ledger(path / "ledger.jsonl").last()
        view = Snapshot.open(path)
    except StoreError as error:
        yield Check("store", False, str(error))
        return
    digests = view.digests()
    yield Check("store", True, f"{path} shows generation {view.generation}, {len(digests)} graphs")
    if last:
        same = digest_of_digests(digests) == last.digest
        told = f"{last.quads:,} quads, digest {last.digest[:16]}…"
        yield Check("ledger", same, told if same else f"the ledger says {told}; the store does not")
        fresh = last.shipped == shipped_digest()
        yield Check(
            "data that ship",
            True,
            "up to date" if fresh else "older than this program; the next ingest renews them",
        )
    if full:
        yield from _recounted(view)
    java = shutil.which("java")
    yield Check("Java", True, "there" if java else "not there: only the ontology's tests need it")


def _recounted(view: Snapshot) -> Iterator[Check]:
    wrong = sorted(n for n, digest in view.recount().items() if view.digests().get(n) != digest)
    missing = sorted(set(view.digests()) - set(view.recount()))
    says = "every graph has the digest it was written with"
    if wrong or missing:
        says = f"{len(wrong)} graphs differ and {len(missing)} are missing: "
        says += ", ".join([*wrong, *missing][:5])
    yield Check("digests", not wrong and not missing, says)
