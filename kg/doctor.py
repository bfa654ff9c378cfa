"""Examine a store and its surroundings: does it hold what its ledger says?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.shipped import shipped_digest
from kg.store import Entry, Ledger, Snapshot
from kg.store.engine import REMEDY
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
        ledger = Ledger(path / "ledger.jsonl")
        last = ledger.last()
        view = Snapshot.open(path)
        digests = view.digests()
    except StoreError as error:
        yield Check("store", False, str(error))
        return
    yield Check("store", True, f"{path} shows generation {view.generation}, {len(digests)} graphs")
    if last:
        same = digest_of_digests(digests) == last.digest
        told = f"{last.quads:,} quads, digest of the graphs' digests {last.digest[:16]}…"
        lost = f"the ledger says {told}; the store does not; {REMEDY}"
        yield Check("ledger", same, told if same else lost)
        fresh = last.shipped == shipped_digest()
        yield Check(
            "data that ship",
            True,
            "up to date" if fresh else "older than this program; the next ingest renews them",
        )
    if last and full:
        yield from _recounted(view, last)
        yield _chained(ledger)
    java = shutil.which("java")
    yield Check("Java", True, "there" if java else "not there: only the ontology's tests need it")


def _recounted(view: Snapshot, last: Entry) -> Iterator[Check]:
    try:
        noted, found = view.digests(), view.recount()
    except StoreError as error:
        yield Check("digests", False, str(error))
        return
    wrong = sorted(n for n, digest in found.digests.items() if noted.get(n) != digest)
    missing = sorted(set(noted) - set(found.digests))
    says = "every graph has the digest it was written with"
    if wrong or missing:
        says = f"{len(wrong)} graphs differ and {len(missing)} are missing: "
        says += ", ".join([*wrong, *missing][:5]) + f"; {REMEDY}"
    yield Check("digests", not wrong and not missing, says)
    says = f"{found.quads:,} are there"
    if found.quads != last.quads:
        says += f" where the ledger says {last.quads:,}"
    yield Check("quads", found.quads == last.quads, says)
    merged = not found.lacking and not found.foreign
    says = "it is the merge of the graphs that it is made from"
    if not merged:
        says = f"it lacks {found.lacking:,} triples of the merge and has {found.foreign:,} foreign"
    yield Check("default graph", merged, says)


def _chained(ledger: Ledger) -> Check:
    """Whether each line of the ledger follows from the one before it."""
    try:
        entries, faults = ledger.entries(), ledger.faults()
    except StoreError as error:
        return Check("chain", False, str(error))
    says = f"{len(entries):,} generations, each with the digest of the line before it"
    unchained = sum(not e.before for e in entries[1:])
    if faults:
        says = f"{faults[0]}: a line was changed, lost or put in; {REMEDY}"
    elif unchained:
        says += f", but for {unchained:,} from before there was a chain"
    return Check("chain", not faults, says)
