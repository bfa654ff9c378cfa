"""Write graphs to the embedded engine: each batch one transaction, each generation one snapshot."""

from __future__ import annotations

import datetime
import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from weakref import WeakSet

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.errors import StoreDamaged, StoreError, StoreLocked
from kg.model import Accepted
from kg.store.engine import (
    LEDGER_GRAPH,
    SYSTEM,
    digest,
    generation_predicate,
    in_merge,
    normalised,
    sha256_predicate,
    triples_predicate,
)
from kg.store.ledger import Entry, Ledger, digest_of_digests
from kg.store.reader import Snapshot, snapshot_path
from kg.vocab import DERIVED, REGISTRY

__all__ = ["Change", "Store"]

_KEPT_SNAPSHOTS = 3
_log: Final = logging.getLogger(__name__)
_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did, as graph names; a graph that was the same already is in none."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.replaced or self.removed)


class Store:
    """The writer of a store directory; one at a time. Without a path it lives in memory.

    The engine's default graph holds the RDF merge of the document, curated, authority, registry
    and derived graphs, so a query without GRAPH counts right. Readers never open the writer's
    files: they open the snapshot of the last published generation (``Snapshot``). Opening mends
    what the data allow: a ledger line that was not written to its end goes, and a snapshot that
    was lost is made again, which the log says.

    Raises:
        StoreLocked: another process is writing to it.
        StoreDamaged: the data are not what the ledger says, or the engine refuses them.
        StoreError: the path is no directory, or one that cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._engine = _open_engine(path)
        self._ledger = Ledger(path / "ledger.jsonl") if path else None
        self._views: WeakSet[Snapshot] = WeakSet()
        if self._ledger:
            self._ledger.drop_unfinished()
            self._check_against_ledger()
            self._restore_snapshot()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine, so that another process may write."""
        self.close()

    def close(self) -> None:
        """Flush, and let the engine's lock go: what views there are show nothing any more.

        A view may outlive its use (pySHACL keeps frames in a cycle), and with it the engine.
        """
        if self.path:
            self._engine.flush()
        for view in self._views:
            view.release()
        self._engine = ox.Store()

    def view(self) -> Snapshot:
        """A reader over the writer's own engine: it sees each commit as it is made."""
        last = self._ledger.last() if self._ledger else None
        view = Snapshot(self._engine, last.generation if last else 0, "")
        self._views.add(view)
        return view

    def digests(self) -> dict[str, str]:
        """The canonical hash of every graph, by graph name."""
        return self.view().digests()

    def digest(self) -> str:
        """One hash for all graphs; equal stores have equal digests."""
        return digest_of_digests(self.digests())

    def commit(self, accepted: Sequence[Accepted]) -> Change:
        """Put each graph in the place of what bore its name: all of them, or none.

        Registry and derived graph are unmarked by the same transaction, so that a stop before
        they are worked out again is seen at the next opening (``is_settled``).

        Raises:
            ValueError: two of them bear one name, so that one would be lost.
        """
        names = [str(a.name) for a in accepted]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"more than one graph of a commit is named {', '.join(twice)}")
        return self._replace(
            {str(a.name): normalised(a.name, a.graph) for a in accepted}, unsettle=True
        )

    def keep(self, graphs: Mapping[URIRef, Graph]) -> Change:
        """Put the graphs that the program itself makes (ontology, shapes, registry, derived)."""
        strangers = [name for name in graphs if str(name) not in SYSTEM]
        if strangers:
            raise ValueError(f"not a graph of the program's own making: {strangers}")
        return self._replace({str(n): normalised(n, g) for n, g in graphs.items()}, unsettle=False)

    def remove(self, names: Iterable[str]) -> Change:
        """Remove whole graphs in one transaction."""
        return self._replace(dict.fromkeys(names), unsettle=True)

    def is_settled(self) -> bool:
        """Whether registry and derived graph belong to the graphs that stand."""
        digests = self.digests()
        return str(REGISTRY) in digests and str(DERIVED) in digests

    def is_published(self) -> bool:
        """Whether readers see what stands."""
        last = self.last_entry()
        return last is not None and last.digest == self.digest()

    def publish(self, shipped: str = "") -> Entry:
        """Make what stands visible to readers as a new generation, and write it in the ledger.

        Where the last snapshot is lost and the data are past it, all that stands counts as added.
        """
        if not self.path or not self._ledger:
            raise ValueError("a store in memory has no readers but its own view()")
        last = self._ledger.last()
        shown = self._shown()
        change = _change(shown.digests() if shown else {}, self.digests())
        generation = last.generation + 1 if last else 1
        self._mark_generation(generation)
        self._make_snapshot(self.path, generation)
        entry = Entry(
            generation=generation,
            time=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            quads=self._counted(),
            digest=self.digest(),
            shipped=shipped or (last.shipped if last else ""),
            added=change.added,
            replaced=change.replaced,
            removed=change.removed,
        )
        self._ledger.append(entry)
        self._forget_old_snapshots(generation)
        return entry

    def last_entry(self) -> Entry | None:
        """The newest ledger entry."""
        return self._ledger.last() if self._ledger else None

    def _shown(self) -> Snapshot | None:
        """What readers see; None where nothing was published or its snapshot is lost or broken."""
        if not self.path or not self.last_entry():
            return None
        try:
            return Snapshot.open(self.path)
        except StoreDamaged:
            return None

    def _restore_snapshot(self) -> None:
        """Make a lost snapshot again where the data are still at the generation that it showed."""
        last = self.last_entry()
        if self.path and last and self.is_published() and self._shown() is None:
            self._make_snapshot(self.path, last.generation)
            _log.warning(
                "The store at %s had lost the snapshot of generation %d; it was made again from"
                " the data.",
                self.path,
                last.generation,
            )

    def _make_snapshot(self, path: Path, generation: int) -> None:
        self._engine.flush()
        target = snapshot_path(path, generation)
        draft = target.with_name(f"{target.name}.part")
        for leftover in (target, draft):  # of a run that ended before its ledger line
            shutil.rmtree(leftover, ignore_errors=True)
        target.parent.mkdir(exist_ok=True)
        self._engine.backup(str(draft))
        draft.rename(target)

    def _triples(self, name: str) -> frozenset[ox.Triple]:
        quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
        return frozenset(q.triple for q in quads)

    def _replace(
        self, wanted: Mapping[str, frozenset[ox.Triple] | None], *, unsettle: bool
    ) -> Change:
        known = self.digests()
        added: list[str] = []
        replaced: list[str] = []
        removed: list[str] = []
        gone: dict[str, frozenset[ox.Triple]] = {}
        new: dict[str, frozenset[ox.Triple]] = {}
        marks: dict[str, tuple[str, int] | None] = {}
        for name, triples in wanted.items():
            before = self._triples(name)
            after = frozenset() if triples is None else triples
            if before == after and (name in known) == (triples is not None):
                continue
            target = removed if triples is None else replaced if before else added
            target.append(name)
            gone[name], new[name] = before - after, after - before
            marks[name] = None if triples is None else (digest(name, after), len(after))
        change = Change(tuple(sorted(added)), tuple(sorted(replaced)), tuple(sorted(removed)))
        if change:
            if unsettle:
                marks |= {str(REGISTRY): None, str(DERIVED): None}
            self._engine.update(self._transaction(gone, new, marks))
        return change

    def _transaction(
        self,
        gone: Mapping[str, frozenset[ox.Triple]],
        new: Mapping[str, frozenset[ox.Triple]],
        marks: Mapping[str, tuple[str, int] | None],
    ) -> str:
        """One SPARQL Update. Terms are the engine's own N-Triples, so nothing needs escaping."""
        merged_gone = {t for name, ts in gone.items() if in_merge(name) for t in ts}
        merged_new = {t for name, ts in new.items() if in_merge(name) for t in ts}
        lost = [t for t in merged_gone - merged_new if not self._stands_elsewhere(t, gone)]
        delete = ["\n".join(_lines(lost))]
        insert = ["\n".join(_lines(merged_new))]
        delete += [f"GRAPH <{n}> {{\n{chr(10).join(_lines(ts))}\n}}" for n, ts in gone.items()]
        insert += [f"GRAPH <{n}> {{\n{chr(10).join(_lines(ts))}\n}}" for n, ts in new.items()]
        wipe = "".join(
            f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ <{n}> ?p ?o }} }};\n" for n in marks
        )
        insert.append(f"GRAPH {LEDGER_GRAPH} {{\n{_marks(marks)}\n}}")
        dropped = [n for n in gone if marks[n] is None]
        wipe += "".join(f"DROP SILENT GRAPH <{n}>;\n" for n in dropped)
        return (
            f"{wipe}DELETE DATA {{\n{chr(10).join(delete)}\n}};\n"
            f"INSERT DATA {{\n{chr(10).join(insert)}\n}}"
        )

    def _stands_elsewhere(
        self, triple: ox.Triple, gone: Mapping[str, frozenset[ox.Triple]]
    ) -> bool:
        quads = self._engine.quads_for_pattern(
            triple.subject, triple.predicate, triple.object, None
        )
        for quad in quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                name = quad.graph_name.value
                if in_merge(name) and triple not in gone.get(name, frozenset()):
                    return True
        return False

    def _counted(self) -> int:
        quads = self._engine.quads_for_pattern(None, triples_predicate, None, LEDGER_GRAPH)
        return sum(int(q.object.value) for q in quads if isinstance(q.object, ox.Literal))

    def _check_against_ledger(self) -> None:
        """Refuse an engine that stands before the last published generation.

        A run that ended between its commit and its publication leaves the engine ahead of the
        ledger, which is well; a log that was cut, or data that are gone, leave it behind.
        """
        last = self._ledger.last() if self._ledger else None
        if last and self._generation() < last.generation:
            raise StoreDamaged(
                str(self.path),
                f"holds generation {self._generation()} where its ledger has {last.generation}",
                "restore a backup, or delete the directory and build it again",
            )

    def _generation(self) -> int:
        quads = self._engine.quads_for_pattern(
            LEDGER_GRAPH, generation_predicate, None, LEDGER_GRAPH
        )
        return max(
            (int(q.object.value) for q in quads if isinstance(q.object, ox.Literal)), default=0
        )

    def _mark_generation(self, generation: int) -> None:
        mark = f"{LEDGER_GRAPH} {generation_predicate}"
        self._engine.update(
            f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ {mark} ?n }} }};\n"
            f'INSERT DATA {{ GRAPH {LEDGER_GRAPH} {{ {mark} "{generation}" }} }}'
        )

    def _forget_old_snapshots(self, generation: int) -> None:
        if not self.path:
            return
        for old in snapshot_path(self.path, 0).parent.iterdir():
            number = old.name.partition(".")[0]
            if number.isdigit() and int(number) <= generation - _KEPT_SNAPSHOTS:
                shutil.rmtree(old, ignore_errors=True)


def _lines(triples: Iterable[ox.Triple]) -> list[str]:
    return [f"{t.subject} {t.predicate} {t.object} ." for t in triples]


def _marks(marks: Mapping[str, tuple[str, int] | None]) -> str:
    lines = []
    for name, mark in marks.items():
        if mark:
            sha256, count = mark
            lines.append(f'<{name}> {sha256_predicate} "{sha256}" .')
            lines.append(f'<{name}> {triples_predicate} "{count}"^^{_XSD_INTEGER} .')
    return "\n".join(lines)


def _change(before: Mapping[str, str], now: Mapping[str, str]) -> Change:
    """What is different between two generations, from the digests of their graphs."""
    replaced = [name for name in before.keys() & now.keys() if before[name] != now[name]]
    return Change(
        added=tuple(sorted(now.keys() - before.keys())),
        replaced=tuple(sorted(replaced)),
        removed=tuple(sorted(before.keys() - now.keys())),
    )


def _open_engine(path: Path | None) -> ox.Store:
    if path is None:
        return ox.Store()
    try:
        path.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(path / "data"))
    except FileExistsError as error:
        raise StoreError(
            str(path), "is a file, not a directory", "name a directory with --store"
        ) from error
    except PermissionError as error:
        raise StoreError(
            str(path), "cannot be written", "name another with --store, or change its permissions"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise StoreLocked(str(path)) from error
        raise StoreDamaged(
            str(path),
            f"cannot be opened by the engine ({_first_line(error)})",
            "restore a backup, or delete the directory and build it again",
        ) from error


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:160] if str(error) else type(error).__name__
